import { hashKey } from '../protocol/hashing';
import type { Interpreter } from '../object/interpreter';
import { native, withAttributes } from '../object/native';
import { type FunctionValue, int, NONE, str, TupleValue, type Value } from '../object/values';
import { namedTuple } from './collections';
import { makeModule } from './make';
import { docOf } from '../object/docText';

const infoType = namedTuple('CacheInfo', 'functools', ['hits', 'misses', 'maxsize', 'currsize']);

/** A function that remembers its results, so many of them, the latest. */
function remembered(callee: Value, most = Infinity): Value {
  const results = new Map<string, Value>();
  let [hits, misses] = [0, 0];
  const name = callee.kind === 'function' ? callee.code.name : 'cache';
  const made = native(name, '*args, **keywords', { draws: true }, (args, interpreter) => {
    const named = [...args.keywords].map(([key, value]) => `${key}=${hashKey(interpreter, value)}`);
    const [only] = args.rest.length === 1 && named.length === 0 ? args.rest : [];
    // A single int or str is its own key, which no tuple of one equals: not that of True.
    const isPlain = (only?.kind === 'int' || only?.kind === 'str') && only.own === undefined;
    const hashes = args.rest.map((value) => hashKey(interpreter, value));
    const key = JSON.stringify([isPlain, ...hashes, ...named]);
    const before = results.get(key);
    if (before !== undefined) {
      hits++;
      results.delete(key);
      results.set(key, before);
      return before;
    }
    misses++;
    const result = interpreter.call(callee, args.rest, args.keywords);
    interpreter.meter.make(1);
    results.set(key, result);
    const [oldest] = results.keys();
    if (results.size > most && oldest !== undefined) results.delete(oldest);
    return result;
  });
  const clear = (): Value => {
    results.clear();
    hits = misses = 0;
    return NONE;
  };
  const info = (): Value =>
    new TupleValue(
      [int(hits), int(misses), most === Infinity ? NONE : int(most), int(results.size)],
      undefined,
      infoType,
    );
  return withAttributes(made, {
    __wrapped__: callee,
    cache_info: native('cache_info', '', (_, interpreter) =>
      interpreter.control === undefined ? info() : interpreter.giveUp('cache_info'),
    ),
    cache_clear: native('cache_clear', '', clear),
  });
}

/** `functools.wraps(wrapped)(wrapper)`: the wrapper gets the other's name. */
function named(interpreter: Interpreter, wrapper: Value, wrapped: Value): Value {
  // What there is of others may have a name and a docstring.
  if (wrapper.kind !== 'function' || wrapped.kind !== 'function') return interpreter.giveUp('these wraps');
  wrapper.attributes.set('__doc__', docOf(interpreter, wrapped.code.body));
  copyName(wrapper, wrapped);
  return wrapper;
}

function copyName(to: FunctionValue, from: FunctionValue): void {
  for (const [name, value] of from.attributes) to.attributes.set(name, value);
  to.attributes.set('__name__', str(from.code.name));
  to.attributes.set('__qualname__', str(from.qualifiedName));
  to.attributes.set('__wrapped__', from);
}

/** `functools`. */
export const functoolsModule = makeModule('functools', {
  cache: native('cache', 'user_function', (args) => remembered(args.need('user_function'))),
  lru_cache: native('lru_cache', 'maxsize=, typed=', (args, interpreter) => {
    const first = args.get('maxsize') ?? int(128);
    if (args.get('typed') !== undefined) return interpreter.giveUp('lru_cache(typed=…)');
    if (first.kind === 'function') return remembered(first, 128);
    const isKnown = first.kind === 'none' || (first.kind === 'int' && first.value > 0n);
    if (!isKnown) return interpreter.giveUp('this lru_cache');
    const most = first.kind === 'int' ? Number(first.value) : Infinity;
    return native('lru_cache', 'user_function', (inner) => remembered(inner.need('user_function'), most));
  }),
  wraps: native('wraps', 'wrapped, assigned=, updated=', (args) => {
    const wrapped = args.need('wrapped');
    return native('wraps', 'wrapper', (inner, interpreter) =>
      named(interpreter, inner.need('wrapper'), wrapped),
    );
  }),
});
