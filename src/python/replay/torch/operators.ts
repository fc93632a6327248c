import { algebra, isFloating } from '../../../torch';
import { either } from '../object/doubt';
import { formatted } from '../protocol/format';
import { native } from '../object/native';
import {
  bool,
  int,
  IteratorValue,
  NOT_IMPLEMENTED,
  type NativeFunction,
  str,
  type Value,
  withDoubt,
} from '../object/values';
import { checkInPlace } from './autograd';
import { Call, computed } from './call';
import { overwriteWith } from './definitions';
import { ofAdd, ofDiv, ofMul, ofPow, ofReciprocalTimes, ofSub, ofUnary, selecting } from './derivatives';
import { matmulOf } from './matrices';
import { reprOfTensor } from './printing';
import { isSame } from './recipes';
import { scalarOf, valueOfScalar } from './scalars';
import { TensorValue } from './tensorValue';

type Compute = (call: Call, self: algebra.Enclosure, other: algebra.Operand) => TensorValue;

const isTensor = (other: algebra.Operand): boolean => other instanceof algebra.Enclosure;

/** `a == b`, also of what is only known to be the same. */
export function equality(a: algebra.Operand, b: algebra.Operand): algebra.Enclosure {
  return isSame(a, b) && a instanceof algebra.Enclosure
    ? algebra.fullLike(a, algebra.boolScalar(true), 'bool')
    : algebra.eq(a, b);
}

/** `a - b`. */
export function difference(
  a: algebra.Operand,
  b: algebra.Operand,
  alpha?: algebra.Scalar,
): algebra.Enclosure {
  return isSame(a, b) && a instanceof algebra.Enclosure && (alpha === undefined || Number(alpha.value) === 1)
    ? algebra.fullLike(a, algebra.intScalar(0))
    : algebra.sub(a, b, alpha);
}

/** The operators, by the middle of their methods' names. */
const OPERATORS: Readonly<Record<string, Compute>> = {
  add: (call, a, b) => call.result(algebra.add(a, b), 'AddBackward0', ofAdd(a, b)),
  radd: (call, a, b) => call.result(algebra.add(a, b), 'AddBackward0', ofAdd(a, b)),
  sub: (call, a, b) => call.result(difference(a, b), 'SubBackward0', ofSub(a, b)),
  rsub: (call, a, b) => call.result(algebra.sub(b, a), isTensor(b) ? '?' : 'RsubBackward1', ofSub(b, a)),
  mul: (call, a, b) => call.result(algebra.mul(a, b), 'MulBackward0', ofMul(a, b)),
  rmul: (call, a, b) => call.result(algebra.mul(a, b), 'MulBackward0', ofMul(a, b)),
  truediv: (call, a, b) => call.result(algebra.div(a, b), 'DivBackward0', ofDiv(a, b)),
  // `__rtruediv__` of torch/_tensor.py.
  rtruediv: (call, a, b) =>
    call.result(algebra.mul(algebra.reciprocal(a), b), 'MulBackward0', ofReciprocalTimes(a, b)),
  floordiv: (call, a, b) => call.result(algebra.floorDivide(a, b), '?'),
  rfloordiv: (call, a, b) => call.result(algebra.floorDivide(b, a), '?'),
  mod: (call, a, b) => call.result(algebra.remainder(a, b), isTensor(b) ? '?' : 'RemainderBackward0'),
  rmod: (call, a, b) => call.result(algebra.remainder(b, a), '?'),
  pow: (call, a, b) =>
    call.result(algebra.pow(a, b), isTensor(b) ? 'PowBackward1' : 'PowBackward0', ofPow(a, b)),
  rpow: (call, a, b) => call.result(algebra.pow(b, a), isTensor(b) ? 'PowBackward1' : 'PowBackward2'),
  and: (call, a, b) => call.result(algebra.bitwiseAnd(a, b)),
  rand: (call, a, b) => call.result(algebra.bitwiseAnd(a, b)),
  or: (call, a, b) => call.result(algebra.bitwiseOr(a, b)),
  ror: (call, a, b) => call.result(algebra.bitwiseOr(a, b)),
  xor: (call, a, b) => call.result(algebra.bitwiseXor(a, b)),
  rxor: (call, a, b) => call.result(algebra.bitwiseXor(a, b)),
  eq: (call, a, b) => call.result(equality(a, b)),
  ne: (call, a, b) => call.result(algebra.logicalNot(equality(a, b))),
  lt: (call, a, b) => call.result(algebra.lt(a, b)),
  le: (call, a, b) => call.result(algebra.le(a, b)),
  gt: (call, a, b) => call.result(algebra.gt(a, b)),
  ge: (call, a, b) => call.result(algebra.ge(a, b)),
};

