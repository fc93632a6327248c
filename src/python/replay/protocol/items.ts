import { attributeOfType, mayHave } from './attributes';
import { SLOT_BYTES } from '../../primitives/budget';
import { type Doubt, either } from '../object/doubt';
import { markChanged, markReachable, reachesCallback } from './effects';
import { NotUnderstood } from '../object/errors';
import { getEntry, setEntry, hashKey } from './hashing';
import { collect, inWords, iteratorOf } from './iteration';
import { special } from './specialMethods';
import { lookUp } from '../object/mro';
import { genericType, typeName, typeType } from '../object/types';
import { withDoubt } from '../object/withDoubt';
import type { Interpreter } from '../object/interpreter';
import type { DictValue, SliceValue, Value } from '../object/values';
import { ownOf } from '../object/own';
import {
  IntValue,
  isMutable,
  ListValue,
  RangeValue,
  StrValue,
  TupleValue,
  UnknownValue,
} from '../object/values';
import { pythonError } from '../object/exceptions';

/** The integer that an index stands for; undefined where it is none. */
export function indexOf(interpreter: Interpreter, value: Value): bigint | undefined {
  if (value.kind === 'int') return value.value;
  if (value.kind === 'bool') return value.value ? 1n : 0n;
  if (value.kind === 'instance' || value.kind === 'native') {
    const index = special(interpreter, value, '__index__');
    // The doubt of a tensor's elements is not its handle's, of which alone those who ask know.
    if (index?.doubt !== undefined && value.doubt === undefined) throw new NotUnderstood(index.doubt);
    if (index?.kind === 'int') return index.value;
    if (index?.kind === 'unknown') return interpreter.giveUp('this index');
  }
  return undefined;
}

/** `operator.index(value)`: what CPython asks of whatever takes a whole number. Raises TypeError. */
export function wholeOf(interpreter: Interpreter, value: Value): bigint {
  const name = typeName(value);
  const index = indexOf(interpreter, value);
  return index ?? interpreter.raise('TypeError', `'${name}' object cannot be interpreted as an integer`);
}

/** The same, of a size or a count, which C keeps in a word. Raises OverflowError, too. */
export function sizeOf(interpreter: Interpreter, value: Value): number {
  const size = wholeOf(interpreter, value);
  if (BigInt.asIntN(64, size) === size) return Number(size);
  return interpreter.raise('OverflowError', 'Python int too large to convert to C ssize_t');
}

/** `start, stop, step` of a slice over so many elements, as `slice.indices` gives them. */
export function sliceBounds(
  interpreter: Interpreter,
  slice: SliceValue,
  length: number,
): { readonly start: number; readonly stop: number; readonly step: number } {
  const read = (value: Value): number | undefined => {
    if (value.kind === 'none') return undefined;
    const index = indexOf(interpreter, value);
    if (index === undefined)
      return interpreter.raise(
        'TypeError',
        'slice indices must be integers or None or have an __index__ method',
      );
    // Farther than any length there is nothing.
    const far = 2n ** 52n;
    return Number(index > far ? far : index < -far ? -far : index);
  };
  const step = read(slice.step) ?? 1;
  if (step === 0) interpreter.raise('ValueError', 'slice step cannot be zero');
  const [low, high] = step > 0 ? [0, length] : [-1, length - 1];
  const clamp = (index: number): number => Math.min(high, Math.max(low, index < 0 ? index + length : index));
  const start = read(slice.start);
  const stop = read(slice.stop);
  return {
    start: start === undefined ? (step > 0 ? low : high) : clamp(start),
    stop: stop === undefined ? (step > 0 ? high : low) : clamp(stop),
    step,
  };
}

/** The places that a slice picks out of so many. */
export function slicePlaces(interpreter: Interpreter, slice: SliceValue, length: number): number[] {
  const { start, stop, step } = sliceBounds(interpreter, slice, length);
  interpreter.meter.make(Math.max(0, Math.ceil((stop - start) / step)), 2 * SLOT_BYTES);
  const places: number[] = [];
  for (let i = start; step > 0 ? i < stop : i > stop; i += step) places.push(i);
  return places;
}

