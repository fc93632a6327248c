import * as algebra from '../../../torch/algebra';
import type { TorchCall } from './torchCall';
import { fittingIn } from './dtypes';
import { type Derivative, ofAdd, ofDiv, ofMul, ofPow, ofSub } from '../../../torch/derivatives';
import { isSame } from './recipes';
import type { TensorValue } from './tensorValue';

type Operand = algebra.Operand;

/** An operation on two tensors or numbers, of which one at least is a tensor: a function and an operator may be it. */
export interface BinaryOperation {
  readonly compute: (a: Operand, b: Operand, alpha?: algebra.Scalar) => algebra.Enclosure;
  /** What autograd calls the step; left out where no gradient goes through it. */
  readonly gradName?: string | ((a: Operand, b: Operand) => string);
  readonly derivative?: (a: Operand, b: Operand, alpha?: algebra.Scalar) => Derivative | undefined;
}

/** The result of one such operation. */
export function resultOf(
  call: TorchCall,
  { compute, gradName, derivative }: BinaryOperation,
  a: Operand,
  b: Operand,
  alpha?: algebra.Scalar,
): TensorValue {
  if (!isTensor(a) && !isTensor(b)) return call.giveUp(`${call.name} of numbers`);
  if (gradName === undefined) checkSingle(call, [a, b]);
  const name = typeof gradName === 'function' ? gradName(a, b) : gradName;
  return call.result(compute(a, b, alpha), name, derivative?.(a, b, alpha));
}

/** Gives up on a single integer that those of fewer bits do not hold with which it is compared: it would wrap. */
export function checkSingle(call: TorchCall, operands: readonly Operand[]): void {
  for (const one of operands) {
    const single = isTensor(one) ? one : algebra.fullOf([], one, one.type === 'int' ? 'int64' : 'float64');
    for (const { object } of call.tensors)
      if (object.narrow !== undefined && single.dim === 0 && single.dtype === 'int64')
        fittingIn(call.interpreter, single, object.narrow);
  }
}

export const isTensor = (operand: Operand | undefined): operand is algebra.Enclosure =>
  operand instanceof algebra.Enclosure;

/** Autograd numbers the overloads for numbers and for tensors. */
function byOther(name: string, [ofNumber, ofTensor] = [0, 1]): (a: Operand, b: Operand) => string {
  return (_, b) => `${name}Backward${isTensor(b) ? ofTensor : ofNumber}`;
}

/** `a == b`, also of what is only known to be the same. */
export function equality(a: Operand, b: Operand): algebra.Enclosure {
  return isSame(a, b) && isTensor(a)
    ? algebra.fullLike(a, algebra.boolScalar(true), 'bool')
    : algebra.eq(a, b);
}

/** `a - b`, also of what is only known to be the same. */
export function difference(a: Operand, b: Operand, alpha?: algebra.Scalar): algebra.Enclosure {
  return isSame(a, b) && isTensor(a) && (alpha === undefined || Number(alpha.value) === 1)
    ? algebra.fullLike(a, algebra.intScalar(0))
    : algebra.sub(a, b, alpha);
}

/** The operations, by the names of their functions. */
export const BINARY = {
  add: { compute: algebra.add, gradName: 'AddBackward0', derivative: ofAdd },
  sub: { compute: difference, gradName: 'SubBackward0', derivative: ofSub },
  rsub: {
    compute: (a, b) => algebra.sub(b, a),
    gradName: byOther('Rsub', [1, 0]),
    derivative: (a, b) => ofSub(b, a),
  },
  mul: { compute: algebra.mul, gradName: 'MulBackward0', derivative: ofMul },
  div: { compute: algebra.div, gradName: 'DivBackward0', derivative: ofDiv },
  // Autograd knows no derivative of it, and says so.
  floor_divide: { compute: algebra.floorDivide, gradName: 'NotImplemented' },
  remainder: { compute: algebra.remainder, gradName: byOther('Remainder') },
  fmod: { compute: algebra.fmod, gradName: byOther('Fmod') },
  pow: {
    compute: algebra.pow,
    gradName: (base, exponent) => (isTensor(base) ? byOther('Pow')(base, exponent) : 'PowBackward2'),
    derivative: ofPow,
  },
  eq: { compute: equality },
  ne: { compute: (a, b) => algebra.logicalNot(equality(a, b)) },
  lt: { compute: algebra.lt },
  le: { compute: algebra.le },
  gt: { compute: algebra.gt },
  ge: { compute: algebra.ge },
  logical_and: { compute: algebra.logicalAnd },
  logical_or: { compute: algebra.logicalOr },
  logical_xor: { compute: algebra.logicalXor },
  bitwise_and: { compute: algebra.bitwiseAnd },
  bitwise_or: { compute: algebra.bitwiseOr },
  bitwise_xor: { compute: algebra.bitwiseXor },
} satisfies Readonly<Record<string, BinaryOperation>>;
