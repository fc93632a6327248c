import { mayHave, attributeOfType } from '../protocol/attributes';
import { OBJECT_BYTES } from '../../primitives/budget';
import { insertEach } from '../../primitives/insertionSort';
import { under } from '../protocol/effects';
import { compare, equalValues } from '../protocol/comparison';
import { type Doubt, either } from '../object/doubt';
import { NotUnderstood } from '../object/errors';
import { charactersOf, markEach, wholeOf } from '../protocol/items';
import { callingIterator, collect, iteratorOf, nextOf } from '../protocol/iteration';
import { isCallable } from './objectFunctions';
import { special } from '../protocol/specialMethods';
import { native } from '../object/native';
import { binary } from '../protocol/operators';
import { hashOfNumber } from '../protocol/hashing';
import { typeName } from '../object/types';
import { withDoubt } from '../object/withDoubt';
import type { Interpreter } from '../object/interpreter';
import type { NativeArguments, Value } from '../object/values';
import { bool, int, IteratorValue, ListValue, NativeFunction, NONE, TupleValue } from '../object/values';
import { isExceptionType, pythonError } from '../object/exceptions';

/** `len(value)`. */
function lengthOf(interpreter: Interpreter, value: Value): Value {
  switch (value.kind) {
    case 'str':
      return int(charactersOf(interpreter, value).length);
    case 'list':
    case 'tuple':
      return int(value.items.length);
    case 'dict':
      return int(value.entries.size);
    case 'set':
      return int(value.items.size);
    case 'range':
      return int(value.length);
    default: {
      const length = special(interpreter, value, '__len__');
      if (length !== undefined) return length;
      if (value.kind !== 'unknown' && mayHave(value, '__len__'))
        return interpreter.giveUp('the length of this');
      return interpreter.raise('TypeError', `object of type '${typeName(value)}' has no len()`);
    }
  }
}

/** Sorted by Python's rules: stable, by `key`, comparing with `<` only. */
export function sortValues(
  interpreter: Interpreter,
  values: readonly Value[],
  key: Value | undefined,
  reverse: Value | undefined,
): { readonly items: Value[]; readonly doubt: Doubt | undefined } {
  interpreter.meter.need((values.length * OBJECT_BYTES) / 4);
  interpreter.meter.work(values.length * 5);
  const keyed = values.map((value) => ({
    value,
    key: key === undefined || key.kind === 'none' ? value : interpreter.call(key, [value]),
  }));
  // Versions differ in what else they take.
  if (reverse !== undefined && !/^(?:bool|int|unknown)$/.test(reverse.kind))
    return interpreter.giveUp('this reverse');
  const backwards = reverse === undefined ? { value: false, doubt: undefined } : interpreter.truth(reverse);
  let doubt: Doubt | undefined = backwards.doubt;
  for (const one of keyed) {
    if (one.key.kind === 'unknown') throw new NotUnderstood(one.key.doubt, one.key.harmless);
    doubt = either(doubt, one.key.doubt);
  }
  const less = (a: Value, b: Value): boolean => {
    interpreter.meter.step();
    const { value, doubt: unsure } = interpreter.truth(compare(interpreter, '<', a, b));
    if (value === undefined) throw new NotUnderstood(unsure ?? interpreter.about('condition'));
    doubt = either(doubt, unsure);
    return value;
  };
  // Reversed, equal ones keep their order: sorted backwards, then turned around.
  if (backwards.value === true) keyed.reverse();
  // Whoever defines what is less may look on.
  const isSeen = keyed.some(
    ({ key: by }) => by.kind === 'instance' || by.kind === 'tuple' || by.kind === 'list',
  );
  if (isSeen && keyed.length < MOST_INSERTED) insertEach(keyed, (a, b) => less(a.key, b.key));
  else keyed.sort((a, b) => (less(a.key, b.key) ? -1 : less(b.key, a.key) ? 1 : 0));
  if (backwards.value === true) keyed.reverse();
  if (keyed.length >= MOST_INSERTED && keyed.some(({ key: by }) => by.kind === 'instance'))
    interpreter.unknown('the order of comparisons');
  markEach(values, doubt);
  return { items: keyed.map(({ value }) => value), doubt };
}