function doubtOfKey(key: Value): Doubt | undefined {
  if (key.kind !== 'slice') return key.doubt;
  return either(key.doubt, either(key.start.doubt, either(key.stop.doubt, key.step.doubt)));
}

function isUnknownKey(key: Value): UnknownValue | undefined {
  const parts = key.kind === 'slice' ? [key.start, key.stop, key.step] : [key];
  return parts.find((one) => one.kind === 'unknown');
}

/** `object[key]`. */
export function getItem(interpreter: Interpreter, object: Value, key: Value): Value {
  if (object.kind === 'unknown' && reachesCallback([key])) return interpreter.unknown('a function as a key');
  if (object.kind === 'unknown') return object.derived(object.name && `${object.name}[…]`);
  // To call `Box[int]` makes a Box.
  if (object.kind === 'class' && object.mro.includes(genericType)) {
    const name = `${object.name}[…]`;
    const reaches = object === genericType ? [] : [object];
    return new UnknownValue(interpreter.about('notUnderstood', name), true, name, reaches);
  }
  const unknown = isUnknownKey(key);
  if (unknown !== undefined) {
    if (object.kind === 'dict' || object.kind === 'list') markElements(object, unknown.doubt);
    return new UnknownValue(unknown.doubt);
  }
  const doubt = either(object.doubt, doubtOfKey(key));
  switch (object.kind) {
    case 'list':
    case 'tuple': {
      const { kind, items } = object;
      markEach(items, key.doubt);
      if (key.kind === 'slice') {
        const picked = slicePlaces(interpreter, key, items.length).flatMap((i) => items[i] ?? []);
        if (kind === 'list') return new ListValue(picked, doubt);
        return new TupleValue(picked, doubt, object.type?.name === 'Size' ? object.type : undefined);
      }
      return withDoubt(itemOf(interpreter, kind, items, key, doubt), doubt);
    }
    case 'str': {
      const characters = charactersOf(interpreter, object);
      if (key.kind === 'slice') {
        const { start, stop, step } = sliceBounds(interpreter, key, characters.length);
        if (step === 1 && typeof characters === 'string') {
          interpreter.meter.makeText(Math.max(0, stop - start));
          return new StrValue(characters.slice(start, Math.max(start, stop)), doubt);
        }
        const places = slicePlaces(interpreter, key, characters.length);
        return new StrValue(places.map((i) => characters[i] ?? '').join(''), doubt);
      }
      const index = positionOf(interpreter, 'string', characters.length, key, doubt);
      return new StrValue(characters[index] ?? '', doubt);
    }
    case 'range': {
      const length = Number(object.length);
      if (key.kind === 'slice') {
        const { start, stop, step } = sliceBounds(interpreter, key, length);
        const at = (i: number): bigint => object.start + object.step * BigInt(i);
        return new RangeValue(at(start), at(stop), object.step * BigInt(step), doubt);
      }
      const index = positionOf(interpreter, 'range object', length, key, doubt);
      return new IntValue(object.start + object.step * BigInt(index), doubt);
    }
    case 'dict': {
      if (key.doubt !== undefined) markElements(object, key.doubt);
      const value = getEntry(interpreter, object, key);
      if (value !== undefined) return withDoubt(value, doubt);
      if (object.factory !== undefined) {
        const made = interpreter.call(object.factory, []);
        setEntry(interpreter, object, key, made);
        return withDoubt(made, doubt);
      }
      const missing = object.type && attributeOfType(interpreter, object, '__missing__');
      if (missing !== undefined) return withDoubt(interpreter.call(missing, [key]), doubt);
      throw keyError(interpreter, key).inDoubt(doubt);
    }
    case 'class': {
      const own = attributeOfType(interpreter, object, '__getitem__');
      if (own !== undefined) return interpreter.call(own, [key]);
      const name = `${object.name}[…]`;
      // `list[int]`, which nobody looks at.
      const isGeneric = object === typeType || object.native?.known?.has('__class_getitem__') === true;
      return isGeneric && key.kind !== 'instance'
        ? new UnknownValue(interpreter.about('notUnderstood', name), true, name)
        : interpreter.unknown(name);
    }
    default: {
      const method = attributeOfType(interpreter, object, '__getitem__');
      if (method !== undefined) return withDoubt(interpreter.call(method, [key]), object.doubt);
      if (mayHave(object, '__getitem__')) return interpreter.unknown(`indexing ${typeName(object)}`);
      return interpreter.raise('TypeError', `'${typeName(object)}' object is not subscriptable`);
    }
  }
}

