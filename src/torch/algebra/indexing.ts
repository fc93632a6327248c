import { type DType, SCALAR_TYPE_NAMES } from '../dtype';
import { TorchError } from '../errors';
import { placesOf } from '../strides';
import { numelOf, Tensor } from '../tensor';
import { convert, laneOf, store } from './convert';
import { shapeText } from './dimensions';
import { Enclosure, type Operand } from './enclosure';
import { copyInto } from './inplace';
import { type Layout, resultStrides } from './layout';
import { select, slice } from './slices';
import { UndecidedError } from './undecided';
import { expand, unsqueeze } from './views';

/* `t[…]` as Python writes it: torch/csrc/autograd/python_variable_indexing.cpp, aten/src/ATen/TensorIndexing.h. */

/** One of the things between the brackets. A list of numbers or bools is the tensor that Python makes of it. */
export type Index =
  | { readonly type: 'int'; readonly value: number }
  | { readonly type: 'slice'; readonly start?: number; readonly stop?: number; readonly step?: number }
  | { readonly type: 'bool'; readonly value: boolean }
  | { readonly type: 'none' | 'ellipsis' }
  | { readonly type: 'tensor'; readonly tensor: Enclosure };

/**
 * `t[indices]`: a view where there are ints, slices, None and `...` alone, else a copy.
 *
 * @throws TorchError IndexError for what is out of range or too much, ValueError for a negative step.
 * @throws UndecidedError where an index is uncertain.
 */
export function index(x: Enclosure, indices: readonly Index[]): Enclosure {
  const sliced = slicedBy(x, indices);
  return sliced.tensors.some((tensor) => tensor !== undefined) ? gather(sliced) : sliced.view;
}

/**
 * `t[indices] = value`, in place.
 *
 * @throws TorchError as `index` does, and where the value does not fit.
 * @throws UndecidedError where an index is uncertain.
 */
export function indexPut(x: Enclosure, indices: readonly Index[], value: Operand): void {
  const sliced = slicedBy(x, indices);
  if (sliced.tensors.every((tensor) => tensor === undefined)) {
    copyInto(sliced.view, withoutLeadingOnes(value, sliced.view.shape));
    return;
  }
  const { dtype } = x;
  if (value instanceof Enclosure && value.dtype !== dtype) {
    throw new TorchError(
      'RuntimeError',
      `Index put requires the source and destination dtypes match, got ${SCALAR_TYPE_NAMES[dtype]} for the destination and ${SCALAR_TYPE_NAMES[value.dtype]} for the source.`,
    );
  }
  const { shape, places } = advanced(sliced);
  const source = convert(withoutLeadingOnes(value, shape), dtype);
  const { values, errors } = laneOf(fitted(source, shape));
  // Through a view of just these elements: each has its place in memory.
  places.forEach((place, i) => {
    x.view([], [], place).write([values[i] ?? 0], errors && Float64Array.of(errors[i] ?? 0));
  });
}

/** A view, and for each of its dimensions the int64 or bool tensor that indexes it. A bool one may span several. */
interface Sliced {
  readonly view: Enclosure;
  readonly tensors: readonly (Enclosure | undefined)[];
}

