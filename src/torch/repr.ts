import type { DType } from './dtype';
import type { ElementFormat, Elements, PrintOptions } from './elementFormat';
import { DEFAULT_PRINT_OPTIONS, formatter, textFormatter } from './elementFormat';
import { contiguousStrides } from './strides';
import type { AnyTensor } from './tensor';

/* torch/_tensor_str.py. */

const PREFIX = 'tensor(';

/** What stands in place of an element's text, by its place in memory. */
export type Mark = (place: number, text: string) => string;

/** What `repr(t)` says of a tensor beside its elements and dtype. */
export interface ReprOptions {
  /** `cuda:0`, where the tensor is not on the CPU. */
  readonly device?: string;
  /** The name of the function that made it, `MulBackward0`: printed in place of `requiresGrad`. */
  readonly gradFn?: string;
  readonly requiresGrad?: boolean;
  /** What `torch.set_printoptions` has set; PyTorch's own where it is left out. */
  readonly print?: PrintOptions;
  /** `torch.get_default_dtype()`; float32 where it is left out. */
  readonly defaultDtype?: DType;
  /** The dtype to be named, where int64 stands for a narrower one. */
  readonly dtype?: string;
  readonly mark?: Mark | undefined;
}

/** A tensor's elements in row-major order, and what is said of them as a whole. */
interface Printed {
  readonly values: Elements;
  readonly shape: readonly number[];
  readonly strides: readonly number[];
  readonly summarize: boolean;
  readonly print: PrintOptions;
  readonly mark?: Mark | undefined;
}

/** `repr(t)`, which is also what `print(t)` prints: `tensor([0., 2.])`. */
export function reprTensor(t: AnyTensor, options: ReprOptions = {}): string {
  const suffixes: string[] = [];
  const { defaultDtype = 'float32', dtype = t.dtype } = options;
  if (options.device !== undefined) suffixes.push(`device='${options.device}'`);
  if (t.numel === 0) {
    if (t.dim !== 1) suffixes.push(`size=(${t.shape.join(', ')})`);
    if (dtype !== defaultDtype) suffixes.push(`dtype=torch.${dtype}`);
  } else if (dtype !== defaultDtype && dtype !== 'int64' && dtype !== 'bool') {
    suffixes.push(`dtype=torch.${dtype}`);
  }
  if (options.gradFn !== undefined) suffixes.push(`grad_fn=<${options.gradFn}>`);
  else if (options.requiresGrad === true) suffixes.push('requires_grad=True');
  const { print = DEFAULT_PRINT_OPTIONS, mark } = options;
  return withSuffixes(PREFIX + elementsText(t, print, mark), suffixes, print.lineWidth);
}

/**
 * The text of every element, as `repr(t)` writes it but without padding, in row-major order. The format is
 * chosen over all elements, also where `repr(t)` would leave some out and choose over the others.
 */
export function formatElements(t: AnyTensor): string[] {
  const values = t.values();
  const text = textFormatter(values, t.dtype);
  return Array.from({ length: values.length }, (_, i) => text(values[i] ?? 0));
}

/**
 * The text of any element, by its place in row-major order, in the format of `repr(t)`: of a long tensor that is
 * chosen over the few elements that `repr(t)` shows.
 */
export function elementText(t: AnyTensor): (index: number) => string {
  const values = t.values();
  const print = DEFAULT_PRINT_OPTIONS;
  const summarize = values.length > print.threshold;
  const printed: Printed = { values, shape: t.shape, strides: contiguousStrides(t.shape), summarize, print };
  const text = textFormatter(summarize ? shownValues(printed, 0) : values, t.dtype);
  return (index) => text(values[index] ?? 0);
}

/** `_add_suffixes`: each on the same line, as long as that stays below 80 characters. */
function withSuffixes(text: string, suffixes: readonly string[], lineWidth: number): string {
  let result = text;
  let lineLength = text.length - text.lastIndexOf('\n') + 1;
  for (const suffix of suffixes) {
    if (lineLength + suffix.length + 2 > lineWidth) {
      result += `,\n${' '.repeat(PREFIX.length)}${suffix}`;
      lineLength = PREFIX.length + suffix.length;
    } else {
      result += `, ${suffix}`;
      lineLength += suffix.length + 2;
    }
  }
  return `${result})`;
}

/** `_tensor_str`. */
function elementsText(t: AnyTensor, print: PrintOptions, mark: Mark | undefined): string {
  if (t.numel === 0) return '[]';
  const summarize = t.numel > print.threshold;
  // Only a few elements of a long tensor are looked at, wherever they lie in memory.
  const { data: values, shape, strides, storageOffset } = t;
  const printed: Printed = { values, shape, strides, summarize, print, mark };
  const format = formatter(summarize ? shownValues(printed, storageOffset) : t.values(), t.dtype, print);
  return nested(printed, 0, storageOffset, PREFIX.length, format);
}

/** `_tensor_str_with_formatter`, for the sub-tensor that starts at `offset` once `depth` indices are fixed. */
function nested(t: Printed, depth: number, offset: number, indent: number, format: ElementFormat): string {
  const size = t.shape[depth];
  const stride = t.strides[depth] ?? 0;
  if (size === undefined) return padded(t, offset, format);
  const indices = shownIndices(size, t.summarize, t.print.edgeItems);
  if (depth === t.shape.length - 1) {
    const texts = indices.map((i) => (i === undefined ? ' ...' : padded(t, offset + i * stride, format)));
    return vector(texts, indent, format, t.print.lineWidth);
  }
  const slices = indices.map((i) =>
    i === undefined ? '...' : nested(t, depth + 1, offset + i * stride, indent + 1, format),
  );
  return `[${slices.join(`,${'\n'.repeat(t.shape.length - depth - 1)}${' '.repeat(indent + 1)}`)}]`;
}

/** `_vector_str`: the innermost dimension, wrapped at the line's width. */
function vector(texts: readonly string[], indent: number, format: ElementFormat, lineWidth: number): string {
  const perLine = Math.max(1, Math.floor((lineWidth - indent) / (format.width + 2)));
  const lines: string[] = [];
  for (let i = 0; i < texts.length; i += perLine) lines.push(texts.slice(i, i + perLine).join(', '));
  return `[${lines.join(`,\n${' '.repeat(indent + 1)}`)}]`;
}

function padded({ values, mark }: Printed, place: number, format: ElementFormat): string {
  const text = format.text(values[place] ?? 0).padStart(format.width);
  return mark ? mark(place, text) : text;
}

/** The indices of one dimension that are printed; undefined stands for the dots. */
function shownIndices(size: number, summarize: boolean, edgeItems: number): (number | undefined)[] {
  if (!summarize || size <= 2 * edgeItems) return Array.from({ length: size }, (_, i) => i);
  const edges = Array.from({ length: edgeItems }, (_, i) => i);
  return [...edges, undefined, ...edges.map((i) => size - edgeItems + i)];
}

/** `get_summarized_data`: the values that a summary shows. */
function shownValues({ values, shape, strides, print }: Printed, offset: number): (number | bigint)[] {
  return shownPlaces(shape, strides, offset, print.edgeItems).map((place) => values[place] ?? 0);
}

export function shownPlaces(
  shape: readonly number[],
  strides: readonly number[],
  offset: number,
  edgeItems: number,
): number[] {
  let offsets = [offset];
  shape.forEach((size, depth) => {
    const indices = shownIndices(size, true, edgeItems).filter((i) => i !== undefined);
    offsets = offsets.flatMap((start) => indices.map((i) => start + i * (strides[depth] ?? 0)));
  });
  return offsets;
}
