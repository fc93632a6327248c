import { compare, equalValues } from '../protocol/comparison';
import { either } from '../object/doubt';
import { NotUnderstood } from '../object/errors';
import { addItem, getEntry, hashKey, setEntry } from '../protocol/hashing';
import { indexOf, keyError } from '../protocol/items';
import { bytesOf, collect } from '../protocol/iteration';
import { native } from '../object/native';
import { setArithmetic } from '../protocol/operators';
import {
  bool,
  DictValue,
  int,
  ListValue,
  type NativeArguments,
  type NativeFunction,
  NONE,
  SetValue,
  str,
  TupleValue,
  type Value,
  withDoubt,
  type Interpreter,
} from '../object/values';
import { viewMethods } from './dictView';
import { sortValues } from './iterationFunctions';

function listOf(args: NativeArguments, interpreter: Interpreter): ListValue {
  const self = args.need('self');
  return self.kind === 'list' ? self : interpreter.giveUp('this list');
}
function dictOf(args: NativeArguments, interpreter: Interpreter): DictValue {
  const self = args.need('self');
  return self.kind === 'dict' ? self : interpreter.giveUp('this dict');
}
function setOf(args: NativeArguments, interpreter: Interpreter): SetValue {
  const self = args.need('self');
  return self.kind === 'set' ? self : interpreter.giveUp('this set');
}

/** A change of a container: in doubt where the code is. An unknown argument puts it in doubt. */
const CHANGES = { mutates: true } as const;
/** What may hold unknown values as well. */
const TAKES = { mutates: true, takesUnknown: true } as const;

/** `index` and `count`, of lists and tuples. */
function searching(items: (self: Value) => readonly Value[]): NativeFunction[] {
  return [
    native('index', 'self, value, start=, stop=, /', (args, interpreter) => {
      if (args.get('start') !== undefined) return interpreter.giveUp('index with a start');
      const value = args.need('value');
      let doubt: Value['doubt'];
      for (const [i, item] of items(args.need('self')).entries()) {
        const answer = equalValues(interpreter, item, value, 1);
        doubt = either(doubt, answer.doubt);
        if (answer.value) return int(i, doubt);
      }
      const shown = interpreter.repr(value).value;
      return args.need('self').kind === 'list'
        ? interpreter.raise('ValueError', `${shown} is not in list`)
        : interpreter.raise('ValueError', 'tuple.index(x): x not in tuple');
    }),
    native('count', 'self, value, /', (args, interpreter) => {
      let count = 0;
      let doubt: Value['doubt'];
      for (const item of items(args.need('self'))) {
        const answer = equalValues(interpreter, item, args.need('value'), 1);
        doubt = either(doubt, answer.doubt);
        if (answer.value) count++;
      }
      return int(count, doubt);
    }),
  ];
}

const itemsOf = (self: Value): readonly Value[] =>
  self.kind === 'list' || self.kind === 'tuple' ? self.items : [];

/** The methods of `tuple`. */
export const tupleMethods: readonly NativeFunction[] = searching(itemsOf);

