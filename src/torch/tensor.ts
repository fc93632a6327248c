import { allocate, type DType, type DTypeData } from './dtype';
import { visit } from './ledger';
import { contiguousStrides, eachRow, isContiguous, isDense, numelOf, stridesLike } from './strides';

export { numelOf } from './strides';

/**
 * A tensor: a shape over a stretch of memory. A shape of `[]` is a scalar of one element; a shape with a
 * zero has none. Without strides it is contiguous, and then `data` holds the elements in row-major order.
 */
export class Tensor<D extends DType = 'float32'> {
  readonly dtype: D;
  /** How far one step along each dimension goes in memory. */
  readonly strides: readonly number[];

  /**
   * @param data the memory; not copied. float16 and bfloat16 are float32 values of that precision.
   * @param shape the size of each dimension, outermost first.
   * @param dtype float32 where it is left out.
   * @param strides as `torch.as_strided` takes them; contiguous where they are left out.
   * @param storageOffset where in `data` the first element is.
   * @throws RangeError where the data do not fit.
   */
  constructor(
    readonly data: DTypeData[D],
    readonly shape: readonly number[],
    dtype?: D,
    strides?: readonly number[],
    readonly storageOffset = 0,
  ) {
    this.dtype = dtype ?? ('float32' as D);
    this.strides = strides ?? contiguousStrides(shape);
    const fits = strides
      ? storageOffset + lastPlace(shape, strides) < data.length || numelOf(shape) === 0
      : numelOf(shape) === data.length - storageOffset;
    if (!fits) throw new RangeError(`${data.length} elements do not fill the shape [${shape.join(', ')}]`);
  }

  /** How many elements it has. */
  get numel(): number {
    return numelOf(this.shape);
  }

  /** How many dimensions it has, 0 for a scalar. */
  get dim(): number {
    return this.shape.length;
  }

  /** `t.is_contiguous()`, and its elements are all of `data`. */
  get isPlain(): boolean {
    return this.data.length === this.numel && isContiguous(this.shape, this.strides);
  }

  /** Whether the elements fill a stretch of memory without gaps, in some order of the dimensions. */
  get isDense(): boolean {
    return isDense(this.shape, this.strides);
  }

  /** A view of the same memory with another shape and strides: `torch.as_strided`. */
  view(shape: readonly number[], strides: readonly number[], storageOffset = this.storageOffset): Tensor<D> {
    return new Tensor<D>(this.data, shape, this.dtype, strides, storageOffset);
  }

  /** The elements in row-major order: `data` itself where it is that. */
  values(): DTypeData[D] {
    if (this.isPlain) return this.data;
    const { data, dtype } = this;
    const values = allocate(dtype, this.numel);
    visit(this.numel);
    eachRow(this.shape, this.strides, this.storageOffset, (first, size, place, step) => {
      for (let i = 0; i < size; i++) values[first + i] = data[place + i * step] ?? 0;
    });
    return values;
  }

  /** The strides of `torch.empty_like(t)`. */
  stridesLike(): number[] {
    return stridesLike(this.shape, this.strides);
  }
}

/** A tensor of whatever dtype. */
export type AnyTensor = Tensor<DType>;

function lastPlace(shape: readonly number[], strides: readonly number[]): number {
  let place = 0;
  for (let i = 0; i < shape.length; i++) place += ((shape[i] ?? 1) - 1) * (strides[i] ?? 0);
  return place;
}
