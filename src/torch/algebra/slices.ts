import { hold } from '../ledger';
import { runtimeError, TorchError } from '../errors';
import { wrapDim } from './dimensions';
import type { Enclosure } from './enclosure';

/* Parts of a tensor, all of them views: aten/src/ATen/native/TensorShape.cpp. */

/**
 * `t.select(dim, index)`, `t[index]`.
 *
 * @throws TorchError IndexError for a scalar, or an index out of range.
 */
export function select(x: Enclosure, dimension: number, index: number): Enclosure {
  if (x.dim === 0) throw new TorchError('IndexError', 'select() cannot be applied to a 0-dim tensor.');
  const dim = wrapDim(dimension, x.dim);
  const size = x.shape[dim] ?? 0;
  if (index < -size || index >= size)
    throw new TorchError(
      'IndexError',
      `select(): index ${index} out of range for tensor of size [${x.shape.join(', ')}] at dimension ${dim}`,
    );
  const offset = x.tensor.storageOffset + (index < 0 ? index + size : index) * (x.strides[dim] ?? 0);
  return x.view(x.shape.toSpliced(dim, 1), x.strides.toSpliced(dim, 1), offset);
}

/**
 * `t[start:stop:step]` along a dimension, with Python's rules for what is negative or beyond the end.
 *
 * @param step at least 1.
 */
export function slice(x: Enclosure, dimension: number, start = 0, stop = Infinity, step = 1): Enclosure {
  const dim = wrapDim(dimension, x.dim);
  const size = x.shape[dim] ?? 0;
  const bound = (index: number): number => Math.min(Math.max(index < 0 ? index + size : index, 0), size);
  const first = bound(start);
  const last = Math.max(bound(stop), first);
  const stride = x.strides[dim] ?? 0;
  return x.view(
    x.shape.with(dim, Math.ceil((last - first) / step)),
    x.strides.with(dim, stride * step),
    x.tensor.storageOffset + first * stride,
  );
}

/**
 * `t.narrow(dim, start, length)`.
 *
 * @throws TorchError where it reaches out of the tensor.
 */
export function narrow(x: Enclosure, dimension: number, start: number, length: number): Enclosure {
  if (x.dim === 0) throw runtimeError('narrow() cannot be applied to a 0-dim tensor.');
  if (length < 0) throw runtimeError('narrow(): length must be non-negative.');
  const dim = wrapDim(dimension, x.dim);
  const size = x.shape[dim] ?? 0;
  if (start < -size || start > size)
    throw new TorchError(
      'IndexError',
      `start out of range (expected to be in range of [${-size}, ${size}], but got ${start})`,
    );
  const first = start < 0 ? start + size : start;
  if (first + length > size)
    throw runtimeError(`start (${first}) + length (${length}) exceeds dimension size (${size}).`);
  return slice(x, dim, first, first + length);
}

/** What a view takes, with all that is noted of it. */
const PIECE_BYTES = 1000;

/** `t.unbind(dim)`: its slices along a dimension. Throws PyTorch's IndexError for a scalar. */
export function unbind(x: Enclosure, dimension = 0): Enclosure[] {
  const dim = wrapDim(dimension, x.dim);
  if (x.dim === 0)
    throw new TorchError('IndexError', 'Dimension specified as 0 but tensor has no dimensions');
  hold((x.shape[dim] ?? 0) * PIECE_BYTES);
  return Array.from({ length: x.shape[dim] ?? 0 }, (_, i) => select(x, dim, i));
}

/**
 * `t.split(size, dim)`: pieces of that size, the last maybe smaller, or of a list of sizes.
 *
 * @throws TorchError RuntimeError where the sizes do not add up.
 */
export function split(x: Enclosure, sizes: number | readonly number[], dimension = 0): Enclosure[] {
  if (x.dim === 0) throw runtimeError('split expects at least a 1-dimensional tensor');
  const dim = wrapDim(dimension, x.dim);
  const total = x.shape[dim] ?? 0;
  if (typeof sizes === 'number') {
    if (sizes < 0)
      throw runtimeError(`split expects split_size be non-negative, but got split_size=${sizes}`);
    if (sizes === 0 && total !== 0)
      throw runtimeError(
        `split_size can only be 0 if dimension size is 0, but got dimension size of ${total}`,
      );
    const count = sizes === 0 ? 1 : Math.max(1, Math.ceil(total / sizes));
    hold(count * PIECE_BYTES);
    return Array.from({ length: count }, (_, i) =>
      slice(x, dim, i * sizes, Math.min((i + 1) * sizes, total)),
    );
  }
  if (sizes.reduce((sum, size) => sum + size, 0) !== total || sizes.some((size) => size < 0))
    throw runtimeError(
      `split_with_sizes expects split_sizes to sum exactly to ${total} (input tensor's size at dimension ${dim}), but got split_sizes=[${sizes.join(', ')}]`,
    );
  let start = 0;
  return sizes.map((size) => {
    start += size;
    return slice(x, dim, start - size, start);
  });
}

/** `t.chunk(chunks, dim)`: at most so many pieces of one size. Throws PyTorch's RuntimeError for none. */
export function chunk(x: Enclosure, chunks: number, dimension = 0): Enclosure[] {
  if (x.dim === 0) throw runtimeError('chunk expects at least a 1-dimensional tensor');
  if (chunks <= 0) throw runtimeError(`chunk expects \`chunks\` to be greater than 0, got: ${chunks}`);
  const dim = wrapDim(dimension, x.dim);
  const total = x.shape[dim] ?? 0;
  const size = Math.ceil(total / chunks);
  if (size === 0) return split(x, new Array<number>(chunks).fill(0), dim);
  return split(x, size, dim);
}

/** `torch.diagonal(t, offset, dim1, dim2)`: above the main one if positive. */
export function diagonal(x: Enclosure, offset = 0, dimension1 = 0, dimension2 = 1): Enclosure {
  const [dim1, dim2] = [wrapDim(dimension1, x.dim), wrapDim(dimension2, x.dim)];
  if (dim1 === dim2)
    throw runtimeError(`diagonal dimensions cannot be identical ${dimension1}, ${dimension2}`);
  const [rows = 0, columns = 0] = [x.shape[dim1], x.shape[dim2]];
  const [rowStride = 0, columnStride = 0] = [x.strides[dim1], x.strides[dim2]];
  const size = Math.max(offset >= 0 ? Math.min(rows, columns - offset) : Math.min(rows + offset, columns), 0);
  const start = size === 0 ? 0 : offset >= 0 ? offset * columnStride : -offset * rowStride;
  const rest = x.shape.map((_, i) => i).filter((i) => i !== dim1 && i !== dim2);
  return x.view(
    [...rest.map((i) => x.shape[i] ?? 0), size],
    [...rest.map((i) => x.strides[i] ?? 0), rowStride + columnStride],
    x.tensor.storageOffset + start,
  );
}