/** An exception for a missing key holds the key itself. */
export function keyError(interpreter: Interpreter, key: Value): ReturnType<typeof pythonError> {
  const error = pythonError('KeyError', '', { doubt: interpreter.control });
  error.value.attributes.set('args', new TupleValue([key]));
  return error;
}

/** Which of the elements was reached is in doubt: each may be the one that is changed next. */
export function markElements(object: Extract<Value, { kind: 'list' | 'dict' }>, doubt: Doubt): void {
  if (object.kind === 'list') markEach(object.items, doubt);
  else for (const { value } of object.entries.values()) markEach([value], doubt);
}

/** The same for some values. */
export function markEach(values: readonly Value[], doubt: Doubt | undefined): void {
  if (doubt !== undefined) for (const one of values) if (isMutable(one)) markChanged(one, doubt);
}

/** Of so many units a text with characters beyond the first plane is taken apart, again and again. */
const LONGEST_PAIRED = 50_000;

/** The characters of a string, by their index. */
export function charactersOf(interpreter: Interpreter, text: StrValue): string | readonly string[] {
  const { meter } = interpreter;
  const { length } = text.value;
  if (!text.isExamined) meter.work(length / 4);
  if (text.isPlain) return text.value;
  if (length > LONGEST_PAIRED) throw new NotUnderstood(interpreter.about('tooLarge'));
  meter.work(length * 8);
  return Array.from(text.value);
}

function itemOf(
  interpreter: Interpreter,
  type: string,
  items: readonly Value[],
  key: Value,
  doubt: Doubt | undefined,
): Value {
  return items[positionOf(interpreter, type, items.length, key, doubt)] ?? interpreter.giveUp('this index');
}

function positionOf(
  interpreter: Interpreter,
  type: string,
  length: number,
  key: Value,
  doubt: Doubt | undefined,
): number {
  const index = indexOf(interpreter, key);
  if (index === undefined) {
    const name = typeName(key);
    const message =
      type === 'string'
        ? `string indices must be integers, not '${name}'`
        : `${type.split(' ')[0]} indices must be integers or slices, not ${name}`;
    throw pythonError('TypeError', message, { doubt: interpreter.control }).inDoubt(doubt);
  }
  const place = index < 0n ? index + BigInt(length) : index;
  if (place >= 0n && place < BigInt(length)) return Number(place);
  const isHuge = BigInt.asIntN(64, index) !== index && type !== 'range object';
  const words = isHuge ? "cannot fit 'int' into an index-sized integer" : `${type} index out of range`;
  throw pythonError('IndexError', words, { doubt: interpreter.control }).inDoubt(doubt);
}

/** Calls the method of a class that derives from a builtin type, where it has one of its own; whether it does. */
function isOverridden(
  interpreter: Interpreter,
  object: Value,
  name: string,
  args: readonly Value[],
): boolean {
  const own = ownOf(object);
  if (own === undefined || lookUp(own.type, name)?.kind !== 'function') return false;
  const method = attributeOfType(interpreter, object, name);
  if (method !== undefined) interpreter.call(method, args);
  return true;
}

