import { visit } from './ledger';

/* How elements lie in memory: shapes, strides, and the order in which kernels visit them. */

/** How many elements a shape holds; 1 for a scalar's `[]`. */
export function numelOf(shape: readonly number[]): number {
  let product = 1;
  for (const size of shape) product *= size;
  return product;
}

/** The strides of a contiguous tensor: the last dimension is next to itself in memory. */
export function contiguousStrides(shape: readonly number[]): number[] {
  const strides = new Array<number>(shape.length);
  let stride = 1;
  for (let i = shape.length - 1; i >= 0; i--) {
    strides[i] = stride;
    stride *= Math.max(shape[i] ?? 1, 1);
  }
  return strides;
}

/** `t.is_contiguous()`: row-major without gaps, whatever the strides of dimensions of size 1. */
export function isContiguous(shape: readonly number[], strides: readonly number[]): boolean {
  if (numelOf(shape) === 0) return true;
  let expected = 1;
  for (let i = shape.length - 1; i >= 0; i--) {
    const size = shape[i] ?? 1;
    if (size !== 1) {
      if (strides[i] !== expected) return false;
      expected *= size;
    }
  }
  return true;
}

/** `_is_non_overlapping_and_dense` (c10/core/TensorImpl.cpp): some order of the dimensions is contiguous. */
export function isDense(shape: readonly number[], strides: readonly number[]): boolean {
  const dimensions = shape
    .map((size, i) => ({ size, stride: strides[i] ?? 0 }))
    .filter(({ size }) => size !== 1)
    .sort((a, b) => (a.size < 2 || b.size < 2 ? b.size - a.size : a.stride - b.stride));
  let expected = 1;
  for (const { size, stride } of dimensions) {
    if (size < 2) return true;
    if (stride !== expected) return false;
    expected *= size;
  }
  return true;
}

/**
 * The strides of `torch.empty_like(t)`: those of a dense `t`, else dense ones that keep the order of its
 * dimensions (`infer_dense_strides` in aten/src/ATen/ExpandUtils.cpp).
 */
export function stridesLike(shape: readonly number[], strides: readonly number[]): number[] {
  return isDense(shape, strides) ? [...strides] : orderedStrides(shape, [strides]);
}

/** Dense strides that keep the order of the dimensions in some operands, of which the first ones decide. */
export function orderedStrides(shape: readonly number[], operands: readonly (readonly number[])[]): number[] {
  const result = shape.map(() => 1);
  let stride = 1;
  for (const dimension of iterationOrder(shape, operands)) {
    result[dimension] = stride;
    stride *= Math.max(shape[dimension] ?? 1, 1);
  }
  return result;
}

/**
 * The dimensions from the innermost to the outermost: `TensorIteratorBase::reorder_dimensions`.
 *
 * @param isReduction whether the first operand is the result of a reduction: dimensions in which it does not move
 * are the inner ones then.
 */
export function iterationOrder(
  shape: readonly number[],
  operands: readonly (readonly number[])[],
  isReduction = false,
): number[] {
  // A stable insertion sort, because comparisons with a stride of 0 are ambiguous and do not carry over.
  const order = shape.map((_, i) => shape.length - 1 - i);
  const compare = (a: number, b: number): number => {
    if (isReduction) {
      const [strideA = 0, strideB = 0] = [operands[0]?.[a], operands[0]?.[b]];
      if ((strideA === 0) !== (strideB === 0)) return strideB === 0 ? 1 : -1;
    }
    for (const strides of operands) {
      const comparison = compareDimensions(a, b, shape, strides);
      if (comparison !== 0) return comparison;
    }
    return 0;
  };
  for (let i = 1; i < order.length; i++) {
    let place = i;
    for (let j = i - 1; j >= 0; j--) {
      const comparison = compare(order[j] ?? 0, order[place] ?? 0);
      if (comparison < 0) break;
      if (comparison === 0) continue;
      [order[j], order[place]] = [order[place] ?? 0, order[j] ?? 0];
      place = j;
    }
  }
  return order;
}

/** Positive where the first dimension lies outside the second, negative where inside, 0 where that is open. */
function compareDimensions(
  first: number,
  second: number,
  shape: readonly number[],
  strides: readonly number[],
): number {
  const [stride0 = 0, stride1 = 0] = [strides[first], strides[second]];
  if (stride0 === 0 || stride1 === 0) return 0;
  if (stride0 !== stride1) return stride0 - stride1;
  return (shape[first] ?? 1) > (shape[second] ?? 1) ? 1 : 0;
}

/** For each element in row-major order, its place in memory. */
export function placesOf(shape: readonly number[], strides: readonly number[], offset = 0): Float64Array {
  const count = numelOf(shape);
  visit(count);
  const places = new Float64Array(count);
  eachRow(shape, strides, offset, (first, size, place, step) => {
    for (let i = 0; i < size; i++) places[first + i] = place + i * step;
  });
  return places;
}

/** Visits the rows of the last dimension in row-major order: with which element one begins, how many it has, and where they are. */
export function eachRow(
  shape: readonly number[],
  strides: readonly number[],
  offset: number,
  visitRow: (first: number, size: number, place: number, step: number) => void,
): void {
  const count = numelOf(shape);
  const index = shape.map(() => 0);
  const row = shape.at(-1) ?? 1;
  const step = strides.at(-1) ?? 0;
  let place = offset;
  for (let i = 0; i < count; i += row) {
    visitRow(i, row, place, step);
    for (let d = shape.length - 2; d >= 0; d--) {
      const next = (index[d] ?? 0) + 1;
      place += strides[d] ?? 0;
      index[d] = next;
      if (next < (shape[d] ?? 1)) break;
      place -= next * (strides[d] ?? 0);
      index[d] = 0;
    }
  }
}
