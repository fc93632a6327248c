import * as algebra from '../../../torch/algebra';
import type { TorchCall } from './torchCall';
import { both, type Definition } from './definitions';
import { ofMatmul } from '../../../torch/derivatives';
import type { TensorValue } from './tensorValue';

/** What autograd calls the last step of `matmul`, by the dimensions of the factors. */
function matmulName(a: algebra.Enclosure, b: algebra.Enclosure): string {
  if (a.dim === 1 && b.dim === 1) return 'DotBackward0';
  if (a.dim === 2 && b.dim === 2) return 'MmBackward0';
  if (a.dim === 2 && b.dim === 1) return 'MvBackward0';
  if (a.dim === 1 && b.dim === 2) return 'SqueezeBackward4';
  return 'UnsafeViewBackward0';
}

/** Work that a product costs: multiplications. */
function workOf(a: algebra.Enclosure, b: algebra.Enclosure): number {
  const columns = b.dim < 2 ? 1 : (b.shape.at(-1) ?? 1);
  const batches =
    a.dim < 3 && b.dim > 2 ? b.numel / Math.max(1, (b.shape.at(-1) ?? 1) * (b.shape.at(-2) ?? 1)) : 1;
  return (a.numel * columns * batches) / 4;
}

/** `a @ b`. */
export function matmulOf(call: TorchCall, a: TensorValue, b: TensorValue): TensorValue {
  const [x, y] = [a.enclosure, b.enclosure];
  call.spend(workOf(x, y));
  return call.result(algebra.matmul(x, y), matmulName(x, y), ofMatmul(x, y));
}

function product(
  name: string,
  second: string,
  dims: readonly [number, number],
  gradName: string,
): Definition {
  return both(name, `input, ${second}`, (call) => {
    const [a, b] = [call.enclosure('input'), call.enclosure(second)];
    if (a.dim * b.dim === 0) return call.giveUp('this product');
    if (a.dim !== dims[0] || b.dim !== dims[1]) call.raise('RuntimeError', `${name}: wrong dimensions`, true);
    call.spend(workOf(a, b));
    return call.result(algebra.matmul(a, b), gradName, ofMatmul(a, b));
  });
}

/** Products of matrices and vectors. */
export const matrices: readonly Definition[] = [
  both('matmul', 'input, other', (call) => matmulOf(call, call.tensor('input'), call.tensor('other'))),
  product('mm', 'mat2', [2, 2], 'MmBackward0'),
  product('bmm', 'mat2', [3, 3], 'BmmBackward0'),
  product('mv', 'vec', [2, 1], 'MvBackward0'),
  product('dot', 'tensor', [1, 1], 'DotBackward0'),
  both('torch.einsum', 'equation, *rest', (call) => {
    const [first, ...more] = call.rest;
    const isList = first?.kind === 'list' && more.length === 0;
    const given = (isList ? first.items : call.rest).map((one) => call.asTensor(one).enclosure);
    call.spend(given.reduce((product, { numel }) => product * numel, 1));
    return call.result(algebra.einsum(call.string('equation') ?? call.giveUp('einsum'), given), '?');
  }),
  both('outer', 'input, vec2', (call) => {
    const [a, b] = [call.enclosure('input'), call.enclosure('vec2')];
    if (a.dim !== 1 || b.dim !== 1) call.giveUp('outer of matrices');
    return call.result(algebra.mul(algebra.unsqueeze(a, 1), b), 'MulBackward0');
  }),
];
