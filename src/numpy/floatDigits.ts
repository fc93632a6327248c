/** A magnitude in decimal: d.ddd·10^exponent, the digits without the point. */
interface Decimal {
  readonly digits: string;
  readonly exponent: number;
}

/** The shortest decimal that reads back as a float of this dtype, of two that are as near the even one. */
function shortest(magnitude: number, dtype: 'float32' | 'float64'): Decimal {
  if (dtype === 'float64') return read(magnitude.toExponential());
  for (let places = 0; places < 8; places++) {
    const text = roundedEvenly(places, (count) => magnitude.toExponential(count));
    if (Math.fround(Number(text)) === magnitude) return read(text);
  }
  return read(magnitude.toExponential(8));
}

function read(text: string): Decimal {
  const [mantissa = '', exponent = ''] = text.split('e');
  return { digits: mantissa.replace('.', ''), exponent: Number(exponent) };
}

/**
 * A magnitude with so many digits behind the point, of two that are as near the even one. JavaScript's own functions
 * round exactly, but a tie up.
 *
 * @param write `toFixed` or `toExponential` with that many digits
 */
function roundedEvenly(places: number, write: (places: number) => string): string {
  const [up, all] = [write(places), write(100)];
  const [mantissa = '', exponent] = all.split('e');
  const end = mantissa.indexOf('.') + 1 + places;
  if (mantissa[end] !== '5' || withoutZeros(mantissa).length > end + 1) return up;
  const down = mantissa.slice(0, places === 0 ? end - 1 : end);
  if (Number(down.at(-1)) % 2 !== 0) return up;
  return exponent === undefined ? down : `${down}e${exponent}`;
}

/** The digits of a fixed or scientific notation, before and behind the point, and the power of ten. */
export interface FloatText {
  readonly whole: string;
  readonly fraction: string;
  readonly exponent: number;
}

const isNegative = (value: number): boolean => value < 0 || Object.is(value, -0);

/**
 * A finite number without an exponent, as `dragon4_positional(value, precision, unique=True, trim='.')` of numpy writes
 * it: its shortest decimal, or what it is rounded to where that has more digits behind the point.
 */
export function positional(value: number, dtype: 'float32' | 'float64', precision: number): FloatText {
  const magnitude = Math.abs(value);
  const { digits, exponent } = shortest(magnitude, dtype);
  const [whole = '0', fraction = ''] =
    digits.length - 1 - exponent > precision && magnitude < 1e21
      ? roundedEvenly(precision, (places) => magnitude.toFixed(places)).split('.')
      : exponent < 0
        ? ['0', '0'.repeat(-exponent - 1) + digits]
        : [digits.slice(0, exponent + 1).padEnd(exponent + 1, '0'), digits.slice(exponent + 1)];
  return { whole: (isNegative(value) ? '-' : '') + whole, fraction: withoutZeros(fraction), exponent: 0 };
}

/**
 * A finite number with an exponent, as `dragon4_scientific(value, precision, unique=True, trim='.')` writes it.
 *
 * @param isAll whether it has all so many digits, beyond its shortest decimal if need be: `min_digits=precision, trim='k'`
 */
export function scientific(
  value: number,
  dtype: 'float32' | 'float64',
  precision: number,
  isAll = false,
): FloatText {
  const magnitude = Math.abs(value);
  let decimal = shortest(magnitude, dtype);
  const length = decimal.digits.length - 1;
  if (length > precision || (isAll && length < precision))
    decimal = read(roundedEvenly(precision, (places) => magnitude.toExponential(places)));
  const { digits, exponent } = decimal;
  const fraction = isAll ? digits.slice(1) : withoutZeros(digits.slice(1));
  return { whole: (isNegative(value) ? '-' : '') + (digits[0] ?? '0'), fraction, exponent };
}

/** `e-05`: the power of ten with its sign and two digits at least. */
export function exponentText(exponent: number, size = 2): string {
  return `${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(size, '0')}`;
}

function withoutZeros(digits: string): string {
  let end = digits.length;
  while (digits[end - 1] === '0') end--;
  return digits.slice(0, end);
}
