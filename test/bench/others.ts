import bernoulli from '@stdlib/random-base-bernoulli';
import { setThreadsCount } from '@tensorflow/tfjs-backend-wasm';
import { dropout, enableProdMode, ready, setBackend, tensor1d } from '@tensorflow/tfjs-core';
import seedrandom from 'seedrandom';

/*
 * Dropout with what else there is in JavaScript, each on one thread, from a Float32Array to a new one, in training.
 * None of them gives PyTorch's mask, and none gives a mask at all, which src/torch does.
 */

/** Gives back the input with each element dropped with probability `p`, else divided by 1-p. */
export type DropoutOfArray = (x: Float32Array, p: number) => Float32Array;

/** A loop that asks for each element whether it is kept. */
function loop(x: Float32Array, p: number, isKept: () => boolean): Float32Array {
  const scale = 1 / (1 - p);
  const output = new Float32Array(x.length);
  for (let i = 0; i < x.length; i++) output[i] = isKept() ? (x[i] ?? 0) * scale : 0;
  return output;
}

/** seedrandom's own generator, ARC4: bytes of its stream make a double of at least 52 random bits. */
export function seedrandomDropout(): DropoutOfArray {
  const random = seedrandom('0');
  return (x, p) => loop(x, p, () => random() >= p);
}

/** @stdlib's Bernoulli generator over its Mersenne Twister: as in PyTorch two words make a double of 53 random bits. */
export function stdlibDropout(): DropoutOfArray {
  return (x, p) => {
    const draw = bernoulli.factory(1 - p, { seed: 1 });
    return loop(x, p, () => draw() === 1);
  };
}

/**
 * `tf.dropout` of TensorFlow.js: `mul(x, div(floor(add(randomUniform, 1-p)), 1-p))`. The uniform numbers are
 * drawn in JavaScript with seedrandom's Alea, 32 random bits each; the rest is computed by its WebAssembly
 * backend with SIMD, its fastest in Node without a compiled addon. Input and output are copied to and from it.
 */
export async function tensorFlowDropout(): Promise<DropoutOfArray> {
  enableProdMode();
  setThreadsCount(1);
  await setBackend('wasm');
  await ready();
  return (x, p) => {
    const input = tensor1d(x);
    const output = dropout(input, p);
    const values = output.dataSync<'float32'>();
    input.dispose();
    output.dispose();
    return values;
  };
}
