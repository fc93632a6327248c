import { work } from '../torch/ledger';
import type { AnyTensor } from '../torch/tensor';
import { exponentText, positional, scientific } from './floatDigits';

/* numpy/_core/arrayprint.py, of numpy 2. */

/** What `np.set_printoptions` sets. */
export interface ArrayPrintOptions {
  readonly precision: number;
  readonly threshold: number;
  readonly edgeitems: number;
  readonly linewidth: number;
  readonly suppress: boolean;
}

export const DEFAULT_ARRAY_PRINT: ArrayPrintOptions = {
  precision: 8,
  threshold: 1000,
  edgeitems: 3,
  linewidth: 75,
  suppress: false,
};

/** What stands in place of an element's text, by its place in memory. */
type Mark = (place: number, text: string) => string;

type Element = number | bigint;
type Format = (value: Element) => string;

/** What it takes to write an element. */
const WRITING = 150;

/** `str(a)` of an array that has dimensions: `[1.  0.5]`. */
export function arrayText(x: AnyTensor, options: ArrayPrintOptions, mark?: Mark): string {
  return array2string(x, options, ' ', '', mark);
}

/** `repr(a)`: `array([1. , 0.5], dtype=float32)` (`_array_repr_implementation`). */
export function arrayRepr(x: AnyTensor, options: ArrayPrintOptions, mark?: Mark): string {
  const prefix = 'array(';
  const list = array2string(x, { ...options, linewidth: options.linewidth - 1 }, ', ', prefix, mark);
  const isEmpty = x.numel === 0;
  const extras: string[] = [];
  if ((isEmpty && !(x.dim === 1 && x.shape[0] === 0)) || x.numel > options.threshold)
    extras.push(`shape=(${x.shape.join(', ')}${x.dim === 1 ? ',' : ''})`);
  if (x.dtype === 'float32' || isEmpty) extras.push(`dtype=${x.dtype}`);
  if (extras.length === 0) return `${prefix}${list})`;
  const [text, extra] = [`${prefix}${list},`, `${extras.join(', ')})`];
  const lastLine = text.length - (text.lastIndexOf('\n') + 1);
  const isTooLong = lastLine + extra.length + 1 > options.linewidth;
  return `${text}${isTooLong ? `\n${' '.repeat(prefix.length)}` : ' '}${extra}`;
}

/** What one printing of an array is about. */
interface Printing {
  readonly x: AnyTensor;
  readonly write: (place: number) => string;
  readonly separator: string;
  readonly edge: number;
  readonly isShortened: boolean;
}

function array2string(
  x: AnyTensor,
  options: ArrayPrintOptions,
  separator: string,
  prefix: string,
  mark: Mark = (_, text) => text,
): string {
  if (x.numel === 0) return '[]';
  const isShortened = x.numel > options.threshold;
  const shown = shownElements(x, isShortened ? options.edgeitems : Infinity);
  work(shown.length * WRITING);
  const format = formatOf(x, shown, options);
  const write = (place: number): string => mark(place, format(x.data[place] ?? 0));
  const printing = { x, write, separator, edge: options.edgeitems, isShortened };
  const indent = ' '.repeat(prefix.length + 1);
  return nested(printing, 0, x.storageOffset, indent, options.linewidth);
}

/** `_leading_trailing`: the elements that are shown, in order. */
function shownElements(x: AnyTensor, edge: number): Element[] {
  let places = [x.storageOffset];
  x.shape.forEach((size, dim) => {
    const indices = shownIndices(size, edge).filter((i) => i !== undefined);
    places = places.flatMap((place) => indices.map((i) => place + i * (x.strides[dim] ?? 0)));
  });
  return places.map((place) => x.data[place] ?? 0);
}

/** The indices of a dimension that are shown; undefined stands for the dots. */
function shownIndices(size: number, edge: number): (number | undefined)[] {
  if (size <= 2 * edge) return Array.from({ length: size }, (_, i) => i);
  const first = Array.from({ length: edge }, (_, i) => i);
  return [...first, undefined, ...first.map((i) => size - edge + i)];
}

/** `recurser` of `_formatArray`, for what begins at a place once `depth` indices are fixed. */
function nested(printing: Printing, depth: number, place: number, indent: string, width: number): string {
  const { x, write, separator, edge, isShortened } = printing;
  const size = x.shape[depth];
  if (size === undefined) return write(place);
  const indices = shownIndices(size, isShortened ? edge : Infinity);
  const at = (i: number): number => place + i * (x.strides[depth] ?? 0);
  if (depth === x.dim - 1) {
    const words = indices.map((i) => (i === undefined ? '...' : write(at(i))));
    const lines: string[] = [];
    let line = indent;
    for (const [i, word] of words.entries()) {
      if (line.length + word.length > width - 1 && line.length > indent.length) {
        lines.push(line.trimEnd());
        line = indent;
      }
      line += i < words.length - 1 ? word + separator : word;
    }
    return `[${[...lines, line].join('\n').slice(indent.length)}]`;
  }
  const between = separator.trimEnd() + '\n'.repeat(x.dim - depth - 1);
  const rows = indices.map((i) =>
    i === undefined ? `${indent}...` : indent + nested(printing, depth + 1, at(i), `${indent} `, width - 1),
  );
  return `[${rows.join(between).slice(indent.length)}]`;
}