/** From so many on CPython's lists are sorted in parts. */
const MOST_INSERTED = 64;

/** Whether different elements are never equal, and can all be compared. */
function hasOneOrder(items: readonly Value[]): boolean {
  const isNumber = (item: Value): boolean => hashOfNumber(item) !== undefined && item.doubt === undefined;
  return items.every(({ kind }) => kind === 'str') || items.every(isNumber);
}

function extremum(name: 'min' | 'max'): NativeFunction {
  return native(name, '*values, key=, default=', (args, interpreter) => {
    const [first, second] = args.rest;
    if (first === undefined)
      return interpreter.raise('TypeError', `${name} expected at least 1 argument, got 0`);
    const key = args.get('key');
    const words = `Cannot specify a default for ${name}() with multiple positional arguments`;
    if (second !== undefined && args.get('default') !== undefined) interpreter.raise('TypeError', words);
    const values = second === undefined ? collect(interpreter, first) : args.rest;
    let best: { value: Value; key: Value } | undefined;
    let doubt: Doubt | undefined;
    for (const value of values) {
      const by = key === undefined || key.kind === 'none' ? value : interpreter.call(key, [value]);
      if (by.kind === 'unknown') throw new NotUnderstood(by.doubt, by.harmless);
      doubt = either(doubt, either(by.doubt, value.doubt));
      if (best === undefined) {
        best = { value, key: by };
        continue;
      }
      const result = interpreter.truth(compare(interpreter, name === 'min' ? '<' : '>', by, best.key));
      if (result.value === undefined) throw new NotUnderstood(result.doubt ?? interpreter.about('condition'));
      doubt = either(doubt, result.doubt);
      if (result.value) best = { value, key: by };
    }
    markEach(values, doubt);
    if (best !== undefined) return withDoubt(best.value, doubt);
    return args.get('default') ?? interpreter.raise('ValueError', `${name}() arg is an empty sequence`, true);
  });
}

/** `all` and `any`. */
function quantifier(name: 'all' | 'any'): NativeFunction {
  const ends = name === 'any';
  return native(name, 'iterable, /', (args, interpreter) => {
    let doubt: Doubt | undefined;
    for (const value of interpreter.iterate(args.need('iterable'))) {
      const truth = interpreter.truth(value);
      if (truth.value === undefined) throw new NotUnderstood(truth.doubt ?? interpreter.about('condition'));
      doubt = either(doubt, truth.doubt);
      if (args.need('iterable').kind === 'iterator') interpreter.doubtAll(doubt);
      if (truth.value === ends) return bool(ends, doubt);
    }
    return bool(!ends, doubt);
  });
}

function reversedOf(interpreter: Interpreter, value: Value): Value {
  if (value.kind === 'list' || value.kind === 'tuple') {
    let i = value.items.length - 1;
    return new IteratorValue(value.kind === 'list' ? 'list_reverseiterator' : 'reversed', () => {
      const item = value.items[i--];
      return item && withDoubt(item, value.doubt);
    });
  }
  if (value.kind === 'str' || value.kind === 'range' || value.kind === 'dict') {
    const items = collect(interpreter, value).reverse();
    let i = 0;
    return new IteratorValue(value.kind === 'range' ? 'range_iterator' : 'reversed', () => items[i++]);
  }
  const method = attributeOfType(interpreter, value, '__reversed__');
  if (method !== undefined && method.kind !== 'none') return interpreter.call(method, []);
  if (method === undefined && (value.kind === 'native' || value.kind === 'instance'))
    return interpreter.giveUp('reversing this');
  return interpreter.raise('TypeError', `'${typeName(value)}' object is not reversible`);
}

