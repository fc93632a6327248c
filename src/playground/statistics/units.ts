import {
  type Backend,
  drawOf,
  type DropoutLayer,
  leavesToChance,
  maskedOutput,
  type Tensor,
} from '../../torch';
import { type Units, unitsDrawn } from '../units';

/**
 * The units of a layer in training mode, undefined where chance decides nothing: p is 0 or 1, there are no elements,
 * or PyTorch raises.
 */
export function unitsOf(layer: DropoutLayer, shape: readonly number[]): Units | undefined {
  const draw = leavesToChance(layer) ? drawOf(layer, shape, true) : undefined;
  return draw && unitsDrawn(draw, shape);
}

/** A layer's output where everything is kept, and where everything is dropped. */
export interface Alternatives {
  readonly kept: Float32Array;
  readonly dropped: Float32Array;
}

/** The two values that each element of a layer's output can take, as PyTorch rounds them. */
export function alternativesOf(layer: DropoutLayer, input: Tensor, backend: Backend): Alternatives {
  const outputWith = (bit: 0 | 1): Float32Array =>
    maskedOutput(layer, input, new Uint8Array(input.numel).fill(bit), backend).values();
  return { kept: outputWith(1), dropped: outputWith(0) };
}
