import { isFloating } from '../../../torch';
import * as algebra from '../../../torch/algebra';
import { either } from '../object/doubt';
import { formatted } from '../protocol/format';
import { wholeWithin } from '../protocol/numbers';
import { native } from '../object/native';
import { withDoubt } from '../object/withDoubt';
import type { NativeFunction, Value } from '../object/values';
import { bool, int, IteratorValue, NOT_IMPLEMENTED, str } from '../object/values';
import { BINARY, type BinaryOperation, checkSingle, resultOf } from './arithmetic';
import { checkInPlace } from './autograd';
import { TorchCall, computed } from './torchCall';
import { overwriteWith } from './definitions';
import { ofAbs, ofNeg, ofReciprocalTimes, oneOfSeveral } from '../../../torch/derivatives';
import { matmulOf } from './matrices';
import { reprOfTensor } from './printing';
import { scalarOf, valueOfScalar } from './scalars';
import { TensorValue } from './tensorValue';

type Compute = (call: TorchCall, self: algebra.Enclosure, other: algebra.Operand) => TensorValue;

/** What a method computes that is named as the operation, or otherwise. */
const OPERATIONS: Readonly<Record<string, BinaryOperation>> = {
  ...BINARY,
  // `__radd__` and `__rmul__` are the same functions.
  radd: BINARY.add,
  rmul: BINARY.mul,
  truediv: BINARY.div,
  floordiv: BINARY.floor_divide,
  mod: BINARY.remainder,
  ...Object.fromEntries(
    (['and', 'or', 'xor'] as const).flatMap((name) =>
      [name, `r${name}`].map((one) => [one, BINARY[`bitwise_${name}`]]),
    ),
  ),
};

/** The operators, by the middle of their methods' names. */
const OPERATORS: Readonly<Record<string, Compute>> = {
  ...Object.fromEntries(
    'add radd sub rsub mul rmul truediv floordiv mod pow and rand or ror xor rxor eq ne lt le gt ge'
      .split(' ')
      .map((name): [string, Compute] => [
        name,
        (call, a, b) => resultOf(call, OPERATIONS[name] ?? call.giveUp(name), a, b),
      ]),
  ),
  // `__rtruediv__` of torch/_tensor.py.
  rtruediv: (call, a, b) =>
    call.result(algebra.mul(algebra.reciprocal(a), b), 'MulBackward0', ofReciprocalTimes(a, b)),
  rfloordiv: (call, a, b) => resultOf(call, BINARY.floor_divide, b, a),
  rmod: (call, a, b) => call.result(algebra.remainder(b, a), 'NotImplemented'),
  rpow: (call, a, b) => resultOf(call, BINARY.pow, b, a),
};

const IN_PLACE = ['add', 'sub', 'mul', 'truediv', 'floordiv', 'mod', 'pow', 'and', 'or', 'xor'] as const;

/** One call of an operator's method; NotImplemented for what is neither tensor nor number. */
function operator(name: string, compute: Compute): NativeFunction {
  return native(`__${name}__`, 'self, other', (args, interpreter) => {
    const call = new TorchCall(interpreter, name, args, args.rest);
    call.isTracked = true;
    const other = args.need('other');
    if (!(other instanceof TensorValue) && scalarOf(interpreter, other) === undefined) return NOT_IMPLEMENTED;
    return computed(interpreter, () => compute(call, call.enclosure('self'), call.asOperand(other)));
  });
}

function inPlaceOperator(name: string, compute: Compute): NativeFunction {
  return native(`__i${name}__`, 'self, other', { mutates: true }, (args, interpreter) => {
    const call = new TorchCall(interpreter, name, args, args.rest);
    const [self, other] = [call.tensor('self'), args.need('other')];
    if (!(other instanceof TensorValue) && scalarOf(interpreter, other) === undefined) return NOT_IMPLEMENTED;
    checkInPlace(interpreter, self);
    const operand = call.asOperand(other);
    const result = computed(interpreter, () => compute(call, self.enclosure, operand));
    call.doubt = either(call.doubt, other.doubt);
    const operands = other instanceof TensorValue ? [other] : [];
    return overwriteWith(call, self, operands, result.object.node ?? { name: '?' }, () => {
      algebra.overwrite(self.enclosure, [operand], () => result.enclosure);
    });
  });
}

type UnaryCompute = (call: TorchCall, self: TensorValue) => Value;

function unary(name: string, compute: UnaryCompute): NativeFunction {
  return native(`__${name}__`, 'self', (args, interpreter) => {
    const call = new TorchCall(interpreter, name, args, args.rest);
    return computed(interpreter, () => compute(call, call.tensor('self')));
  });
}

/** The only element as a Python number. Raises as PyTorch does where there are more, or none. */
export function tensorItem(call: TorchCall, self: TensorValue): Value {
  const value = valueOfScalar(call.interpreter, algebra.item(self.enclosure));
  return withDoubt(value, self.memoryDoubt);
}

/** `bool(t)`. */
function truthOfTensor(call: TorchCall, self: TensorValue): Value {
  const { numel } = self.enclosure;
  if (numel > 1) call.raise('RuntimeError', 'Boolean value of Tensor with more than one value is ambiguous');
  if (numel === 0) call.raise('RuntimeError', 'Boolean value of Tensor with no values is ambiguous');
  const { value, doubt } = call.interpreter.truth(tensorItem(call, self));
  return bool(value === true, doubt);
}

