import { pythonExponent } from './pythonNumber';

/*
 * Python's float formatting, `f"{x:.4f}"` and its kin. JavaScript's toFixed and toExponential are exact as
 * well but round a tie away from zero, where Python rounds it to the even digit, and drop the sign of -0.
 */

/** `format(value, '.{digits}f')` of a value below 1e21, which is where toFixed turns to an exponent. */
export function formatFixed(value: number, digits: number): string {
  const special = nonFinite(value);
  if (special !== undefined) return special;
  const magnitude = Math.abs(value);
  let text = magnitude.toFixed(digits);
  // magnitude · 10^digits is half an odd number only if magnitude · 2^(digits + 1) is an odd integer, because
  // powers of five do not change either property. That product is exact.
  if (isOdd(lastDigit(text)) && isOdd(magnitude * 2 ** (digits + 1))) text = previous(text);
  return sign(value) + text;
}

/** `format(value, '.{digits}e')`, digits from 1 to 15. */
export function formatExponential(value: number, digits: number): string {
  const special = nonFinite(value);
  if (special !== undefined) return special;
  const magnitude = Math.abs(value);
  let [mantissa = '', exponent = ''] = magnitude.toExponential(digits).split('e');
  // Rounding up may have carried over to the next power of ten, but then the last digit is 0, not odd.
  if (isOdd(lastDigit(mantissa)) && isTie(magnitude, Number(exponent) - digits))
    mantissa = previous(mantissa);
  exponent = pythonExponent(Number(exponent));
  return `${sign(value)}${mantissa}e${exponent}`;
}

/** C's `%g`, which is how C++ streams, and so ATen's error messages, write a double. */
export function formatGeneral(value: number): string {
  const special = nonFinite(value);
  if (special !== undefined) return special;
  const rounded = formatExponential(Math.abs(value), 5);
  const [mantissa = '', exponentText = ''] = rounded.split('e');
  const exponent = Number(exponentText);
  if (exponent < -4 || exponent >= 6) return `${sign(value)}${trimZeros(mantissa)}e${exponentText}`;
  return sign(value) + trimZeros(Number(rounded).toFixed(5 - exponent));
}

/** Whether a magnitude is (m + 1/2)·10^place for an integer m. */
function isTie(magnitude: number, place: number): boolean {
  if (place <= 0) return isOdd(magnitude * 2 ** (1 - place));
  if (!Number.isInteger(magnitude)) return false;
  return BigInt(magnitude) % 10n ** BigInt(place) === 5n * 10n ** BigInt(place - 1);
}

/** The decimal text one unit in the last place below, for a text whose last digit is odd. */
function previous(text: string): string {
  return text.slice(0, -1) + String(lastDigit(text) - 1);
}

function lastDigit(text: string): number {
  return Number(text.at(-1));
}

function isOdd(value: number): boolean {
  return value % 2 === 1;
}

function sign(value: number): string {
  return value < 0 || Object.is(value, -0) ? '-' : '';
}

function nonFinite(value: number): string | undefined {
  if (Number.isNaN(value)) return 'nan';
  if (Number.isFinite(value)) return undefined;
  return value > 0 ? 'inf' : '-inf';
}

/** A number without the zeros at the end of its fraction, and without the point where nothing else stands behind it. */
export function trimZeros(text: string): string {
  if (!text.includes('.')) return text;
  let end = text.length;
  while (text[end - 1] === '0') end--;
  return text.slice(0, text[end - 1] === '.' ? end - 1 : end);
}
