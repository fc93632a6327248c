import { visit } from '../ledger';
import { type DType, SCALAR_TYPE_NAMES } from '../dtype';
import { runtimeError, TorchError } from '../errors';
import { placesOf } from '../strides';
import { numelOf, Tensor } from '../tensor';
import { convert, laneOf, store } from './convert';
import { asTensor } from './elementwise';
import { shapeText } from './dimensions';
import { Enclosure, type Operand } from './enclosure';
import { commonShape, rowMajor, withoutMasks } from './indexTensors';
import { copyInto } from './inplace';
import { item } from './items';
import { checkFilling, checkFits } from './messages';
import { type Layout, resultStrides, sameNumbers } from '../broadcasting';
import { select, slice } from './slices';
import { UndecidedError } from './undecided';
import { expand, reshape, unsqueeze } from './views';

/* `t[…]` as Python writes it: torch/csrc/autograd/python_variable_indexing.cpp, aten/src/ATen/TensorIndexing.h. */

/** One of the things between the brackets. A list of numbers or bools is the tensor that Python makes of it. */
export type Index =
  | { readonly type: 'int'; readonly value: number }
  | {
      readonly type: 'slice';
      readonly start?: number | undefined;
      readonly stop?: number | undefined;
      readonly step?: number | undefined;
    }
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
  // A number is made a tensor first.
  if (!(value instanceof Enclosure)) checkFilling(value, x.dtype, 1);
  const sliced = slicedBy(x, indices);
  const given = asTensor(value);
  if (sliced.tensors.every((tensor) => tensor === undefined)) {
    // `copy_to` (aten/src/ATen/TensorIndexing.h): what fits is not touched.
    const fits = sameNumbers(given.shape, sliced.view.shape);
    copyInto(sliced.view, fits ? given : expand(withoutLeadingOnes(given), sliced.view.shape));
    return;
  }
  const target = advanced(sliced);
  const source = fitted(withoutLeadingOnes(given), target.shape);
  const isFilled = value === given && value.numel === 1 && isMask(sliced);
  if (isFilled) checkFits(item(given), x.dtype);
  const isCast = value !== given || isFilled;
  if (given.dtype !== x.dtype && !isCast)
    throw runtimeError(
      `Index put requires the source and destination dtypes match, got ${SCALAR_TYPE_NAMES[x.dtype]} for the destination and ${SCALAR_TYPE_NAMES[given.dtype]} for the source.`,
    );
  const { values, errors } = laneOf(convert(source, x.dtype));
  const doubts = errors?.slice() ?? new Float64Array(values.length);
  const places = target.places();
  visit(places.length * 4, 40);
  // Where several values go to one place, it is open which is the last.
  const writers = new Map<number, number>();
  places.forEach((place, i) => {
    const earlier = writers.get(place);
    if (earlier !== undefined && !(Object.is(values[earlier], values[i]) && doubts[earlier] === doubts[i]))
      doubts[i] = x.dtype === 'bool' ? 1 : Infinity;
    writers.set(place, i);
  });
  // Through a view of just these elements: each has its place in memory.
  places.forEach((place, i) => {
    x.view([], [], place).write([values[i] ?? 0], Float64Array.of(doubts[i] ?? 0));
  });
}

/** Whether what is indexed is given by one mask: then a single value is cast, as in `masked_fill_`. */
function isMask({ tensors }: Sliced): boolean {
  const given = tensors.filter((tensor) => tensor !== undefined);
  return given.length === 1 && given[0]?.dtype === 'bool';
}

/** A view, and for each of its dimensions the int64 or bool tensor that indexes it. A bool one may span several. */
interface Sliced {
  readonly view: Enclosure;
  readonly tensors: readonly (Enclosure | undefined)[];
}

/** `applySlicing`: everything but the tensors. */
function slicedBy(x: Enclosure, indices: readonly Index[]): Sliced {
  const taken = indices.reduce((sum, each) => sum + dimensionsOf(each), 0);
  if (taken > x.dim) throw new TorchError('IndexError', `too many indices for tensor of dimension ${x.dim}`);
  let view = x;
  let dim = 0;
  const tensors: (Enclosure | undefined)[] = [];
  const index = (tensor: Enclosure): void => {
    tensors[dim] = tensor;
    dim += Math.max(tensor.dtype === 'bool' ? tensor.dim : 1, 1);
  };
  for (const [position, each] of indices.entries()) {
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
        index(indexOfBool(each.value));
        break;
      case 'int':
        view = selectIndex(view, dim, each.value, position);
        break;
      case 'slice':
        if (each.step === 0) throw new TorchError('ValueError', 'slice step cannot be zero');
        if ((each.step ?? 1) < 0) throw new TorchError('ValueError', 'step must be greater than zero');
        view = slice(view, dim, each.start, each.stop, each.step);
        dim++;
        break;
      case 'tensor': {
        const { tensor } = each;
        if (!tensor.isExact) throw new UndecidedError('an index is uncertain');
        if (tensor.dtype !== 'int64' && tensor.dtype !== 'bool')
          throw new TorchError(
            'IndexError',
            'tensors used as indices must be long, int, byte or bool tensors',
          );
        if (tensor.dim > 0) index(tensor);
        else if (tensor.dtype === 'bool') {
          view = unsqueeze(view, dim);
          index(indexOfBool(tensor.tensor.values()[0] === 1));
        } else view = selectIndex(view, dim, Number(tensor.tensor.values()[0] ?? 0n), position);
      }
    }
  }
  return { view: view === x ? x.detach() : view, tensors: view.shape.map((_, i) => tensors[i]) };
}

