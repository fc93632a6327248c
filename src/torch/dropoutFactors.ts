import type { FloatDType } from './dtype';
import { roundTo } from './rounding';

/* What dropout multiplies and adds, each rounded where PyTorch rounds (aten/src/ATen/native/Dropout.cpp). */

/** The negative of SELU's saturation value, scale · alpha, as Dropout.cpp writes it. */
const ALPHA = 1.7580993408473766;

/** Rounds to what PyTorch computes with for a dtype (`at::opmath_type`): float32 for the 16-bit floats. */
function roundScalar(dtype: FloatDType, value: number): number {
  return dtype === 'float64' ? value : Math.fround(value);
}

/**
 * The factor that `torch.dropout` multiplies a kept element with. 1/(1-p) is taken in the tensor's own
 * precision (`noise.div_(1 - p)`), which for float32 is not the float32 nearest to the exact quotient.
 *
 * @param p the drop probability, 0 … 1. For p = 1 the factor is the 0 that everything is multiplied with.
 */
export function scaleOf(p: number, dtype: FloatDType = 'float32'): number {
  return p === 1 ? 0 : roundTo(dtype, roundScalar(dtype, 1 / roundScalar(dtype, 1 - p)));
}

/** The terms of alpha dropout: a kept x becomes x·scale + keptShift, a dropped one x·0 + droppedShift. */
export interface AlphaTerms {
  readonly scale: number;
  readonly keptShift: number;
  readonly droppedShift: number;
}

/** The terms that alpha dropout uses for a drop probability, 0 < p < 1. */
export function alphaTermsOf(p: number, dtype: FloatDType = 'float32'): AlphaTerms {
  const scalar = (value: number): number => roundScalar(dtype, value);
  const stored = (value: number): number => roundTo(dtype, scalar(value));
  const a = 1 / Math.sqrt((ALPHA * ALPHA * p + 1) * (1 - p));
  // Unlike a factor, a number that is added is rounded to the dtype before (`add_kernel`).
  const shift = stored(ALPHA * a * p);
  return {
    scale: stored(a),
    keptShift: shift,
    droppedShift: stored(-stored(ALPHA * a) + shift),
  };
}

/**
 * What becomes of an element, looked up by its byte in the mask: x · factors[byte] + shifts[byte]. Looked up,
 * because a condition, or an integer product, would have the processor guess wrongly at every second element.
 */
export interface Lookup {
  readonly factors: Float64Array;
  readonly shifts: Float64Array | undefined;
}

/**
 * The lookup of an operator that has drawn, and of one whose p is 1.
 *
 * @param alpha whether it is alpha dropout
 * @param fused whether a kernel multiplies as it draws (`BernoulliStream.fused`)
 */
export function lookupOf(
  p: number,
  { alpha, dtype, fused }: { readonly alpha: boolean; readonly dtype: FloatDType; readonly fused: boolean },
): Lookup {
  if (alpha && p < 1) {
    const { scale, keptShift, droppedShift } = alphaTermsOf(p, dtype);
    return { factors: Float64Array.of(0, scale), shifts: Float64Array.of(droppedShift, keptShift) };
  }
  const scale = fused && dtype !== 'float64' ? scaleOf(p) : scaleOf(p, dtype);
  return { factors: Float64Array.of(0, scale), shifts: undefined };
}
