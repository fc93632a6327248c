import type { Enclosure } from '../torch/algebra';
import { isContiguous } from '../torch/strides';

/** Memory in which numpy may have put the elements in another order than they are put in here. */
const unsure = new WeakSet<object>();

/** Whether numpy's array surely lies in memory in row-major order, without gaps: sums hang on that. */
export function isRowMajor(x: Enclosure): boolean {
  return isContiguous(x.shape, x.strides) && !unsure.has(x.tensor.data);
}

/** Notes of a new array that it may lie in memory in another way. */
export function inAnyOrder(x: Enclosure): Enclosure {
  if (x.dim > 1) unsure.add(x.tensor.data);
  return x;
}

/** What was computed of some arrays, element by element: if they are row-major, it is, too. */
export function laidOutAs(result: Enclosure, operands: readonly Enclosure[]): Enclosure {
  return operands.every((one) => one.dim < 2 || isRowMajor(one)) ? result : inAnyOrder(result);
}