const IN_PLACE = ['add', 'sub', 'mul', 'truediv', 'floordiv', 'mod', 'pow', 'and', 'or', 'xor'] as const;

/** One call of an operator's method; NotImplemented for what is neither tensor nor number. */
function operator(name: string, compute: Compute): NativeFunction {
  return native(`__${name}__`, 'self, other', (args, interpreter) => {
    const call = new Call(interpreter, name, args, args.rest);
    call.isTracked = true;
    const other = args.need('other');
    if (!(other instanceof TensorValue) && scalarOf(interpreter, other) === undefined) return NOT_IMPLEMENTED;
    return computed(interpreter, () => compute(call, call.enclosure('self'), call.asOperand(other)));
  });
}

function inPlaceOperator(name: string, compute: Compute): NativeFunction {
  return native(`__i${name}__`, 'self, other', { mutates: true }, (args, interpreter) => {
    const call = new Call(interpreter, name, args, args.rest);
    const [self, other] = [call.tensor('self'), args.need('other')];
    if (!(other instanceof TensorValue) && scalarOf(interpreter, other) === undefined) return NOT_IMPLEMENTED;
    checkInPlace(interpreter, self);
    const operand = call.asOperand(other);
    const result = computed(interpreter, () => compute(call, self.enclosure, operand));
    call.doubt = either(call.doubt, other.doubt);
    const operands = other instanceof TensorValue ? [other] : [];
    return overwriteWith(call, self, operands, result.object.node?.name ?? '?', () => {
      algebra.overwrite(self.enclosure, [operand], () => result.enclosure);
    });
  });
}

type UnaryCompute = (call: Call, self: TensorValue) => Value;

function unary(name: string, compute: UnaryCompute): NativeFunction {
  return native(`__${name}__`, 'self', (args, interpreter) => {
    const call = new Call(interpreter, name, args, args.rest);
    return computed(interpreter, () => compute(call, call.tensor('self')));
  });
}

/** The only element as a Python number. Raises as PyTorch does where there are more, or none. */
export function itemOf(call: Call, self: TensorValue): Value {
  const value = valueOfScalar(call.interpreter, algebra.item(self.enclosure));
  return withDoubt(value, self.memoryDoubt);
}

/** `bool(t)`. */
function truthOfTensor(call: Call, self: TensorValue): Value {
  const { numel } = self.enclosure;
  if (numel > 1)
    call.interpreter.raise('RuntimeError', 'Boolean value of Tensor with more than one value is ambiguous');
  if (numel === 0)
    call.interpreter.raise('RuntimeError', 'Boolean value of Tensor with no values is ambiguous');
  const { value, doubt } = call.interpreter.truth(itemOf(call, self));
  return bool(value === true, doubt);
}

/** `for row in t`. */
function iterator(call: Call, self: TensorValue): Value {
  if (self.enclosure.dim === 0) call.interpreter.raise('TypeError', 'iteration over a 0-d tensor');
  const rows = algebra.unbind(self.enclosure, 0).map((row, i) =>
    call.result(
      row,
      'UnbindBackward0',
      selecting(self.enclosure, (x) => algebra.select(x, 0, i)),
    ),
  );
  let i = 0;
  return new IteratorValue('list_iterator', () => {
    const row = rows[i++];
    return row && withDoubt(row, self.doubt);
  });
}

function conversion(call: Call, self: TensorValue, type: 'int' | 'float'): Value {
  if (self.enclosure.numel !== 1)
    call.interpreter.raise('ValueError', 'only one element tensors can be converted to Python scalars');
  const item = itemOf(call, self);
  if (type === 'float') return call.interpreter.toFloat(item);
  if (item.kind === 'int') return item;
  if (item.kind === 'bool') return int(item.value ? 1 : 0, item.doubt);
  if (item.kind !== 'float' || !Number.isFinite(item.value)) return call.giveUp('int of this tensor');
  const { value, error, doubt } = item;
  const open = error > 0 && Math.trunc(value - error) !== Math.trunc(value + error);
  return int(Math.trunc(value), open ? (doubt ?? call.interpreter.about('rounding')) : doubt);
}

