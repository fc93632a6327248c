import { drawOf, type DropoutLayer, leavesToChance } from './layers';
import { thresholdOf, type UniformSource } from './randomSource';
import { numelOf } from './tensor';

/** The uniform numbers by which a call decides what it keeps. */
export interface CallUniforms {
  /** One for each element, or each channel where whole channels are drawn, in row-major order. */
  readonly values: Float64Array;
  /** How many elements, which follow one another, each of them is for. */
  readonly run: number;
  /** 1 - p in the precision of the comparison: kept is what has a number below it. */
  readonly threshold: number;
}

/**
 * The uniform numbers that `layer(input)` compares with 1 - p in training mode, which moves the generator on
 * as the call does. They do not depend on p: where p grows they stay, and elements fall away one by one.
 *
 * @param shape that of a contiguous float32 input
 * @returns undefined where nothing hangs on them: where p is 0 or 1, and where PyTorch raises before.
 */
export function uniformsOf(
  layer: DropoutLayer,
  shape: readonly number[],
  generator: UniformSource,
): CallUniforms | undefined {
  const draw = leavesToChance(layer) ? drawOf(layer, shape, true) : undefined;
  if (draw === undefined) return undefined;
  return {
    values: generator.drawUniforms(draw),
    run: numelOf(shape) / draw.count,
    threshold: thresholdOf(draw, generator.backend),
  };
}
