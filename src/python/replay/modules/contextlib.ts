import { iteratorOf, nextOf } from '../protocol/iteration';
import { native, nativeClass } from '../object/native';
import { FALSE, InstanceValue, type IteratorValue, type Value } from '../object/values';
import { makeModule } from './make';

/** What a function behind `@contextmanager` gives: a generator that stops where the body of `with` runs. */
const managerType = nativeClass('_GeneratorContextManager', {
  module: 'contextlib',
  members: [
    native('__enter__', 'self', { draws: true }, (args, interpreter) => {
      const iterator = generatorOf(args.need('self'));
      if (iterator === undefined) return interpreter.giveUp('this context manager');
      return nextOf(interpreter, iterator) ?? interpreter.raise('RuntimeError', "generator didn't yield");
    }),
    native('__exit__', 'self, typ, value, traceback', { draws: true }, (args, interpreter) => {
      const iterator = generatorOf(args.need('self'));
      if (iterator === undefined) return interpreter.giveUp('this context manager');
      if (args.need('typ').kind !== 'none') {
        // Python throws it into the generator, which may swallow it.
        interpreter.mayDoAnything(
          interpreter.about('notUnderstood', 'an exception within a context manager'),
        );
        return FALSE;
      }
      if (nextOf(interpreter, iterator) !== undefined)
        interpreter.raise('RuntimeError', "generator didn't stop");
      return FALSE;
    }),
  ],
});

function generatorOf(self: Value): IteratorValue | undefined {
  return self.kind === 'instance' ? (self.payload as IteratorValue | undefined) : undefined;
}

/** `contextlib`. */
export const contextlibModule = makeModule('contextlib', {
  contextmanager: native('contextmanager', 'func', (args, interpreter) => {
    const func = args.need('func');
    if (func.kind !== 'function') return interpreter.giveUp('this context manager');
    return native(
      func.code.name,
      '*args, **keywords',
      { takesUnknown: true, draws: true },
      (inner, running) => {
        const made = new InstanceValue(managerType);
        const iterator = iteratorOf(running, running.call(func, inner.rest, inner.keywords));
        iterator.isManaged = true;
        made.payload = iterator;
        return made;
      },
    );
  }),
});
