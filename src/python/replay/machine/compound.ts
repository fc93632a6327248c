import { either, type Doubt, within } from '../object/doubt';
import { NotUnderstood, PythonError } from '../object/errors';
import { iteratorOf, nextOf } from '../protocol/iteration';
import { isSubclass, unknownBaseOf } from '../object/mro';
import { markChanged } from '../protocol/effects';
import { isTooLong, Rounds } from './rounds';
import { mayGoOn, mayHaveRun } from './skipped';
import type { Expression, For, If, Statement, Try, While, With } from '../../syntax/ast/ast';
import { assignTarget } from './targets';
import type { Truth, Completion, Run, Interpreter } from '../object/interpreter';
import { withDoubt } from '../object/withDoubt';
import { type IteratorValue, UnknownValue, type Value, type Frame } from '../object/values';
import { enterContext, type Context } from '../protocol/contexts';

/** The run of a statement that has bodies; undefined for any other. */
export function compoundOf(interpreter: Interpreter, statement: Statement, frame: Frame): Run | undefined {
  switch (statement.type) {
    case 'If':
      return runIf(interpreter, statement, frame);
    case 'While':
      return runWhile(interpreter, statement, frame);
    case 'For':
      return runFor(interpreter, statement, frame);
    case 'Try':
      return runTry(interpreter, statement, frame);
    case 'With':
      return runWith(interpreter, statement, frame);
    default:
      return undefined;
  }
}

/** Runs a body of which it is in doubt whether it runs. */
function* doubted(interpreter: Interpreter, doubt: Doubt | undefined, run: Run): Run {
  const before = interpreter.control;
  interpreter.control = within(before, doubt);
  try {
    const completion = yield* run;
    if (completion !== undefined) interpreter.doubtAll(interpreter.control);
    return completion;
  } catch (error) {
    if (error instanceof PythonError && interpreter.control !== undefined)
      throw error.inDoubt(interpreter.control);
    throw error;
  } finally {
    interpreter.control = before;
  }
}

function* runIf(interpreter: Interpreter, statement: If, frame: Frame): Run {
  const { value, doubt } = condition(interpreter, statement.condition, frame);
  if (value === undefined) {
    const reason = doubt ?? interpreter.about('condition');
    mayHaveRun(interpreter, [...statement.then, ...statement.otherwise], frame, reason, true);
    return undefined;
  }
  const [taken, other] = value
    ? [statement.then, statement.otherwise]
    : [statement.otherwise, statement.then];
  if (doubt === undefined) return yield* interpreter.begin(taken, frame);
  const completion = yield* doubted(interpreter, doubt, interpreter.begin(taken, frame));
  mayHaveRun(interpreter, other, frame, doubt, false);
  return completion;
}

function condition(interpreter: Interpreter, node: Expression, frame: Frame): Truth {
  const value = interpreter.evaluate(node, frame);
  interpreter.place = node;
  try {
    return interpreter.truth(value);
  } catch (error) {
    if (error instanceof NotUnderstood) return { value: undefined, doubt: error.doubt };
    throw error;
  }
}

/**
 * The rounds of a loop, and its `else`.
 *
 * @param begins takes the rounds that stand for those for which there is no room, and tells whether there is another; undefined
 *   where that is not known, and the loop was seen to
 */
function* runLoop(
  interpreter: Interpreter,
  statement: While | For,
  frame: Frame,
  begins: (rounds: Rounds | undefined) => boolean | undefined,
): Run {
  const before = interpreter.control;
  const { spent } = interpreter.meter;
  let rounds: Rounds | undefined;
  try {
    for (;;) {
      interpreter.meter.step();
      interpreter.place = statement;
      if (isTooLong(interpreter, statement, spent))
        rounds ??= new Rounds(interpreter, frame, interpreter.about('tooLarge'));
      const isRound = begins(rounds);
      if (isRound === undefined) return undefined;
      if (!isRound) break;
      const completion = yield* interpreter.begin(statement.body, frame);
      if (completion === 'break') return undefined;
      if (completion !== undefined && completion !== 'continue') return completion;
    }
    return yield* interpreter.begin(statement.otherwise, frame);
  } finally {
    interpreter.control = before;
  }
}

function runWhile(interpreter: Interpreter, statement: While, frame: Frame): Run {
  return runLoop(interpreter, statement, frame, (rounds) => {
    // It may go on for ever.
    if (rounds?.areEnough() === true) {
      interpreter.doubtAll(rounds.doubt);
      return undefined;
    }
    const { value, doubt: own } = condition(interpreter, statement.condition, frame);
    const doubt = either(rounds?.doubt, own);
    if (value === undefined) {
      const reason = doubt ?? interpreter.about('condition');
      mayHaveRun(interpreter, [...statement.body, ...statement.otherwise], frame, reason, true);
    } else if (doubt !== undefined) {
      // How often the body runs is in doubt: so is all that it does.
      interpreter.control = within(interpreter.control, doubt);
      mayHaveRun(interpreter, statement.body, frame, doubt, false);
    }
    return value;
  });
}

