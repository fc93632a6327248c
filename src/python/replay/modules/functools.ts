import { ENTRY_BYTES } from '../object/budget';
import { hashKey } from '../protocol/hashing';
import { native } from '../object/native';
import type { Interpreter } from '../object/interpreter';
import { type FunctionValue, str, type Value } from '../object/values';
import { makeModule } from './make';

/** A function that remembers its results. */
function remembered(callee: Value): Value {
  const results = new Map<string, Value>();
  return native(
    callee.kind === 'function' ? callee.code.name : 'cache',
    '*args, **keywords',
    { draws: true },
    (args, interpreter) => {
      const named = [...args.keywords].map(([name, value]) => `${name}=${hashKey(interpreter, value)}`);
      const key = JSON.stringify([...args.rest.map((value) => hashKey(interpreter, value)), ...named]);
      const before = results.get(key);
      if (before !== undefined) return before;
      const result = interpreter.call(callee, args.rest, args.keywords);
      interpreter.meter.make(1);
      results.set(key, result);
      return result;
    },
  );
}

function partial(
  interpreter: Interpreter,
  callee: Value,
  first: readonly Value[],
  named: ReadonlyMap<string, Value>,
): Value {
  interpreter.meter.makeSlots(first.length);
  interpreter.meter.make(named.size, ENTRY_BYTES);
  return native('partial', '*args, **keywords', { takesUnknown: true, draws: true }, (args) => {
    interpreter.meter.makeSlots(first.length);
    interpreter.meter.passKeywords(named.size);
    return interpreter.call(callee, [...first, ...args.rest], new Map([...named, ...args.keywords]));
  });
}

/** `functools.wraps(wrapped)(wrapper)`: the wrapper gets the other's name. */
function named(wrapper: Value, wrapped: Value): Value {
  if (wrapper.kind === 'function' && wrapped.kind === 'function') copyName(wrapper, wrapped);
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
  partial: native('partial', 'func, /, *args, **keywords', (args, interpreter) =>
    partial(interpreter, args.need('func'), args.rest, args.keywords),
  ),
  cache: native('cache', 'user_function', (args) => remembered(args.need('user_function'))),
  lru_cache: native('lru_cache', 'maxsize=, typed=', (args) => {
    const first = args.get('maxsize');
    if (first?.kind === 'function') return remembered(first);
    return native('lru_cache', 'user_function', (inner) => remembered(inner.need('user_function')));
  }),
  wraps: native('wraps', 'wrapped, assigned=, updated=', (args) => {
    const wrapped = args.need('wrapped');
    return native('wraps', 'wrapper', (inner) => named(inner.need('wrapper'), wrapped));
  }),
});
