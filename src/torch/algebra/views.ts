import { type TorchError, runtimeError } from '../errors';
import { contiguousStrides } from '../strides';
import { numelOf } from '../tensor';
import { clone } from './copies';
import { checkDistinct, shapeText, wrapDim } from './dimensions';
import type { Enclosure } from './enclosure';

/* Shapes of the same memory: aten/src/ATen/native/TensorShape.cpp. All give views, unless they say otherwise. */

/**
 * `t.view(shape)`, where one size may be -1.
 *
 * @throws TorchError RuntimeError where the shape does not fit, or needs the elements elsewhere.
 */
export function view(x: Enclosure, shape: readonly number[]): Enclosure {
  const sizes = inferSize(shape, x.numel);
  const strides = viewStrides(x, sizes);
  if (strides) return x.view(sizes, strides);
  throw runtimeError(
    "view size is not compatible with input tensor's size and stride (at least one dimension spans across two contiguous subspaces). Use .reshape(...) instead.",
  );
}

/**
 * `t.reshape(shape)`: a view where that can be, else a copy.
 *
 * @throws TorchError RuntimeError where the shape does not fit.
 */
export function reshape(x: Enclosure, shape: readonly number[]): Enclosure {
  const sizes = inferSize(shape, x.numel);
  const strides = viewStrides(x, sizes);
  return strides ? x.view(sizes, strides) : clone(x, true).view(sizes, contiguousStrides(sizes));
}

/**
 * `t.flatten(start, end)`: a view where that can be, else a copy; a scalar becomes one element.
 *
 * @throws TorchError where a dimension is not there, or the two are in the wrong order.
 */
export function flatten(x: Enclosure, start = 0, end = -1): Enclosure {
  const [first, last] = [wrapDim(start, x.dim), wrapDim(end, x.dim)];
  if (first > last) throw runtimeError('flatten() has invalid args: start_dim cannot come after end_dim');
  if (x.dim === 0) return reshape(x, [1]);
  if (first === last) return x;
  const { shape } = x;
  return reshape(x, [
    ...shape.slice(0, first),
    numelOf(shape.slice(first, last + 1)),
    ...shape.slice(last + 1),
  ]);
}

/**
 * `t.unflatten(dim, sizes)`.
 *
 * @throws TorchError RuntimeError where the sizes do not make up the dimension's.
 */
export function unflatten(x: Enclosure, dimension: number, sizes: readonly number[]): Enclosure {
  const dim = wrapDim(dimension, x.dim);
  const size = x.shape[dim] ?? 1;
  if (sizes.length === 0) throw runtimeError('unflatten: sizes must be non-empty');
  const known = numelOf(sizes.filter((each) => each !== -1));
  const fits = sizes.includes(-1) ? known !== 0 && size % known === 0 : known === size;
  if (!fits)
    throw runtimeError(
      `unflatten: Provided sizes ${shapeText(sizes)} don't multiply up to the size of dim ${dim} (${size}) in the input tensor`,
    );
  const inferred = sizes.map((each) => (each === -1 ? size / known : each));
  return view(x, [...x.shape.slice(0, dim), ...inferred, ...x.shape.slice(dim + 1)]);
}

/** `t.squeeze()`, `t.squeeze(dim)`: without the dimensions, or these ones, that have a size of 1. */
export function squeeze(x: Enclosure, dimensions?: number | readonly number[]): Enclosure {
  const chosen = dimensions === undefined ? x.shape.map((_, i) => i) : [dimensions].flat();
  const wrapped = chosen.map((dimension) => wrapDim(dimension, x.dim));
  checkDistinct(wrapped);
  const gone = new Set(wrapped);
  const kept = x.shape.map((_, i) => i).filter((i) => !gone.has(i) || x.shape[i] !== 1);
  return x.view(pick(x.shape, kept), pick(x.strides, kept));
}

/** `t.unsqueeze(dim)`: with a dimension of size 1 more. */
export function unsqueeze(x: Enclosure, dimension: number): Enclosure {
  const dim = wrapDim(dimension, x.dim + 1);
  const stride = (x.shape[dim] ?? 1) * (x.strides[dim] ?? 1);
  return x.view(x.shape.toSpliced(dim, 0, 1), x.strides.toSpliced(dim, 0, stride));
}

/**
 * `t.permute(dims)`.
 *
 * @throws TorchError where the dimensions are not all there, once each.
 */
export function permute(x: Enclosure, dimensions: readonly number[]): Enclosure {
  if (dimensions.length !== x.dim)
    throw runtimeError(
      `permute(sparse_coo): number of dimensions in the tensor input does not match the length of the desired ordering of dimensions i.e. input.dim() = ${x.dim} is not equal to len(dims) = ${dimensions.length}`,
    );
  const order = dimensions.map((dimension) => wrapDim(dimension, x.dim));
  if (new Set(order).size !== order.length) throw runtimeError('permute(): duplicate dims are not allowed.');
  return x.view(pick(x.shape, order), pick(x.strides, order));
}

/** `t.transpose(dim0, dim1)`. */
export function transpose(x: Enclosure, dim0: number, dim1: number): Enclosure {
  const [a, b] = [wrapDim(dim0, x.dim), wrapDim(dim1, x.dim)];
  const order = x.shape.map((_, i) => (i === a ? b : i === b ? a : i));
  return x.view(pick(x.shape, order), pick(x.strides, order));
}

