import type { Interpreter } from '../object/interpreter';
import { native } from '../object/native';
import type { Value } from '../object/values';
import { makeModule } from './make';

/** `functools.wraps(wrapped)(wrapper)`: the wrapper gets the other's name, and what was set of it. */
function named(interpreter: Interpreter, wrapper: Value, wrapped: Value): Value {
  if (wrapper.kind !== 'function' || !/^(?:function|builtin|class)$/.test(wrapped.kind))
    return interpreter.giveUp('this wrapper');
  for (const name of ['__name__', '__qualname__', '__doc__'])
    wrapper.attributes.set(name, interpreter.attribute(wrapped, name));
  for (const [name, value] of wrapped.kind === 'function' ? wrapped.attributes : [])
    wrapper.attributes.set(name, value);
  wrapper.attributes.set('__wrapped__', wrapped);
  return wrapper;
}

/** `functools`: of it what looks into functions. The rest is written in Python. */
export const functoolsModule = makeModule('functools', {
  wraps: native('wraps', 'wrapped, assigned=, updated=', (args) => {
    const wrapped = args.need('wrapped');
    return native('wraps', 'wrapper', (inner, interpreter) =>
      named(interpreter, inner.need('wrapper'), wrapped),
    );
  }),
});
