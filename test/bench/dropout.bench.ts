import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import seedrandom from 'seedrandom';
import { dropout, Generator, Tensor } from '../../src/torch';
import { PYTHON } from '../golden/python';
import { measure, report, type Timing } from './measure';

const P = 0.5;

function input(numel: number): Tensor {
  return new Tensor(
    Float32Array.from({ length: numel }, (_, i) => (i % 1000) / 500 - 1),
    [numel],
  );
}

/** What one would write without knowing PyTorch: another generator, one draw for each element. */
function naive(x: Float32Array, random: () => number): Float32Array {
  return x.map((value) => (random() < P ? 0 : value / (1 - P)));
}

/** PyTorch's own CPU kernel, timed by itself. Empty where there is none. */
function torchTimings(numel: number): Timing[] {
  const script = fileURLToPath(new URL('dropout_bench.py', import.meta.url));
  const { status, stdout } = spawnSync(PYTHON, [script, String(numel), String(P)], { encoding: 'utf8' });
  return status === 0 ? (JSON.parse(stdout) as Timing[]) : [];
}

export default async function run(): Promise<void> {
  for (const numel of [1e6, 1e7]) {
    const x = input(numel);
    const generator = new Generator(0);
    const random = seedrandom('0');
    const own = await measure({
      'src/torch': () => dropout(x, P, true, generator),
      'a loop over seedrandom': () => naive(x.data, random),
    });
    report(`dropout of ${numel} float32`, [...own, ...torchTimings(numel)]);
  }
}
