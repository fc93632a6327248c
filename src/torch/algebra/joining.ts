import { allocate } from '../dtype';
import { runtimeError, TorchError } from '../errors';
import { checkShape } from '../factories';
import { contiguousStrides } from '../strides';
import { numelOf } from '../tensor';
import { convert, laneOf, store } from './convert';
import { checkDistinct, shapeText, wrapDim } from './dimensions';
import type { Enclosure } from './enclosure';
import { resultType } from './promotion';
import { narrow } from './slices';
import { expand, unsqueeze, view } from './views';

/* New tensors of the elements of others: aten/src/ATen/native/TensorShape.cpp, TensorTransformations.cpp. */

/**
 * `torch.cat(tensors, dim)`, in their common dtype.
 *
 * @throws TorchError where the tensors do not fit together.
 */
export function cat(tensors: readonly Enclosure[], dimension = 0): Enclosure {
  const [first] = tensors;
  if (!first) throw new TorchError('ValueError', 'torch.cat(): expected a non-empty list of Tensors');
  tensors.forEach((tensor, i) => {
    if (tensor.dim === 0)
      throw runtimeError(`zero-dimensional tensor (at position ${i}) cannot be concatenated`);
  });
  // For the sake of old code a tensor of shape [0] goes with everything.
  const isSkipped = (tensor: Enclosure): boolean => tensor.dim === 1 && tensor.shape[0] === 0;
  const model = tensors.find((tensor) => !isSkipped(tensor)) ?? first;
  const dim = isSkipped(model) ? 0 : wrapDim(dimension, model.dim);
  const joined = tensors.flatMap((tensor, i) => {
    if (isSkipped(tensor)) return [];
    checkJoin(model, tensor, dim, i);
    return [tensor];
  });
  const dtype = resultType(...tensors);
  const size = joined.reduce((sum, tensor) => sum + (tensor.shape[dim] ?? 0), 0);
  const shape = joined.length > 0 ? model.shape.with(dim, size) : [0];
  const isChannelsLast = joined.length > 0 && tensors.every(hasChannelsLast);
  const result = emptyWith(
    shape,
    isChannelsLast ? channelsLastStrides(shape) : contiguousStrides(shape),
    dtype,
  );
  let start = 0;
  for (const tensor of joined) {
    const length = tensor.shape[dim] ?? 0;
    const part = result.view(shape.with(dim, length), result.strides, start * (result.strides[dim] ?? 0));
    const { values, errors } = laneOf(convert(tensor, dtype));
    part.write(values, errors);
    start += length;
  }
  return result;
}

/**
 * `torch.stack(tensors, dim)`: along a new dimension.
 *
 * @throws TorchError RuntimeError where the shapes differ.
 */
export function stack(tensors: readonly Enclosure[], dimension = 0): Enclosure {
  const [first] = tensors;
  if (!first) throw runtimeError('stack expects a non-empty TensorList');
  const dim = wrapDim(dimension, first.dim + 1);
  tensors.forEach((tensor, i) => {
    if (shapeText(tensor.shape) !== shapeText(first.shape))
      throw runtimeError(
        `stack expects each tensor to be equal size, but got ${shapeText(first.shape)} at entry 0 and ${shapeText(tensor.shape)} at entry ${i}`,
      );
  });
  // As PyTorch does it, which shows in the strides: along a dimension that they have, then split.
  if (dim < first.dim) return view(cat(tensors, dim), first.shape.toSpliced(dim, 0, tensors.length));
  return cat(
    tensors.map((tensor) => unsqueeze(tensor, dim)),
    dim,
  );
}

/**
 * `t.repeat(counts)`: a copy with the whole tensor so often along each dimension.
 *
 * @throws TorchError RuntimeError where there are fewer counts than dimensions, or a negative one.
 */
export function repeat(x: Enclosure, counts: readonly number[]): Enclosure {
  const added = counts.length - x.dim;
  if (added < 0)
    throw runtimeError(
      'Number of dimensions of repeat dims can not be smaller than number of dimensions of tensor',
    );
  const sizes = counts.map((_, i) => x.shape[i - added] ?? 1);
  const shape = counts.map((count, i) => count * (sizes[i] ?? 1));
  checkShape(shape);
  const padded = expand(x, sizes);
  // Each dimension twice, which of the two is the outer one saying which repetition it is.
  const seen = padded.view(
    counts.flatMap((count, i) => [count, sizes[i] ?? 1]),
    padded.strides.flatMap((stride) => [0, stride]),
  );
  const { values, errors } = laneOf(seen);
  return store({ values, errors }, shape, contiguousStrides(shape), x.dtype);
}

