import { KEYWORDS } from '../../syntax/ast/lowering';
import { ownNames } from '../../library/names';
import { either } from '../object/doubt';
import { getEntry, hashKey, setEntry } from '../protocol/hashing';
import { keyError } from '../protocol/items';
import { collect } from '../protocol/iteration';
import { mayHave } from '../protocol/attributes';
import { native, nativeClass } from '../object/native';
import { dictType, tupleType, typeOf } from '../object/types';
import type { Interpreter } from '../object/interpreter';
import type { ClassValue, NativeArguments, Value } from '../object/values';
import { DictValue, ListValue, NONE, str, TRUE, TupleValue, WrappedFunction } from '../object/values';
import { makeModule } from './make';
import { update } from '../builtins/dict';
import { orderedViewMethods } from '../builtins/dictView';
import { isCallable } from '../builtins/objectFunctions';

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
    native('popitem', 'self, last=', { mutates: true }, (_, interpreter) => interpreter.giveUp('popitem')),
    native('move_to_end', 'self, key, last=', { mutates: true }, (args, interpreter) => {
      const [self, key, last] = [dictOf(args, interpreter), args.need('key'), args.get('last') ?? TRUE];
      if (last.kind !== 'bool' || key.kind !== 'str') return interpreter.giveUp('move_to_end');
      const value = getEntry(interpreter, self, key);
      if (value === undefined) throw keyError(interpreter, key);
      interpreter.changed(self, either(key.doubt, last.doubt));
      const own = hashKey(interpreter, key);
      const others = [...self.entries].filter(([name]) => name !== own);
      self.entries.clear();
      if (!last.value) self.entries.set(own, { key, value });
      for (const [name, entry] of others) self.entries.set(name, entry);
      self.entries.set(own, { key, value });
      return NONE;
    }),
    native('__repr__', 'self', (args, interpreter) => {
      const self = dictOf(args, interpreter);
      if (self.entries.size === 0) return str('OrderedDict()', self.doubt);
      const pairs = new ListValue(
        [...self.entries.values()].map(({ key, value }) => new TupleValue([key, value])),
      );
      const text = interpreter.repr(pairs);
      // From Python 3.12 on it is written as a dict is.
      const doubt = either(
        self.doubt,
        either(text.doubt, interpreter.about('version', 'how an OrderedDict is written')),
      );
      return str(`OrderedDict(${text.value})`, doubt);
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
  missing: (self, name) =>
    name === 'default_factory' && self.kind === 'dict' ? (self.factory ?? NONE) : undefined,
  construct: native('defaultdict', 'cls, default_factory=, source=, /, **keywords', (args, interpreter) => {
    const factory = args.get('default_factory') ?? NONE;
    const isKnown = factory.kind !== 'none' && factory.kind !== 'unknown';
    if (isKnown && !isCallable(factory))
      return mayHave(factory, '__call__')
        ? interpreter.giveUp('this factory')
        : interpreter.raise('TypeError', 'first argument must be callable or None');
    const dict = new DictValue(defaultDictType, factory.kind === 'none' ? undefined : factory);
    return filled(dict, args, interpreter);
  }),
});