/** The methods of `list`. */
export const listMethods: readonly NativeFunction[] = [
  ...searching(itemsOf),
  native('append', 'self, object, /', TAKES, (args, interpreter) => {
    interpreter.meter.make(1, bytesOf(args.need('object')));
    const self = listOf(args, interpreter);
    self.items.push(args.need('object'));
    interpreter.changed(self);
    return NONE;
  }),
  native('extend', 'self, iterable, /', CHANGES, (args, interpreter) => {
    const self = listOf(args, interpreter);
    const items = collect(interpreter, args.need('iterable'));
    for (const item of items) self.items.push(item);
    interpreter.changed(self, args.need('iterable').doubt);
    return NONE;
  }),
  native('insert', 'self, index, object, /', TAKES, (args, interpreter) => {
    const self = listOf(args, interpreter);
    const index = indexOf(interpreter, args.need('index')) ?? interpreter.giveUp('this index');
    interpreter.meter.make(1);
    interpreter.meter.work(self.items.length / 16);
    self.items.splice(Number(index), 0, args.need('object'));
    interpreter.changed(self, args.need('index').doubt);
    return NONE;
  }),
  native('pop', 'self, index=, /', CHANGES, (args, interpreter) => {
    const self = listOf(args, interpreter);
    const given = args.get('index');
    const index =
      given === undefined ? -1 : Number(indexOf(interpreter, given) ?? interpreter.giveUp('this index'));
    if (self.items.length === 0) interpreter.raise('IndexError', 'pop from empty list');
    const place = index < 0 ? index + self.items.length : index;
    if (given !== undefined) interpreter.meter.work(self.items.length / 16);
    const [item] = place < 0 || place >= self.items.length ? [] : self.items.splice(place, 1);
    interpreter.changed(self, given?.doubt);
    return item ?? interpreter.raise('IndexError', 'pop index out of range');
  }),
  native('remove', 'self, value, /', CHANGES, (args, interpreter) => {
    const self = listOf(args, interpreter);
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
  native('clear', 'self, /', CHANGES, (args, interpreter) => {
    const self = listOf(args, interpreter);
    self.items = [];
    interpreter.changed(self);
    return NONE;
  }),
  native('copy', 'self, /', (args, interpreter) => {
    const self = listOf(args, interpreter);
    interpreter.meter.makeSlots(self.items.length);
    return new ListValue([...self.items]);
  }),
  native('reverse', 'self, /', CHANGES, (args, interpreter) => {
    const self = listOf(args, interpreter);
    interpreter.meter.work(self.items.length);
    self.items.reverse();
    interpreter.changed(self);
    return NONE;
  }),
  native('sort', 'self, /, *, key=, reverse=', CHANGES, (args, interpreter) => {
    const self = listOf(args, interpreter);
    const { items, doubt } = sortValues(interpreter, self.items, args.get('key'), args.get('reverse'));
    self.items = items;
    interpreter.changed(self, doubt);
    return NONE;
  }),
];

/** Puts the pairs of a dict, or of an iterable of pairs, into a dict. */
export function update(interpreter: Interpreter, dict: DictValue, source: Value): void {
  if (source.kind === 'dict') {
    for (const { key, value } of source.entries.values()) setEntry(interpreter, dict, key, value);
    dict.doubt = either(dict.doubt, source.doubt);
    return;
  }
  let i = 0;
  for (const pair of interpreter.iterate(source)) {
    if (pair.kind === 'unknown') throw new NotUnderstood(pair.doubt, pair.harmless);
    const items = collect(interpreter, pair);
    const [key, value] = items;
    if (key === undefined || value === undefined || items.length !== 2)
      return interpreter.raise(
        'ValueError',
        `dictionary update sequence element #${i} has length ${items.length}; 2 is required`,
      );
    setEntry(interpreter, dict, key, value);
    i++;
  }
  dict.doubt = either(dict.doubt, source.doubt);
}

/** The methods of `dict`. */
export const dictMethods: readonly NativeFunction[] = [
  ...viewMethods,
  native('get', 'self, key, default=, /', { takesUnknown: true }, (args, interpreter) => {
    const self = dictOf(args, interpreter);
    const key = args.need('key');
    return withDoubt(
      getEntry(interpreter, self, key) ?? args.get('default') ?? NONE,
      either(self.doubt, key.doubt),
    );
  }),
  native('setdefault', 'self, key, default=, /', CHANGES, (args, interpreter) => {
    const self = dictOf(args, interpreter);
    const found = getEntry(interpreter, self, args.need('key'));
    if (found !== undefined) return found;
    const value = args.get('default') ?? NONE;
    setEntry(interpreter, self, args.need('key'), value);
    return value;
  }),
  native('pop', 'self, key, default=, /', CHANGES, (args, interpreter) => {
    const self = dictOf(args, interpreter);
    const key = args.need('key');
    const found = getEntry(interpreter, self, key);
    interpreter.changed(self, key.doubt);
    if (found === undefined) {
      const otherwise = args.get('default');
      if (otherwise !== undefined) return otherwise;
      throw keyError(interpreter, key);
    }
    self.entries.delete(hashKey(interpreter, key));
    return found;
  }),
  native('popitem', 'self, /', CHANGES, (args, interpreter) => {
    const self = dictOf(args, interpreter);
    interpreter.meter.work(self.entries.size * 2);
    let last: readonly [string, { readonly key: Value; readonly value: Value }] | undefined;
    for (const entry of self.entries) last = entry;
    if (last === undefined) return interpreter.raise('KeyError', 'popitem(): dictionary is empty');
    self.entries.delete(last[0]);
    interpreter.changed(self);
    return new TupleValue([last[1].key, last[1].value]);
  }),
  native('update', 'self, other=, /, **keywords', CHANGES, (args, interpreter) => {
    const self = dictOf(args, interpreter);
    const other = args.get('other');
    if (other !== undefined) update(interpreter, self, other);
    for (const [name, value] of args.keywords) setEntry(interpreter, self, str(name), value);
    interpreter.changed(self);
    return NONE;
  }),
  native('copy', 'self, /', (args, interpreter) => {
    const self = dictOf(args, interpreter);
    const copy = new DictValue(self.type, self.factory);
    update(interpreter, copy, self);
    return copy;
  }),
  native('clear', 'self, /', CHANGES, (args, interpreter) => {
    const self = dictOf(args, interpreter);
    self.entries.clear();
    interpreter.changed(self);
    return NONE;
  }),
];

/** A method of sets that takes any iterable, in the place of an operator. */
function combining(name: string, operator: string, inPlace: boolean): NativeFunction {
  return native(name, 'self, /, *others', inPlace ? CHANGES : {}, (args, interpreter) => {
    const self = setOf(args, interpreter);
    let result = setArithmetic(interpreter, '|', self, new SetValue());
    for (const other of args.rest) {
      const set = new SetValue();
      for (const item of interpreter.iterate(other)) addItem(interpreter, set, item);
      result = setArithmetic(interpreter, operator, result, set);
      result.doubt = either(result.doubt, other.doubt);
    }
    if (!inPlace) return result;
    self.items.clear();
    for (const [key, item] of result.items) self.items.set(key, item);
    interpreter.changed(self, result.doubt);
    return NONE;
  });
}

function setComparison(name: string, operator: '<=' | '>='): NativeFunction {
  return native(name, 'self, other, /', (args, interpreter) => {
    const other = new SetValue();
    for (const item of interpreter.iterate(args.need('other'))) addItem(interpreter, other, item);
    return compare(interpreter, operator, setOf(args, interpreter), other);
  });
}

/** The methods of `set`. */
export const setMethods: readonly NativeFunction[] = [
  native('add', 'self, elem, /', CHANGES, (args, interpreter) => {
    const self = setOf(args, interpreter);
    addItem(interpreter, self, args.need('elem'));
    interpreter.changed(self);
    return NONE;
  }),
  native('discard', 'self, elem, /', CHANGES, (args, interpreter) => {
    const self = setOf(args, interpreter);
    self.items.delete(hashKey(interpreter, args.need('elem')));
    interpreter.changed(self, args.need('elem').doubt);
    return NONE;
  }),
  native('remove', 'self, elem, /', CHANGES, (args, interpreter) => {
    const self = setOf(args, interpreter);
    const deleted = self.items.delete(hashKey(interpreter, args.need('elem')));
    interpreter.changed(self, args.need('elem').doubt);
    if (!deleted) throw keyError(interpreter, args.need('elem'));
    return NONE;
  }),
  combining('union', '|', false),
  combining('intersection', '&', false),
  combining('difference', '-', false),
  combining('symmetric_difference', '^', false),
  combining('update', '|', true),
  setComparison('issubset', '<='),
  setComparison('issuperset', '>='),
  native('isdisjoint', 'self, other, /', (args, interpreter) => {
    const self = setOf(args, interpreter);
    for (const item of interpreter.iterate(args.need('other')))
      if (self.items.has(hashKey(interpreter, item))) return bool(false, item.doubt);
    return bool(true);
  }),
  native('copy', 'self, /', (args, interpreter) =>
    setArithmetic(interpreter, '|', setOf(args, interpreter), new SetValue()),
  ),
];