function* runFor(interpreter: Interpreter, statement: For, frame: Frame): Run {
  const lost = (error: unknown): void => {
    if (!(error instanceof NotUnderstood)) throw error;
    interpreter.unsettled(new UnknownValue(error.doubt, error.harmless));
    mayHaveRun(interpreter, [statement], frame, error.doubt, true);
  };
  const iterable = interpreter.evaluate(statement.iterable, frame);
  interpreter.place = statement.iterable;
  let iterator: IteratorValue;
  try {
    iterator = iteratorOf(interpreter, iterable);
  } catch (error) {
    lost(error);
    return undefined;
  }
  // How many rounds there are, or what they are about, is in doubt where the iterable is.
  const before = interpreter.control;
  let isFirst = true;
  return yield* runLoop(interpreter, statement, frame, (rounds) => {
    interpreter.place = statement.iterable;
    let item: Value | undefined;
    if (rounds?.areEnough() === true) {
      markChanged(iterator, rounds.doubt);
      return false;
    }
    try {
      item = nextOf(interpreter, iterator);
    } catch (error) {
      lost(error);
      return undefined;
    }
    const doubt = either(iterable.doubt, iterator.doubt);
    if (item === undefined) {
      if (rounds === undefined || iterable.doubt !== undefined)
        mayGoOn(interpreter, [statement], frame, { doubt, isFirst });
      return false;
    }
    isFirst = false;
    const reason = either(rounds?.doubt, doubt);
    interpreter.control = within(before, reason);
    assignTarget(interpreter, statement.target, withDoubt(item, reason), frame);
    return true;
  });
}

function* runTry(interpreter: Interpreter, statement: Try, frame: Frame): Run {
  let error: PythonError | undefined;
  let [completion, left]: Completion[] = [];
  try {
    completion = yield* runGuarded(interpreter, statement, frame);
  } catch (failure) {
    if (!(failure instanceof PythonError)) {
      yield* interpreter.begin(statement.last, frame);
      throw failure;
    }
    error = failure;
  }
  const { control, handled } = interpreter;
  if (error !== undefined) handled.push(error.value);
  try {
    left = yield* interpreter.begin(statement.last, frame);
  } finally {
    if (error !== undefined) handled.pop();
  }
  interpreter.control = control;
  if (left === undefined) {
    if (error !== undefined) throw error;
    return completion;
  }
  // Who leaves here drops the error, of which it may be in doubt whether it came.
  interpreter.doubtAll(error?.doubt);
  return left;
}

/** All of `try` but what it does at last. */
function* runGuarded(interpreter: Interpreter, statement: Try, frame: Frame): Run {
  const { control, guarded } = interpreter;
  let completion: Completion;
  try {
    if (statement.handlers.length > 0) interpreter.guarded++;
    completion = yield* interpreter.begin(statement.body, frame);
    interpreter.guarded = guarded;
  } catch (error) {
    interpreter.guarded = guarded;
    if (!(error instanceof PythonError)) throw error;
    interpreter.control = control;
    return yield* handle(interpreter, statement, error, frame);
  }
  // Where everything is in doubt, an error may have come, and a handler may have shown something.
  const doubt = interpreter.control === undefined ? interpreter.doubtOf(undefined) : undefined;
  if (doubt !== undefined && statement.handlers.length > 0) interpreter.mayShow(doubt);
  if (completion !== undefined) return completion;
  return yield* interpreter.begin(statement.otherwise, frame);
}

function* handle(interpreter: Interpreter, statement: Try, error: PythonError, frame: Frame): Run {
  // Whether it was raised at all, and so whatever follows, is in doubt.
  interpreter.doubtAll(error.doubt);
  for (const { type, name, body } of statement.handlers) {
    const matched =
      type === undefined ? true : matches(interpreter, interpreter.evaluate(type, frame), error);
    if (matched === undefined) interpreter.doubtAll(error.value.doubt ?? interpreter.about('condition'));
    if (matched === false) continue;
    if (name !== undefined) assignTarget(interpreter, nameOf(statement, name), error.value, frame);
    interpreter.handled.push(error.value);
    try {
      return yield* interpreter.begin(body, frame);
    } finally {
      interpreter.handled.pop();
      if (name !== undefined) frame.names.delete(name);
    }
  }
  throw error;
}

function nameOf({ cell, line, from, to }: Statement, name: string): Expression {
  return { type: 'Name', name, cell, line, from, to };
}

/** Whether a handler's type fits; undefined where that is unknown. */
function matches(interpreter: Interpreter, type: Value, error: PythonError): boolean | undefined {
  if (type.kind === 'class' && isSubclass(error.value.type, type)) return true;
  if (type.kind === 'class') return unknownBaseOf(error.value.type) === undefined ? false : undefined;
  if (type.kind === 'tuple') {
    const answers = type.items.map((one) => matches(interpreter, one, error));
    return answers.includes(true) ? true : answers.includes(undefined) ? undefined : false;
  }
  if (type.kind === 'unknown') return undefined;
  return interpreter.raise(
    'TypeError',
    'catching classes that do not inherit from BaseException is not allowed',
  );
}

function* runWith(interpreter: Interpreter, statement: With, frame: Frame): Run {
  const open: Context[] = [];
  const { guarded } = interpreter;
  const leave = (error: PythonError | undefined): boolean => {
    let raised = error;
    for (let context = open.pop(); context !== undefined; context = open.pop()) {
      interpreter.place = statement;
      if (context.exit(raised)) raised = undefined;
    }
    return error !== undefined && raised === undefined;
  };
  try {
    for (const { context, target } of statement.items) {
      const manager = interpreter.evaluate(context, frame);
      interpreter.place = context;
      const entered = enterContext(interpreter, manager);
      open.push(entered);
      if (entered.maySwallow) interpreter.guarded++;
      if (target !== undefined) assignTarget(interpreter, target, entered.value, frame);
    }
    const completion = yield* interpreter.begin(statement.body, frame);
    interpreter.guarded = guarded;
    leave(undefined);
    return completion;
  } catch (error) {
    interpreter.guarded = guarded;
    if (!(error instanceof PythonError)) throw error;
    // Whether it was raised, and so whatever follows, is in doubt.
    interpreter.doubtAll(error.doubt);
    if (!leave(error)) throw error;
    return undefined;
  }
}
