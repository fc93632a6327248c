import { equalValues } from '../protocol/comparison';
import { either } from '../object/doubt';
import { sizeOf } from '../protocol/items';
import { bytesOf, extend } from '../protocol/iteration';
import { native } from '../object/native';
import { int, ListValue, type NativeFunction, NONE, type Value } from '../object/values';
import { CHANGES, methodOf } from './containerMethod';
import { sortValues } from './iterationFunctions';

/** The methods of `tuple`, which lists have as well. */
export const tupleMethods: readonly NativeFunction[] = [
  native('index', 'self, value, start=, stop=, /', (args, interpreter) => {
    if (args.get('start') !== undefined) return interpreter.giveUp('index with a start');
    const value = args.need('value');
    let doubt: Value['doubt'];
    for (const [i, item] of itemsOf(args.need('self')).entries()) {
      const answer = equalValues(interpreter, item, value, 1);
      doubt = either(doubt, answer.doubt);
      if (answer.value) return int(i, doubt);
    }
    const shown = interpreter.repr(value);
    const isList = args.need('self').kind === 'list';
    return isList
      ? interpreter.raise('ValueError', `${shown.value} is not in list`, shown.doubt !== undefined)
      : interpreter.raise('ValueError', 'tuple.index(x): x not in tuple');
  }),
  native('count', 'self, value, /', (args, interpreter) => {
    let count = 0;
    let doubt: Value['doubt'];
    for (const item of itemsOf(args.need('self'))) {
      const answer = equalValues(interpreter, item, args.need('value'), 1);
      doubt = either(doubt, answer.doubt);
      if (answer.value) count++;
    }
    return int(count, doubt);
  }),
];

function itemsOf(self: Value): readonly Value[] {
  return self.kind === 'list' || self.kind === 'tuple' ? self.items : [];
}

const reading = methodOf('list');
const changing = methodOf('list', CHANGES);
/** What may hold unknown values as well. */
const taking = methodOf('list', { ...CHANGES, takesUnknown: true });

/** The methods of `list`. */
export const listMethods: readonly NativeFunction[] = [
  ...tupleMethods,
  changing('__init__', 'self, iterable=, /', (self, args, interpreter) => {
    self.items = [];
    extend(interpreter, self, args.get('iterable') ?? new ListValue([]));
    return NONE;
  }),
  taking('append', 'self, object, /', (self, args, interpreter) => {
    interpreter.meter.make(1, bytesOf(args.need('object')));
    self.items.push(args.need('object'));
    interpreter.changed(self);
    return NONE;
  }),
  changing('extend', 'self, iterable, /', (self, args, interpreter) => {
    extend(interpreter, self, args.need('iterable'));
    return NONE;
  }),
  taking('insert', 'self, index, object, /', (self, args, interpreter) => {
    const index = sizeOf(interpreter, args.need('index'));
    interpreter.meter.make(1);
    interpreter.meter.work(self.items.length / 16);
    self.items.splice(index, 0, args.need('object'));
    interpreter.changed(self, args.need('index').doubt);
    return NONE;
  }),
  changing('pop', 'self, index=, /', (self, args, interpreter) => {
    const given = args.get('index');
    const index = given === undefined ? -1 : sizeOf(interpreter, given);
    if (self.items.length === 0) interpreter.raise('IndexError', 'pop from empty list');
    const place = index < 0 ? index + self.items.length : index;
    if (given !== undefined) interpreter.meter.work(self.items.length / 16);
    const [item] = place < 0 || place >= self.items.length ? [] : self.items.splice(place, 1);
    interpreter.changed(self, given?.doubt);
    return item ?? interpreter.raise('IndexError', 'pop index out of range');
  }),
  changing('remove', 'self, value, /', (self, args, interpreter) => {
    let doubt: Value['doubt'];
    for (const [i, item] of self.items.entries()) {
      const answer = equalValues(interpreter, item, args.need('value'), 1);
      doubt = either(doubt, answer.doubt);
      if (!answer.value) continue;
      interpreter.meter.work(self.items.length / 16);
      self.items.splice(i, 1);
      interpreter.changed(self, doubt);
      return NONE;
    }
    return interpreter.raise('ValueError', 'list.remove(x): x not in list');
  }),
  changing('clear', 'self, /', (self, _, interpreter) => {
    self.items = [];
    interpreter.changed(self);
    return NONE;
  }),
  reading('copy', 'self, /', (self, _, interpreter) => {
    interpreter.meter.makeSlots(self.items.length);
    return new ListValue([...self.items]);
  }),
  changing('reverse', 'self, /', (self, _, interpreter) => {
    interpreter.meter.work(self.items.length);
    self.items.reverse();
    interpreter.changed(self);
    return NONE;
  }),
  changing('sort', 'self, /, *, key=, reverse=', (self, args, interpreter) => {
    const { items, doubt } = sortValues(interpreter, self.items, args.get('key'), args.get('reverse'));
    self.items = items;
    interpreter.changed(self, doubt);
    return NONE;
  }),
];
