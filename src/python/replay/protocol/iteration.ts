import { unknownBaseOf } from '../object/mro';
import { attributeOfType, mayHave } from './attributes';
import { VALUE_BYTES } from '../../primitives/budget';
import { doubtAbout, either } from '../object/doubt';
import { hashOfNumber } from './hashing';
import { NotUnderstood, PythonError } from '../object/errors';
import { typeName, typeOf } from '../object/types';
import { withDoubt } from '../object/withDoubt';
import type { Interpreter } from '../object/interpreter';
import { IntValue, IteratorValue, int, type ListValue, StrValue, type Value } from '../object/values';

/** `iter(value)`. Raises TypeError for what has no elements; gives up on what is unknown. */
export function iteratorOf(interpreter: Interpreter, value: Value): IteratorValue {
  switch (value.kind) {
    case 'iterator':
      return value;
    case 'list':
    case 'tuple': {
      let i = 0;
      return new IteratorValue(`${value.kind}_iterator`, () => {
        const item = value.items[i++];
        return item && withDoubt(item, value.doubt);
      });
    }
    case 'str': {
      const characters = value.value[Symbol.iterator]();
      return new IteratorValue('str_iterator', () => {
        const next = characters.next();
        return next.done === true ? undefined : new StrValue(next.value, value.doubt);
      });
    }
    case 'range': {
      let i = 0n;
      return new IteratorValue('range_iterator', () =>
        i < value.length ? new IntValue(value.start + value.step * i++, value.doubt) : undefined,
      );
    }
    case 'dict': {
      const size = value.entries.size;
      const entries = value.entries.values();
      return new IteratorValue('dict_keyiterator', () => {
        if (value.entries.size !== size)
          interpreter.raise('RuntimeError', 'dictionary changed size during iteration');
        const next = entries.next();
        return next.done === true ? undefined : withDoubt(next.value.key, value.doubt);
      });
    }
    case 'set': {
      const items = setOrder(interpreter, value);
      let i = 0;
      return new IteratorValue('set_iterator', () => {
        if (value.items.size !== items.length)
          interpreter.raise('RuntimeError', 'Set changed size during iteration');
        const item = items[i++];
        return item && withDoubt(item, value.doubt);
      });
    }
    case 'unknown':
      throw new NotUnderstood(value.doubt, value.harmless);
    case 'class':
      if (value.meta === undefined && value.native !== undefined) break;
      return value.meta === undefined
        ? interpreter.giveUp('iterating over a class')
        : objectIterator(interpreter, value);
    case 'instance':
    case 'native':
      return objectIterator(interpreter, value);
    default:
  }
  if (mayHave(value, '__iter__')) return interpreter.giveUp(`iterating over ${typeName(value)}`);
  return interpreter.raise('TypeError', `'${typeName(value)}' object is not iterable`);
}

/** `iter(value)`, or what is made of it; that it is no iterable is told in these words, of which some differ between versions. */
export function inWords<T>(interpreter: Interpreter, get: () => T, message: string, isUnsure = false): T {
  try {
    return get();
  } catch (error) {
    if (!(error instanceof PythonError && error.isA('TypeError'))) throw error;
    return interpreter.raise('TypeError', message, isUnsure);
  }
}

function objectIterator(
  interpreter: Interpreter,
  value: Extract<Value, { kind: 'instance' | 'native' | 'class' }>,
): IteratorValue {
  const { doubt } = value;
  const type = typeOf(value);
  const iter = attributeOfType(interpreter, value, '__iter__');
  if (iter !== undefined && iter.kind !== 'none') {
    const made = interpreter.call(iter, []);
    if (made.kind === 'unknown') throw new NotUnderstood(made.doubt, made.harmless);
    if (/^(?:none|bool|int|float|str|list|tuple|dict|set|range|slice|class|function)$/.test(made.kind))
      interpreter.raise('TypeError', `iter() returned non-iterator of type '${typeName(made)}'`);
    if (made.kind !== 'instance') return iteratorOf(interpreter, made);
    return new IteratorValue(made.type.name, () => nextOf(interpreter, made), either(doubt, made.doubt));
  }
  const item = iter === undefined ? attributeOfType(interpreter, value, '__getitem__') : undefined;
  if (item !== undefined) {
    let i = 0;
    return new IteratorValue('iterator', () => {
      try {
        return withDoubt(interpreter.call(item, [int(i++)]), doubt);
      } catch (error) {
        if (!(error instanceof PythonError && error.isA('IndexError'))) throw error;
        interpreter.doubtAll(error.doubt);
        return undefined;
      }
    });
  }
  const unknownBase = unknownBaseOf(type);
  if (unknownBase !== undefined) throw new NotUnderstood(unknownBase);
  if (iter === undefined && (mayHave(value, '__iter__') || mayHave(value, '__getitem__')))
    return interpreter.giveUp(`iterating over ${type.name}`);
  return interpreter.raise('TypeError', `'${typeName(value)}' object is not iterable`);
}

