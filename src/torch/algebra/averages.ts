import { sumInAnyOrder } from './anyOrder';
import { add, div, mul, sub } from './arithmetic';
import { convert } from './convert';
import type { Enclosure } from './enclosure';
import { amax } from './extrema';
import type { ReductionOptions } from './reduction';
import { abs } from './rounding';
import { intScalar } from './scalar';
import { exp, log } from './transcendental';
import { reshape } from './views';
import { magnitudes, unitOf, widened } from './widening';

/** A mean that a kernel adds up in an order of its own, as that of `torch.var_mean`. */
export function meanInAnyOrder(x: Enclosure, options: ReductionOptions): Enclosure {
  const sum = sumInAnyOrder(x, options);
  const count = x.numel / Math.max(sum.numel, 1);
  const mean = div(sum, intScalar(count));
  // A mean that has room in the dtype comes out of every kernel.
  const back = mul(convert(mean, 'float64'), intScalar(count));
  const sums = sum.tensor.values() as ArrayLike<number>;
  const isRound =
    back.isExact &&
    Array.from(back.tensor.values() as ArrayLike<number>).every((value, i) => value === sums[i]);
  if (isRound) return mean;
  const sizes = magnitudes(mean);
  return widened(mean, (i) => 4 * unitOf(mean) * (sizes[i] ?? 0));
}

/** `torch.logsumexp(x, dim, keepdim)` of what is not empty, in whatever order it adds. */
export function logSumExp(x: Enclosure, options: ReductionOptions): Enclosure {
  const most = amax(x, { ...options, keepdim: true });
  const sum = sumInAnyOrder(exp(sub(x, most)), options);
  const top = reshape(most, sum.shape);
  const result = add(log(sum), top);
  const sizes = magnitudes(add(abs(result), abs(top)));
  return widened(result, (i) => 8 * unitOf(result) * ((sizes[i] ?? 0) + 1));
}
