import type { DType } from '../dtype';
import { placesOf } from '../strides';
import { type AnyTensor, Tensor } from '../tensor';
import { areAny, noErrors } from './errors';
import type { Scalar } from './scalar';

/** The errors of a stretch of memory, element by element; undefined where all are 0. Views share it. */
interface ErrorMemory {
  errors: Float64Array | undefined;
  /** How often it was written to. */
  writes: number;
}

/**
 * A tensor, and for each of its elements how far PyTorch's may be from it: 0 where it is known bit for bit,
 * Infinity where nothing is known (`interval.ts`). Every function of this folder takes and gives enclosures, so
 * that what is uncertain stays visible. The elements of views are the same memory, errors included.
 */
export class Enclosure {
  readonly #memory: ErrorMemory;

  private constructor(
    readonly tensor: AnyTensor,
    memory: ErrorMemory,
  ) {
    this.#memory = memory;
  }

  /**
   * @param errors one for each element of `tensor.data`, in the order of memory; all are 0 where they are left out.
   */
  static of(tensor: AnyTensor, errors?: Float64Array): Enclosure {
    return new Enclosure(tensor, {
      errors: errors && areAny(errors) ? errors : undefined,
      writes: 0,
    });
  }

  /** A Python number as the 0-d tensor that PyTorch wraps it in: float64, int64 or bool. */
  static ofScalar(scalar: Scalar): Enclosure {
    const errors = scalar.error ? Float64Array.of(scalar.error) : undefined;
    return Enclosure.of(wrapped(scalar), errors);
  }

  get dtype(): DType {
    return this.tensor.dtype;
  }

  get shape(): readonly number[] {
    return this.tensor.shape;
  }

  get strides(): readonly number[] {
    return this.tensor.strides;
  }

  get dim(): number {
    return this.tensor.dim;
  }

  get numel(): number {
    return this.tensor.numel;
  }

  /** Whether every element is known bit for bit. */
  get isExact(): boolean {
    return this.errors() === undefined;
  }

  /** The errors in row-major order, as `tensor.values()` has the values; undefined where all are 0. */
  errors(): Float64Array | undefined {
    const { errors } = this.#memory;
    if (!errors) return undefined;
    const { shape, strides, storageOffset, isPlain } = this.tensor;
    if (!isPlain) {
      const own = placesOf(shape, strides, storageOffset).map((place) => errors[place] ?? 0);
      return areAny(own) ? own : undefined;
    }
    if (!areAny(errors)) return undefined;
    const own = noErrors(errors.length);
    own.set(errors);
    return own;
  }

  /** The errors of all of the memory, in the order of `tensor.data`; undefined where all are 0. */
  memoryErrors(): Float64Array | undefined {
    return this.#memory.errors;
  }

  /** How often its memory was written to, by whichever view of it. */
  get writes(): number {
    return this.#memory.writes;
  }

  /** The same memory seen in another shape: `torch.as_strided`. */
  view(
    shape: readonly number[],
    strides: readonly number[],
    storageOffset = this.tensor.storageOffset,
  ): Enclosure {
    return new Enclosure(this.tensor.view(shape, strides, storageOffset), this.#memory);
  }

  /** `t.detach()`: another tensor on the same memory. */
  detach(): Enclosure {
    return new Enclosure(this.tensor, this.#memory);
  }

  /** Whether two are views of the same memory. */
  sharesMemoryWith(other: Enclosure): boolean {
    return this.tensor.data === other.tensor.data;
  }

  /**
   * Overwrites the elements, which every view of the memory then sees.
   *
   * @param values of this dtype, in row-major order.
   * @param errors theirs, all 0 where they are left out.
   */
  write(values: ArrayLike<number | bigint>, errors?: Float64Array): void {
    this.#memory.writes++;
    const { data, shape, strides, storageOffset } = this.tensor;
    const places = placesOf(shape, strides, storageOffset);
    places.forEach((place, i) => (data[place] = values[i] ?? 0));
    if (errors) this.#memory.errors ??= new Float64Array(data.length);
    const memory = this.#memory.errors;
    if (memory) places.forEach((place, i) => (memory[place] = errors?.[i] ?? 0));
  }
}

/** What the functions of this folder take: a tensor or a Python number. */
export type Operand = Enclosure | Scalar;

function wrapped(scalar: Scalar): AnyTensor {
  switch (scalar.type) {
    case 'float':
      return new Tensor<DType>(Float64Array.of(scalar.value), [], 'float64');
    case 'int':
      return new Tensor<DType>(BigInt64Array.of(scalar.value), [], 'int64');
    case 'bool':
      return new Tensor<DType>(Uint8Array.of(Number(scalar.value)), [], 'bool');
  }
}