/** `boolToIndexingTensor`: of a new dimension of size 1 the only index, or none. */
function indexOfBool(value: boolean): Enclosure {
  const indices = BigInt64Array.from(value ? [0n] : []);
  return Enclosure.of(new Tensor<DType>(indices, [indices.length], 'int64'));
}

/** How many of a tensor's dimensions an index takes. */
function dimensionsOf(each: Index): number {
  if (each.type === 'none' || each.type === 'ellipsis' || each.type === 'bool') return 0;
  return each.type === 'tensor' && each.tensor.dtype === 'bool' ? each.tensor.dim : 1;
}

/** @param position which of the indices it is: the dimension that PyTorch's message names. */
function selectIndex(x: Enclosure, dim: number, value: number, position: number): Enclosure {
  if (x.dim === 0)
    throw new TorchError(
      'IndexError',
      'invalid index of a 0-dim tensor. Use `tensor.item()` in Python or `tensor.item<T>()` in C++ to convert a 0-dim tensor to a number',
    );
  const size = x.shape[dim] ?? 0;
  if (value < -size || value >= size)
    throw new TorchError(
      'IndexError',
      `index ${value} is out of bounds for dimension ${position} with size ${size}`,
    );
  return select(x, dim, value);
}

/** Where in memory the elements of an indexed tensor are, in row-major order of its shape. */
interface Advanced {
  readonly shape: readonly number[];
  /** Throws PyTorch's IndexError where an index is out of bounds. */
  readonly places: () => Float64Array;
  readonly strides: readonly number[];
}

function gather(sliced: Sliced): Enclosure {
  const { view } = sliced;
  const { shape, strides, ...target } = advanced(sliced);
  const places = target.places();
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
  const zeros = common.map(() => 0);
  const sourceStrides = [...pick(view.strides, before), ...zeros, ...pick(view.strides, after)];
  if (numelOf(common) > 0 && dims.some((dim) => view.shape[dim] === 0))
    throw new TorchError('IndexError', 'index is out of bounds for dimension with size 0');
  const places = (): Float64Array => {
    const offsets = new Float64Array(numelOf(common));
    const given = indexed.map(({ tensor, dim }) => ({
      values: expand(tensor, common).tensor.values(),
      size: view.shape[dim] ?? 0,
      stride: view.strides[dim] ?? 0,
    }));
    offsets.forEach((_, i) => {
      for (const [position, { values, size, stride }] of given.entries()) {
        const value = Number(values[i] ?? 0);
        if (numelOf(shape) > 0 && (value < -size || value >= size))
          throw new TorchError(
            'IndexError',
            `index ${value} is out of bounds for dimension ${position} with size ${size}`,
          );
        offsets[i] = (offsets[i] ?? 0) + (value < 0 ? value + size : value) * stride;
      }
    });
    const starts = placesOf(shape, sourceStrides, view.tensor.storageOffset);
    const which = placesOf(shape, [...before.map(() => 0), ...rowMajor(common), ...after.map(() => 0)]);
    return starts.map((start, i) => start + (offsets[which[i] ?? 0] ?? 0));
  };
  const operands: Layout[] = [
    { shape, strides: sourceStrides },
    ...indexed.map(({ tensor }) =>
      reshape(expand(tensor, common), [...before.map(() => 1), ...common, ...after.map(() => 1)]),
    ),
  ];
  return { shape, places, strides: resultStrides(shape, operands) };
}

/** `slicePrefix1sSize`: a value may have more dimensions than what it is written to, if they are of size 1. */
function withoutLeadingOnes(tensor: Enclosure): Enclosure {
  const first = tensor.shape.findIndex((size) => size !== 1);
  const extra = first === -1 ? tensor.dim : first;
  return tensor.view(tensor.shape.slice(extra), tensor.strides.slice(extra));
}

function fitted(value: Enclosure, shape: readonly number[]): Enclosure {
  try {
    return expand(value, shape);
  } catch (error) {
    if (!(error instanceof TorchError)) throw error;
    throw runtimeError(
      `shape mismatch: value tensor of shape ${shapeText(value.shape)} cannot be broadcast to indexing result of shape ${shapeText(shape)}`,
    );
  }
}
