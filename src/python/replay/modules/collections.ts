import { ownNames } from '../object/classNames';
import { either } from '../object/doubt';
import { getEntry, hashKey, setEntry } from '../protocol/hashing';
import { indexOf } from '../protocol/items';
import { collect } from '../protocol/iteration';
import { native, nativeClass } from '../object/native';
import { binary } from '../protocol/operators';
import { dictType, tupleType } from '../object/types';
import type { Interpreter } from '../object/interpreter';
import type { ClassValue, NativeArguments, Value } from '../object/values';
import { DictValue, int, ListValue, NONE, PropertyValue, str, TupleValue } from '../object/values';
import { makeModule } from './make';
import { update } from '../builtins/dict';
import { orderedViewMethods } from '../builtins/dictView';
import { fieldsText } from '../protocol/text';

function dictOf(args: NativeArguments, interpreter: Interpreter): DictValue {
  const self = args.need('self');
  return self.kind === 'dict' ? self : interpreter.giveUp('this dict');
}

/** A new dict with what its constructor is given. */
function filled(dict: DictValue, args: NativeArguments, interpreter: Interpreter): DictValue {
  const source = args.get('source');
  if (source !== undefined) update(interpreter, dict, source);
  for (const [name, value] of args.keywords) setEntry(interpreter, dict, str(name), value);
  return dict;
}

/** The pairs of a dict as a plain dict shows them. */
function plain(dict: DictValue): DictValue {
  const copy = new DictValue();
  for (const [key, entry] of dict.entries) copy.entries.set(key, entry);
  copy.doubt = dict.doubt;
  return copy;
}

const orderedDictType: ClassValue = nativeClass('OrderedDict', {
  module: 'collections',
  bases: [dictType],
  known: ownNames('OrderedDict'),
  members: [
    ...orderedViewMethods,
    native('__repr__', 'self', (args, interpreter) => {
      const self = dictOf(args, interpreter);
      if (self.entries.size === 0) return str('OrderedDict()', self.doubt);
      const pairs = new ListValue(
        [...self.entries.values()].map(({ key, value }) => new TupleValue([key, value])),
      );
      const text = interpreter.repr(pairs);
      return str(`OrderedDict(${text.value})`, either(self.doubt, text.doubt));
    }),
  ],
  construct: native('OrderedDict', 'cls, source=, /, **keywords', (args, interpreter) =>
    filled(new DictValue(orderedDictType), args, interpreter),
  ),
});

const defaultDictType: ClassValue = nativeClass('defaultdict', {
  module: 'collections',
  bases: [dictType],
  known: ownNames('defaultdict'),
  members: [
    native('__repr__', 'self', (args, interpreter) => {
      const self = dictOf(args, interpreter);
      const text = interpreter.repr(plain(self));
      const factory = interpreter.repr(self.factory ?? NONE);
      return str(`defaultdict(${factory.value}, ${text.value})`, either(text.doubt, factory.doubt));
    }),
  ],
  construct: native('defaultdict', 'cls, default_factory=, source=, /, **keywords', (args, interpreter) => {
    const factory = args.get('default_factory');
    const dict = new DictValue(defaultDictType, factory?.kind === 'none' ? undefined : factory);
    return filled(dict, args, interpreter);
  }),
});

/** The pairs of a Counter, the most common first. */
function mostCommon(interpreter: Interpreter, dict: DictValue): TupleValue[] {
  interpreter.meter.makeSlots(dict.entries.size * 8);
  interpreter.meter.work(dict.entries.size * 100);
  const pairs = [...dict.entries.values()].map(({ key, value }) => ({
    pair: new TupleValue([key, value]),
    count: value.kind === 'int' ? value.value : interpreter.giveUp('this count'),
  }));
  pairs.sort((a, b) => (a.count > b.count ? -1 : a.count < b.count ? 1 : 0));
  return pairs.map(({ pair }) => pair);
}