function zipOf(args: NativeArguments, interpreter: Interpreter): Value {
  const iterators = args.rest.map((value) => iteratorOf(interpreter, value));
  const doubt = args.rest.find((one) => one.doubt !== undefined)?.doubt;
  const strict = args.get('strict');
  const isStrict = strict !== undefined && interpreter.truth(strict).value === true;
  return new IteratorValue(
    'zip',
    () => {
      if (iterators.length === 0) return undefined;
      const items: Value[] = [];
      for (const [i, iterator] of iterators.entries()) {
        const item = nextOf(interpreter, iterator);
        if (item === undefined) {
          if (strict ?? args.rest.some(({ kind }) => kind === 'iterator'))
            interpreter.doubtAll(either(doubt, strict?.doubt));
          if (isStrict && (i > 0 || iterators.slice(1).some((one) => one.next() !== undefined)))
            interpreter.raise('ValueError', 'zip() arguments have different lengths', true);
          return undefined;
        }
        items.push(item);
      }
      return new TupleValue(items);
    },
    doubt,
  );
}

const functions: readonly NativeFunction[] = [
  native('len', 'obj, /', { takesForeign: true }, (args, interpreter) =>
    lengthOf(interpreter, args.need('obj')),
  ),
  native('sum', 'iterable, /, start=', (args, interpreter) => {
    let total: Value = args.get('start') ?? int(0);
    if (total.kind === 'str') {
      iteratorOf(interpreter, args.need('iterable'));
      interpreter.raise('TypeError', "sum() can't sum strings [use ''.join(seq) instead]");
    }
    // What rounding has lost of floats: Python 3.12 and newer ones add it in the end (Neumaier).
    let lost = 0;
    for (const value of interpreter.iterate(args.need('iterable'))) {
      const before = total;
      total = binary(interpreter, '+', before, value);
      if (before.kind !== 'float' || value.kind !== 'float' || total.kind !== 'float') continue;
      const [larger, smaller] =
        Math.abs(before.value) >= Math.abs(value.value) ? [before, value] : [value, before];
      lost += larger.value - total.value + smaller.value;
    }
    const isSame =
      lost === 0 || !Number.isFinite(lost) || (total.kind === 'float' && total.value + lost === total.value);
    return isSame ? total : withDoubt(total, interpreter.about('version', 'how floats are summed'));
  }),
  extremum('min'),
  extremum('max'),
  quantifier('all'),
  quantifier('any'),
  native('sorted', 'iterable, /, *, key=, reverse=', (args, interpreter) => {
    const [iterable, key] = [args.need('iterable'), args.get('key') ?? NONE];
    // In which order a set is gone through does not matter where each element has a place of its own.
    const elements =
      iterable.kind === 'set' ? [...iterable.items.values()] : iterable.kind === 'list' && iterable.fromSet;
    const isUnordered = elements && key.kind === 'none' && hasOneOrder(elements);
    interpreter.meter.makeSlots(isUnordered ? elements.length : 0);
    const values = isUnordered ? elements : collect(interpreter, iterable, true);
    const { items, doubt } = sortValues(interpreter, values, key, args.get('reverse'));
    return new ListValue(items, either(doubt, iterable.doubt));
  }),
  native('iter', 'object, sentinel=', (args, interpreter) => {
    const object = args.need('object');
    const sentinel = args.get('sentinel');
    if (sentinel !== undefined && !isCallable(object))
      return interpreter.raise('TypeError', 'iter(v, w): v must be callable');
    if (sentinel !== undefined)
      return callingIterator(interpreter, 'callable_iterator', () => {
        const item = interpreter.call(object, []);
        const { value, doubt } = equalValues(interpreter, item, sentinel, 1);
        interpreter.doubtAll(doubt);
        return value ? undefined : item;
      });
    if (object.kind === 'instance') {
      const method = attributeOfType(interpreter, object, '__iter__');
      if (method !== undefined && method.kind !== 'none') return interpreter.call(method, []);
    }
    return iteratorOf(interpreter, object);
  }),
  native('next', 'iterator, default=, /', (args, interpreter) => {
    const iterator = args.need('iterator');
    const value = nextOf(interpreter, iterator);
    if (interpreter.control !== undefined) interpreter.changed(iterator);
    if (value !== undefined) return value;
    const otherwise = args.get('default');
    if (otherwise !== undefined) return otherwise;
    return ended(interpreter, iterator);
  }),
  native('reversed', 'sequence, /', (args, interpreter) => reversedOf(interpreter, args.need('sequence'))),
  native('enumerate', 'iterable, start=', (args, interpreter) => {
    let i = wholeOf(interpreter, args.get('start') ?? int(0));
    const iterator = iteratorOf(interpreter, args.need('iterable'));
    return new IteratorValue('enumerate', () => {
      const item = nextOf(interpreter, iterator);
      return item && new TupleValue([int(i++), item]);
    });
  }),
  native('zip', '*iterables, strict=', zipOf),
  native('map', 'func, *iterables', (args, interpreter) => {
    const iterators = args.rest.map((value) => iteratorOf(interpreter, value));
    return callingIterator(interpreter, 'map', (made) => {
      const items: Value[] = [];
      for (const iterator of iterators) {
        const item = nextOf(interpreter, iterator);
        if (item === undefined) return undefined;
        items.push(item);
      }
      return under(interpreter, made.doubt, () => interpreter.call(args.need('func'), items));
    });
  }),
  native('filter', 'function, iterable, /', (args, interpreter) => {
    const iterator = iteratorOf(interpreter, args.need('iterable'));
    const test = args.need('function');
    return callingIterator(interpreter, 'filter', (made) => {
      for (
        let item = nextOf(interpreter, iterator);
        item !== undefined;
        item = nextOf(interpreter, iterator)
      ) {
        interpreter.meter.step();
        const { value, doubt } = interpreter.truth(
          test.kind === 'none' ? item : under(interpreter, made.doubt, () => interpreter.call(test, [item])),
        );
        if (value === undefined) throw new NotUnderstood(doubt ?? interpreter.about('condition'));
        made.doubt = either(made.doubt, doubt);
        if (value) return item;
      }
      return undefined;
    });
  }),
];

