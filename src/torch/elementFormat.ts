import type { DType } from './dtype';
import { formatExponential, formatFixed } from './floatFormat';

/* `_Formatter` of torch/_tensor_str.py: how the elements of one tensor are written. */

const PRECISION = 4;

/** Elements of whatever dtype; what is no number in JavaScript is a bigint (int64), and bool is 0 or 1. */
export type Elements = ArrayLike<number | bigint> & Iterable<number | bigint>;

export interface ElementFormat {
  readonly text: (value: number | bigint) => string;
  /** The column's width. A -0 or an infinity may be wider, and then stands out in PyTorch too. */
  readonly width: number;
}

/** The format that is chosen for these elements. */
export function formatter(values: Elements, dtype: DType): ElementFormat {
  if (dtype === 'int64') return { text: String, width: widest(values, String) };
  if (dtype === 'bool') return { text: boolText, width: widest(values, boolText) };
  const deciding = decidingValues(values);
  const text = chooseText(deciding);
  return { text: (value) => text(Number(value)), width: widest(deciding, (value) => text(Number(value))) };
}

function widest(values: Elements, text: (value: number | bigint) => string): number {
  let width = 1;
  for (const value of values) width = Math.max(width, text(value).length);
  return width;
}

function boolText(value: number | bigint): string {
  return value ? 'True' : 'False';
}

/** The values that decide on notation and width: the finite ones other than zero. */
function decidingValues(values: Elements): number[] {
  const deciding: number[] = [];
  for (const element of values) {
    const value = Number(element);
    if (Number.isFinite(value) && value !== 0) deciding.push(value);
  }
  return deciding;
}

/** The notation for elements of which these are the deciding ones. */
function chooseText(deciding: readonly number[]): (value: number) => string {
  let [min, max] = [Infinity, 0];
  for (const value of deciding) {
    min = Math.min(min, Math.abs(value));
    max = Math.max(max, Math.abs(value));
  }
  if (isScientific(min, max)) return scientificText;
  return deciding.every((value) => Number.isInteger(value)) ? wholeText : fixedText;
}

/** Whether floats between these magnitudes, zeros apart, are written with an exponent. */
export function isScientific(min: number, max: number): boolean {
  return max / min > 1000 || max > 1e8 || min < 1e-4;
}

export function scientificText(value: number): string {
  return formatExponential(value, PRECISION);
}

function wholeText(value: number): string {
  const text = formatFixed(value, 0);
  return Number.isFinite(value) ? `${text}.` : text;
}

export function fixedText(value: number): string {
  return formatFixed(value, PRECISION);
}
