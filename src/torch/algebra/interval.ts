import type { DType, FloatDType } from '../dtype';
import { roundTo } from '../rounding';

/*
 * What is known of a number that PyTorch computes: a value and how far the true one may be from it. An error of 0
 * says that it is this very value, down to the sign of a zero; any other finite error that the true one is finite,
 * of the same dtype and within; Infinity that nothing is known.
 */

type Floats = Float32Array | Float64Array;

const single = new Float32Array(1);
const singleBits = new Int32Array(single.buffer);
const double = new Float64Array(1);
/** Its two halves, the low one first: every processor that runs JavaScript today has them so. */
const halves = new Int32Array(double.buffer);

/** From one value to the next, in the bits of a float32. */
const STEPS = { float32: 1, bfloat16: 0x10000, float16: 0x2000 };

/** The next greater value of a dtype; `value` is one of its finite values. */
export function nextUp(dtype: FloatDType, value: number): number {
  if (dtype === 'float64') {
    if (value === 0) return Number.MIN_VALUE;
    double[0] = value;
    const low = halves[0] ?? 0;
    const step = value > 0 ? 1 : -1;
    halves[0] = low + step;
    // The low half overflows where all of its bits are 1, or all are 0.
    if (low === (value > 0 ? -1 : 0)) halves[1] = (halves[1] ?? 0) + step;
    return double[0];
  }
  // Below 2^-13 the float16 values are the multiples of 2^-24.
  if (dtype === 'float16' && Math.abs(value) <= 2 ** -14) return value + 2 ** -24;
  const step = STEPS[dtype];
  if (value === 0) singleBits[0] = step;
  else {
    single[0] = value;
    singleBits[0] = (singleBits[0] ?? 0) + (value > 0 ? step : -step);
  }
  return single[0] ?? 0;
}

/** The next smaller value of a dtype; `value` is one of its finite values. */
export function nextDown(dtype: FloatDType, value: number): number {
  return -nextUp(dtype, -value);
}

/** The least value of a dtype that is not below a double. */
function ceilTo(dtype: FloatDType, value: number): number {
  const rounded = roundTo(dtype, value);
  return rounded < value ? nextUp(dtype, rounded) : rounded;
}

/** The least and the greatest value of a float dtype within an error that is not 0. */
export function endsOf(dtype: FloatDType, value: number, error: number): [number, number] {
  if (!Number.isFinite(error)) return [-Infinity, Infinity];
  return [lowEnd(dtype, value, error), highEnd(dtype, value, error)];
}

/** The least value of a float dtype within a finite error. */
function lowEnd(dtype: FloatDType, value: number, error: number): number {
  return ceilTo(dtype, nextDown('float64', value - error));
}

/** The greatest value of a float dtype within a finite error. */
function highEnd(dtype: FloatDType, value: number, error: number): number {
  return -lowEnd(dtype, -value, error);
}

/** How many points `floatPoints` gives at most. */
export const MOST_POINTS = 5;

/**
 * The values of a float dtype at which a function that is monotone on either side of zero takes its extremes
 * within an error that is not 0, and those at which it may do something of its own.
 *
 * @param points takes them, in order
 * @returns how many they are
 */
export function floatPoints(dtype: FloatDType, value: number, error: number, points: Float64Array): number {
  if (!Number.isFinite(error)) {
    points.set(UNKNOWN_POINTS);
    return UNKNOWN_POINTS.length;
  }
  const low = lowEnd(dtype, value, error);
  const high = highEnd(dtype, value, error);
  let count = 0;
  points[count++] = low;
  if (low === high && low !== 0) return count;
  if (low <= 0 && high >= 0) {
    points[count++] = -0;
    points[count++] = 0;
  }
  points[count++] = high;
  return count;
}

const UNKNOWN_POINTS = Float64Array.of(-Infinity, -0, 0, Infinity, NaN);

const MIN_INT64 = -(2n ** 63n);
const MAX_INT64 = 2n ** 63n - 1n;

/** As `floatPoints`, of an int64, in a list of their own. */
export function intPoints(value: bigint, error: number): bigint[] {
  if (!Number.isFinite(error)) return [MIN_INT64, 0n, MAX_INT64];
  const radius = BigInt(Math.ceil(error));
  const low = value - radius < MIN_INT64 ? MIN_INT64 : value - radius;
  const high = value + radius > MAX_INT64 ? MAX_INT64 : value + radius;
  return low < 0n && high > 0n ? [low, 0n, high] : [low, high];
}

/** What may be said of a result of which these are the extremes: the error around `value`. */
export function errorAround(dtype: DType, value: number, results: readonly number[]): number {
  const extremes = (EXTREMES[dtype] ??= new Extremes(dtype));
  extremes.begin(value);
  for (const result of results) extremes.take(result);
  return extremes.error();
}

/** Takes in what a result may be, one by one, and says the error around it: `errorAround` of many elements. */
export class Extremes {
  private value = 0;
  private low = 0;
  private high = 0;
  private isSame = true;
  private isUnordered = false;

  constructor(private readonly dtype: DType) {}

  begin(value: number): void {
    this.value = value;
    this.low = value;
    this.high = value;
    this.isSame = true;
    this.isUnordered = false;
  }

  take(result: number): void {
    if (Object.is(result, this.value)) return;
    this.isSame = false;
    if (Number.isNaN(result)) this.isUnordered = true;
    if (result < this.low) this.low = result;
    if (result > this.high) this.high = result;
  }

  error(): number {
    const { value } = this;
    if (this.isSame) return 0;
    if (this.dtype === 'bool') return 1;
    if (this.isUnordered || Number.isNaN(value)) return Infinity;
    const radius = Math.max(this.high - value, value - this.low);
    // A zero whose sign is open is within any error. The sums may have been rounded down.
    return Number.isFinite(radius) ? nextUp('float64', radius) : Infinity;
  }
}

const EXTREMES: Partial<Record<DType, Extremes>> = {};

/** The same for each element, of which each of the results has one. */
export function errorsAround(dtype: DType, values: Floats, results: readonly Floats[]): Float64Array {
  return Float64Array.from(values, (value, i) => {
    const ofElement = results.map((each) => each[i] ?? NaN);
    return errorAround(dtype, value, ofElement);
  });
}

/** As `errorAround`, of an int64. */
export function intErrorAround(value: bigint, results: readonly bigint[]): number {
  let radius = 0n;
  for (const result of results) {
    const distance = result > value ? result - value : value - result;
    if (distance > radius) radius = distance;
  }
  return radius < 2n ** 53n ? Number(radius) : nextUp('float64', Number(radius));
}

/** The error of an integer that is wrapped to 64 bits: nothing is known where it may be wrapped or not. */
export function wrappedError(value: bigint, error: number): number {
  if (error === 0 || !Number.isFinite(error)) return error;
  const radius = BigInt(Math.ceil(error));
  return value - radius < MIN_INT64 || value + radius > MAX_INT64 ? Infinity : error;
}
