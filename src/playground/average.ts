import { alphaTermsOf, backendOf, isAlpha, layerKernels, scaleOf, type Tensor } from '../torch';
import type { CallOutcome } from './callOutcome';
import { maskOf } from './callMasks';
import type { PlaygroundState } from './state';

/** What the outputs of some calls come to on average. */
export interface AverageOutput {
  /** How many calls drew a mask, and are averaged. */
  readonly calls: number;
  /** Whether calls before them drew masks, too, and are no longer listed. */
  readonly hasEarlier: boolean;
  /** Each element's average, in row-major order; the input's where no call drew a mask. */
  readonly elements: Float64Array;
  /** The mean of all elements after the first call, after the first two, … */
  readonly running: readonly number[];
}

/**
 * The average of a session's outputs.
 *
 * @param calls those that drew no mask are left out
 * @param isScaled whether kept values are multiplied by 1/(1-p), as dropout does; alpha dropout always is as it is
 */
export function averageOutput(
  { layer, generator, earlier }: Pick<PlaygroundState, 'layer' | 'generator' | 'earlier'>,
  input: Tensor,
  calls: readonly CallOutcome[],
  isScaled: boolean,
): AverageOutput {
  const values = input.values();
  const masks = calls.map(maskOf).filter((mask) => mask !== undefined);
  const hasEarlier = earlier.training > 0;
  if (masks.length === 0) return { calls: 0, hasEarlier, elements: Float64Array.from(values), running: [] };
  const kernels = layerKernels(layer, backendOf(generator));
  const p = layer.p.value;
  const { scale, keptShift, droppedShift } =
    isAlpha(layer.kind) && p < 1
      ? alphaTermsOf(p, 'float32', kernels)
      : { scale: isScaled ? scaleOf(p, 'float32', kernels) : 1, keptShift: 0, droppedShift: 0 };
  const sums = new Float64Array(values.length);
  let total = 0;
  const running = masks.map((mask, call) => {
    for (let i = 0; i < sums.length; i++) {
      const output = mask[i] === 1 ? (values[i] ?? NaN) * scale + keptShift : droppedShift;
      sums[i] = (sums[i] ?? 0) + output;
      total += output;
    }
    return total / (call + 1) / Math.max(1, sums.length);
  });
  return { calls: masks.length, hasEarlier, elements: sums.map((sum) => sum / masks.length), running };
}