/** `t.t()`. Throws PyTorch's RuntimeError for more than two dimensions. */
export function t(x: Enclosure): Enclosure {
  if (x.dim > 2) throw runtimeError(`t() expects a tensor with <= 2 dimensions, but self is ${x.dim}D`);
  return x.dim < 2 ? x.detach() : transpose(x, 0, 1);
}

/** `t.T`: the dimensions in reverse order. */
export function reversed(x: Enclosure): Enclosure {
  return x.view([...x.shape].reverse(), [...x.strides].reverse());
}

/** `t.mT`: the last two dimensions exchanged. Throws PyTorch's RuntimeError where there are none. */
export function matrixTranspose(x: Enclosure): Enclosure {
  // Deprecated, but not yet an error.
  if (x.dim === 0) return x.detach();
  if (x.dim === 1)
    throw runtimeError(
      `tensor.mT is only supported on matrices or batches of matrices. Got ${x.dim}-D tensor.`,
    );
  return transpose(x, -2, -1);
}

/**
 * `t.expand(shape)`, where -1 keeps a size: dimensions of size 1, and new ones in front, are repeated without a copy.
 *
 * @throws TorchError RuntimeError where a size cannot be kept or repeated.
 */
export function expand(x: Enclosure, target: readonly number[]): Enclosure {
  const added = target.length - x.dim;
  if (added < 0)
    throw runtimeError(
      `expand(${TENSOR_NAMES[x.dtype]}{${shapeText(x.shape)}}, size=${shapeText(target)}): the number of sizes provided (${target.length}) must be greater or equal to the number of dimensions in the tensor (${x.dim})`,
    );
  const shape = [...target];
  const strides = target.map(() => 0);
  for (let i = target.length - 1; i >= 0; i--) {
    const own = x.shape[i - added];
    const wanted = target[i] ?? 1;
    const size = own ?? 1;
    const stride =
      own === undefined ? (shape[i + 1] ?? 1) * (strides[i + 1] ?? 1) : (x.strides[i - added] ?? 0);
    if (wanted === -1 && own === undefined)
      throw runtimeError(
        `The expanded size of the tensor (-1) isn't allowed in a leading, non-existing dimension ${i}`,
      );
    shape[i] = wanted === -1 ? size : wanted;
    if (shape[i] !== size && size !== 1)
      throw runtimeError(
        `The expanded size of the tensor (${wanted}) must match the existing size (${size}) at non-singleton dimension ${i}.  Target sizes: ${shapeText(target)}.  Tensor sizes: ${shapeText(x.shape)}`,
      );
    strides[i] = shape[i] === size ? stride : 0;
  }
  return x.view(shape, strides);
}

const TENSOR_NAMES = {
  float32: 'torch.FloatTensor',
  float64: 'torch.DoubleTensor',
  float16: 'torch.HalfTensor',
  bfloat16: 'CPUBFloat16Type',
  int64: 'torch.LongTensor',
  bool: 'CPUBoolType',
} as const;

/** `infer_size` (aten/src/ATen/InferSize.h): a shape without its -1. */
function inferSize(shape: readonly number[], numel: number): number[] {
  const invalid = (): TorchError =>
    runtimeError(`shape '${shapeText(shape)}' is invalid for input of size ${numel}`);
  const open = shape.indexOf(-1);
  if (open !== shape.lastIndexOf(-1)) throw runtimeError('only one dimension can be inferred');
  const negative = shape.findIndex((size) => size < -1);
  if (negative !== -1)
    throw runtimeError(
      `invalid shape dimension ${shape[negative] ?? 0} at index ${negative} of shape ${shapeText(shape)}`,
    );
  const known = numelOf(shape.filter((size) => size !== -1));
  if (open === -1) {
    if (known !== numel) throw invalid();
    return [...shape];
  }
  if (known === 0 && numel === 0)
    throw runtimeError(
      `cannot reshape tensor of 0 elements into shape ${shapeText(shape)} because the unspecified dimension size -1 can be any value and is ambiguous`,
    );
  if (known === 0 || numel % known !== 0) throw invalid();
  return shape.with(open, numel / known);
}

/** `computeStride` (aten/src/ATen/TensorUtils.cpp): undefined where no strides give a view of that shape. */
function viewStrides(x: Enclosure, shape: readonly number[]): number[] | undefined {
  if (x.numel === 0) {
    const isSame = shape.length === x.dim && shape.every((size, i) => size === x.shape[i]);
    return isSame ? [...x.strides] : contiguousStrides(shape);
  }
  const strides = shape.map(() => 0);
  let viewed = shape.length - 1;
  let chunkStride = x.strides.at(-1) ?? 1;
  let elements = 1;
  let seen = 1;
  for (let dim = x.dim - 1; dim >= 0; dim--) {
    elements *= x.shape[dim] ?? 1;
    const outer = x.shape[dim - 1];
    if (dim !== 0 && (outer === 1 || x.strides[dim - 1] === elements * chunkStride)) continue;
    while (viewed >= 0 && (seen < elements || shape[viewed] === 1)) {
      strides[viewed] = seen * chunkStride;
      seen *= shape[viewed] ?? 1;
      viewed--;
    }
    if (seen !== elements) return undefined;
    if (dim > 0) {
      chunkStride = x.strides[dim - 1] ?? 1;
      elements = 1;
      seen = 1;
    }
  }
  if (x.dim === 0) return shape.map(() => 1);
  return viewed === -1 ? strides : undefined;
}

function pick(values: readonly number[], order: readonly number[]): number[] {
  return order.map((i) => values[i] ?? 0);
}
