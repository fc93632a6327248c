import * as numpy from '../../../numpy';
import * as algebra from '../../../torch/algebra';
import { either } from '../object/doubt';
import { binary } from '../protocol/operators';
import { native } from '../object/native';
import { withDoubt } from '../object/withDoubt';
import { bool, int, IteratorValue, type NativeFunction, NOT_IMPLEMENTED, type Value } from '../object/values';
import { doubtContents } from '../torch/memory';
import { HAS_NO_ARRAY, NdarrayValue } from '../torch/ndarray';
import { newTensor, TensorValue } from '../torch/tensorValue';
import { computed, NumpyCall } from './numpyCall';
import { formatOf, numberOf, reprOf, textOf } from './printing';

type Body = (call: NumpyCall, self: NdarrayValue) => Value;

/** A method that Python's syntax calls; what is not modelled may do anything. */
function special(name: string, body: Body, effects = {}): NativeFunction {
  return native(`__${name}__`, 'self, other=, third=', effects, (args, interpreter) => {
    const self = args.need('self');
    const values = ['self', 'other', 'third'].flatMap((key) => {
      const value = args.get(key);
      return value === undefined ? [] : [[key, value] as const];
    });
    const call = new NumpyCall(interpreter, new Map(values));
    if (!(self instanceof NdarrayValue)) return NOT_IMPLEMENTED;
    return computed(
      call,
      () => body(call, self),
      () => interpreter.giveUp(`__${name}__ of an array`),
    );
  });
}

function typeName({ type }: NdarrayValue): string {
  return `${type.module}.${type.name}`;
}

/** An operand of an operator; undefined where the other one's class decides. */
function operandOf(call: NumpyCall, self: NdarrayValue, other: Value): algebra.Operand | undefined {
  // Tensors come first, but give up on arrays.
  if (other instanceof TensorValue) return self.isScalar ? undefined : call.unmodelled();
  // A whole number times a list is that of Python.
  if (self.isScalar && (other.kind === 'list' || other.kind === 'tuple')) return call.unmodelled();
  return call.asOperand(other);
}

const JOINING = 'Concatenation operation is not implemented for NumPy arrays, use np.concatenate() instead.';

function operator(name: string, ufunc: numpy.BinaryName): NativeFunction[] {
  const compute = numpy.BINARY_UFUNCS[ufunc];
  const body =
    (isReflected: boolean): Body =>
    (call, self) => {
      const value = argument(call);
      // A text is repeated as often as a whole number says.
      if (name === 'mul' && value.kind === 'str' && self.isScalar && self.enclosure.dtype === 'int64')
        return binary(call.interpreter, '*', value, call.item(call.self));
      // What stands below a tensor is times its reciprocal.
      if (value instanceof TensorValue && !self.isScalar && (isReflected || name === 'truediv'))
        return wrapped(call, isReflected ? compute : numpy.timesReciprocal, value);
      // The others are left to the tensor, which takes no arrays; lists and arrays are joined by a plus.
      if (value instanceof TensorValue && !self.isScalar && /^(?:add|sub|mul)$/.test(name))
        return name === 'add' ? call.interpreter.raise('TypeError', JOINING, true) : NOT_IMPLEMENTED;
      const other = operandOf(call, self, value);
      if (other === undefined) return NOT_IMPLEMENTED;
      const own = call.self;
      const differs = numpy.isPromotedAnew(own, other);
      const doubt = differs ? call.interpreter.about('version', 'how numpy promotes its numbers') : undefined;
      return withDoubt(call.result(isReflected ? compute(other, own) : compute(own, other)), doubt);
    };
  return name in numpy.COMPARISONS
    ? [special(name, body(false))]
    : [special(name, body(false)), special(`r${name}`, body(true))];
}

/** What a tensor and an array behind it give: numpy computes, and PyTorch wraps what comes of it. */
function wrapped(call: NumpyCall, compute: typeof numpy.BINARY_UFUNCS.add, value: TensorValue): Value {
  const { object, enclosure } = value;
  if (object.requiresGrad) call.interpreter.raise('RuntimeError', HAS_NO_ARRAY);
  const isOdd = object.narrow !== undefined || !numpy.isNumpyDType(enclosure.dtype);
  if (isOdd || enclosure.dim === 0 || call.self.dim === 0) return call.unmodelled();
  call.contents = either(call.contents, value.contentsDoubt);
  const made = compute(enclosure, call.self);
  // `__array_wrap__` of torch/_tensor.py makes uint8 of it.
  if (made.dtype === 'bool') return call.unmodelled();
  return newTensor(call.result(made).tensorMemory(call.interpreter));
}

/** The operand that is no array yet: also None. */
function argument(call: NumpyCall): Value {
  return call.get('other') ?? call.unmodelled();
}

