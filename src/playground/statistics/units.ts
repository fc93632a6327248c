import {
  type BernoulliDraw,
  drawsOf,
  type DropoutLayer,
  forward,
  numelOf,
  type RandomSource,
  Tensor,
} from '../../torch';

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
  const count = drawsOf(layer.kind, shape, layer.p.value, true) / 2;
  return count === 0 ? undefined : { count, size: numelOf(shape) / count };
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

/** A source that draws the same bit for ever. */
function constantSource(bit: 0 | 1): RandomSource {
  const fill = (mask: Uint8Array, begin: number, end: number): void => void mask.fill(bit, begin, end);
  return {
    drawBernoulli: ({ count }: BernoulliDraw) => ({ chunk: count, order: 'memory', fused: false, fill }),
  } as unknown as RandomSource;
}
