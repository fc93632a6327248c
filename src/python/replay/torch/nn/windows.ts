import { numelOf } from '../../../../torch';
import * as algebra from '../../../../torch/algebra';
import type { TorchCall } from '../torchCall';

/** How a window moves over the spatial dimensions. */
export interface Window {
  readonly kernel: readonly number[];
  readonly stride: readonly number[];
  readonly padding: readonly number[];
  readonly dilation: readonly number[];
}

/** One number for every spatial dimension, or one for each. */
export function spatial(call: TorchCall, values: readonly number[], dims: number): number[] {
  const [first] = values;
  if (values.length === 1 && first !== undefined) return new Array<number>(dims).fill(first);
  return values.length === dims ? [...values] : call.giveUp('this kernel');
}

/** An input (N, C, …) with a border of one value around its spatial dimensions. */
export function padded(
  x: algebra.Enclosure,
  padding: readonly number[],
  value: algebra.Scalar,
): algebra.Enclosure {
  if (padding.every((size) => size === 0)) return x;
  const dims = padding.length;
  const shape = x.shape.map((size, i) => size + 2 * (padding[i - x.dim + dims] ?? 0));
  const result = algebra.fullOf(shape, value, x.dtype);
  let inner = result;
  padding.forEach((size, i) => {
    const dim = x.dim - dims + i;
    inner = algebra.narrow(inner, dim, size, x.shape[dim] ?? 0);
  });
  algebra.copyInto(inner, x);
  return result;
}

/** How often a window fits in. */
export function placesAlong(size: number, { kernel, stride, padding, dilation }: Window, i: number): number {
  const reach = (dilation[i] ?? 1) * ((kernel[i] ?? 1) - 1) + 1;
  return Math.floor((size + 2 * (padding[i] ?? 0) - reach) / (stride[i] ?? 1)) + 1;
}

/**
 * All windows of an input (N, C, …) that has its padding already: a view of shape (N, C, places…, kernel…). Raises where
 * there is not even one.
 */
export function windowsOf(call: TorchCall, x: algebra.Enclosure, window: Window): algebra.Enclosure {
  const unpadded = { ...window, padding: window.kernel.map(() => 0) };
  const places = window.kernel.map((_, i) => placesAlong(x.shape[2 + i] ?? 0, unpadded, i));
  if (places.some((count) => count <= 0))
    call.interpreter.raise('RuntimeError', 'kernel size can not be greater than the input', true);
  const strides = x.strides.slice(2);
  const shape = [...x.shape.slice(0, 2), ...places, ...window.kernel];
  call.spend(numelOf(shape));
  return x.view(shape, [
    ...x.strides.slice(0, 2),
    ...strides.map((stride, i) => stride * (window.stride[i] ?? 1)),
    ...strides.map((stride, i) => stride * (window.dilation[i] ?? 1)),
  ]);
}
