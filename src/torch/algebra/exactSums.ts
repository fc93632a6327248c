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
  const [digits, smallest, largest] = precision === 'float32' ? [24, -149, 127] : [53, -1074, 1023];
  let [lowest, inverse] = [Infinity, NaN];
  let [magnitude, most] = [0, 2 ** largest];
  // oxlint-disable-next-line typescript/prefer-for-of -- what is like an array has no iterator
  for (let i = 0; i < terms.length; i++) {
    const term = Math.abs(terms[i] ?? 0);
    magnitude += term;
    const multiple = term * inverse;
    if (term !== 0 && !(multiple >= 1 && multiple === Math.trunc(multiple))) {
      lowest = Math.min(lowest, lowestBit(term));
      if (lowest < smallest) return false;
      // A double has none for the smallest powers of two.
      inverse = lowest < -1023 ? NaN : 2 ** -lowest;
      most = 2 ** Math.min(lowest + digits, largest);
    }
    if (!(magnitude <= most)) return false;
  }
  return true;
}
