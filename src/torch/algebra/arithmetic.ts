import { isFloating, type DType } from '../dtype';
import { TorchError } from '../errors';
import { elementwise, type Operation } from './elementwise';
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
import { notImplemented } from './messages';
import { floatResultType, resultType } from './promotion';
import { intScalar, type Scalar } from './scalar';

/* torch.add and its kin: aten/src/ATen/native/BinaryOps.cpp. */

/**
 * `torch.add(a, b, alpha=alpha)`, `a + b`: bools are or-ed, int64 wraps.
 *
 * @throws TorchError RuntimeError where the shapes or the type of alpha do not fit.
 */
export function add(a: Operand, b: Operand, alpha: Scalar = intScalar(1)): Enclosure {
  const dtype = resultType(a, b);
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
  if (isBool(a) && isBool(b)) {
    throw new TorchError(
      'RuntimeError',
      'Subtraction, the `-` operator, with two bool tensors is not supported. Use the `^` or `logical_xor()` operator instead.',
    );
  }
  if (isBool(a) || isBool(b)) {
    throw new TorchError(
      'RuntimeError',
      'Subtraction, the `-` operator, with a bool tensor is not supported. If you are trying to invert a mask, use the `~` or `logical_not()` operator instead.',
    );
  }
  return add(a, b, negative(alpha));
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
  return numeric('div_floor_cpu', floorDivision, a, b);
}

/**
 * `torch.remainder(a, b)`, `a % b`, of the divisor's sign.
 *
 * @throws TorchError RuntimeError `ZeroDivisionError` for an integer divided by 0.
 */
export function remainder(a: Operand, b: Operand): Enclosure {
  return numeric('remainder_cpu', remainders, a, b);
}

/**
 * `torch.fmod(a, b)`: the remainder of the dividend's sign.
 *
 * @throws TorchError RuntimeError `ZeroDivisionError` for an integer divided by 0.
 */
export function fmod(a: Operand, b: Operand): Enclosure {
  return numeric('fmod_cpu', fmodulo, a, b);
}

/** `torch.maximum(a, b)`; nan where either is nan. */
export function maximum(a: Operand, b: Operand): Enclosure {
  return elementwise(larger, [a, b], resultType(a, b));
}

/** `torch.minimum(a, b)`; nan where either is nan. */
export function minimum(a: Operand, b: Operand): Enclosure {
  return elementwise(smaller, [a, b], resultType(a, b));
}

function numeric(name: string, operation: Operation, a: Operand, b: Operand): Enclosure {
  const dtype = resultType(a, b);
  if (dtype === 'bool') throw notImplemented(name, dtype);
  return elementwise(operation, [a, b], dtype);
}

function negative(scalar: Scalar): Scalar {
  if (scalar.type === 'float') return { ...scalar, value: -scalar.value };
  return { type: 'int', value: -BigInt(scalar.value) };
}

/** `alpha_check` (aten/src/ATen/native/BinaryOps.h). */
function checkAlpha(dtype: DType, alpha: Scalar): void {
  if (alpha.type === 'bool' && dtype !== 'bool') {
    throw new TorchError('RuntimeError', 'Boolean alpha only supported for Boolean results.');
  }
  if (alpha.type === 'float' && !isFloating(dtype)) {
    throw new TorchError(
      'RuntimeError',
      'For integral input tensors, argument alpha must not be a floating point number.',
    );
  }
}