function ended(interpreter: Interpreter, iterator: Value): never {
  const error = pythonError('StopIteration', '', { doubt: either(interpreter.control, iterator.doubt) });
  const result = iterator.kind === 'iterator' ? (iterator.result ?? NONE) : NONE;
  if (iterator.kind === 'iterator') iterator.result = undefined;
  error.value.attributes.set('args', new TupleValue(result.kind === 'none' ? [] : [result]));
  error.value.attributes.set('value', result);
  throw error;
}

/** The methods of generators. */
export const generatorMethods: readonly NativeFunction[] = [
  native('send', 'self, arg, /', { draws: true }, (args, interpreter) => {
    const self = args.need('self');
    if (self.kind !== 'iterator') return interpreter.giveUp('this generator');
    const value = self.next(args.need('arg'));
    if (interpreter.control !== undefined) interpreter.changed(self);
    return value ?? ended(interpreter, self);
  }),
  native('throw', 'self, value, /', { draws: true }, (args, interpreter) => {
    const [self, given] = [args.need('self'), args.need('value')];
    const value = given.kind === 'class' ? interpreter.call(given, []) : given;
    if (self.kind !== 'iterator' || value.kind !== 'instance' || !isExceptionType(value.type))
      return interpreter.giveUp('throw');
    if (interpreter.control !== undefined) interpreter.changed(self);
    return self.throw?.(value) ?? ended(interpreter, self);
  }),
  native('close', 'self, /', (args, interpreter) => {
    const self = args.need('self');
    if (interpreter.control !== undefined) interpreter.changed(self);
    if (self.kind === 'iterator') self.close?.();
    return NONE;
  }),
];

/** The builtin functions that are about iterables. */
export const iterationFunctions: readonly NativeFunction[] = functions.map(
  ({ name, parameters, body, effects }) => {
    return new NativeFunction(name, parameters, body, { ...effects, iterates: name !== 'len' });
  },
);