/** A class of named tuples, as `collections.namedtuple` and `typing.NamedTuple` make it. */
export function namedTuple(
  name: string,
  module: string,
  fields: readonly string[],
  defaults: ReadonlyMap<string, Value> = new Map(),
): ClassValue {
  const itemsOf = (self: Value): readonly Value[] => (self.kind === 'tuple' ? self.items : []);
  const make = (items: readonly Value[]): Value => new TupleValue(items, undefined, type);
  const table = (pairs: Iterable<readonly [string, Value]>, interpreter: Interpreter): DictValue => {
    const dict = new DictValue();
    for (const [key, value] of pairs) setEntry(interpreter, dict, str(key), value);
    return dict;
  };
  const type: ClassValue = nativeClass(name, {
    module,
    bases: [tupleType],
    members: [
      native('__repr__', 'self', (args, interpreter) => {
        const self = args.need('self');
        let { doubt } = self;
        const parts = fields.map((field, i) => {
          const text = interpreter.repr(itemsOf(self)[i] ?? NONE);
          doubt = either(doubt, text.doubt);
          return `${field}=${text.value}`;
        });
        return str(`${typeOf(self)?.name ?? name}(${parts.join(', ')})`, doubt);
      }),
      native('_asdict', 'self', (args, interpreter) =>
        table(
          fields.map((field, i) => [field, itemsOf(args.need('self'))[i] ?? NONE]),
          interpreter,
        ),
      ),
      native('_replace', 'self, /, **keywords', (args, interpreter) => {
        const odd = [...args.keywords.keys()].filter((key) => !fields.includes(key));
        if (odd.length > 0) return interpreter.giveUp('_replace');
        return make(itemsOf(args.need('self')).map((item, i) => args.keywords.get(fields[i] ?? '') ?? item));
      }),
    ],
    properties: Object.fromEntries(
      fields.map((field, i) => [field, (self: Value) => itemsOf(self)[i] ?? NONE]),
    ),
    construct: native(
      name,
      ['cls', ...fields.map((field) => field + (defaults.has(field) ? '=' : ''))].join(', '),
      (args) => make(fields.map((field) => args.get(field) ?? defaults.get(field) ?? NONE)),
    ),
  });
  const whole = native('_make', 'cls, iterable', (args, interpreter) => {
    const items = collect(interpreter, args.need('iterable'));
    if (items.length === fields.length) return make(items);
    return interpreter.raise('TypeError', `Expected ${fields.length} arguments, got ${items.length}`);
  });
  type.members.set('_make', new WrappedFunction('classmethod', whole));
  type.members.set('_fields', new TupleValue(fields.map((field) => str(field))));
  type.members.set('__match_args__', new TupleValue(fields.map((field) => str(field))));
  return type;
}

/** `namedtuple(name, fields)`. */
const namedtuple = native(
  'namedtuple',
  'typename, field_names, *, rename=, defaults=',
  (args, interpreter) => {
    const [name, names] = [args.need('typename'), args.need('field_names')];
    const notThis = (): never => interpreter.giveUp('this named tuple');
    if (name.kind !== 'str' || args.get('rename') !== undefined) return notThis();
    const fields =
      names.kind === 'str'
        ? names.value.split(/[\s,]+/).filter((one) => one !== '')
        : collect(interpreter, names).map((one) => (one.kind === 'str' ? one.value : notThis()));
    const isName = (field: string): boolean => /^[a-zA-Z]\w*$/.test(field) && !KEYWORDS.has(field);
    if (![name.value, ...fields].every(isName) || new Set(fields).size < fields.length) return notThis();
    const given = args.get('defaults') ?? NONE;
    const values = given.kind === 'none' ? [] : collect(interpreter, given);
    const last = fields
      .slice(fields.length - values.length)
      .map((field, i) => [field, values[i] ?? NONE] as const);
    return values.length > fields.length
      ? notThis()
      : namedTuple(name.value, '__main__', fields, new Map(last));
  },
);

/** What the operators and functions that know tuples do not ask their classes for. */
const UNHEEDED = /^__(?:bool|contains|eq|ge|getitem|gt|hash|iter|le|len|lt|ne|reversed)__$/;

/** `typing.NamedTuple`: its fields are what the body annotates. */
export const namedTupleBase = nativeClass('NamedTuple', {
  module: 'typing',
  construct: native('NamedTuple', 'cls, *args, **keywords', (_, interpreter) =>
    interpreter.giveUp('NamedTuple'),
  ),
  derive: ({ name, module, members, annotated }, interpreter) => {
    if ([...members.keys()].some((key) => UNHEEDED.test(key))) return interpreter.giveUp('this named tuple');
    const fields = [...annotated.keys()];
    const made = namedTuple(name, module, fields, members);
    for (const [key, value] of members) {
      if (fields.includes(key)) continue;
      if (value.kind === 'function') value.owner ??= made;
      made.members.set(key, value);
    }
    return made;
  },
});

/** `collections`. */
export const collectionsModule = makeModule('collections', {
  OrderedDict: orderedDictType,
  defaultdict: defaultDictType,
  namedtuple,
});
