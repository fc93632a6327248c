import { hold, work } from './ledger';

/** The element types that this folder computes with, under the names of `torch.<dtype>`. */
export type DType = 'float32' | 'float64' | 'float16' | 'bfloat16' | 'int64' | 'bool';

export type FloatDType = 'float32' | 'float64' | 'float16' | 'bfloat16';

/**
 * What holds the elements of a dtype. JavaScript has no array of 16-bit floats that every engine knows, so
 * float16 and bfloat16 are kept as the float32 values that they are.
 */
export interface DTypeData {
  float32: Float32Array;
  float64: Float64Array;
  float16: Float32Array;
  bfloat16: Float32Array;
  int64: BigInt64Array;
  bool: Uint8Array;
}

/** The name in an error message of ATen (c10/core/ScalarType.h). */
export const SCALAR_TYPE_NAMES: Readonly<Record<DType, string>> = {
  float32: 'Float',
  float64: 'Double',
  float16: 'Half',
  bfloat16: 'BFloat16',
  int64: 'Long',
  bool: 'Bool',
};

/** What the element types are called in C++, where an error names them so. */
export const C_TYPE_NAMES: Readonly<Record<DType, string>> = {
  float32: 'float',
  float64: 'double',
  float16: 'c10::Half',
  bfloat16: 'c10::BFloat16',
  int64: 'long int',
  bool: 'bool',
};

/** The greatest finite value of each float dtype. */
export const LARGEST: Readonly<Record<FloatDType, number>> = {
  float32: (2 - 2 ** -23) * 2 ** 127,
  float64: Number.MAX_VALUE,
  float16: 65504,
  bfloat16: (2 - 2 ** -7) * 2 ** 127,
};

/** How many bytes an element takes in PyTorch's memory. */
export const ITEM_SIZES: Readonly<Record<DType, number>> = {
  float32: 4,
  float64: 8,
  float16: 2,
  bfloat16: 2,
  int64: 8,
  bool: 1,
};

/** How many bytes an element takes in `DTypeData`. */
const ROOM: Readonly<Record<DType, number>> = { ...ITEM_SIZES, float16: 4, bfloat16: 4 };
/** What a tensor takes beside its elements, with all that is noted of it. */
const TENSOR_BYTES = 800;

/** Room for so many elements of a dtype, all zero. */
export function allocate<D extends DType>(dtype: D, length: number): DTypeData[D];
export function allocate(dtype: DType, length: number): DTypeData[DType] {
  hold(length * ROOM[dtype] + TENSOR_BYTES);
  work(length * 4);
  switch (dtype) {
    case 'float32':
    case 'float16':
    case 'bfloat16':
      return new Float32Array(length);
    case 'float64':
      return new Float64Array(length);
    case 'int64':
      return new BigInt64Array(length);
    case 'bool':
      return new Uint8Array(length);
  }
}

export function isFloating(dtype: DType): dtype is FloatDType {
  return dtype !== 'int64' && dtype !== 'bool';
}

/** Whether it is a float of 16 bits. */
export function isHalf(dtype: DType | NarrowDType): dtype is 'float16' | 'bfloat16' {
  return dtype === 'float16' || dtype === 'bfloat16';
}

/** The element types of the classes `torch.FloatTensor` and the like. */
export const LEGACY_DTYPES: Readonly<Record<string, DType>> = {
  FloatTensor: 'float32',
  DoubleTensor: 'float64',
  HalfTensor: 'float16',
  BFloat16Tensor: 'bfloat16',
  LongTensor: 'int64',
  BoolTensor: 'bool',
};

/** The methods that make floats of another dtype. */
export const FLOAT_CONVERSIONS = {
  float: 'float32',
  double: 'float64',
  half: 'float16',
  bfloat16: 'bfloat16',
} as const;

/** Integers narrower than int64, and what they hold. */
export const NARROW_DTYPES = {
  int32: [-(2n ** 31n), 2n ** 31n - 1n],
  int16: [-(2n ** 15n), 2n ** 15n - 1n],
  int8: [-128n, 127n],
  uint8: [0n, 255n],
} as const;
export type NarrowDType = keyof typeof NARROW_DTYPES;

/** What such a dtype makes of an integer that it may not hold. */
export function wrappedIn(value: bigint, dtype: NarrowDType): bigint {
  const [low, high] = NARROW_DTYPES[dtype];
  const count = high - low + 1n;
  return ((((value - low) % count) + count) % count) + low;
}
