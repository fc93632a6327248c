import { compare } from '../protocol/comparison';
import { either } from '../object/doubt';
import { addItem, hashKey, memberKey, setFrom } from '../protocol/hashing';
import { keyError } from '../protocol/items';
import { setArithmetic } from '../protocol/operators';
import { bool, type NativeFunction, NONE, SetValue } from '../object/values';
import { CHANGES, methodOf } from './containerMethod';

const reading = methodOf('set');
const changing = methodOf('set', CHANGES);

/** A method of sets that takes any iterable, in the place of an operator. */
function combining(name: string, operator: string): NativeFunction {
  return reading(name, 'self, /, *others', (self, args, interpreter) => {
    if (operator === '^' && args.rest.length !== 1)
      interpreter.raise('TypeError', 'takes one argument', true);
    let result = setArithmetic(interpreter, '|', self, new SetValue());
    for (const other of args.rest) {
      result = setArithmetic(interpreter, operator, result, setFrom(interpreter, other));
      result.doubt = either(result.doubt, other.doubt);
    }
    return result;
  });
}

function removing(name: 'discard' | 'remove'): NativeFunction {
  return changing(name, 'self, elem, /', (self, args, interpreter) => {
    const elem = args.need('elem');
    const isThere = self.items.delete(memberKey(interpreter, elem));
    if (isThere) self.history = 'removed';
    interpreter.changed(self, elem.doubt);
    if (!isThere && name === 'remove') throw keyError(interpreter, elem);
    return NONE;
  });
}

function comparing(name: string, operator: '<=' | '>='): NativeFunction {
  return reading(name, 'self, other, /', (self, args, interpreter) => {
    return compare(interpreter, operator, self, setFrom(interpreter, args.need('other')));
  });
}

/** The methods of `set`. */
export const setMethods: readonly NativeFunction[] = [
  changing('add', 'self, elem, /', (self, args, interpreter) => {
    addItem(interpreter, self, args.need('elem'));
    interpreter.changed(self);
    return NONE;
  }),
  removing('discard'),
  removing('remove'),
  combining('union', '|'),
  combining('intersection', '&'),
  combining('difference', '-'),
  combining('symmetric_difference', '^'),
  changing('update', 'self, /, *others', (self, args, interpreter) => {
    for (const other of args.rest) {
      interpreter.changed(self, other.doubt);
      setFrom(interpreter, other, self);
    }
    return NONE;
  }),
  comparing('issubset', '<='),
  comparing('issuperset', '>='),
  reading('isdisjoint', 'self, other, /', (self, args, interpreter) => {
    for (const item of interpreter.iterate(args.need('other')))
      if (self.items.has(hashKey(interpreter, item))) return bool(false, item.doubt);
    return bool(true);
  }),
  reading('copy', 'self, /', (self, _, interpreter) => setArithmetic(interpreter, '|', self, new SetValue())),
];