/** The special methods of tensors, but for indexing. */
export const operators: readonly NativeFunction[] = [
  ...Object.entries(OPERATORS).map(([name, compute]) => operator(name, compute)),
  ...IN_PLACE.flatMap((name) => {
    const compute = OPERATORS[name];
    return compute === undefined ? [] : [inPlaceOperator(name, compute)];
  }),
  native('__matmul__', 'self, other', (args, interpreter) => {
    const other = args.need('other');
    if (!(other instanceof TensorValue)) return NOT_IMPLEMENTED;
    const call = new Call(interpreter, 'matmul', args, args.rest);
    call.isTracked = true;
    return computed(interpreter, () => matmulOf(call, call.tensor('self'), call.asTensor(other)));
  }),
  unary('neg', (call, { enclosure: x }) => {
    const y = algebra.neg(x);
    return call.result(y, 'NegBackward0', ofUnary('neg', x, y));
  }),
  unary('pos', (_, self) => self),
  unary('abs', (call, { enclosure }) => call.result(algebra.abs(enclosure), 'AbsBackward0')),
  unary('invert', (call, { enclosure }) => {
    if (isFloating(enclosure.dtype))
      call.interpreter.raise(
        'TypeError',
        '~ (operator.invert) is only implemented on integer and Boolean-type tensors',
      );
    return call.result(algebra.bitwiseNot(enclosure));
  }),
  unary('bool', truthOfTensor),
  unary('iter', iterator),
  unary('int', (call, self) => conversion(call, self, 'int')),
  unary('float', (call, self) => conversion(call, self, 'float')),
  unary('index', (call, self) => {
    const item = self.enclosure.numel === 1 ? itemOf(call, self) : undefined;
    if (item?.kind === 'int') return item;
    if (item?.kind === 'bool') return int(item.value ? 1 : 0, item.doubt);
    return call.interpreter.raise(
      'TypeError',
      'only integer tensors of a single element can be converted to an index',
    );
  }),
  unary('len', (call, { enclosure }) => {
    if (enclosure.dim === 0) call.interpreter.raise('TypeError', 'len() of a 0-d tensor');
    return int(enclosure.shape[0] ?? 0);
  }),
  unary('repr', (call, self) => reprOfTensor(call.interpreter, self)),
  native('__contains__', 'self, element', (args, interpreter) => {
    const call = new Call(interpreter, 'contains', args, args.rest);
    const element = args.need('element');
    if (!(element instanceof TensorValue) && scalarOf(interpreter, element) === undefined)
      return interpreter.raise('RuntimeError', 'Tensor.__contains__ only supports Tensor or scalar', true);
    const found = computed(interpreter, () => algebra.eq(call.enclosure('self'), call.operand('element')));
    const scalars = algebra.scalarsOf(found);
    const sure = scalars.some(({ value, error }) => value === true && error === undefined);
    const open = !sure && !found.isExact;
    let doubt = open ? interpreter.about('rounding') : undefined;
    for (const tensor of call.tensors) doubt = either(doubt, tensor.memoryDoubt);
    return bool(
      scalars.some(({ value }) => value === true),
      doubt,
    );
  }),
  native('__format__', 'self, spec', (args, interpreter) => {
    const call = new Call(interpreter, 'format', args, args.rest);
    const [self, spec] = [call.tensor('self'), args.need('spec')];
    if (self.enclosure.dim === 0 && self.type.name === 'Tensor') {
      const item = itemOf(call, self);
      return formattedScalar(call, item, spec);
    }
    if (spec.kind === 'str' && spec.value === '') return reprOfTensor(interpreter, self);
    return interpreter.raise('TypeError', `unsupported format string passed to ${self.type.name}.__format__`);
  }),
];

function formattedScalar(call: Call, item: Value, spec: Value): Value {
  if (spec.kind !== 'str') return call.giveUp('this format');
  const text = formatted(call.interpreter, item, spec);
  return str(text.value, text.doubt);
}
