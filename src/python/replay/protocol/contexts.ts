import { attributeOfType, mayHave } from './attributes';
import type { PythonError } from '../object/errors';
import { typeName } from '../object/types';
import type { Interpreter } from '../object/interpreter';
import { type MethodValue, NONE, UnknownValue, type Value } from '../object/values';

/** What `with` entered. */
export interface Context {
  /** What `as` binds. */
  readonly value: Value;
  /** Whether it may swallow an exception. */
  readonly maySwallow: boolean;
  /** Leaves it; tells whether it swallows the exception. */
  exit(error: PythonError | undefined): boolean;
}

/** `manager.__enter__()`. */
export function enterContext(interpreter: Interpreter, manager: Value): Context {
  if (manager.kind === 'unknown') return unknownContext(interpreter, manager);
  const enter = attributeOfType(interpreter, manager, '__enter__');
  const exit = attributeOfType(interpreter, manager, '__exit__');
  if (enter === undefined || exit === undefined) {
    if (mayHave(manager, '__enter__') || mayHave(manager, '__exit__'))
      return unknownContext(interpreter, interpreter.unknown('this context manager'));
    const missed = enter === undefined ? '' : ' (missed __exit__ method)';
    return interpreter.raise(
      'TypeError',
      `'${typeName(manager)}' object does not support the context manager protocol${missed}`,
    );
  }
  const value = interpreter.call(enter, []);
  return {
    value,
    maySwallow: exit.kind !== 'method' || maySwallow(exit.callee),
    exit(error) {
      const traceback = new UnknownValue(interpreter.about('notUnderstood', 'a traceback'), true);
      const given = error === undefined ? [NONE, NONE, NONE] : [error.value.type, error.value, traceback];
      const result = interpreter.call(exit, given);
      if (error === undefined) return false;
      const { value: swallows, doubt } = interpreter.truth(result);
      if (swallows === undefined || doubt !== undefined)
        interpreter.doubtAll(doubt ?? interpreter.about('condition'));
      return swallows === true;
    },
  };
}

/** What only passes gives None, and swallows nothing. */
function maySwallow(exit: MethodValue['callee']): boolean {
  return exit.kind === 'builtin'
    ? exit.effects.draws === true
    : exit.code.isAsync || exit.code.body.some(({ type }) => type !== 'Pass');
}

function unknownContext(interpreter: Interpreter, manager: UnknownValue): Context {
  const doubt = interpreter.about('notUnderstood', manager.name ?? 'this context manager');
  const isUnsettled = !manager.harmless || interpreter.guarded > 0;
  if (isUnsettled) interpreter.mayDoAnything(doubt);
  return {
    value: new UnknownValue(manager.doubt, manager.harmless),
    maySwallow: isUnsettled,
    exit(error) {
      if (isUnsettled || error !== undefined) interpreter.mayDoAnything(doubt);
      return false;
    },
  };
}
