import { visit } from '../ledger';
import { type DType, type FloatDType, isFloating } from '../dtype';
import { roundTo } from '../rounding';
import { contiguousStrides } from '../strides';
import { clone } from './copies';
import { convert, laneOf, store } from './convert';
import { wrapDim } from './dimensions';
import type { Enclosure } from './enclosure';
import { epsilonOf } from './slack';
import { endsOf, errorAround } from './interval';
import { notImplemented } from './messages';
import { transpose } from './views';

/* aten/src/ATen/native/cpu/SoftMaxKernel.cpp: the greatest is subtracted, then exp, sum, and division. */

/**
 * `F.softmax(x, dim, dtype=dtype)`. Exact where all elements are equal.
 *
 * @throws TorchError for what is no float.
 */
export function softmax(x: Enclosure, dimension: number, dtype?: DType): Enclosure {
  return alongDim('softmax', x, dimension, dtype, softmaxOf);
}

/**
 * `F.log_softmax(x, dim, dtype=dtype)`.
 *
 * @throws TorchError for what is no float.
 */
export function logSoftmax(x: Enclosure, dimension: number, dtype?: DType): Enclosure {
  return alongDim('log_softmax', x, dimension, dtype, logSoftmaxOf);
}

/** Some numbers, between which ends each truly is, and in which precision they are computed with. */
interface Row {
  readonly values: Float64Array;
  readonly low: Float64Array;
  readonly high: Float64Array;
  readonly isExact: boolean;
  readonly unit: number;
  /** The spacing above 1 of the floats that are stored. */
  readonly storage: number;
}

/** What comes of a row; undefined ends where nothing is known. */
interface Transformed {
  readonly values: Float64Array;
  readonly low: Float64Array | undefined;
  readonly high: Float64Array | undefined;
}

function alongDim(
  name: string,
  x: Enclosure,
  dimension: number,
  dtype: DType | undefined,
  transform: (row: Row) => Transformed,
): Enclosure {
  const own = dtype === undefined ? x : convert(x, dtype);
  const type = own.dtype;
  const dim = wrapDim(dimension, x.dim);
  if (x.numel === 0) return clone(own, true);
  if (!isFloating(type))
    throw notImplemented(`${name}${dim === Math.max(x.dim, 1) - 1 ? '_lastdim' : ''}_kernel_impl`, type);
  const last = x.dim === 0 ? own : transpose(own, dim, -1);
  const size = last.shape.at(-1) ?? 1;
  const lane = laneOf(last);
  visit(last.numel, 60);
  const values = new Float64Array(last.numel);
  const errors = new Float64Array(last.numel);
  for (let start = 0; start < last.numel; start += size) {
    const row = rowOf(type, lane.values, lane.errors, start, size);
    const result = transform(row);
    for (let i = 0; i < size; i++) {
      const value = roundTo(type, result.values[i] ?? NaN);
      const ends = [result.low?.[i] ?? value, result.high?.[i] ?? value].map((end) => roundTo(type, end));
      values[start + i] = value;
      errors[start + i] = result.low ? errorAround(type, value, ends) : Infinity;
    }
  }
  const result = store({ values, errors }, last.shape, contiguousStrides(last.shape), type);
  if (x.dim === 0) return result;
  const moved = laneOf(transpose(result, dim, -1));
  return store({ values: moved.values, errors: moved.errors }, own.shape, contiguousStrides(own.shape), type);
}

function rowOf(
  dtype: FloatDType,
  values: ArrayLike<number | bigint>,
  errors: Float64Array | undefined,
  start: number,
  size: number,
): Row {
  const own = Float64Array.from({ length: size }, (_, i) => Number(values[start + i] ?? 0));
  const end = (which: 0 | 1): Float64Array =>
    own.map((value, i) => {
      const error = errors?.[start + i] ?? 0;
      return error === 0 ? value : endsOf(dtype, value, error)[which];
    });
  const isExact = own.every((_, i) => (errors?.[start + i] ?? 0) === 0);
  // Some kernels store what they have on the way in 16-bit floats.
  const unit = { float64: 2 ** -52, float32: 2 ** -23, float16: 2 ** -10, bfloat16: 2 ** -7 }[dtype];
  return { values: own, low: end(0), high: end(1), isExact, unit: epsilonOf(dtype), storage: unit };
}

