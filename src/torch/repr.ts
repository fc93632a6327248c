import { formatExponential, formatFixed } from './floatFormat';
import type { Tensor } from './tensor';

/* torch/_tensor_str.py with its default print options, for float32 tensors on the CPU. */

const PRECISION = 4;
const THRESHOLD = 1000;
const EDGE_ITEMS = 3;
const LINE_WIDTH = 80;
const PREFIX = 'tensor(';

/** `repr(t)`, which is also what `print(t)` prints: `tensor([0., 2.])`. */
export function reprTensor(t: Tensor): string {
  if (t.numel === 0) {
    return t.dim === 1 ? `${PREFIX}[])` : `${PREFIX}[], size=(${t.shape.join(', ')}))`;
  }
  const summarize = t.numel > THRESHOLD;
  const shown = decidingValues(summarize ? shownValues(t) : t.data);
  const text = chooseText(shown);
  const width = shown.reduce((widest, value) => Math.max(widest, text(value).length), 1);
  const format = { text, width };
  return `${PREFIX}${nested(t, 0, 0, PREFIX.length, summarize, format)})`;
}

/**
 * The text of every element, as `repr(t)` writes it but without padding, in row-major order. The format is
 * chosen over all elements, also where `repr(t)` would leave some out and choose over the others.
 */
export function formatElements(t: Tensor): string[] {
  return Array.from(t.data, chooseText(decidingValues(t.data)));
}

/** How the elements of one tensor are written. */
interface ElementFormat {
  readonly text: (value: number) => string;
  /** The column's width. A -0 or an infinity may be wider, and then stands out in PyTorch too. */
  readonly width: number;
}

/** The values that decide on notation and width (`_Formatter.__init__`): the finite ones other than zero. */
function decidingValues(values: Float32Array): Float32Array {
  return values.filter((value) => Number.isFinite(value) && value !== 0);
}

/** The notation for elements of which these are the deciding ones. */
function chooseText(deciding: Float32Array): (value: number) => string {
  const magnitudes = deciding.map(Math.abs);
  const min = magnitudes.reduce((least, value) => Math.min(least, value), Infinity);
  const max = magnitudes.reduce((greatest, value) => Math.max(greatest, value), 0);
  if (max / min > 1000 || max > 1e8 || min < 1e-4) return scientificText;
  return deciding.every((value) => Number.isInteger(value)) ? wholeText : fixedText;
}

function scientificText(value: number): string {
  return formatExponential(value, PRECISION);
}

function wholeText(value: number): string {
  const text = formatFixed(value, 0);
  return Number.isFinite(value) ? `${text}.` : text;
}

function fixedText(value: number): string {
  return formatFixed(value, PRECISION);
}

/** `_tensor_str_with_formatter`, for the sub-tensor that starts at `offset` once `depth` indices are fixed. */
function nested(
  t: Tensor,
  depth: number,
  offset: number,
  indent: number,
  summarize: boolean,
  format: ElementFormat,
): string {
  const size = t.shape[depth];
  if (size === undefined) return padded(t.data[offset] ?? 0, format);
  if (depth === t.dim - 1) return vector(t.data.subarray(offset, offset + size), indent, summarize, format);

  const stride = strideOf(t, depth);
  const slices = shownIndices(size, summarize).map((i) =>
    i === undefined ? '...' : nested(t, depth + 1, offset + i * stride, indent + 1, summarize, format),
  );
  return `[${slices.join(`,${'\n'.repeat(t.dim - depth - 1)}${' '.repeat(indent + 1)}`)}]`;
}

/** `_vector_str`: the innermost dimension, wrapped at the line's width. */
function vector(values: Float32Array, indent: number, summarize: boolean, format: ElementFormat): string {
  const texts = shownIndices(values.length, summarize).map((i) =>
    i === undefined ? ' ...' : padded(values[i] ?? 0, format),
  );
  const perLine = Math.max(1, Math.floor((LINE_WIDTH - indent) / (format.width + 2)));
  const lines: string[] = [];
  for (let i = 0; i < texts.length; i += perLine) lines.push(texts.slice(i, i + perLine).join(', '));
  return `[${lines.join(`,\n${' '.repeat(indent + 1)}`)}]`;
}

function padded(value: number, format: ElementFormat): string {
  return format.text(value).padStart(format.width);
}

/** The indices of one dimension that are printed; undefined stands for the dots. */
function shownIndices(size: number, summarize: boolean): (number | undefined)[] {
  if (!summarize || size <= 2 * EDGE_ITEMS) return Array.from({ length: size }, (_, i) => i);
  const edges = Array.from({ length: EDGE_ITEMS }, (_, i) => i);
  return [...edges, undefined, ...edges.map((i) => size - EDGE_ITEMS + i)];
}

/** `get_summarized_data`: the values that a summary shows. */
function shownValues(t: Tensor): Float32Array {
  let offsets = [0];
  t.shape.forEach((size, depth) => {
    const stride = strideOf(t, depth);
    const indices = shownIndices(size, true).filter((i) => i !== undefined);
    offsets = offsets.flatMap((offset) => indices.map((i) => offset + i * stride));
  });
  return Float32Array.from(offsets, (offset) => t.data[offset] ?? 0);
}

/** How many elements one step along a dimension passes. */
function strideOf(t: Tensor, depth: number): number {
  return t.shape.slice(depth + 1).reduce((product, size) => product * size, 1);
}