/** `for row in t`. */
function iterator(call: TorchCall, self: TensorValue): Value {
  if (self.enclosure.dim === 0) call.raise('TypeError', 'iteration over a 0-d tensor');
  const rows = algebra.unbind(self.enclosure, 0).map((row, i) =>
    call.result(
      row,
      'UnbindBackward0',
      oneOfSeveral(self.enclosure, (x) => algebra.select(x, 0, i)),
    ),
  );
  let i = 0;
  return new IteratorValue('tuple_iterator', () => {
    const row = rows[i++];
    return row && withDoubt(row, self.doubt);
  });
}

function conversion(call: TorchCall, self: TensorValue, type: 'int' | 'float'): Value {
  if (self.enclosure.numel !== 1)
    call.raise('ValueError', 'only one element tensors can be converted to Python scalars');
  const item = tensorItem(call, self);
  if (type === 'float') return call.interpreter.toFloat(item);
  if (item.kind === 'int') return item;
  if (item.kind === 'bool') return int(item.value ? 1 : 0, item.doubt);
  if (item.kind !== 'float' || !Number.isFinite(item.value)) return call.giveUp('int of this tensor');
  return wholeWithin(call.interpreter, item, Math.trunc);
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
    const call = new TorchCall(interpreter, 'matmul', args, args.rest);
    call.isTracked = true;
    return computed(interpreter, () => matmulOf(call, call.tensor('self'), call.asTensor(other)));
  }),
  unary('neg', (call, { enclosure: x }) => {
    const y = algebra.neg(x);
    return call.result(y, 'NegBackward0', ofNeg(x, y));
  }),
  unary('pos', ({ interpreter }, self) =>
    self.enclosure.dtype === 'bool'
      ? interpreter.raise('RuntimeError', 'The `+` operator, on a bool tensor is not supported.')
      : self,
  ),
  unary('abs', (call, { enclosure: x }) => {
    const y = algebra.abs(x);
    return call.result(y, 'AbsBackward0', ofAbs(x, y));
  }),
  unary('invert', (call, { enclosure }) => {
    if (isFloating(enclosure.dtype))
      call.raise('TypeError', '~ (operator.invert) is only implemented on integer and Boolean-type tensors');
    return call.result(algebra.bitwiseNot(enclosure));
  }),
  unary('bool', truthOfTensor),
  unary('iter', iterator),
  unary('int', (call, self) => conversion(call, self, 'int')),
  unary('float', (call, self) => conversion(call, self, 'float')),
  unary('index', (call, self) => {
    const item = self.enclosure.numel === 1 ? tensorItem(call, self) : undefined;
    if (item?.kind === 'int') return item;
    if (item?.kind === 'bool') return int(item.value ? 1 : 0, item.doubt);
    return call.raise('TypeError', 'only integer tensors of a single element can be converted to an index');
  }),
  unary('len', (call, { enclosure }) => {
    if (enclosure.dim === 0) call.raise('TypeError', 'len() of a 0-d tensor');
    return int(enclosure.shape[0] ?? 0);
  }),
  unary('repr', (call, self) => reprOfTensor(call.interpreter, self)),
  native('__contains__', 'self, element', (args, interpreter) => {
    const call = new TorchCall(interpreter, 'contains', args, args.rest);
    const element = args.need('element');
    const isTensor = element instanceof TensorValue;
    if (!isTensor && scalarOf(interpreter, element) === undefined)
      return interpreter.raise('RuntimeError', 'Tensor.__contains__ only supports Tensor or scalar', true);
    const [self, other] = [call.enclosure('self'), call.operand('element')];
    checkSingle(call, [other]);
    const found = computed(interpreter, () =>
      isTensor ? algebra.eq(element.enclosure, self) : algebra.eq(self, other),
    );
    const scalars = algebra.scalarsOf(found);
    const sure = scalars.some(({ value, error }) => value === true && error === undefined);
    const open = !sure && !found.isExact;
    let doubt = open ? interpreter.about('rounding') : undefined;
    for (const tensor of call.tensors) doubt = either(doubt, tensor.memoryDoubt);
    const isFound = scalars.some(({ value }) => value === true);
    return bool(isFound, doubt);
  }),
  native('__format__', 'self, spec', (args, interpreter) => {
    const call = new TorchCall(interpreter, 'format', args, args.rest);
    const [self, spec] = [call.tensor('self'), args.need('spec')];
    if (self.enclosure.dim === 0 && self.type.name === 'Tensor') {
      const item = tensorItem(call, self);
      return formattedScalar(call, item, spec);
    }
    if (spec.kind === 'str' && spec.value === '') return reprOfTensor(interpreter, self);
    return interpreter.raise('TypeError', `unsupported format string passed to ${self.type.name}.__format__`);
  }),
];

function formattedScalar(call: TorchCall, item: Value, spec: Value): Value {
  if (spec.kind !== 'str') return call.giveUp('this format');
  const text = formatted(call.interpreter, item, spec);
  return str(text.value, text.doubt);
}
