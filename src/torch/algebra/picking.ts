import { arangeOf } from './creation';
import { convert } from './convert';
import type { Enclosure } from './enclosure';
import { type Index, index as indexed } from './indexing';
import { intScalar } from './scalar';
import { diagonal } from './slices';
import { sum } from './sums';
import { reshape } from './views';
import { isFloating } from '../dtype';
import { numelOf } from '../tensor';

/*
 * What picks elements by tensors of indices, told as the indices of `t[…]`: aten/src/ATen/native/TensorAdvancedIndexing.cpp.
 * What PyTorch refuses, each function in words of its own, is a RangeError.
 */

const WHOLE: Index = { type: 'slice' };

/** Where `torch.gather` and `scatter` go: along one dimension as the tensor says, in the others each to its own place. */
export function gatherIndices(x: Enclosure, dimension: number, index: Enclosure): Index[] {
  const dim = dimensionOf(x, dimension);
  checkInside(index, x.shape[dim] ?? 0);
  const { shape } = index;
  if (shape.length !== x.dim || shape.some((size, i) => i !== dim && size > (x.shape[i] ?? 0)))
    throw new RangeError('an index of another shape');
  const own = (size: number, i: number): Enclosure =>
    reshape(
      counting(size),
      shape.map((_, j) => (i === j ? size : 1)),
    );
  return shape.map((size, i) => ({ type: 'tensor', tensor: i === dim ? index : own(size, i) }));
}

/** Whole slices along one dimension: `torch.index_select`. */
export function sliceIndices(x: Enclosure, dimension: number, tensor: Enclosure): Index[] {
  const dim = dimensionOf(x, dimension);
  checkInside(tensor, x.shape[dim] ?? 0);
  if (tensor.dim !== 1) throw new RangeError('an index of another shape');
  return [...new Array<Index>(dim).fill(WHOLE), { type: 'tensor', tensor }];
}

/** Each slice along one dimension as often as it says: `torch.repeat_interleave`. */
export function repeatIndices(x: Enclosure, dimension: number, counts: readonly number[]): Index[] {
  const dim = dimensionOf(x, dimension);
  if (counts.length !== x.shape[dim] || counts.some((count) => count < 0))
    throw new RangeError('these repeats');
  const places = BigInt64Array.from(counts.flatMap((count, i) => new Array<bigint>(count).fill(BigInt(i))));
  const tensor = counting(places.length);
  tensor.write(places);
  return sliceIndices(x, dim, tensor);
}

/** `torch.trace(x)`: of floats added in double. */
export function trace(x: Enclosure): Enclosure {
  if (x.dim !== 2 || x.dtype === 'bool') throw new RangeError('a trace of something else');
  const on = diagonal(x, 0, 0, 1);
  return isFloating(x.dtype) ? convert(sum(convert(on, 'float64')), x.dtype) : sum(on);
}

/** Whether indices pick no element twice. */
export function areDistinct(shape: readonly number[], indices: readonly Index[]): boolean {
  if (indices.every((one) => one.type !== 'tensor' || one.tensor.dtype === 'bool')) return true;
  const places = indexed(reshape(counting(numelOf(shape)), shape), indices);
  return new Set(places.tensor.values() as BigInt64Array).size === places.numel;
}

/** @throws RangeError for what are no indices, or count from the end. */
export function checkInside({ dtype, isExact, tensor }: Enclosure, size: number): void {
  const isInside = (value: bigint): boolean => value >= 0n && Number(value) < size;
  if (dtype !== 'int64' || !isExact || !(tensor.values() as BigInt64Array).every(isInside))
    throw new RangeError('these indices');
}

function dimensionOf({ dim }: Enclosure, given: number): number {
  if (given >= dim || given < -dim) throw new RangeError('a dimension that is not there');
  return given < 0 ? given + dim : given;
}

/** 0, 1, 2 … */
function counting(count: number): Enclosure {
  return arangeOf(intScalar(0), intScalar(count), intScalar(1), 'int64');
}