/** The only element, where Python wants a number. */
function single(call: NumpyCall, self: NdarrayValue): Value {
  if (self.enclosure.dim > 0)
    throw new numpy.NumpyError('TypeError', 'only 0-dimensional arrays can be converted to Python scalars');
  return call.item(call.self);
}

function truth(call: NumpyCall, self: NdarrayValue): Value {
  const { numel } = self.enclosure;
  if (numel > 1)
    throw new numpy.NumpyError(
      'ValueError',
      'The truth value of an array with more than one element is ambiguous. Use a.any() or a.all()',
    );
  if (numel === 0) return call.unmodelled();
  const { value, doubt } = call.interpreter.truth(call.item(call.self));
  return value === undefined ? call.unmodelled() : bool(value, doubt);
}

/** `for row in a`. */
function iterator(call: NumpyCall, self: NdarrayValue): Value {
  const { enclosure } = self;
  if (enclosure.dim === 0)
    throw new numpy.NumpyError(
      'TypeError',
      self.isScalar ? `'${typeName(self)}' object is not iterable` : 'iteration over a 0-d array',
    );
  let i = 0;
  return new IteratorValue('array_iterator', () => {
    if (i >= (enclosure.shape[0] ?? 0)) return undefined;
    const row = algebra.select(enclosure, 0, i++);
    call.contents = self.contentsDoubt;
    return enclosure.dim === 1 ? call.result(row) : withDoubt(call.view(row), self.doubt);
  });
}

/** The special methods that arrays and numpy's numbers have in common. */
export const operators: readonly NativeFunction[] = [
  ...Object.entries({ ...numpy.OPERATORS, ...numpy.COMPARISONS }).flatMap(([name, ufunc]) =>
    operator(name, ufunc),
  ),
  ...(['matmul', 'rmatmul'] as const).map((name) =>
    special(name, (call) => {
      const [own, other] = [call.self, call.array('other')];
      return call.result(name === 'matmul' ? numpy.matmul(own, other) : numpy.matmul(other, own));
    }),
  ),
  special('neg', (call) => call.result(numpy.UNARY_UFUNCS.negative(call.self))),
  special('pos', (call) =>
    call.self.dtype === 'bool' ? call.unmodelled() : call.result(algebra.clone(call.self)),
  ),
  special('abs', (call) => call.result(numpy.UNARY_UFUNCS.absolute(call.self))),
  special('invert', (call) => call.result(numpy.UNARY_UFUNCS.invert(call.self))),
  special('iter', iterator),
  special('bool', truth),
  special('int', (call, self) => {
    const item = single(call, self);
    return call.interpreter.call(call.interpreter.builtin('int'), [item]);
  }),
  special('float', (call, self) => call.interpreter.toFloat(single(call, self))),
  special('index', (call, self) => {
    const item =
      self.enclosure.dtype === 'int64' && self.enclosure.dim === 0 ? call.item(call.self) : undefined;
    return item ?? call.unmodelled();
  }),
  special('round', (call, self) => {
    if (!self.isScalar || call.self.dtype === 'bool') {
      const type = self.isScalar ? 'bool' : 'ndarray';
      return call.interpreter.raise('TypeError', `type numpy.${type} doesn't define __round__ method`);
    }
    const digits = call.int('other');
    if (digits !== undefined) return call.result(numpy.round(call.self, digits));
    return call.interpreter.call(call.interpreter.builtin('round'), [single(call, self)]);
  }),
  special('hash', (call, self) => {
    if (!self.isScalar) return call.interpreter.raise('TypeError', "unhashable type: 'numpy.ndarray'");
    return numberOf(call.interpreter, self);
  }),
  special('str', (call, self) => textOf(call.interpreter, self)),
  special('repr', (call, self) => reprOf(call.interpreter, self)),
  special('format', (call, self) => formatOf(call.interpreter, self, call.need('other'))),
];

/** What only arrays have. */
export const arrayOperators: readonly NativeFunction[] = [
  ...Object.entries(numpy.OPERATORS).map(([name, ufunc]) =>
    special(
      `i${name}`,
      (call, self) => {
        const other = operandOf(call, self, argument(call));
        if (other === undefined) return call.unmodelled();
        numpy.writeInto(self.enclosure, ufunc, other);
        doubtContents(self.enclosure, either(call.interpreter.control, call.allDoubt));
        return self;
      },
      { mutates: true },
    ),
  ),
  special('len', (call, self) => {
    if (self.enclosure.dim === 0) throw new numpy.NumpyError('TypeError', 'len() of unsized object');
    return int(self.enclosure.shape[0] ?? 0);
  }),
  special('contains', (call) => {
    const equal = numpy.BINARY_UFUNCS.equal(call.self, call.asOperand(argument(call)));
    return call.truth(algebra.any(equal));
  }),
];
