import { either } from '../object/doubt';
import { NotUnderstood } from '../object/errors';
import { getEntry, hashKey, setEntry } from '../protocol/hashing';
import { deleteEntry, getItem, keyError } from '../protocol/items';
import { collect, inWords } from '../protocol/iteration';
import type { Interpreter } from '../object/interpreter';
import { native } from '../object/native';
import { dictType } from '../object/types';
import { withDoubt } from '../object/withDoubt';
import { DictValue, type NativeFunction, NONE, str, TupleValue, type Value } from '../object/values';
import { CHANGES, methodOf } from './containerMethod';
import { viewMethods } from './dictView';

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
    const message = `cannot convert dictionary update sequence element #${i} to a sequence`;
    const items = inWords(interpreter, () => collect(interpreter, pair), message, true);
    const [key, value] = items;
    if (key === undefined || value === undefined || items.length !== 2)
      return interpreter.raise(
        'ValueError',
        `dictionary update sequence element #${i} has length ${items.length}; 2 is required`,
        dict.type !== undefined,
      );
    setEntry(interpreter, dict, key, value);
    i++;
  }
  dict.doubt = either(dict.doubt, source.doubt);
}

/** `dict.fromkeys`: those of other classes make objects of their own. */
export const fromKeys = native('fromkeys', 'cls, iterable, value=, /', (args, interpreter) => {
  const [type, iterable, dict] = [args.need('cls'), args.need('iterable'), new DictValue()];
  if (type !== dictType) return interpreter.giveUp('fromkeys');
  for (const key of interpreter.iterate(iterable)) {
    if (key.kind === 'unknown') throw new NotUnderstood(key.doubt, key.harmless);
    setEntry(interpreter, dict, key, args.get('value') ?? NONE);
  }
  return withDoubt(dict, iterable.doubt);
});

const changing = methodOf('dict', CHANGES);
const getting = methodOf('dict', { takesUnknown: true, ownDoubt: true });
const keeping = methodOf('dict', { ...CHANGES, ownDoubt: true });

/** The methods of `dict`. */
export const dictMethods: readonly NativeFunction[] = [
  ...viewMethods,
  getting('get', 'self, key, default=, /', (self, args, interpreter) => {
    const key = args.need('key');
    const found = getEntry(interpreter, self, key) ?? args.get('default') ?? NONE;
    return withDoubt(found, either(self.doubt, key.doubt));
  }),
  keeping('setdefault', 'self, key, default=, /', (self, args, interpreter) => {
    const key = args.need('key');
    const found = getEntry(interpreter, self, key);
    const value = found ?? args.get('default') ?? NONE;
    if (found === undefined) setEntry(interpreter, self, key, value);
    return withDoubt(value, either(self.doubt, key.doubt));
  }),
  changing('pop', 'self, key, default=, /', (self, args, interpreter) => {
    const key = args.need('key');
    // An empty one does not look whether its key can be one.
    const found = self.entries.size === 0 ? undefined : getEntry(interpreter, self, key);
    if (found !== undefined && self.writes?.delete(key) === true) return found;
    if (found !== undefined || self.writes === undefined) interpreter.changed(self, key.doubt);
    if (found === undefined) {
      const otherwise = args.get('default');
      if (otherwise !== undefined) return otherwise;
      throw keyError(interpreter, key);
    }
    self.entries.delete(hashKey(interpreter, key));
    return found;
  }),
  changing('popitem', 'self, /', (self, _, interpreter) => {
    interpreter.meter.work(self.entries.size * 2);
    let last: readonly [string, { readonly key: Value; readonly value: Value }] | undefined;
    for (const entry of self.entries) last = entry;
    if (last === undefined) return interpreter.raise('KeyError', 'popitem(): dictionary is empty');
    self.entries.delete(last[0]);
    interpreter.changed(self);
    return new TupleValue([last[1].key, last[1].value]);
  }),
  ...['__init__', 'update'].map((name) =>
    changing(name, 'self, other=, /, **keywords', (self, args, interpreter) => {
      const other = args.get('other');
      if (other !== undefined) update(interpreter, self, other);
      for (const [key, value] of args.keywords) setEntry(interpreter, self, str(key), value);
      if (self.writes === undefined) interpreter.changed(self);
      return NONE;
    }),
  ),
  methodOf('dict')('__getitem__', 'self, key, /', (self, args, interpreter) =>
    getItem(interpreter, self, args.need('key')),
  ),
  changing('__setitem__', 'self, key, value, /', (self, args, interpreter) => {
    setEntry(interpreter, self, args.need('key'), args.need('value'));
    if (self.writes === undefined) interpreter.changed(self);
    return NONE;
  }),
  changing('__delitem__', 'self, key, /', (self, args, interpreter) => {
    deleteEntry(interpreter, self, args.need('key'));
    return NONE;
  }),
  methodOf('dict')('copy', 'self, /', (self, _, interpreter) => {
    const copy = new DictValue(self.own === undefined ? self.type : undefined, self.factory);
    update(interpreter, copy, self);
    return copy;
  }),
  changing('clear', 'self, /', (self, _, interpreter) => {
    self.entries.clear();
    interpreter.changed(self);
    return NONE;
  }),
];
