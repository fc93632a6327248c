import type { FloatDType } from './dtype';
import type { ByByte } from './kernels';
import type { Kernels } from './randomSource';
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
 * precision (`noise.div_(1 - p)`), which for float32 is not the float32 nearest to the exact quotient. It is that
 * on an NVIDIA GPU, which multiplies with the reciprocal; but for the fused kernel, which keeps the factor of a 16-bit
 * float in float32, too, and rounds only the product.
 *
 * @param p the drop probability, 0 … 1. For p = 1 the factor is the 0 that everything is multiplied by.
 */
export function scaleOf(p: number, dtype: FloatDType = 'float32', kernels: Kernels = 'cpu'): number {
  if (p === 1) return 0;
  const divisor = kernels === 'cuda' ? 1 - p : roundScalar(dtype, 1 - p);
  const scale = roundScalar(dtype, 1 / divisor);
  return kernels === 'fused' ? scale : roundTo(dtype, scale);
}

/** The terms of alpha dropout: a kept x becomes x·scale + keptShift, a dropped one x·0 + droppedShift. */
export interface AlphaTerms {
  readonly scale: number;
  readonly keptShift: number;
  readonly droppedShift: number;
}

/** The terms that alpha dropout uses for a drop probability, 0 < p < 1. */
export function alphaTermsOf(p: number, dtype: FloatDType = 'float32', kernels: Kernels = 'cpu'): AlphaTerms {
  const scalar = (value: number): number => roundScalar(dtype, value);
  const stored = (value: number): number => roundTo(dtype, scalar(value));
  const a = 1 / Math.sqrt((ALPHA * ALPHA * p + 1) * (1 - p));
  // Unlike a factor, a number that the CPU adds is rounded to the dtype before (`add_kernel`).
  const added = kernels === 'cpu' ? stored(ALPHA * a * p) : scalar(ALPHA * a * p);
  return {
    scale: stored(a),
    keptShift: stored(added),
    droppedShift: stored(-stored(ALPHA * a) + added),
  };
}

/** What becomes of an element, by its byte in the mask: x · factors[byte] + shifts[byte]. */
export interface Lookup {
  readonly factors: ByByte;
  readonly shifts: ByByte | undefined;
}

/**
 * The lookup of an operator that has drawn, and of one whose p is 1.
 *
 * @param alpha whether it is alpha dropout
 */
export function lookupOf(
  p: number,
  {
    alpha,
    dtype,
    kernels,
  }: { readonly alpha: boolean; readonly dtype: FloatDType; readonly kernels: Kernels },
): Lookup {
  if (alpha && p < 1) {
    const { scale, keptShift, droppedShift } = alphaTermsOf(p, dtype, kernels);
    return { factors: [0, scale], shifts: [droppedShift, keptShift] };
  }
  return { factors: [0, scaleOf(p, dtype, kernels)], shifts: undefined };
}
