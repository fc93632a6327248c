import { isFloating, type DType } from '../dtype';
import { runtimeError } from '../errors';
import { laneOf } from './convert';
import { asTensor, elementwise } from './elementwise';
import { Enclosure, type Operand } from './enclosure';
import {
  addition,
  floorDivision,
  fmodulo,
  larger,
  multiplication,
  quotient,
  remainders,
  smaller,
} from './arithmeticKernels';
import { broadcastShapes } from '../broadcasting';
import { checkFits } from './messages';
import { floatResultType, resultType } from './promotion';
import { intScalar, type Scalar } from './scalar';
import { UndecidedError } from './undecided';

/* torch.add and its kin: aten/src/ATen/native/BinaryOps.cpp. */

/**
 * `torch.add(a, b, alpha=alpha)`, `a + b`: bools are or-ed, int64 wraps.
 *
 * @throws TorchError RuntimeError where the shapes or the type of alpha do not fit.
 */
export function add(a: Operand, b: Operand, alpha: Scalar = intScalar(1)): Enclosure {
  const dtype = resultType(a, b);
  broadcastShapes(asTensor(a).shape, asTensor(b).shape);
  checkAlpha(dtype, alpha);
  return elementwise(addition(alpha), [a, b], dtype);
}

/**
 * `torch.sub(a, b, alpha=alpha)`, `a - b`.
 *
 * @throws TorchError RuntimeError as `add` does, and for bools.
 */
export function sub(a: Operand, b: Operand, alpha: Scalar = intScalar(1)): Enclosure {
  const isBool = (operand: Operand): boolean =>
    operand instanceof Enclosure ? operand.dtype === 'bool' : operand.type === 'bool';
  if (isBool(a) && isBool(b))
    throw runtimeError(
      'Subtraction, the `-` operator, with two bool tensors is not supported. Use the `^` or `logical_xor()` operator instead.',
    );
  if (isBool(a) || isBool(b))
    throw runtimeError(
      'Subtraction, the `-` operator, with a bool tensor is not supported. If you are trying to invert a mask, use the `~` or `logical_not()` operator instead.',
    );
  const dtype = resultType(a, b);
  broadcastShapes(asTensor(a).shape, asTensor(b).shape);
  checkAlpha(dtype, alpha);
  return elementwise(addition(negative(alpha)), [a, b], dtype);
}

/** `torch.mul(a, b)`, `a * b`: bools are and-ed, int64 wraps. */
export function mul(a: Operand, b: Operand): Enclosure {
  return elementwise(multiplication, [a, b], resultType(a, b));
}

/** `torch.div(a, b)`, `a / b`: true division, of integers in float32. */
export function div(a: Operand, b: Operand): Enclosure {
  return elementwise(quotient, [a, b], floatResultType(a, b));
}

/**
 * `torch.floor_divide(a, b)`, `a // b`, rounded down.
 *
 * @throws TorchError RuntimeError `ZeroDivisionError` for an integer divided by 0.
 */
export function floorDivide(a: Operand, b: Operand): Enclosure {
  checkDecided(a, b);
  return elementwise(floorDivision, [a, b], resultType(a, b));
}

/**
 * `torch.remainder(a, b)`, `a % b`, of the divisor's sign.
 *
 * @throws TorchError RuntimeError `ZeroDivisionError` for an integer divided by 0.
 */
export function remainder(a: Operand, b: Operand): Enclosure {
  checkDecided(a, b);
  return elementwise(remainders, [a, b], resultType(a, b));
}

/**
 * `torch.fmod(a, b)`: the remainder of the dividend's sign.
 *
 * @throws TorchError RuntimeError `ZeroDivisionError` for an integer divided by 0.
 */
export function fmod(a: Operand, b: Operand): Enclosure {
  checkDecided(a, b);
  return elementwise(fmodulo, [a, b], resultType(a, b));
}

/** `torch.maximum(a, b)`; nan where either is nan. */
export function maximum(a: Operand, b: Operand): Enclosure {
  return elementwise(larger, [a, b], resultType(a, b));
}

/** `torch.minimum(a, b)`; nan where either is nan. */
export function minimum(a: Operand, b: Operand): Enclosure {
  return elementwise(smaller, [a, b], resultType(a, b));
}

/** An uncertain integer that may be 0 must not divide: it is open whether that raises. */
function checkDecided(a: Operand, b: Operand): void {
  const divisor = asTensor(b);
  if (isFloating(resultType(a, b))) return;
  const { values, errors } = laneOf(divisor);
  if (errors?.some((error, i) => error !== 0 && Math.abs(Number(values[i] ?? 0)) <= error))
    throw new UndecidedError('a divisor may be 0');
}

function negative(scalar: Scalar): Scalar {
  if (scalar.type === 'float') return { ...scalar, value: -scalar.value };
  return { type: 'int', value: -BigInt(scalar.value) };
}

/** `alpha_check` (aten/src/ATen/native/BinaryOps.h). */
function checkAlpha(dtype: DType, alpha: Scalar): void {
  if (isFloating(dtype)) checkFits(alpha, dtype);
  if (alpha.type === 'bool' && dtype !== 'bool')
    throw runtimeError('Boolean alpha only supported for Boolean results.');
  if (alpha.type === 'float' && !isFloating(dtype))
    throw runtimeError('For integral input tensors, argument alpha must not be a floating point number.');
}
