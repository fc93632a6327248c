import { type ArrayIndex, NumpyError, put, take } from '../../../numpy';
import { either } from '../object/doubt';
import type { Interpreter } from '../object/interpreter';
import { native } from '../object/native';
import { type NativeFunction, NONE, type Value } from '../object/values';
import { sliceBounds } from '../protocol/items';
import { doubtContents } from '../torch/memory';
import { NdarrayValue } from '../torch/ndarray';
import { computed, NumpyCall } from './numpyCall';

/** What stands between the brackets. */
function readIndices(call: NumpyCall, key: Value): ArrayIndex[] {
  call.doubt = either(call.doubt, key.doubt);
  return (key.kind === 'tuple' ? key.items : [key]).map((part) => readIndex(call, part));
}

function readIndex(call: NumpyCall, part: Value): ArrayIndex {
  switch (part.kind) {
    case 'none':
      return { type: 'none' };
    case 'ellipsis':
      return { type: 'ellipsis' };
    case 'int':
      return { type: 'int', value: call.asInt(part) };
    case 'slice':
      for (const bound of [part, part.start, part.stop, part.step]) {
        if (bound.kind !== 'none' && bound.kind !== 'slice') call.asInt(bound);
        call.doubt = either(call.doubt, bound.doubt);
      }
      return { type: 'slice', bounds: (size) => sliceBounds(call.interpreter, part, size) };
    default: {
      if (part instanceof NdarrayValue && part.isScalar) return { type: 'int', value: call.asInt(part) };
      if (part.kind !== 'list' && !(part instanceof NdarrayValue)) return call.unmodelled();
      const array = call.asArray(part);
      // What is picked, and how many, hangs on what the array holds.
      call.doubt = either(call.doubt, part instanceof NdarrayValue ? part.contentsDoubt : undefined);
      const isOdd = part.kind === 'list' && (array.numel === 0 || array.dtype.startsWith('float'));
      return isOdd ? call.unmodelled() : { type: 'array', array };
    }
  }
}

/** Does something with elements of an array; what is not modelled of it may do anything. */
function atIndex(
  interpreter: Interpreter,
  self: Value,
  compute: (call: NumpyCall, array: NdarrayValue) => Value,
): Value {
  const leave = (): never => interpreter.giveUp('this index');
  const call = new NumpyCall(interpreter, new Map([['self', self]]));
  return self instanceof NdarrayValue ? computed(call, () => compute(call, self), leave) : leave();
}

/** `a[…]` and `a[…] = value`. */
export const indexing: readonly NativeFunction[] = [
  native('__getitem__', 'self, key', (args, interpreter) => {
    const [self, key] = [args.need('self'), args.need('key')];
    return atIndex(interpreter, self, (call, array) => {
      const indices = readIndices(call, key);
      if (array.isScalar && indices.every(({ type }) => type === 'int'))
        throw new NumpyError('IndexError', 'invalid index to scalar variable.');
      if (array.isScalar) return call.unmodelled();
      const result = take(array.enclosure, indices);
      if (result.dim > 0 && result.sharesMemoryWith(array.enclosure)) return call.view(result);
      call.contents = either(call.contents, array.contentsDoubt);
      // Without dimensions, but for those that `...` leaves, it is a number.
      const parts = key.kind === 'tuple' ? key.items : [key];
      if (result.dim === 0 && parts.some(({ kind }) => kind === 'ellipsis')) return call.unmodelled();
      return call.result(result);
    });
  }),
  native('__setitem__', 'self, key, value', { mutates: true }, (args, interpreter) => {
    const [self, key, value] = [args.need('self'), args.need('key'), args.need('value')];
    return atIndex(interpreter, self, (call, { type, isScalar, enclosure, doubt }) => {
      const words = `'numpy.${type.name}' object does not support item assignment`;
      if (isScalar) interpreter.raise('TypeError', words);
      put(enclosure, readIndices(call, key), call.asArray(value));
      doubtContents(enclosure, either(interpreter.control, either(call.allDoubt, doubt)));
      return NONE;
    });
  }),
];