/** `torch.flip(t, dims)`: a copy in reverse along these dimensions. */
export function flip(x: Enclosure, dimensions: readonly number[]): Enclosure {
  const wrapped = dimensions.map((dimension) => wrapDim(dimension, x.dim));
  checkDistinct(wrapped);
  const last = wrapped.reduce((sum, dim) => sum + ((x.shape[dim] ?? 1) - 1) * (x.strides[dim] ?? 0), 0);
  // Seen from its last element along these dimensions.
  const seen = x.view(
    x.shape,
    x.strides.map((stride, dim) => (wrapped.includes(dim) ? -stride : stride)),
    x.tensor.storageOffset + last,
  );
  return store(laneOf(seen), x.shape, x.tensor.stridesLike(), x.dtype);
}

/**
 * `torch.roll(t, shifts, dims)`: a copy, of the flat elements where no dimensions are given.
 *
 * @throws TorchError RuntimeError where there are not as many shifts as dimensions.
 */
export function roll(x: Enclosure, shifts: readonly number[], dimensions: readonly number[] = []): Enclosure {
  if (dimensions.length === 0) {
    if (shifts.length !== 1)
      throw runtimeError(
        `shifts and dimensions must align. shifts: ${shifts.length}, dims:${dimensions.length}`,
      );
    const { values, errors } = laneOf(x);
    const flat = store({ values, errors }, [x.numel], [1], x.dtype);
    return roll(flat, shifts, [0]).view(x.shape, contiguousStrides(x.shape));
  }
  if (shifts.length !== dimensions.length)
    throw runtimeError(
      `shifts and dimensions must align. shifts: ${shifts.length}, dims:${dimensions.length}`,
    );
  if (x.numel === 0) return store(laneOf(x), x.shape, x.tensor.stridesLike(), x.dtype);
  if (x.dim === 0)
    throw new TorchError(
      'IndexError',
      `Dimension specified as ${dimensions[0]} but tensor has no dimensions`,
    );
  // As PyTorch does it, which shows in the strides.
  return dimensions.reduce((rolled, dimension, i) => {
    const dim = wrapDim(dimension, x.dim);
    const size = x.shape[dim] ?? 1;
    const start = ((-(shifts[i] ?? 0) % size) + size) % size;
    return cat([narrow(rolled, dim, start, size - start), narrow(rolled, dim, 0, start)], dim);
  }, x);
}

/** `torch.empty_strided`, all zeros. */
function emptyWith(
  shape: readonly number[],
  strides: readonly number[],
  dtype: Enclosure['dtype'],
): Enclosure {
  return store({ values: allocate(dtype, numelOf(shape)), errors: undefined }, shape, strides, dtype);
}

function checkJoin(model: Enclosure, tensor: Enclosure, dim: number, position: number): void {
  if (tensor.dim !== model.dim)
    throw runtimeError(`Tensors must have same number of dimensions: got ${model.dim} and ${tensor.dim}`);
  const bad = tensor.shape.findIndex((size, i) => i !== dim && size !== model.shape[i]);
  if (bad === -1) return;
  throw runtimeError(
    `Sizes of tensors must match except in dimension ${dim}. Expected size ${model.shape[bad] ?? 0} but got size ${tensor.shape[bad] ?? 0} for tensor number ${position} in the list.`,
  );
}

/** `is_channels_last_strides_2d` and `_3d` (c10/core/MemoryFormat.h). */
function hasChannelsLast({ shape, strides }: Enclosure): boolean {
  if ((shape.length !== 4 && shape.length !== 5) || strides[1] === 0) return false;
  const inwards = [
    1,
    ...shape
      .map((_, i) => i)
      .slice(2)
      .reverse(),
    0,
  ];
  let least = 0;
  for (const dim of inwards) {
    const [size = 0, stride = 0] = [shape[dim], strides[dim]];
    if (size === 0 || stride < least || (dim === 0 && least === strides[1])) return false;
    least = stride * Math.max(size, 1);
  }
  return true;
}

function channelsLastStrides(shape: readonly number[]): number[] {
  const [batch = 1, channels = 1, ...spatial] = shape;
  const [batchStride = 1, ...rest] = contiguousStrides([batch, ...spatial, channels]);
  return [batchStride, rest.at(-1) ?? 1, ...rest.slice(0, -1)];
}
