import { add, mul, sub } from './arithmetic';
import type { Enclosure } from './enclosure';
import { rsqrt } from './powers';
import { abs } from './rounding';
import { floatScalar, intScalar } from './scalar';
import { expand } from './views';
import { magnitudes, unitOf, widened } from './widening';

/** How many roundings an implementation may add, in units of the terms' magnitudes. */
export const NORMALIZATION_ROUNDINGS = 16;

/** What the normalised values are multiplied with, and what is added to them. */
export interface Affine<T> {
  readonly weight: T | undefined;
  readonly bias: T | undefined;
}

/** (x - mean)/√(var + eps)·weight + bias, all of shapes that broadcast, with room for every order of computing it. */
export function normalized(
  x: Enclosure,
  { mean, variance }: { readonly mean: Enclosure; readonly variance: Enclosure },
  eps: number,
  { weight, bias }: Affine<Enclosure>,
): Enclosure {
  const inverse = rsqrt(add(variance, floatScalar(eps)));
  const scale = weight === undefined ? inverse : mul(inverse, weight);
  const centred = sub(x, mean);
  const scaled = mul(centred, scale);
  const result = bias === undefined ? scaled : add(scaled, bias);
  const parts = [abs(x), abs(mean)].map((part) => mul(part, abs(scale)));
  const total = parts.reduce(
    (sum, part) => add(sum, part),
    bias === undefined ? mul(result, intScalar(0)) : abs(bias),
  );
  const terms = magnitudes(expand(total, result.shape));
  const unit = unitOf(result);
  return widened(result, (i) => NORMALIZATION_ROUNDINGS * unit * (terms[i] ?? 0));
}
