import * as algebra from '../torch/algebra';
import { groupedLane, reductionOf, reducedTensor, type ReductionOptions } from '../torch/algebra/reduction';
import { looseSum, totalDoubt } from '../torch/algebra/looseSum';
import { isSumExact } from '../torch/algebra/exactSums';
import { roundTo } from '../torch/rounding';
import { isRowMajor } from './layouts';
import { BINARY_UFUNCS, UNARY_UFUNCS } from './ufuncs';

type Enclosure = algebra.Enclosure;

/** Up to so many elements are added in one go, eight sums side by side. */
const BLOCK = 128;

/** `pairwise_sum` (numpy/_core/src/umath/loops_utils.h.src): so many terms from `start` on. */
export function pairwiseSum(
  terms: ArrayLike<number>,
  start: number,
  count: number,
  round: (value: number) => number,
): number {
  const at = (i: number): number => terms[start + i] ?? 0;
  if (count < 8) {
    let sum = -0;
    for (let i = 0; i < count; i++) sum = round(sum + at(i));
    return sum;
  }
  if (count > BLOCK) {
    const half = Math.floor(count / 2);
    const first = half - (half % 8);
    return round(
      pairwiseSum(terms, start, first, round) + pairwiseSum(terms, start + first, count - first, round),
    );
  }
  const sums = Array.from({ length: 8 }, (_, i) => at(i));
  let i = 8;
  for (; i < count - (count % 8); i += 8)
    for (let j = 0; j < 8; j++) sums[j] = round((sums[j] ?? 0) + at(i + j));
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = sums;
  let sum = round(round(round(a + b) + round(c + d)) + round(round(e + f) + round(g + h)));
  for (; i < count; i++) sum = round(sum + at(i));
  return sum;
}

/**
 * `np.sum(x, axis, keepdims)`: of bools and integers in int64. The elements of a row-major array are added in numpy's
 * order, those of others in whatever order.
 */
export function sum(x: Enclosure, options: ReductionOptions = {}): Enclosure {
  if (x.dtype === 'bool' || x.dtype === 'int64') return algebra.sum(x, options);
  const dtype = x.dtype === 'float32' ? 'float32' : 'float64';
  const reduction = reductionOf(x, options);
  const { count, reduced } = reduction;
  const block = innerBlock(x, reduced);
  const lane = groupedLane(x, reduction);
  const size = reduction.shape.reduce((product, each) => product * each, 1);
  const round = (value: number): number => roundTo(dtype, value);
  const values = new Float64Array(size);
  const errors = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    const terms = Float64Array.from({ length: count }, (_, j) => Number(lane.values[i * count + j] ?? 0));
    const doubts = lane.errors?.slice(i * count, (i + 1) * count);
    const isExact = doubts?.some((doubt) => doubt !== 0) !== true;
    if (isExact && (isRowMajor(x) || isSumExact(terms, dtype))) {
      let total = 0;
      for (let j = 0; j < count; j += block) total = round(total + pairwiseSum(terms, j, block, round));
      values[i] = total;
      continue;
    }
    const loose = looseSum(terms, totalDoubt(doubts), dtype);
    values[i] = round(loose.value);
    errors[i] =
      loose.error +
      (isExact && loose.error === 0
        ? 0
        : Math.abs(loose.value) * (dtype === 'float32' ? 2 ** -23 : 2 ** -52));
  }
  return reducedTensor({ values, errors }, reduction, dtype);
}

/**
 * How many elements lie next to each other that all go into one result: these are added pairwise, then one block after
 * the other. 1 where the innermost dimension stays.
 */
function innerBlock(x: Enclosure, reduced: readonly number[]): number {
  let block = 1;
  for (let dim = x.dim - 1; dim >= 0; dim--) {
    const size = x.shape[dim] ?? 1;
    if (size !== 1 && !reduced.includes(dim)) break;
    block *= size;
  }
  return Math.max(block, 1);
}

function countOf(x: Enclosure, result: Enclosure): algebra.Scalar {
  return algebra.intScalar(result.numel === 0 ? 0 : x.numel / result.numel);
}

/** `np.mean(x, axis, keepdims)` (`_mean`, numpy/_core/_methods.py). */
export function mean(x: Enclosure, options: ReductionOptions = {}): Enclosure {
  const total = sum(x.dtype === 'float32' ? x : algebra.convert(x, 'float64'), options);
  return BINARY_UFUNCS.divide(total, countOf(x, total));
}

/** `np.var(x, axis, ddof=ddof, keepdims)` (`_var`). */
export function variance(x: Enclosure, ddof: number, options: ReductionOptions = {}): Enclosure {
  const floats = x.dtype === 'float32' ? x : algebra.convert(x, 'float64');
  const away = BINARY_UFUNCS.subtract(floats, mean(floats, { ...options, keepdim: true }));
  const total = sum(BINARY_UFUNCS.multiply(away, away), options);
  const count = Number(countOf(x, total).value) - ddof;
  return BINARY_UFUNCS.divide(total, algebra.intScalar(Math.max(count, 0)));
}

/** `np.std(x, axis, ddof=ddof, keepdims)`. */
export function deviation(x: Enclosure, ddof: number, options: ReductionOptions = {}): Enclosure {
  return UNARY_UFUNCS.sqrt(variance(x, ddof, options));
}

/** `np.arange(start, stop, step)` of floats: the first two decide on the step (`DOUBLE_fill`). */
export function floatRange(start: number, stop: number, step: number): Enclosure {
  const length = Math.max(0, Math.ceil((stop - start) / step));
  const delta = start + step - start;
  const result = algebra.fullOf([length], algebra.intScalar(0), 'float64');
  result.write(
    Array.from({ length }, (_, i) => (i === 0 ? start : i === 1 ? start + step : start + i * delta)),
  );
  return result;
}

/** `np.arange(start, stop, step)` of integers. */
export function intRange(start: number, stop: number, step: number): Enclosure {
  const length = Math.max(0, Math.ceil((stop - start) / step));
  const result = algebra.fullOf([length], algebra.intScalar(0), 'int64');
  result.write(Array.from({ length }, (_, i) => BigInt(start + i * step)));
  return result;
}

/** `np.linspace(start, stop, count, endpoint)` of float64 (numpy/_core/function_base.py). */
export function linspace(start: number, stop: number, count: number, endpoint: boolean): Enclosure {
  const parts = endpoint ? count - 1 : count;
  const distance = stop - start;
  const step = distance / parts;
  const at = (i: number): number =>
    parts <= 0 ? i * distance + start : step === 0 ? (i / parts) * distance + start : i * step + start;
  const result = algebra.fullOf([count], algebra.intScalar(0), 'float64');
  result.write(
    Array.from({ length: count }, (_, i) => (endpoint && count > 1 && i === count - 1 ? stop : at(i))),
  );
  return result;
}
