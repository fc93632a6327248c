import { type DType, isFloating } from './dtype';
import { formatExponential, formatFixed } from './floatFormat';

/* `_Formatter` of torch/_tensor_str.py: how the elements of one tensor are written. */

/** `torch.set_printoptions`. */
export interface PrintOptions {
  readonly precision: number;
  /** Tensors of more elements are summarized. */
  readonly threshold: number;
  readonly edgeItems: number;
  readonly lineWidth: number;
  /** Whether exponents are written; undefined where the elements decide. */
  readonly sciMode: boolean | undefined;
}

/** What PyTorch starts with. */
export const DEFAULT_PRINT_OPTIONS: PrintOptions = {
  precision: 4,
  threshold: 1000,
  edgeItems: 3,
  lineWidth: 80,
  sciMode: undefined,
};

/** Elements of whatever dtype; what is no number in JavaScript is a bigint (int64), and bool is 0 or 1. */
export type Elements = ArrayLike<number | bigint> & Iterable<number | bigint>;

export interface ElementFormat {
  readonly text: (value: number | bigint) => string;
  /** The column's width. A -0 or an infinity may be wider, and then stands out in PyTorch too. */
  readonly width: number;
}

/** The format that is chosen for these elements. */
export function formatter(
  values: Elements,
  dtype: DType,
  print: PrintOptions = DEFAULT_PRINT_OPTIONS,
): ElementFormat {
  const text = textFormatter(values, dtype, print);
  const deciding = isFloating(dtype) ? Array.from(values, Number).filter(isDeciding) : values;
  return { text, width: widest(deciding, text) };
}

/** The text of the format that is chosen for these elements; each may then be asked for, or not. */
export function textFormatter(
  values: Elements,
  dtype: DType,
  print: PrintOptions = DEFAULT_PRINT_OPTIONS,
): (value: number | bigint) => string {
  if (dtype === 'int64') return String;
  if (dtype === 'bool') return (value) => (value ? 'True' : 'False');
  const text = chooseText(values, print);
  return (value) => text(Number(value));
}

function widest(values: Elements, text: (value: number | bigint) => string): number {
  let width = 1;
  for (const value of values) width = Math.max(width, text(value).length);
  return width;
}

/** Whether a value decides on notation and width: the finite ones other than zero do. */
function isDeciding(value: number): boolean {
  return Number.isFinite(value) && value !== 0;
}

/** The notation for some elements. */
function chooseText(values: Elements, { precision, sciMode }: PrintOptions): (value: number) => string {
  let [min, max] = [Infinity, 0];
  let whole = true;
  for (const element of values) {
    const value = Number(element);
    if (!isDeciding(value)) continue;
    const magnitude = Math.abs(value);
    if (magnitude < min) min = magnitude;
    if (magnitude > max) max = magnitude;
    whole &&= Number.isInteger(value);
  }
  // Without any value that decides nothing is written with an exponent.
  if (max > 0 && (sciMode ?? isScientific(min, max))) return (value) => formatExponential(value, precision);
  return whole ? wholeText : (value) => formatFixed(value, precision);
}

/** Whether floats between these magnitudes, zeros apart, are written with an exponent. */
export function isScientific(min: number, max: number): boolean {
  return max / min > 1000 || max > 1e8 || min < 1e-4;
}

function wholeText(value: number): string {
  const text = formatFixed(value, 0);
  return Number.isFinite(value) ? `${text}.` : text;
}
