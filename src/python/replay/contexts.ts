import { attributeOfType } from './attributes';
import type { PythonError } from './errors';
import { unknownCallEffects } from './effects';
import type { Interpreter } from './interpreter';
import { typeOf } from './types';
import { NONE, UnknownValue, type Value } from './values';

/** What `with` entered. */
export interface Context {
  /** What `as` binds. */
  readonly value: Value;
  /** Leaves it; tells whether it swallows the exception. */
  exit(error: PythonError | undefined): boolean;
}

/** `manager.__enter__()`. */
export function enterContext(interpreter: Interpreter, manager: Value): Context {
  if (manager.kind === 'unknown') return unknownContext(interpreter, manager);
  const enter = attributeOfType(interpreter, manager, '__enter__');
  const exit = attributeOfType(interpreter, manager, '__exit__');
  if (enter === undefined || exit === undefined) {
    const open =
      (manager.kind === 'instance' || manager.kind === 'native') &&
      manager.type.mro.some(
        (one) =>
          one.unknownBase !== undefined ||
          (one.native !== undefined && one.native.known === undefined && one.name !== 'object'),
      );
    if (open || manager.kind === 'iterator')
      return unknownContext(interpreter, interpreter.unknown('this context manager'));
    return interpreter.raise(
      'TypeError',
      `'${typeOf(manager).name}' object does not support the context manager protocol`,
    );
  }
  const value = interpreter.call(enter, []);
  return {
    value,
    exit(error) {
      const result = interpreter.call(
        exit,
        error === undefined ? [NONE, NONE, NONE] : [error.value.type, error.value, NONE],
      );
      if (error === undefined) return false;
      const { value: swallows, doubt } = interpreter.truth(result);
      if (swallows === undefined || doubt !== undefined)
        interpreter.doubtAll(doubt ?? interpreter.about('condition'));
      return swallows === true;
    },
  };
}

function unknownContext(interpreter: Interpreter, manager: UnknownValue): Context {
  const doubt = interpreter.about('unknownCall', manager.name ?? 'this context manager');
  if (!manager.harmless) unknownCallEffects(interpreter, doubt, []);
  return {
    value: new UnknownValue(manager.doubt, manager.harmless),
    exit(error) {
      // It may put the generator back where it was, or swallow the exception.
      if (!manager.harmless) unknownCallEffects(interpreter, doubt, []);
      if (error !== undefined) interpreter.doubtAll(doubt);
      return false;
    },
  };
}
