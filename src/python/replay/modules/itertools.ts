import { collect, iteratorOf, nextOf } from '../protocol/iteration';
import { native, withAttributes } from '../object/native';
import { binary } from '../protocol/operators';
import { withDoubt } from '../object/withDoubt';
import type { Interpreter } from '../object/interpreter';
import { int, IteratorValue, type NativeFunction, TupleValue, type Value } from '../object/values';
import { indexOf } from '../protocol/items';
import { byName, makeModule } from './make';

/** All items of an iterable, in doubt where that is. */
function all(interpreter: Interpreter, iterable: Value): Value[] {
  return collect(interpreter, iterable).map((item) => withDoubt(item, iterable.doubt));
}

/** @param size how many items a tuple has */
function tuples(
  interpreter: Interpreter,
  name: string,
  source: Iterable<readonly Value[]>,
  size: number,
): IteratorValue {
  const iterator = source[Symbol.iterator]();
  return new IteratorValue(name, () => {
    // It is put together item by item.
    interpreter.meter.work(size ** 2);
    const next = iterator.next();
    return next.done === true ? undefined : new TupleValue(next.value);
  });
}

function* product(pools: readonly (readonly Value[])[]): Iterable<readonly Value[]> {
  const [first, ...rest] = pools;
  if (first === undefined) yield [];
  else for (const item of first) for (const tail of product(rest)) yield [item, ...tail];
}

function* combinations(items: readonly Value[], count: number, from = 0): Iterable<readonly Value[]> {
  if (count === 0) yield [];
  else
    for (let i = from; i <= items.length - count; i++) {
      const item = items[i];
      if (item !== undefined) for (const tail of combinations(items, count - 1, i + 1)) yield [item, ...tail];
    }
}

function* permutations(items: readonly Value[], count: number): Iterable<readonly Value[]> {
  if (count === 0) yield [];
  else
    for (const [i, item] of items.entries())
      for (const tail of permutations(items.toSpliced(i, 1), count - 1)) yield [item, ...tail];
}

function countOf(interpreter: Interpreter, value: Value | undefined, otherwise: number): number {
  if (value === undefined || value.kind === 'none') return otherwise;
  const count = Number(indexOf(interpreter, value) ?? interpreter.giveUp('this number'));
  return count > 1000 ? interpreter.giveUp('so many') : count;
}

/** The items of one iterable after the other. */
function chained(interpreter: Interpreter, next: () => Value | undefined): IteratorValue {
  let current: IteratorValue | undefined;
  return new IteratorValue('itertools.chain', () => {
    for (;;) {
      const item = current && nextOf(interpreter, current);
      if (item !== undefined) return item;
      const iterable = next();
      if (iterable === undefined) return undefined;
      current = iteratorOf(interpreter, iterable);
    }
  });
}

const functions: readonly NativeFunction[] = [
  native('count', 'start=, step=', (args, interpreter) => {
    let value: Value = args.get('start') ?? int(0);
    const step = args.get('step') ?? int(1);
    return new IteratorValue('itertools.count', () => {
      const current = value;
      value = binary(interpreter, '+', value, step);
      return current;
    });
  }),
  native('repeat', 'object, times=', (args, interpreter) => {
    const times = args.get('times');
    let left =
      times === undefined
        ? Infinity
        : Number(indexOf(interpreter, times) ?? interpreter.giveUp('this number'));
    return new IteratorValue('itertools.repeat', () => (left-- > 0 ? args.need('object') : undefined));
  }),
  native('cycle', 'iterable, /', (args, interpreter) => {
    const items = all(interpreter, args.need('iterable'));
    let i = 0;
    return new IteratorValue('itertools.cycle', () => items[i++ % items.length]);
  }),
  withAttributes(
    native('chain', '*iterables', (args, interpreter) => {
      let next = 0;
      return chained(interpreter, () => args.rest[next++]);
    }),
    {
      from_iterable: native('from_iterable', 'iterable', (args, interpreter) => {
        const iterables = iteratorOf(interpreter, args.need('iterable'));
        return chained(interpreter, () => nextOf(interpreter, iterables));
      }),
    },
  ),
  native('product', '*iterables, repeat=', (args, interpreter) => {
    const pools = args.rest.map((one) => all(interpreter, one));
    const times = countOf(interpreter, args.get('repeat'), 1);
    const size = times * pools.length;
    if (size > 1000) return interpreter.giveUp('so many');
    const chosen = Array.from({ length: times }, () => pools).flat();
    return tuples(interpreter, 'itertools.product', product(chosen), size);
  }),
  native('combinations', 'iterable, r', (args, interpreter) => {
    const items = all(interpreter, args.need('iterable'));
    const count = countOf(interpreter, args.get('r'), 0);
    return tuples(interpreter, 'itertools.combinations', combinations(items, count), count);
  }),
  native('permutations', 'iterable, r=', (args, interpreter) => {
    const items = all(interpreter, args.need('iterable'));
    const count = countOf(interpreter, args.get('r'), items.length);
    const source = count > items.length ? [] : permutations(items, count);
    // The rest of the items is copied for each of them.
    return tuples(interpreter, 'itertools.permutations', source, count + Math.sqrt(items.length * count));
  }),
];

/** `itertools`. */
export const itertoolsModule = makeModule('itertools', byName(functions));
