const double = new Float64Array(1);
const words = new BigUint64Array(double.buffer);

/** The place of a finite number's lowest bit, 2^place: 4 for 48; Infinity for 0. */
export function lowestBit(value: number): number {
  if (value === 0) return Infinity;
  double[0] = value;
  const word = words[0] ?? 0n;
  const exponent = Number((word >> 52n) & 0x7ffn);
  const mantissa = (word & 0xfffffffffffffn) | (exponent === 0 ? 0n : 1n << 52n);
  let zeros = 0;
  for (let rest = mantissa; (rest & 1n) === 0n; rest >>= 1n) zeros++;
  return Math.max(exponent, 1) - 1075 + zeros;
}

/**
 * Whether a sum is the same in whatever order it is made: all terms are multiples of a power of two, and so small
 * that every partial sum has room in the precision. Infinities and nan are not.
 */
export function isSumExact(terms: ArrayLike<number>, precision: 'float32' | 'float64'): boolean {
  const digits = precision === 'float32' ? 24 : 53;
  let [lowest, magnitude] = [Infinity, 0];
  for (const term of Array.from(terms)) {
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
