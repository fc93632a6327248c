import { type DType, LARGEST, SCALAR_TYPE_NAMES } from '../dtype';
import { runtimeError, TorchError } from '../errors';
import type { Scalar } from './scalar';

/** What a dispatch macro of ATen raises for a dtype that it leaves out. */
export function notImplemented(kernel: string, dtype: DType): TorchError {
  return new TorchError(
    'NotImplementedError',
    `"${kernel}" not implemented for '${SCALAR_TYPE_NAMES[dtype]}'`,
  );
}

const C_NAMES: Readonly<Record<DType, string>> = {
  float32: 'float',
  float64: 'double',
  float16: 'c10::Half',
  bfloat16: 'c10::BFloat16',
  int64: 'int64_t',
  bool: 'bool',
};

/** A dtype as C++ writes it, and as the messages do that were made by templates. */
export function cName(dtype: DType): string {
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
 * @throws TorchError RuntimeError where it does not.
 */
export function checkFits(scalar: Scalar, dtype: DType): void {
  const value = Number(scalar.value);
  const isSpecial = !Number.isFinite(value);
  const fits =
    dtype === 'int64'
      ? !isSpecial && Math.abs(value) <= LIMITS.int64
      : isSpecial || Math.abs(value) <= LIMITS[dtype];
  if (!fits) throw runtimeError(`value cannot be converted to type ${cName(dtype)} without overflow`);
}
