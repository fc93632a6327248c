import { dropout, Generator, Tensor } from '../../src/torch';
import { measure, report } from './measure';
import { seedrandomDropout, stdlibDropout, tensorFlowDropout } from './others';
import { torchPeer } from './torchPeer';

export const about =
  "Dropout of float32, beside PyTorch's own kernel with one thread (where `PYTHON` names an interpreter that has it), TensorFlow.js in WebAssembly, and loops over @stdlib's Bernoulli generator and seedrandom. Only `src/torch` gives PyTorch's mask, and only it gives a mask at all.";

const P = 0.5;
/** In milliseconds. */
const PATIENCE = 1500;

function input(numel: number): Tensor {
  return new Tensor(
    Float32Array.from({ length: numel }, (_, i) => (i % 1000) / 500 - 1),
    [numel],
  );
}

/**
 * The same input through each, one after the other in one run, with one thread. What is timed begins and ends
 * with float32 in the program's own memory.
 */
export default async function run(): Promise<void> {
  const tensorFlow = await tensorFlowDropout();
  const stdlib = stdlibDropout();
  const withSeedrandom = seedrandomDropout();
  const peer = await torchPeer();
  for (const numel of [1e6, 1e7]) {
    const x = input(numel);
    const generator = new Generator(0);
    const timings = await measure(
      {
        'src/torch': () => dropout(x, P, true, generator),
        'TensorFlow.js, WebAssembly': () => tensorFlow(x.data, P),
        'a loop over @stdlib/random-base-bernoulli': () => stdlib(x.data, P),
        'a loop over seedrandom': () => withSeedrandom(x.data, P),
      },
      PATIENCE,
    );
    if (peer) {
      const work = {
        setup: `import torch\nx = (torch.arange(${numel}) % 1000).float() / 500 - 1`,
        statement: `torch.nn.functional.dropout(x, ${P}, True)`,
      };
      timings.push({ name: `PyTorch ${peer.version}, 1 thread`, ...(await peer.time(work, PATIENCE)) });
    }
    report(`dropout of ${numel} float32`, timings);
  }
  peer?.end();
}