function softmaxOf(row: Row): Transformed {
  const { values, low, high, isExact } = row;
  const isTame = isExact
    ? values.every((value) => Number.isFinite(value))
    : [...low, ...high].every(Number.isFinite);
  if (!isTame) return specialSoftmax(row);
  const greatest = Math.max(...high);
  const exps = values.map((value) => Math.exp(value - greatest));
  const total = exps.reduce((sum, each) => sum + each, 0);
  const results = exps.map((each) => each / total);
  if (isExact && values.every((value) => value === values[0]))
    return { values: results, low: results, high: results };
  const relative = relativeError(row);
  const [lows, highs] = [low, high].map((ends) => ends.map((end) => Math.exp(end - greatest)));
  if (!lows || !highs) return { values: results, low: undefined, high: undefined };
  const [lowTotal, highTotal] = [lows, highs].map((list) => list.reduce((sum, each) => sum + each, 0));
  const between = (own: Float64Array, others: Float64Array, othersTotal = 0): Float64Array =>
    own.map((each, i) => each / (each + Math.max(othersTotal - (others[i] ?? 0), 0)));
  const floor = row.unit > 2 ** -40 ? 2 ** -125 : 2 ** -1020;
  // Less than half of the least number above 0 is 0 in every library: what a mask of attention fills with -1e9.
  const least = Math.max(...low) - deepestOf(row);
  return {
    values: results,
    low: between(lows, highs, highTotal).map((each) => Math.max(each * (1 - relative) - floor, 0)),
    high: between(highs, lows, lowTotal).map((each, i) =>
      (high[i] ?? 0) < least ? 0 : each * (1 + relative) + floor,
    ),
  };
}

/** How far below the greatest an element has to be for its exp to be 0. */
function deepestOf({ unit }: Row): number {
  return unit > 2 ** -40 ? 110 : 750;
}

/** Of all that is not surely 0, from which alone the sum comes. */
function relativeError(row: Row): number {
  const { low, high, values, unit, storage } = row;
  const least = Math.max(...low) - deepestOf(row);
  const lowest = low.reduce((so, each, i) => ((high[i] ?? 0) < least ? so : Math.min(so, each)), Infinity);
  const range = Math.min(Math.max(...high) - lowest, deepestOf(row));
  return (2 * range + values.length + 40) * unit + (storage === unit ? 0 : storage);
}

/** An exact infinity or nan: nan spreads, and so does a difference of infinities. */
function specialSoftmax({ values, low, high, isExact, ...row }: Row): Transformed {
  const unknown = { values, low: undefined, high: undefined };
  const isLost =
    values.some(Number.isNaN) || values.includes(Infinity) || values.every((value) => value === -Infinity);
  if (isLost) {
    if (!isExact) return unknown;
    const all = values.map(() => NaN);
    return { values: all, low: all, high: all };
  }
  // exp(-∞) is 0, and adds nothing: a mask of attention leaves the others to themselves.
  const isFinite = values.map((value, i) => Number([value, low[i], high[i]].every(Number.isFinite)));
  if (values.some((value, i) => isFinite[i] === 0 && (value !== -Infinity || high[i] !== -Infinity)))
    return unknown;
  const kept = (list: Float64Array): Float64Array => list.filter((_, i) => isFinite[i] === 1);
  const result = softmaxOf({ ...row, isExact, values: kept(values), low: kept(low), high: kept(high) });
  let next = 0;
  const places = isFinite.map((each) => (each === 0 ? -1 : next++));
  const spread = (list: Float64Array | undefined): Float64Array | undefined =>
    list && places.map((place) => (place < 0 ? 0 : (list[place] ?? 0)));
  return { values: spread(result.values) ?? values, low: spread(result.low), high: spread(result.high) };
}

function logSoftmaxOf(row: Row): Transformed {
  const { values, low, high, unit, storage } = row;
  if (![...low, ...high].every(Number.isFinite)) return { values, low: undefined, high: undefined };
  const logSum = (list: Float64Array): number => {
    const greatest = Math.max(...list);
    return greatest + Math.log(list.reduce((sum, each) => sum + Math.exp(each - greatest), 0));
  };
  const results = values.map((value) => value - logSum(values));
  const without = (list: Float64Array, i: number, own: number): number => logSum(list.with(i, own));
  const largest = values.reduce(
    (most, value, i) => Math.max(most, Math.abs(value), Math.abs(low[i] ?? 0), Math.abs(high[i] ?? 0)),
    0,
  );
  const own = unit * (4 * largest + values.length + 2 * Math.log(values.length) + 40);
  const slack = own + (storage === unit ? 0 : storage * 2 * (largest + Math.log(values.length)));
  // A single element has itself subtracted from itself.
  if (values.length === 1) {
    const zero = Float64Array.of(0);
    return { values: zero, low: zero, high: zero };
  }
  return {
    values: results,
    low: low.map((each, i) => each - without(high, i, each) - slack),
    high: high.map((each, i) => each - without(low, i, each) + slack),
  };
}
