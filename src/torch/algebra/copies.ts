import { contiguousStrides, isContiguous } from '../strides';
import { laneOf, store } from './convert';
import type { Enclosure } from './enclosure';

/**
 * `t.clone()`: a copy that lies in memory as `empty_like` does.
 *
 * @param contiguous whether it is row-major instead: `memory_format=torch.contiguous_format`.
 */
export function clone(x: Enclosure, contiguous = false): Enclosure {
  const { values, errors } = laneOf(x);
  const strides = contiguous ? contiguousStrides(x.shape) : x.tensor.stridesLike();
  return store({ values, errors }, x.shape, strides, x.dtype);
}

/** `t.contiguous()`: the very tensor where it is row-major, else a copy that is. */
export function contiguous(x: Enclosure): Enclosure {
  return isContiguous(x.shape, x.strides) ? x : clone(x, true);
}
