import { numericHash } from '../../primitives/numbers';
import { ENTRY_BYTES, VALUE_BYTES } from '../../primitives/budget';
import { NotUnderstood } from '../object/errors';
import { lookUp } from '../object/mro';
import { typeName } from '../object/types';
import { withDoubt } from '../object/withDoubt';
import type { Interpreter } from '../object/interpreter';
import { type DictValue, isMutable, SetValue, type Value } from '../object/values';
import { either } from '../object/doubt';

const identities = new WeakMap<object, number>();
let lastIdentity = 0;

/** A number for an object, the same whenever it is asked for. */
function identityOf(object: object): number {
  let identity = identities.get(object);
  if (identity === undefined) identities.set(object, (identity = ++lastIdentity));
  return identity;
}

/** What it takes to make a key and look it up. */
const KEY_WORK = 15;

/** Deeper than this nobody nests keys. */
const DEEPEST = 300;

/**
 * The keys of the tuples and frozen sets of one replay: each has one short name for all that it holds, so that what is
 * shared within it is looked at once, and not for each way that leads there.
 */
export class KeyNames {
  private readonly names = new Map<string, string>();
  private readonly known = new WeakMap<Value, string>();
  private depth = 0;

  /** The name of an object, by what it holds; made only where the object is new. */
  nameOf(interpreter: Interpreter, value: Value, contents: () => string[]): string {
    const before = this.known.get(value);
    if (before !== undefined) return before;
    if (this.depth >= DEEPEST) throw new NotUnderstood(interpreter.about('tooLarge'));
    this.depth++;
    let parts;
    try {
      parts = contents();
    } finally {
      this.depth--;
    }
    interpreter.meter.makeText(parts.reduce((sum, part) => sum + part.length + 3, 0));
    const key = value.kind + JSON.stringify(parts);
    let name = this.names.get(key);
    if (name === undefined) {
      interpreter.meter.hold(ENTRY_BYTES);
      this.names.set(key, (name = `#${this.names.size}`));
    }
    this.known.set(value, name);
    return name;
  }
}

/** Integers up to here are written in decimals, greater ones in a notation that takes no longer than they are. */
const SHORT = 2n ** 64n;

function keyOfInteger(value: bigint): string {
  return value < SHORT && value > -SHORT ? `n${value}` : `N${value.toString(32)}`;
}

/** `hash(number)`; undefined for nan, and for what is no number. */
export function hashOfNumber(number: Value): bigint | undefined {
  if (number.kind === 'bool') return number.value ? 1n : 0n;
  return number.kind === 'int' || number.kind === 'float' ? numericHash(number.value) : undefined;
}

/** The key by which a value is looked for among those of a set: one that is itself a set as the frozen one that is equal. */
export function memberKey(interpreter: Interpreter, value: Value): string {
  if (value.kind !== 'set' || value.frozen) return hashKey(interpreter, value);
  const frozen = new SetValue(true);
  for (const [key, item] of value.items) frozen.items.set(key, item);
  return hashKey(interpreter, frozen);
}

