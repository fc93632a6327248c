const double = new Float64Array(1);
/** Its two halves, the low one first: every processor that runs JavaScript today has them so. */
const halves = new Uint32Array(double.buffer);

/** The place of a finite number's lowest bit, 2^place: 4 for 48; Infinity for 0. */
export function lowestBit(value: number): number {
  if (value === 0) return Infinity;
  double[0] = value;
  const low = halves[0] ?? 0;
  const high = halves[1] ?? 0;
  const exponent = (high >>> 20) & 0x7ff;
  const mantissa = (high & 0xfffff) | (exponent === 0 ? 0 : 0x100000);
  const zeros = low !== 0 ? trailingZeros(low) : 32 + trailingZeros(mantissa);
  return Math.max(exponent, 1) - 1075 + zeros;
}

/** How many of the lowest bits are 0, in a number of 32 bits that is not 0. */
function trailingZeros(bits: number): number {
  return 31 - Math.clz32(bits & -bits);
}

/**
 * Whether a sum is the same in whatever order it is made: all terms are multiples of a power of two, and so small
 * that every partial sum has room in the precision. Infinities and nan are not.
 */
export function isSumExact(terms: ArrayLike<number>, precision: 'float32' | 'float64'): boolean {
  const digits = precision === 'float32' ? 24 : 53;
  let [lowest, magnitude] = [Infinity, 0];
  // eslint-disable-next-line @typescript-eslint/prefer-for-of -- what is like an array has no iterator
  for (let i = 0; i < terms.length; i++) {
    const term = terms[i] ?? 0;
    if (!Number.isFinite(term)) return false;
    if (term === 0) continue;
    lowest = Math.min(lowest, lowestBit(term));
    magnitude += Math.abs(term);
  }
  if (lowest === Infinity) return true;
  const smallest = precision === 'float32' ? -149 : -1074;
  return (
    lowest >= smallest && magnitude <= 2 ** Math.min(lowest + digits, precision === 'float32' ? 127 : 1023)
  );
}
