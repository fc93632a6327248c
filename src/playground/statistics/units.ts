import { type BernoulliSource, drawOf, type DropoutLayer, forward, numelOf, Tensor } from '../../torch';

/**
 * What a layer drops in one go: single elements, or whole channels. In row-major order every unit is a run of
 * `size` elements.
 */
export interface Units {
  readonly count: number;
  readonly size: number;
}

/**
 * The units of a layer in training mode, undefined where it draws nothing: p is 0 or 1, there are no elements,
 * or PyTorch raises.
 */
export function unitsOf(layer: DropoutLayer, shape: readonly number[]): Units | undefined {
  const draw = drawOf(layer, shape, true);
  return draw && { count: draw.count, size: numelOf(shape) / draw.count };
}

/** A layer's output where everything is kept, and where everything is dropped. */
export interface Alternatives {
  readonly kept: Float32Array;
  readonly dropped: Float32Array;
}

/**
 * The two values that each element of a layer's output can take, as PyTorch rounds them.
 *
 * @throws TorchError where PyTorch raises.
 */
export function alternativesOf(layer: DropoutLayer, input: Tensor): Alternatives {
  const outputWith = (bit: 0 | 1): Float32Array =>
    forward(layer, copyOf(input), { training: true, generator: constantSource(bit) }).output.values();
  return { kept: outputWith(1), dropped: outputWith(0) };
}

/** An input for one call: an in-place layer overwrites it. */
export function copyOf(input: Tensor): Tensor {
  return new Tensor(Float32Array.from(input.values()), input.shape);
}

/** A source that draws one bit for ever. */
function constantSource(bit: 0 | 1): BernoulliSource {
  const fill = (mask: Uint8Array, begin: number, end: number): void => void mask.fill(bit, begin, end);
  return { drawBernoulli: ({ count }) => ({ chunk: count, order: 'memory', fused: false, fill }) };
}