/** `applySlicing`: everything but the tensors. */
function slicedBy(x: Enclosure, indices: readonly Index[]): Sliced {
  const taken = indices.reduce((sum, each) => sum + dimensionsOf(each), 0);
  if (taken > x.dim) {
    throw new TorchError('IndexError', `too many indices for tensor of dimension ${x.dim}`);
  }
  let view = x;
  let dim = 0;
  const tensors: (Enclosure | undefined)[] = [];
  const index = (tensor: Enclosure): void => {
    tensors[dim] = tensor;
    dim += Math.max(tensor.dtype === 'bool' ? tensor.dim : 1, 1);
  };
  for (const each of indices) {
    switch (each.type) {
      case 'none':
        view = unsqueeze(view, dim);
        dim++;
        break;
      case 'ellipsis':
        dim += x.dim - taken;
        break;
      case 'bool':
        view = unsqueeze(view, dim);
        index(maskOf(each.value));
        break;
      case 'int':
        view = selectIndex(view, dim, each.value);
        break;
      case 'slice':
        if ((each.step ?? 1) <= 0) throw new TorchError('ValueError', 'step must be greater than zero');
        view = slice(view, dim, each.start, each.stop, each.step);
        dim++;
        break;
      case 'tensor': {
        const { tensor } = each;
        if (!tensor.isExact) throw new UndecidedError('an index is uncertain');
        if (tensor.dtype !== 'int64' && tensor.dtype !== 'bool') {
          throw new TorchError(
            'IndexError',
            'tensors used as indices must be long, int, byte or bool tensors',
          );
        }
        if (tensor.dim > 0) index(tensor);
        else if (tensor.dtype === 'bool') {
          view = unsqueeze(view, dim);
          index(tensor.view([1], [1]));
        } else view = selectIndex(view, dim, Number(tensor.tensor.values()[0] ?? 0n));
      }
    }
  }
  return { view: view === x ? x.detach() : view, tensors: view.shape.map((_, i) => tensors[i]) };
}

function maskOf(value: boolean): Enclosure {
  return Enclosure.of(new Tensor<DType>(Uint8Array.of(Number(value)), [1], 'bool'));
}

/** How many of a tensor's dimensions an index takes. */
function dimensionsOf(each: Index): number {
  if (each.type === 'none' || each.type === 'ellipsis' || each.type === 'bool') return 0;
  return each.type === 'tensor' && each.tensor.dtype === 'bool' ? each.tensor.dim : 1;
}

function selectIndex(x: Enclosure, dim: number, value: number): Enclosure {
  if (x.dim === 0) {
    throw new TorchError(
      'IndexError',
      'invalid index of a 0-dim tensor. Use `tensor.item()` in Python or `tensor.item<T>()` in C++ to convert a 0-dim tensor to a number',
    );
  }
  const size = x.shape[dim] ?? 0;
  if (value < -size || value >= size) {
    throw new TorchError(
      'IndexError',
      `index ${value} is out of bounds for dimension ${dim} with size ${size}`,
    );
  }
  return select(x, dim, value);
}

/** Where in memory the elements of an indexed tensor are, in row-major order of its shape. */
interface Advanced {
  readonly shape: readonly number[];
  readonly places: Float64Array;
  readonly strides: readonly number[];
}

function gather(sliced: Sliced): Enclosure {
  const { view } = sliced;
  const { shape, places, strides } = advanced(sliced);
  const { data, dtype } = view.tensor;
  const values = Array.from(places, (place) => data[place] ?? 0);
  const errors = view.isExact
    ? undefined
    : places.map((place) => view.view([], [], place).errors()?.[0] ?? 0);
  return store({ values, errors }, shape, strides, dtype);
}

/** `AdvancedIndex` (aten/src/ATen/native/TensorAdvancedIndexing.cpp): index tensors together take the place of their dimensions. */
function advanced({ view, tensors }: Sliced): Advanced {
  const integers = withoutMasks(view, tensors);
  const indexed = integers.flatMap((tensor, dim) => (tensor ? [{ tensor, dim }] : []));
  const common = commonShape(indexed.map(({ tensor }) => tensor));
  const dims = indexed.map(({ dim }) => dim);
  const isAdjacent = dims.every((dim, i) => i === 0 || dim === (dims[i - 1] ?? 0) + 1);
  const kept = view.shape.map((_, i) => i).filter((i) => !dims.includes(i));
  const before = isAdjacent ? kept.filter((i) => i < (dims[0] ?? 0)) : [];
  const after = kept.filter((i) => !before.includes(i));
  const pick = (values: readonly number[], order: readonly number[]): number[] =>
    order.map((i) => values[i] ?? 0);
  const shape = [...pick(view.shape, before), ...common, ...pick(view.shape, after)];
  const offsets = new Float64Array(numelOf(common));
  for (const { tensor, dim } of indexed) {
    const size = view.shape[dim] ?? 0;
    const stride = view.strides[dim] ?? 0;
    const values = expand(tensor, common).tensor.values();
    offsets.forEach((offset, i) => {
      const value = Number(values[i] ?? 0);
      if (numelOf(shape) > 0 && (value < -size || value >= size)) {
        throw new TorchError(
          'IndexError',
          `index ${value} is out of bounds for dimension ${dim} with size ${size}`,
        );
      }
      offsets[i] = offset + (value < 0 ? value + size : value) * stride;
    });
  }
  const zeros = common.map(() => 0);
  const sourceStrides = [...pick(view.strides, before), ...zeros, ...pick(view.strides, after)];
  const starts = placesOf(shape, sourceStrides, view.tensor.storageOffset);
  const which = placesOf(shape, [...before.map(() => 0), ...rowMajor(common), ...after.map(() => 0)]);
  const places = starts.map((start, i) => start + (offsets[which[i] ?? 0] ?? 0));
  const operands: Layout[] = [
    { shape, strides: sourceStrides },
    ...indexed.map(({ tensor }) => ({
      shape: [...before.map(() => 1), ...common, ...after.map(() => 1)],
      strides: [...before.map(() => 0), ...expand(tensor, common).strides, ...after.map(() => 0)],
    })),
  ];
  return { shape, places, strides: resultStrides(shape, operands) };
}

