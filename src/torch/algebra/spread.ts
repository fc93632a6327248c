import { type FloatDType, isFloating, SCALAR_TYPE_NAMES } from '../dtype';
import { runtimeError } from '../errors';
import { roundTo } from '../rounding';
import type { Enclosure } from './enclosure';
import { epsilonOf } from './slack';
import { isSumExact } from './exactSums';
import { errorAround } from './interval';
import { reduceGroups, reductionOf, type ReductionOptions } from './reduction';

/*
 * torch.var, torch.std and torch.linalg.vector_norm: aten/src/ATen/native/ReduceOps.cpp, SharedReduceOps.h. Several
 * kernels compute them, each with roundings of its own: the errors hold for all.
 */

export interface VarianceOptions extends ReductionOptions {
  /** What is subtracted from the number of elements, by which the squares are divided. */
  readonly correction?: number;
}

/** `torch.var(x, dim, correction=1, keepdim)`. Throws PyTorch's RuntimeError for what is no float. */
export function variance(x: Enclosure, options: VarianceOptions = {}): Enclosure {
  return spread(x, options, (low, high) => [low * low, high * high]);
}

/** `torch.std(x, dim, correction=1, keepdim)`. Throws PyTorch's RuntimeError for what is no float. */
export function std(x: Enclosure, options: VarianceOptions = {}): Enclosure {
  return spread(x, options, (low, high) => [low, high]);
}

/** A result between two numbers, undefined for nan. */
type Between = readonly [low: number, high: number] | undefined;

function spread(
  x: Enclosure,
  options: VarianceOptions,
  finish: (low: number, high: number) => Between,
): Enclosure {
  const dtype = checkFloat(x.dtype, 'std and var only support floating point and complex dtypes');
  const { correction = 1 } = options;
  return perGroup(x, options, dtype, (values, doubts) => {
    const degrees = Math.max(values.length - correction, 0);
    if (!values.every(Number.isFinite) || !doubts.every(Number.isFinite)) return [0, Infinity];
    if (degrees === 0 && values.length === 0) return undefined;
    // Whose mean is exact, in whatever order they are added, and which differ from it by 0.
    const isEven =
      degrees > 0 && values.every((value) => value === values[0]) && doubts.every((doubt) => doubt === 0);
    if (isEven && isSumExact(values, dtype === 'float64' ? 'float64' : 'float32')) return [0, 0];
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
    const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
    if (degrees === 0) return squares === 0 && values.length === 1 ? undefined : [0, Infinity];
    const deviation = Math.sqrt(squares / degrees);
    const unit = epsilonOf(dtype);
    const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
    // The squares may leave the range, even where their root would not.
    if (largest > (dtype === 'float64' ? 1e150 : dtype === 'float16' ? 200 : 1e18)) return [0, Infinity];
    // One kernel takes a mean of the tensor's own precision; all others work in double.
    const ownMean =
      (dtype === 'float64' ? values.length + 4 : Math.min(values.length, 64) + 4) * unit * largest;
    const steps =
      dtype === 'float64' ? (values.length + 8) * unit * (deviation + largest) : 2 ** -40 * largest;
    const doubt = Math.sqrt(doubts.reduce((sum, each) => sum + each * each, 0) / degrees);
    const meanShift = ownMean * ownMean * (values.length / degrees);
    const low = Math.max(deviation - doubt - steps, 0) * (1 - 4 * unit);
    const high = Math.sqrt((deviation + doubt + steps) ** 2 + meanShift) * (1 + 4 * unit);
    return finish(low, high);
  });
}

/**
 * `torch.linalg.vector_norm(x, order, dim, keepdim)`, which is `torch.norm` as well, for 1, 2 and ±∞.
 *
 * @throws TorchError RuntimeError for what is no float.
 */