const counterType: ClassValue = nativeClass('Counter', {
  module: 'collections',
  bases: [dictType],
  known: ownNames('Counter'),
  members: [
    native('__repr__', 'self', (args, interpreter) => {
      const self = dictOf(args, interpreter);
      if (self.entries.size === 0) return str('Counter()', self.doubt);
      const sorted = new DictValue();
      for (const { items } of mostCommon(interpreter, self))
        setEntry(interpreter, sorted, items[0] ?? NONE, items[1] ?? NONE);
      const text = interpreter.repr(sorted);
      return str(`Counter(${text.value})`, either(self.doubt, text.doubt));
    }),
    native('most_common', 'self, n=', (args, interpreter) => {
      const self = dictOf(args, interpreter);
      const n = args.get('n');
      const pairs = mostCommon(interpreter, self);
      const count =
        n === undefined || n.kind === 'none' ? pairs.length : Number(indexOf(interpreter, n) ?? 0);
      return new ListValue(pairs.slice(0, count), self.doubt);
    }),
    native('__missing__', 'self, key', () => int(0)),
    native('total', 'self', (args, interpreter) => {
      const self = dictOf(args, interpreter);
      let total: Value = int(0, self.doubt);
      for (const { value } of self.entries.values()) total = binary(interpreter, '+', total, value);
      return total;
    }),
    native('elements', 'self', (_, interpreter) => interpreter.giveUp('Counter.elements')),
    native('update', 'self, iterable', { mutates: true }, (args, interpreter) => {
      countInto(interpreter, dictOf(args, interpreter), args.need('iterable'));
      return NONE;
    }),
    native('subtract', 'self, iterable', { mutates: true }, (_, interpreter) =>
      interpreter.giveUp('Counter.subtract'),
    ),
    native('__add__', 'self, other', (_, interpreter) => interpreter.giveUp('adding counters')),
  ],
  construct: native('Counter', 'cls, iterable=, /, **keywords', (args, interpreter) => {
    // What is missing counts as none, but is not put in.
    const dict = new DictValue(counterType);
    const source = args.get('iterable');
    if (args.keywords.size > 0 || source?.kind === 'none') return interpreter.giveUp('this Counter');
    if (source !== undefined) countInto(interpreter, dict, source);
    return dict;
  }),
});

function countInto(interpreter: Interpreter, dict: DictValue, source: Value): void {
  const add = (key: Value, count: Value): void => {
    const before = getEntry(interpreter, dict, key) ?? int(0);
    setEntry(interpreter, dict, key, binary(interpreter, '+', before, count));
  };
  if (source.kind === 'dict') for (const { key, value } of source.entries.values()) add(key, value);
  else
    for (const item of interpreter.iterate(source)) {
      hashKey(interpreter, item);
      add(item, int(1));
    }
  dict.doubt = either(dict.doubt, source.doubt);
}

/** `namedtuple(name, fields)`. */
const namedtuple = native('namedtuple', 'typename, field_names', (args, interpreter) => {
  const [name, names] = [args.need('typename'), args.need('field_names')];
  if (name.kind !== 'str') return interpreter.giveUp('this named tuple');
  const fields =
    names.kind === 'str'
      ? names.value.split(/[\s,]+/).filter((one) => one !== '')
      : collect(interpreter, names).map((one) =>
          one.kind === 'str' ? one.value : interpreter.giveUp('this named tuple'),
        );
  const type: ClassValue = nativeClass(name.value, {
    module: '__main__',
    bases: [tupleType],
    members: [
      native('__repr__', 'self', (inner, running) => {
        const self = inner.need('self');
        const items = self.kind === 'tuple' ? self.items : [];
        const text = fieldsText(running, name.value, fields, (_, i) => items[i] ?? NONE);
        return str(text.value, either(self.doubt, text.doubt));
      }),
    ],
    construct: native(name.value, ['cls', ...fields].join(', '), (inner) => {
      const items = fields.map((one) => inner.need(one));
      return new TupleValue(items, undefined, type);
    }),
  });
  fields.forEach((one, i) => {
    type.members.set(
      one,
      new PropertyValue(
        native(one, 'self', (inner) => {
          const self = inner.need('self');
          return (self.kind === 'tuple' ? self.items[i] : undefined) ?? NONE;
        }),
      ),
    );
  });
  return type;
});

/** `collections`. */
export const collectionsModule = makeModule('collections', {
  OrderedDict: orderedDictType,
  defaultdict: defaultDictType,
  Counter: counterType,
  namedtuple,
});
