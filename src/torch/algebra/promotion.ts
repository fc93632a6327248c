import { type DType, type FloatDType, isFloating, SCALAR_TYPE_NAMES } from '../dtype';
import { runtimeError } from '../errors';
import { Enclosure, type Operand } from './enclosure';
import type { Scalar } from './scalar';

/* Which dtype an operation computes in: aten/src/ATen/native/TypeProperties.cpp and c10/core/ScalarType.cpp. */

let current: FloatDType = 'float32';

/** `torch.get_default_dtype()`: what `withDefaultDtype` says; float32 outside of it. */
export const defaultDtype = (): FloatDType => current;

/** Computes while another dtype is the default, as after `torch.set_default_dtype(dtype)`. */
export function withDefaultDtype<T>(dtype: FloatDType, compute: () => T): T {
  const before = current;
  current = dtype;
  try {
    return compute();
  } finally {
    current = before;
  }
}

/** The dtype of the tensor that `torch.tensor(scalar)` makes. */
export function dtypeOfScalar(scalar: Scalar): DType {
  return scalar.type === 'float' ? current : scalar.type === 'int' ? 'int64' : 'bool';
}

/** `torch.promote_types(a, b)`. */
export function promoteTypes(a: DType, b: DType): DType {
  if (a === b) return a;
  const [rankA, rankB] = [category(a), category(b)];
  if (rankA !== rankB) return rankA > rankB ? a : b;
  // Two different floats: float16 and bfloat16 have no common one below float32.
  return a === 'float64' || b === 'float64' ? 'float64' : 'float32';
}

/**
 * `torch.result_type(a, b)` of any number of operands: the dtype of the tensors with dimensions, unless those
 * without, or then the Python numbers, are of a higher category (bool, int, float).
 */
export function resultType(...operands: readonly Operand[]): DType {
  const levels: (DType | undefined)[] = [undefined, undefined, undefined];
  for (const operand of operands) {
    const level = operand instanceof Enclosure ? (operand.dim > 0 ? 0 : 1) : 2;
    const dtype = operand instanceof Enclosure ? operand.dtype : dtypeOfScalar(operand);
    levels[level] = combine(levels[level], dtype);
  }
  let result: DType | undefined;
  for (const lower of levels) {
    if (result === undefined) result = lower;
    else if (lower !== undefined && category(lower) > category(result)) result = promoteTypes(result, lower);
  }
  return result ?? current;
}

/** As `resultType`, but the default dtype in place of what is no float: division, square root and their like. */
export function floatResultType(...operands: readonly Operand[]): DType {
  const dtype = resultType(...operands);
  return isFloating(dtype) ? dtype : current;
}

/**
 * `canCast`: whether an operator may store its results in a tensor of another dtype.
 *
 * @throws TorchError RuntimeError where it may not: a float in integers, or what is no bool in bools.
 */
export function checkCast(from: DType, to: DType, name = SCALAR_TYPE_NAMES[to]): void {
  if (category(from) <= category(to) || (isFloating(from) && isFloating(to))) return;
  throw runtimeError(
    `result type ${SCALAR_TYPE_NAMES[from]} can't be cast to the desired output type ${name}`,
  );
}

function combine(a: DType | undefined, b: DType): DType {
  return a === undefined ? b : promoteTypes(a, b);
}

function category(dtype: DType): number {
  if (isFloating(dtype)) return 2;
  return dtype === 'int64' ? 1 : 0;
}