export function norm(x: Enclosure, order = 2, options: ReductionOptions = {}): Enclosure {
  const dtype = checkFloat(
    x.dtype,
    `linalg.vector_norm: Expected a floating point or complex tensor as input. Got ${SCALAR_TYPE_NAMES[x.dtype]}`,
  );
  if (!Number.isFinite(order)) checkIdentity(x, order, options);
  return perGroup(x, options, dtype, (values, doubts) => {
    if (values.some((value, i) => Number.isNaN(value) && doubts[i] === 0)) return undefined;
    if (!doubts.every(Number.isFinite)) return [0, Infinity];
    const magnitudes = values.map(Math.abs);
    if (magnitudes.includes(Infinity) && order > 0) return [Infinity, Infinity];
    const low = magnitudes.map((magnitude, i) => Math.max(magnitude - (doubts[i] ?? 0), 0));
    const high = magnitudes.map((magnitude, i) => magnitude + (doubts[i] ?? 0));
    return [Math.max(vectorNorm(low, order, dtype, -1), 0), vectorNorm(high, order, dtype, 1)];
  });
}

/** The greatest or least of nothing is none. */
function checkIdentity(x: Enclosure, order: number, options: ReductionOptions): void {
  if (x.numel !== 0) return;
  const given = options.dim === undefined ? [] : [options.dim].flat();
  reductionOf(x, options);
  const start = `linalg.vector_norm cannot compute the ${order > 0 ? 'inf' : '-inf'} norm on`;
  const end = 'the operation does not have an identity';
  if (given.length === 0) throw runtimeError(`${start} an empty tensor because ${end}`);
  const empty = given.find((dim) => x.shape.at(dim) === 0);
  if (empty !== undefined)
    throw runtimeError(`${start} the dimension ${empty}because this dimension is empty and ${end}`);
}

/** A norm of magnitudes, with what an implementation may lose (-1) or gain (1) by rounding. */
function vectorNorm(magnitudes: Float64Array, order: number, dtype: FloatDType, direction: -1 | 1): number {
  if (order === Infinity) return magnitudes.reduce((most, each) => Math.max(most, each), 0);
  if (order === -Infinity) return magnitudes.reduce((least, each) => Math.min(least, each), Infinity);
  const isSquare = order === 2;
  if (!isSquare && order !== 1) return direction === 1 ? Infinity : 0;
  const total = magnitudes.reduce((sum, each) => sum + (isSquare ? each * each : each), 0);
  const exact = isSquare ? Math.sqrt(total) : total;
  const limit = dtype === 'float64' ? 2 ** 500 : 2 ** 60;
  const largest = magnitudes.reduce((most, each) => Math.max(most, each), 0);
  if (isSquare && largest * Math.sqrt(magnitudes.length) > limit && direction === 1) return Infinity;
  // Squares below the smallest normal float are lost.
  const lost = isSquare ? Math.sqrt(magnitudes.length) * (dtype === 'float64' ? 2 ** -511 : 2 ** -63) : 0;
  const relative = (magnitudes.length + 6) * epsilonOf(dtype);
  return magnitudes.length === 1 && !isSquare
    ? exact
    : exact * (1 + direction * relative) + direction * (exact === 0 ? 0 : lost);
}

function checkFloat(dtype: Enclosure['dtype'], message: string): FloatDType {
  if (!isFloating(dtype)) throw runtimeError(message);
  return dtype;
}

/** A reduction whose results are known to lie between two numbers. */
function perGroup(
  x: Enclosure,
  options: ReductionOptions,
  dtype: FloatDType,
  between: (values: Float64Array, doubts: Float64Array) => Between,
): Enclosure {
  return reduceGroups(x, options, dtype, (terms, doubts = new Float64Array(terms.length)) => {
    const ends = between(terms, doubts);
    if (!ends) return { value: NaN, error: 0 };
    const [low, high] = ends;
    const value = roundTo(dtype, low === high ? low : low + (high - low) / 2);
    const isOpen = !Number.isFinite(high) && low !== high;
    return {
      value,
      error: isOpen ? Infinity : errorAround(dtype, value, [roundTo(dtype, low), roundTo(dtype, high)]),
    };
  });
}