function rowMajor(shape: readonly number[]): number[] {
  return shape.map((_, i) => numelOf(shape.slice(i + 1)));
}

/** `expandTensors`: each mask as the indices of what it selects, one tensor for each of its dimensions. */
function withoutMasks(
  view: Enclosure,
  tensors: readonly (Enclosure | undefined)[],
): (Enclosure | undefined)[] {
  const result = [...tensors];
  tensors.forEach((tensor, dim) => {
    if (tensor?.dtype !== 'bool') return;
    tensor.shape.forEach((size, i) => {
      if (size === view.shape[dim + i]) return;
      throw new TorchError(
        'IndexError',
        `The shape of the mask ${shapeText(tensor.shape)} at index ${i} does not match the shape of the indexed tensor ${shapeText(view.shape)} at index ${dim + i}`,
      );
    });
    const places: number[] = [];
    tensor.tensor.values().forEach((value: number | bigint, place: number) => {
      if (value) places.push(place);
    });
    rowMajor(tensor.shape).forEach((stride, i) => {
      const values = places.map((place) => BigInt(Math.floor(place / stride) % (tensor.shape[i] ?? 1)));
      result[dim + i] = Enclosure.of(new Tensor<DType>(BigInt64Array.from(values), [places.length], 'int64'));
    });
  });
  return result;
}

function commonShape(tensors: readonly Enclosure[]): readonly number[] {
  let shape: readonly number[] = [];
  for (const tensor of tensors) {
    const dim = Math.max(shape.length, tensor.dim);
    shape = Array.from({ length: dim }, (_, i) => {
      const [a, b] = [shape[i - dim + shape.length] ?? 1, tensor.shape[i - dim + tensor.dim] ?? 1];
      if (a !== b && a !== 1 && b !== 1) {
        throw new TorchError(
          'IndexError',
          `shape mismatch: indexing tensors could not be broadcast together with shapes ${tensors.map((each) => shapeText(each.shape)).join(', ')}`,
        );
      }
      return a === 1 ? b : a;
    });
  }
  return shape;
}

/** `slicePrefix1sSize`: a value may have more dimensions than what it is written to, if they are of size 1. */
function withoutLeadingOnes(value: Operand, shape: readonly number[]): Enclosure {
  const tensor = value instanceof Enclosure ? value : Enclosure.ofScalar(value);
  let extra = 0;
  while (tensor.dim - extra > shape.length && tensor.shape[extra] === 1) extra++;
  return extra === 0 ? tensor : tensor.view(tensor.shape.slice(extra), tensor.strides.slice(extra));
}

function fitted(value: Enclosure, shape: readonly number[]): Enclosure {
  try {
    return expand(value, shape);
  } catch (error) {
    if (!(error instanceof TorchError)) throw error;
    throw new TorchError(
      'RuntimeError',
      `shape mismatch: value tensor of shape ${shapeText(value.shape)} cannot be broadcast to indexing result of shape ${shapeText(shape)}`,
    );
  }
}
