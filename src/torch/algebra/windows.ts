import { contiguous } from './copies';
import { fullOf } from './creation';
import type { Enclosure } from './enclosure';
import { amax } from './extrema';
import { copyInto } from './inplace';
import { cat } from './joining';
import { linear } from './matmul';
import { floatScalar, intScalar, type Scalar } from './scalar';
import { mean } from './sums';
import { narrow } from './slices';
import { permute, reshape } from './views';

/* Convolution and pooling: what is made of all windows of an input (N, C, …). */

/** How a window moves over the spatial dimensions. */
export interface Window {
  readonly kernel: readonly number[];
  readonly stride: readonly number[];
  readonly padding: readonly number[];
  readonly dilation: readonly number[];
}

/** An input with a border of one value around its spatial dimensions. */
function padded(x: Enclosure, padding: readonly number[], value: Scalar): Enclosure {
  if (padding.every((size) => size === 0)) return x;
  const dims = padding.length;
  const shape = x.shape.map((size, i) => size + 2 * (padding[i - x.dim + dims] ?? 0));
  const result = fullOf(shape, value, x.dtype);
  let inner = result;
  padding.forEach((size, i) => {
    const dim = x.dim - dims + i;
    inner = narrow(inner, dim, size, x.shape[dim] ?? 0);
  });
  copyInto(inner, x);
  return result;
}

/**
 * All windows of an input: a view of shape (N, C, places…, kernel…), of the input with a border of `border`. Undefined
 * where there is not even one.
 */
export function windowsOf(input: Enclosure, window: Window, border: Scalar): Enclosure | undefined {
  const x = padded(input, window.padding, border);
  const places = window.kernel.map((size, i) => {
    const reach = (window.dilation[i] ?? 1) * (size - 1) + 1;
    return Math.floor(((x.shape[2 + i] ?? 0) - reach) / (window.stride[i] ?? 1)) + 1;
  });
  if (places.some((count) => count <= 0)) return undefined;
  const strides = x.strides.slice(2);
  return x.view(
    [...x.shape.slice(0, 2), ...places, ...window.kernel],
    [
      ...x.strides.slice(0, 2),
      ...strides.map((stride, i) => stride * (window.stride[i] ?? 1)),
      ...strides.map((stride, i) => stride * (window.dilation[i] ?? 1)),
    ],
  );
}

/** `F.conv1d`, 2d, 3d: every window times every filter, in bounds, for kernels add up in many orders. */
export function convolved(
  windows: Enclosure,
  weight: Enclosure,
  bias: Enclosure | undefined,
  groups: number,
): Enclosure {
  const [filters = 0, depth = 0, ...kernel] = weight.shape;
  const dims = kernel.length;
  const places = windows.shape.slice(2, 2 + dims);
  const perGroup = filters / groups;
  const order = [0, ...places.map((_, i) => 2 + i), 1, ...places.map((_, i) => 2 + dims + i)];
  const outputs = Array.from({ length: groups }, (_, group) => {
    const part = narrow(windows, 1, group * depth, depth);
    const rows = reshape(permute(part, order), [-1, depth * kernel.reduce((a, b) => a * b, 1)]);
    const own = reshape(narrow(weight, 0, group * perGroup, perGroup), [perGroup, -1]);
    const product = linear(rows, own, bias && narrow(bias, 0, group * perGroup, perGroup));
    const shaped = reshape(product, [windows.shape[0] ?? 0, ...places, perGroup]);
    return permute(shaped, [0, dims + 1, ...places.map((_, i) => 1 + i)]);
  });
  const [first] = outputs;
  return contiguous(first !== undefined && groups === 1 ? first : cat(outputs, 1));
}

/** What stands around an input that is pooled. */
export const POOLING_BORDERS = { max: floatScalar(-Infinity), avg: intScalar(0) } as const;

/** `F.max_pool2d` and its kin, of windows over so many dimensions. */
export function pooled(windows: Enclosure, kind: 'max' | 'avg', dims: number): Enclosure {
  const dim = Array.from({ length: dims }, (_, i) => 2 + dims + i);
  return kind === 'max' ? amax(windows, { dim }) : mean(windows, { dim });
}