/** `_get_format_function`: all elements that are shown are written alike. */
function formatOf(x: AnyTensor, shown: readonly Element[], options: ArrayPrintOptions): Format {
  if (x.dtype === 'bool') return (value) => (value === 0 ? 'False' : x.dim === 0 ? 'True' : ' True');
  if (x.dtype === 'int64') {
    const width = Math.max(...shown.map((value) => String(value).length));
    return (value) => String(value).padStart(width);
  }
  return floatFormat(shown as number[], x.dtype === 'float32' ? 'float32' : 'float64', options);
}

/** `FloatingFormat`. */
function floatFormat(
  shown: readonly number[],
  dtype: 'float32' | 'float64',
  options: ArrayPrintOptions,
): Format {
  const finite = shown.filter(Number.isFinite);
  const { isScientific, precision, write } = notation(finite, dtype, options);
  const texts = finite.map((value) => write(value));
  const longest = (lengths: readonly number[]): number => Math.max(0, ...lengths);
  let left = longest(texts.map(({ whole }) => whole.length));
  const exponentSize = Math.max(2, longest(texts.map(({ exponent }) => String(Math.abs(exponent)).length)));
  const right = isScientific
    ? precision + exponentSize + 2
    : longest(texts.map(({ fraction }) => fraction.length));
  if (finite.length < shown.length) {
    const infinity = shown.includes(-Infinity) ? 4 : 3;
    left = Math.max(left, 3 - (right + 1), infinity - (right + 1));
  }
  return (element) => {
    const value = Number(element);
    if (!Number.isFinite(value)) {
      const name = Number.isNaN(value) ? 'nan' : value < 0 ? '-inf' : 'inf';
      return name.padStart(left + right + 1);
    }
    const { whole, fraction, exponent } = write(value);
    const start = `${whole.padStart(left)}.${fraction}`;
    return isScientific ? `${start}e${exponentText(exponent, exponentSize)}` : start.padEnd(left + right + 1);
  };
}

interface Notation {
  readonly isScientific: boolean;
  readonly precision: number;
  readonly write: (value: number) => ReturnType<typeof positional>;
}

/** From here on, by default, floats have an exponent: 10^8, but no more than the digits that the dtype has. */
const GREAT = { float32: 1e6, float64: 1e8 };

/** Whether floats have an exponent, for all of them are then written with it. */
function notation(
  finite: readonly number[],
  dtype: 'float32' | 'float64',
  { precision, suppress }: ArrayPrintOptions,
): Notation {
  const magnitudes = finite.filter((value) => value !== 0).map(Math.abs);
  const [least, most] = [Math.min(...magnitudes), Math.max(...magnitudes)];
  const ratio = dtype === 'float32' ? Math.fround(most / least) : most / least;
  const isScientific =
    magnitudes.length > 0 &&
    (most >= GREAT[dtype] ||
      (!suppress && (least < (dtype === 'float32' ? Math.fround(1e-4) : 1e-4) || ratio > 1000)));
  if (!isScientific)
    return { isScientific, precision, write: (value) => positional(value, dtype, precision) };
  const own = Math.max(...finite.map((value) => scientific(value, dtype, precision).fraction.length));
  return { isScientific, precision: own, write: (value) => scientific(value, dtype, own, true) };
}

/** From here on a scalar of a dtype has an exponent. */
const GREAT_SCALAR = { float32: 1e6, float64: 1e16 };

/** Whether `repr` and `str` of such a number are others before numpy 2.3, where all dtypes had one limit. */
export function isWrittenAnew(x: AnyTensor): boolean {
  if (x.dtype !== 'float32') return false;
  const limit = x.dim === 0 ? GREAT_SCALAR.float64 : GREAT.float64;
  return Array.from(x.values() as Float32Array, Math.abs).some((one) => one >= GREAT.float32 && one < limit);
}

/** `str(scalar)` of a float: its shortest decimal (`floattype_str`, numpy/_core/src/multiarray/scalartypes.c.src). */
export function floatScalarText(value: number, dtype: 'float32' | 'float64'): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? 'nan' : value < 0 ? '-inf' : 'inf';
  const magnitude = Math.abs(value);
  if (magnitude !== 0 && (magnitude < 1e-4 || magnitude >= GREAT_SCALAR[dtype])) {
    const { whole, fraction, exponent } = scientific(value, dtype, 20);
    return `${whole}${fraction === '' ? '' : '.'}${fraction}e${exponentText(exponent)}`;
  }
  const { whole, fraction } = positional(value, dtype, 30);
  return `${whole}.${fraction === '' ? '0' : fraction}`;
}
