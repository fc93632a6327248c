/* Exact decimal digits of doubles, of any number, ties to even: for what JavaScript's own formatting does not reach. */

/** The integer `value · 10^digits`, rounded to the nearest and ties to even, of a magnitude. */
function scaled(value: number, digits: number): bigint {
  const [mantissa, exponent] = split(value);
  let numerator = mantissa;
  let denominator = 1n;
  if (exponent >= 0) numerator <<= BigInt(exponent);
  else denominator <<= BigInt(-exponent);
  if (digits >= 0) numerator *= 10n ** BigInt(digits);
  else denominator *= 10n ** BigInt(-digits);
  const quotient = numerator / denominator;
  const twice = 2n * (numerator - quotient * denominator);
  return twice > denominator || (twice === denominator && quotient % 2n === 1n) ? quotient + 1n : quotient;
}

/** An integer mantissa and a power of two. */
export function split(value: number): [mantissa: bigint, exponent: number] {
  if (value === 0) return [0n, 0];
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, value);
  const word = bits.getBigUint64(0);
  const exponent = Number((word >> 52n) & 0x7ffn);
  const fraction = word & (2n ** 52n - 1n);
  return exponent === 0 ? [fraction, -1074] : [fraction | (1n << 52n), exponent - 1075];
}

/** No double has more digits, before or after the point, that are not 0. */
const MOST_DIGITS = 1100;

/** `%.{digits}f` of a magnitude. */
export function fixedDigits(value: number, digits: number): string {
  if (digits > MOST_DIGITS) return fixedDigits(value, MOST_DIGITS) + '0'.repeat(digits - MOST_DIGITS);
  const text = scaled(value, digits)
    .toString()
    .padStart(digits + 1, '0');
  return digits === 0 ? text : `${text.slice(0, -digits)}.${text.slice(-digits)}`;
}

/** `%.{digits}e` of a magnitude. */
export function exponentialDigits(value: number, digits: number): string {
  if (digits > MOST_DIGITS) {
    const [mantissa = '', exponent = ''] = exponentialDigits(value, MOST_DIGITS).split('e');
    return `${mantissa}${'0'.repeat(digits - MOST_DIGITS)}e${exponent}`;
  }
  // The logarithm may be off by one, and what is just below a power of ten is rounded up to it where its own exponent is
  // not tried first.
  let exponent = value === 0 ? 0 : Math.floor(Math.log10(value)) - 1;
  let text = scaled(value, digits - exponent).toString();
  while (text.length > digits + 1) text = scaled(value, digits - ++exponent).toString();
  text = text.padEnd(digits + 1, '0');
  const mantissa = digits === 0 ? text : `${text[0] ?? '0'}.${text.slice(1)}`;
  return `${mantissa}e${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
}

/** `round(value, digits)`: the double nearest to the rounded decimal (`double_round` of Objects/floatobject.c). */
export function roundDecimal(value: number, digits: number): number {
  if (!Number.isFinite(value) || digits > 323) return value;
  if (digits < -308) return value < 0 ? -0 : 0;
  const magnitude = scaled(Math.abs(value), digits);
  const result = Number(`${magnitude}e${-digits}`);
  return value < 0 || Object.is(value, -0) ? -result : result;
}
