import {
  C_TYPE_NAMES,
  type DType,
  isHalf,
  LARGEST,
  NARROW_DTYPES,
  type NarrowDType,
  SCALAR_TYPE_NAMES,
} from '../dtype';
import { runtimeError, TorchError } from '../errors';
import { floatScalar, type Scalar } from './scalar';

/** What a dispatch macro of ATen raises for a dtype that it leaves out. */
export function notImplemented(kernel: string, dtype: DType): TorchError {
  return new TorchError(
    'NotImplementedError',
    `"${kernel}" not implemented for '${SCALAR_TYPE_NAMES[dtype]}'`,
  );
}

const C_NAMES: Readonly<Record<DType | NarrowDType, string>> = {
  ...C_TYPE_NAMES,
  int64: 'int64_t',
  int32: 'int',
  int16: 'int16_t',
  int8: 'int8_t',
  uint8: 'uint8_t',
};

/** A dtype as C++ writes it, and as the messages do that were made by templates. */
export function cName(dtype: DType | NarrowDType): string {
  return C_NAMES[dtype];
}

const LIMITS: Readonly<Record<DType, number>> = {
  ...LARGEST,
  float64: Infinity,
  int64: 2 ** 63,
  bool: Infinity,
};

/**
 * `Scalar::to` (c10/core/Scalar.h), which checks that a Python number fits into a dtype.
 *
 * @param name the dtype's in the message
 * @throws TorchError RuntimeError where it does not.
 */
export function checkFits(scalar: Scalar, dtype: DType | NarrowDType, name = cName(dtype)): void {
  if (!fits(scalar, dtype)) throw runtimeError(`value cannot be converted to type ${name} without overflow`);
}

/** `overflows` (c10/util/TypeCast.h), the other way round. */
function fits(scalar: Scalar, dtype: DType | NarrowDType): boolean {
  const value = Number(scalar.value);
  if (!isKept(dtype)) {
    const [low, high] = NARROW_DTYPES[dtype];
    // Negative integers wrap around in what has no sign.
    const least = scalar.type === 'float' || low < 0n ? low : -high;
    return Number(least) <= value && value <= Number(high);
  }
  if (dtype === 'int64') return Math.abs(value) <= LIMITS.int64;
  return !Number.isFinite(value) || Math.abs(value) <= LIMITS[dtype];
}

function isKept(dtype: DType | NarrowDType): dtype is DType {
  return !(dtype in NARROW_DTYPES);
}

/** The same of a number that fills a tensor: a single one of 16 bits is filled without a check. */
export function checkFilling(scalar: Scalar, dtype: DType | NarrowDType, numel: number): void {
  if (numel !== 1 || !isHalf(dtype)) checkFits(scalar, dtype);
}

/** `at::opmath_type`: a number that a kernel takes in the float it computes in, which is no narrower than float32. */
export function opmath(value: number, dtype: DType): number {
  if (dtype === 'float64') return value;
  checkFits(floatScalar(value), 'float32');
  return Math.fround(value);
}
