import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { dropout, Generator, Tensor } from '../../src/torch';
import { PYTHON } from '../golden/python';
import { measure, report, type Timing } from './measure';
import { seedrandomDropout, stdlibDropout, tensorFlowDropout } from './others';

export const about =
  "Dropout of float32, beside PyTorch's own kernel (where `PYTHON` names an interpreter that has it; with all threads, and with one), TensorFlow.js in WebAssembly, and loops over @stdlib's Bernoulli generator and seedrandom. Only `src/torch` gives PyTorch's mask, and only it gives a mask at all.";

const P = 0.5;

function input(numel: number): Tensor {
  return new Tensor(
    Float32Array.from({ length: numel }, (_, i) => (i % 1000) / 500 - 1),
    [numel],
  );
}

/** PyTorch's own CPU kernel, timed by its own clock. Empty where there is none. */
function torchTimings(numel: number): Timing[] {
  const script = fileURLToPath(new URL('dropout_bench.py', import.meta.url));
  const { status, stdout } = spawnSync(PYTHON, [script, String(numel), String(P)], { encoding: 'utf8' });
  return status === 0 ? (JSON.parse(stdout) as Timing[]) : [];
}

/**
 * The same input through each, one after the other in one run, with one thread. What is timed begins and ends
 * with float32 in the program's own memory; PyTorch's kernel is timed with all of its threads as well.
 */
export default async function run(): Promise<void> {
  const tensorFlow = await tensorFlowDropout();
  const stdlib = stdlibDropout();
  const withSeedrandom = seedrandomDropout();
  for (const numel of [1e6, 1e7]) {
    const x = input(numel);
    const generator = new Generator(0);
    const timings = await measure({
      'src/torch': () => dropout(x, P, true, generator),
      'TensorFlow.js, WebAssembly': () => tensorFlow(x.data, P),
      'a loop over @stdlib/random-base-bernoulli': () => stdlib(x.data, P),
      'a loop over seedrandom': () => withSeedrandom(x.data, P),
    });
    report(`dropout of ${numel} float32`, [...timings, ...torchTimings(numel)]);
  }
}