/** `object[key] = value`. */
export function setItem(interpreter: Interpreter, object: Value, key: Value, value: Value): void {
  if (isOverridden(interpreter, object, '__setitem__', [key, value])) return;
  const unknown = isUnknownKey(key);
  switch (object.kind) {
    case 'unknown':
      if (object.name?.startsWith('numpy.') === true) interpreter.mayDoAnything(object.doubt);
      interpreter.unsettled(object);
      markReachable(interpreter, object.doubt, object.reaches);
      return;
    case 'list': {
      if (unknown !== undefined) {
        object.doubt ??= unknown.doubt;
        return;
      }
      interpreter.changed(object, doubtOfKey(key));
      if (key.kind === 'slice') {
        assignSlice(interpreter, object, key, value);
        return;
      }
      const index = positionOf(
        interpreter,
        'list assignment',
        object.items.length,
        key,
        either(object.doubt, key.doubt),
      );
      object.items[index] = value;
      return;
    }
    case 'dict':
      if (object.writes === undefined) interpreter.changed(object);
      setEntry(interpreter, object, key, value);
      return;
    case 'instance':
    case 'native': {
      const method = attributeOfType(interpreter, object, '__setitem__');
      if (method !== undefined) {
        interpreter.call(method, [key, value]);
        return;
      }
      break;
    }
    default:
  }
  if (mayHave(object, '__setitem__')) {
    markChanged(object, interpreter.unknown('assigning to an index').doubt);
    return;
  }
  interpreter.raise('TypeError', `'${typeName(object)}' object does not support item assignment`);
}

function assignSlice(interpreter: Interpreter, list: ListValue, key: SliceValue, value: Value): void {
  const { start, stop, step } = sliceBounds(interpreter, key, list.items.length);
  const words = step === 1 ? 'can only assign an iterable' : 'must assign iterable to extended slice';
  const values = collect(
    interpreter,
    inWords(interpreter, () => iteratorOf(interpreter, value), words),
  );
  interpreter.changed(list, value.doubt);
  if (step === 1) {
    interpreter.meter.makeSlots(list.items.length + values.length);
    list.items = [...list.items.slice(0, start), ...values, ...list.items.slice(Math.max(start, stop))];
    return;
  }
  const places = slicePlaces(interpreter, key, list.items.length);
  if (places.length !== values.length)
    interpreter.raise(
      'ValueError',
      `attempt to assign sequence of size ${values.length} to extended slice of size ${places.length}`,
    );
  places.forEach((place, i) => {
    const item = values[i];
    if (item !== undefined) list.items[place] = item;
  });
}

/** What `dict.__delitem__` does. */
export function deleteEntry(interpreter: Interpreter, dict: DictValue, key: Value): void {
  if (dict.writes !== undefined) {
    if (dict.writes.delete(key)) return;
    throw keyError(interpreter, key).inDoubt(either(dict.doubt, key.doubt));
  }
  interpreter.changed(dict, key.doubt);
  if (!dict.entries.delete(hashKey(interpreter, key)))
    throw keyError(interpreter, key).inDoubt(either(dict.doubt, key.doubt));
}

/** `del object[key]`. */
export function deleteItem(interpreter: Interpreter, object: Value, key: Value): void {
  if (isOverridden(interpreter, object, '__delitem__', [key])) return;
  const unknown = isUnknownKey(key);
  if (object.kind === 'unknown' || unknown !== undefined) {
    markChanged(object, unknown?.doubt ?? interpreter.about('notUnderstood', 'del'));
    interpreter.mayDoAnything(unknown?.doubt ?? interpreter.about('notUnderstood', 'del'));
    return;
  }
  if (object.kind === 'list') {
    interpreter.changed(object, doubtOfKey(key));
    if (key.kind === 'slice') {
      interpreter.meter.need(object.items.length * 5 * SLOT_BYTES);
      interpreter.meter.work(object.items.length * 5);
      const places = new Set(slicePlaces(interpreter, key, object.items.length));
      object.items = object.items.filter((_, i) => !places.has(i));
      return;
    }
    const doubt = either(object.doubt, key.doubt);
    interpreter.meter.work(object.items.length / 16);
    object.items.splice(positionOf(interpreter, 'list assignment', object.items.length, key, doubt), 1);
    return;
  }
  if (object.kind === 'dict') {
    deleteEntry(interpreter, object, key);
    return;
  }
  const method = attributeOfType(interpreter, object, '__delitem__');
  if (method !== undefined) {
    interpreter.call(method, [key]);
    return;
  }
  if (mayHave(object, '__delitem__')) markReachable(interpreter, interpreter.unknown('del').doubt, [object]);
  else interpreter.raise('TypeError', `'${typeName(object)}' object doesn't support item deletion`);
}
