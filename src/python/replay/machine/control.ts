import type { Doubt } from '../object/doubt';
import { under } from '../protocol/effects';
import { isPlain, markAliased, mayHaveRun } from './skipped';
import type { Expression } from '../../syntax/ast/ast';
import { withDoubt } from '../object/withDoubt';
import type { Interpreter } from '../object/interpreter';
import { isMutable, UnknownValue, type Value, type Frame } from '../object/values';

/** `a if c else b`, `a and b`, `a or b` where the condition is in doubt or unknown. */
export const chooseDoubted = {
  /** The condition is known, but in doubt. */
  known(
    interpreter: Interpreter,
    doubt: Doubt,
    taken: Expression | Value,
    other: Expression | Value,
    frame: Frame,
  ): Value {
    const value =
      'kind' in taken ? taken : under(interpreter, doubt, () => interpreter.evaluate(taken, frame));
    if ('kind' in other) {
      if (isMutable(other)) interpreter.doubtAll(doubt);
    } else {
      mayHaveRun(interpreter, [other], frame, doubt, false);
      if (!isPlain(interpreter, other, frame)) interpreter.doubtAll(doubt);
    }
    // Whatever is done to the value, it may be done to the other one.
    if (isMutable(value)) interpreter.doubtAll(doubt);
    return withDoubt(value, doubt);
  },

  /** Nobody knows which of them is evaluated. */
  unknown(
    interpreter: Interpreter,
    candidates: readonly Expression[],
    frame: Frame,
    result: UnknownValue,
  ): UnknownValue {
    mayHaveRun(interpreter, candidates, frame, result.doubt, true);
    for (const candidate of candidates) markAliased(interpreter, candidate, frame, result.doubt);
    return new UnknownValue(result.doubt);
  },
};