/** A text that is equal for values which are equal as keys. Raises TypeError for what is not hashable. */
export function hashKey(interpreter: Interpreter, value: Value): string {
  const { meter } = interpreter;
  meter.work(KEY_WORK);
  switch (value.kind) {
    case 'none':
    case 'ellipsis':
    case 'notImplemented':
      return value.kind;
    case 'bool':
      return value.value ? 'n1' : 'n0';
    case 'int':
      meter.workOnInteger(value.value);
      return keyOfInteger(value.value);
    case 'float':
      if (Number.isInteger(value.value)) return keyOfInteger(BigInt(value.value));
      // Two nans are two keys, unless they are one object.
      return Number.isNaN(value.value) ? `i${identityOf(value)}` : `n${value.value}`;
    case 'str':
      meter.work(value.value.length / 2);
      return `s${value.value}`;
    case 'tuple':
      return interpreter.keyName(value, () =>
        value.items.map((item) => {
          meter.step();
          return hashKey(interpreter, item);
        }),
      );
    case 'range':
      return `r${value.start},${value.stop},${value.step}`;
    case 'list':
    case 'dict':
    case 'slice':
      return interpreter.raise('TypeError', `unhashable type: '${typeName(value)}'`);
    case 'set':
      if (!value.frozen) return interpreter.raise('TypeError', `unhashable type: 'set'`);
      return interpreter.keyName(value, () => {
        meter.work(value.items.size * 20);
        return [...value.items.keys()].sort();
      });
    case 'instance': {
      const own = lookUp(value.type, '__hash__');
      const hash = own?.kind === 'builtin' ? interpreter.call(own, [value]) : undefined;
      if (hash?.kind === 'str') return `k${identityOf(value.type)}:${hash.value}`;
      // Who says what equals has no hash, unless the same class says which.
      const says = value.type.mro.find(({ members }) => members.has('__eq__') || members.has('__hash__'));
      const equals = lookUp(value.type, '__eq__');
      if (
        says?.native === undefined &&
        says?.members.has('__hash__') === false &&
        equals?.kind === 'function'
      )
        return interpreter.raise('TypeError', `unhashable type: '${value.type.name}'`);
      if ((equals !== undefined && equals.kind !== 'unknown') || own !== undefined)
        return interpreter.giveUp('a hash of its own');
      return `i${identityOf(value)}`;
    }
    case 'native': {
      const key = lookUp(value.type, '__hash__');
      if (key === undefined && !value.hashesById && lookUp(value.type, '__eq__') !== undefined)
        return interpreter.giveUp('a hash of this');
      if (key === undefined) return `i${identityOf(value.identity)}`;
      const hash = interpreter.call(key, [value]);
      if (/^(?:bool|int|float)$/.test(hash.kind)) return hashKey(interpreter, hash);
      return hash.kind === 'str' ? `k${value.type.name}:${hash.value}` : interpreter.giveUp('this key');
    }
    case 'unknown':
      return interpreter.giveUp('an unknown key');
    default:
      return `i${identityOf(value)}`;
  }
}

/** `dict[key] = value`. An unknown key puts the whole in doubt. */
export function setEntry(interpreter: Interpreter, dict: DictValue, key: Value, value: Value): void {
  if (dict.writes !== undefined) {
    dict.writes.set(key, value);
    return;
  }
  const doubt = either(key.doubt, interpreter.control);
  if (doubt !== undefined) dict.doubt = either(dict.doubt, doubt);
  if (key.kind === 'unknown') return;
  if (isMutable(value)) interpreter.doubtAll(key.doubt);
  const hash = hashKey(interpreter, key);
  const entry = dict.entries.get(hash);
  if (entry !== undefined) entry.value = value;
  else {
    interpreter.meter.make(1, VALUE_BYTES + ENTRY_BYTES + 2 * hash.length);
    dict.entries.set(hash, { key, value });
  }
}

/** The value of a key, in doubt where key or dict are; undefined where there is none. */
export function getEntry(interpreter: Interpreter, dict: DictValue, key: Value): Value | undefined {
  const value = dict.entries.get(hashKey(interpreter, key))?.value;
  return value && withDoubt(value, either(dict.doubt, key.doubt));
}

/** A set with what an iterable gives; it takes no doubt over. What came before an iterator's error is in it. */
export function setFrom(interpreter: Interpreter, items: Value, set = new SetValue()): SetValue {
  const all = items.kind === 'set' ? [...items.items.values()] : interpreter.iterate(items);
  if (/^(?:set|dict)$/.test(items.kind) && set.items.size > 0) set.history ??= 'merged';
  for (const item of all) addItem(interpreter, set, item);
  return set;
}

/** `set.add(item)`. */
export function addItem(interpreter: Interpreter, set: SetValue, item: Value): void {
  const doubt = either(item.doubt, interpreter.control);
  if (doubt !== undefined) set.doubt = either(set.doubt, doubt);
  if (item.kind === 'unknown') return;
  const hash = hashKey(interpreter, item);
  if (!set.items.has(hash)) {
    interpreter.meter.make(1, VALUE_BYTES + ENTRY_BYTES + 2 * hash.length);
    set.items.set(hash, item);
  }
}
