/*
 * a·b + c, rounded once, as the processor's FMA does it. PyTorch's x86 kernels for AVX2 and AVX-512 are compiled
 * so that a product and a sum in one expression become one FMA.
 */

const double = new Float64Array(1);
const bits = new Int32Array(double.buffer);
/** Where the lower half of a double is: JavaScript's arrays have the byte order of the machine. */
const LOW = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1 ? 0 : 1;
const HIGH = 1 - LOW;

/** The sum of two doubles, rounded to odd: if it is not exact, the neighbour whose last bit is 1. */
function addToOdd(a: number, b: number): number {
  const sum = a + b;
  const rest = restOfSum(a, b, sum);
  if (rest === 0 || !Number.isFinite(sum)) return sum;
  double[0] = sum;
  const low = bits[LOW] ?? 0;
  if ((low & 1) === 1) return sum;
  // Towards the exact sum: away from zero where what is left has the sum's sign.
  if (rest > 0 === sum > 0) {
    bits[LOW] = low | 1;
  } else {
    bits[LOW] = low - 1;
    if (low === 0) bits[HIGH] = (bits[HIGH] ?? 0) - 1;
  }
  return double[0];
}

/** What a sum of doubles has lost by rounding, exactly (Knuth's TwoSum). */
function restOfSum(a: number, b: number, sum: number): number {
  const other = sum - a;
  return a - (sum - other) + (b - other);
}

/** `fmaf(a, b, c)` of float32 values. */
export function fma32(a: number, b: number, c: number): number {
  // The product is exact in a double; a sum that is rounded to odd may be rounded again without harm.
  return Math.fround(addToOdd(a * b, c));
}

/** A power of two that only one of two factors can be above, where their product is finite. */
const HUGE = 2 ** 900;

/** Splits a double into two of half the digits (Veltkamp). */
function upperHalf(a: number): number {
  const scaled = 134217729 * a;
  return scaled - (scaled - a);
}

/** `fma(a, b, c)` of doubles, where a·b is not subnormal (Boldo and Melquiond). */
export function fma64(a: number, b: number, c: number): number {
  const product = a * b;
  if (!Number.isFinite(product + c) || product === 0) return product + c;
  // Splitting would overflow.
  if (Math.abs(a) > HUGE) return fma64(b, a, c);
  if (Math.abs(b) > HUGE) return fma64(a, b / HUGE, c / HUGE) * HUGE;
  const [aHigh, bHigh] = [upperHalf(a), upperHalf(b)];
  const [aLow, bLow] = [a - aHigh, b - bHigh];
  const rest = aLow * bLow - (product - aHigh * bHigh - aLow * bHigh - aHigh * bLow);
  const upper = c + rest;
  const upperRest = restOfSum(c, rest, upper);
  const sum = product + upper;
  const sumRest = restOfSum(product, upper, sum);
  return sum + addToOdd(sumRest, upperRest);
}
