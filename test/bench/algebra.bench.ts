import type { Enclosure } from '../../src/torch/algebra';
import { row, table } from './measure';
import { shipped, type Shipped } from './shipped';
import { torchPeer } from './torchPeer';
import { Aims, inMilliseconds, sideBySide } from './turns';

export const about =
  "The tensor algebra that replay computes with, each result with bounds on how far PyTorch's may be from it, beside PyTorch with one thread (where `PYTHON` names an interpreter that has it), both in turns, best of all. Bold is what misses its aim: less than PyTorch's own call for ten elements, at most 5 times its time for more. PyTorch takes 8 or 16 elements in one instruction, a kernel of WebAssembly 4, and its sums and products know no bounds. The first row is the limit of all that makes as many numbers: new memory, filled, which PyTorch has again from what it made last.";

/** Operations on tensors of so many elements, and what they are in PyTorch. */
const operationsOf = (
  algebra: Shipped['algebra'],
): Readonly<Record<string, (x: Enclosure, y: Enclosure) => unknown>> => ({
  'x + y': algebra.add,
  'x * y': algebra.mul,
  'x / y': algebra.div,
  'x * 2': (x) => algebra.mul(x, algebra.intScalar(2)),
  'x > y': algebra.gt,
  '-x': algebra.neg,
  'x.abs()': algebra.abs,
  'x.relu()': algebra.relu,
  'x.exp()': algebra.exp,
  'x.tanh()': algebra.tanh,
  'x.sum()': (x) => algebra.sum(x),
  'x.mean()': (x) => algebra.mean(x),
});

/** Products of so many products of two numbers. */
const PRODUCTS = [
  ['vectors of 10', [10], [10], 10],
  ['(2, 5) @ (5, 1)', [2, 5], [5, 1], 10],
  ['(1000, 1000) @ (1000,)', [1000, 1000], [1000], 1e6],
  ['(100, 100) @ (100, 100)', [100, 100], [100, 100], 1e6],
] as const;

/** In milliseconds, for each. */
const PATIENCE = 150;
const TEN = 10;
const MILLION = 1e6;

function aimOf(numel: number): number {
  return numel > TEN ? 5 : 1;
}

export default async function run(): Promise<void> {
  const { torch, algebra } = await shipped();
  const random = (shape: readonly number[]): Enclosure =>
    algebra.Enclosure.of(torch.randn(shape, new torch.Generator(0)).output);
  const peer = await torchPeer();
  const aims = new Aims();
  const compare = async (
    name: string,
    setup: string,
    statement: string,
    own: () => unknown,
    count: number,
    aim = aimOf(count),
  ) => {
    const work = { setup: `import torch\n${setup}`, statement };
    const found = await sideBySide(peer, work, [own], PATIENCE);
    const [best = NaN] = found.own;
    const ratio = aims.ratio(`${name}, ${count}`, best, found.torch, aim);
    row(name, inMilliseconds(found.torch), inMilliseconds(best), ratio);
  };
  try {
    for (const numel of [TEN, MILLION]) {
      table(`float32, ${numel.toLocaleString('en')} elements`, 'PyTorch ms', 'own ms', 'ratio');
      const fill = (): unknown => new Float32Array(numel).fill(1);
      await compare('new memory, filled', '', `torch.ones(${numel})`, fill, numel, Infinity);
      const [x, y] = [random([numel]), random([numel])];
      for (const [name, operation] of Object.entries(operationsOf(algebra)))
        await compare(name, `x, y = torch.randn(2, ${numel})`, name, () => operation(x, y), numel);
    }
    table('products of float32', 'PyTorch ms', 'own ms', 'ratio');
    for (const [name, left, right, count] of PRODUCTS) {
      const [a, b] = [random(left), random(right)];
      const setup = `a, b = torch.randn(${left.join(', ')}), torch.randn(${right.join(', ')})`;
      await compare(name, setup, 'a @ b', () => algebra.matmul(a, b), count);
    }
    const [input, weight, bias] = [random([32, 2]), random([16, 2]), random([16])];
    await compare(
      'F.linear of (32, 2), 16 units',
      'x, w, b = torch.randn(32, 2), torch.randn(16, 2), torch.randn(16)',
      'torch.nn.functional.linear(x, w, b)',
      () => algebra.linear(input, weight, bias),
      1024,
    );
  } finally {
    peer?.end();
  }
  aims.check();
}