/** `next(value)`; undefined at the end. */
export function nextOf(interpreter: Interpreter, value: Value): Value | undefined {
  interpreter.meter.step();
  if (value.kind === 'iterator') return value.next();
  if (value.kind === 'unknown') throw new NotUnderstood(value.doubt, value.harmless);
  const method = attributeOfType(interpreter, value, '__next__');
  if (method === undefined) {
    if (value.kind === 'instance' || value.kind === 'native') return interpreter.giveUp('this iterator');
    return interpreter.raise('TypeError', `'${typeName(value)}' object is not an iterator`);
  }
  return untilStopped(interpreter, value, () => withDoubt(interpreter.call(method, []), value.doubt));
}

/** What code of the reader's gives as an iterator's next value: a StopIteration is the end. */
function untilStopped(
  interpreter: Interpreter,
  iterator: Value,
  next: () => Value | undefined,
): Value | undefined {
  try {
    return next();
  } catch (error) {
    if (!(error instanceof PythonError && error.isA('StopIteration'))) throw error;
    // Where it ends for sure, if this runs at all, that is no doubt of its own.
    if (iterator.doubt !== undefined || error.doubt !== interpreter.control)
      interpreter.doubtAll(error.doubt);
    return undefined;
  }
}

/** An iterator that calls a function that it was given. */
export function callingIterator(
  interpreter: Interpreter,
  typeName: string,
  next: (made: IteratorValue) => Value | undefined,
): IteratorValue {
  const made: IteratorValue = new IteratorValue(typeName, () =>
    untilStopped(interpreter, made, () => next(made)),
  );
  return made;
}

/** The elements of an iterable, one by one. Each costs a step. */
export function* iterate(
  interpreter: Interpreter,
  value: Value,
  iterator = iteratorOf(interpreter, value),
): Iterable<Value> {
  for (let item = iterator.next(); item !== undefined; item = iterator.next()) {
    interpreter.meter.step();
    yield withDoubt(item, either(value.doubt, iterator.doubt));
  }
  // How many there are may be in doubt as well.
}

/** What a value takes that is kept, as far as it is not paid for elsewhere. */
export function bytesOf(value: Value): number {
  return value.kind === 'tuple' ? VALUE_BYTES * (1 + value.items.length) : VALUE_BYTES;
}

/** `list.extend(iterable)`: what came before an iterator's error is kept. */
export function extend(interpreter: Interpreter, list: ListValue, iterable: Value): ListValue {
  interpreter.changed(list, iterable.doubt);
  const isWhole = iterable.kind === 'list' || iterable.kind === 'tuple';
  const items = elements(interpreter, iterable, true);
  for (const item of isWhole ? [...items] : items) list.items.push(item);
  return list;
}

/** All elements of an iterable, paid for one by one. For a list or tuple a class is asked first how many there are. */
export function collect(interpreter: Interpreter, value: Value, isForList = false): Value[] {
  return [...elements(interpreter, value, isForList)];
}

function* elements(interpreter: Interpreter, value: Value, isForList: boolean): Iterable<Value> {
  const iterator = iteratorOf(interpreter, value);
  if (isForList && value.kind === 'instance' && attributeOfType(interpreter, value, '__len__') !== undefined)
    try {
      interpreter.call(interpreter.builtin('len'), [value]);
    } catch (error) {
      if (!(error instanceof PythonError && error.isA('TypeError'))) throw error;
    }
  for (const item of iterate(interpreter, value, iterator)) {
    interpreter.meter.make(1, bytesOf(item));
    yield item;
  }
}

/** What it takes to put an integer into its place. */
const SORT_WORK = 10;

/** A set's elements in the order in which Python iterates over them, in doubt where that is not known. */
export function setOrder(interpreter: Interpreter, set: Extract<Value, { kind: 'set' }>): Value[] {
  interpreter.meter.makeSlots(set.items.size);
  const items = [...set.items.values()];
  if (items.length < 2) return items;
  const doubt = doubtAbout('setOrder', interpreter.place);
  interpreter.meter.work(items.length * SORT_WORK);
  // The hash table has at least so many places.
  let size = 8;
  while (items.length * 5 >= size * 3) size *= 2;
  const places = items.map((item) => placeOf(item, size, items.length < 5 && set.history === undefined));
  // Each has a place of its own in the hash table, if nothing that was removed stands there.
  if (set.history !== 'removed' && new Set(places).size === items.length && !places.includes(undefined))
    return items
      .map((item, i) => ({ item, place: places[i] ?? 0 }))
      .sort((a, b) => a.place - b.place)
      .map(({ item }) => item);
  return items.map((item) => withDoubt(item, doubt));
}

/** The place of a number in a hash table; undefined where it hangs on more than the least size that the table may have. */
function placeOf(item: Value, size: number, isLeast: boolean): number | undefined {
  const hash = item.doubt === undefined ? hashOfNumber(item) : undefined;
  if (hash === undefined || (!isLeast && (hash < 0n || hash >= size))) return undefined;
  return Number(BigInt.asUintN(64, hash) % BigInt(size));
}
