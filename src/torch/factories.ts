import { allocate, type DType, type DTypeData } from './dtype';
import { runtimeError, TorchError } from './errors';
import { roundTo } from './rounding';
import { type AnyTensor, numelOf, Tensor } from './tensor';

/** Numbers nested in arrays, as Python nests them in lists: `[[1, 2], [3, 4]]`. */
export type NestedNumbers = number | readonly NestedNumbers[];

/** The array of a dtype that holds these numbers, each rounded as PyTorch rounds it. */
export function dataOf<D extends DType>(dtype: D, values: ArrayLike<number>): DTypeData[D];
export function dataOf(dtype: DType, values: ArrayLike<number>): DTypeData[DType] {
  if (dtype === 'int64') return BigInt64Array.from(values, (value) => BigInt(Math.trunc(value)));
  if (dtype === 'bool') return Uint8Array.from(values, (value) => Number(value !== 0));
  const data = allocate(dtype, values.length);
  for (let i = 0; i < values.length; i++) data[i] = roundTo(dtype, values[i] ?? 0);
  return data;
}

/** `torch.ones(shape)`. Throws PyTorch's RuntimeError for a negative size. */
export function ones(shape: readonly number[]): Tensor;
export function ones<D extends DType>(shape: readonly number[], dtype: D): Tensor<D>;
export function ones(shape: readonly number[], dtype: DType = 'float32'): AnyTensor {
  checkShape(shape);
  const data = dataOf(dtype, new Float64Array(numelOf(shape)).fill(1));
  return new Tensor<DType>(data, [...shape], dtype);
}

/**
 * `torch.tensor(values, dtype=dtype)`, float32 where it is left out. The shape is that of the nesting, `[]` for a number.
 *
 * @throws TorchError in PyTorch's words where the nesting is uneven (torch/csrc/utils/tensor_new.cpp).
 */
export function tensor(values: NestedNumbers): Tensor;
export function tensor<D extends DType>(values: NestedNumbers, dtype: D): Tensor<D>;
export function tensor(values: NestedNumbers, dtype: DType = 'float32'): AnyTensor {
  const shape: number[] = [];
  for (let level: NestedNumbers | undefined = values; typeof level === 'object'; level = level[0]) {
    shape.push(level.length);
  }
  const data = new Float64Array(numelOf(shape));
  let filled = 0;
  const fill = (level: NestedNumbers, depth: number): void => {
    const expected = shape[depth];
    if (expected === undefined) {
      if (typeof level !== 'number') throw new TorchError('TypeError', 'must be real number, not list');
      data[filled++] = level;
      return;
    }
    if (typeof level === 'number') throw new TorchError('TypeError', 'not a sequence');
    if (level.length !== expected)
      throw new TorchError(
        'ValueError',
        `expected sequence of length ${expected} at dim ${depth} (got ${level.length})`,
      );
    for (const inner of level) fill(inner, depth + 1);
  };
  fill(values, 0);
  return new Tensor<DType>(dataOf(dtype, data), shape, dtype);
}

/** PyTorch's RuntimeError for a negative size. */
export function checkShape(shape: readonly number[]): void {
  const negative = shape.find((size) => size < 0);
  if (negative === undefined) return;
  throw runtimeError(`Trying to create tensor with negative dimension ${negative}: [${shape.join(', ')}]`);
}
