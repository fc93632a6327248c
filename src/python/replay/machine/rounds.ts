import type { Doubt } from '../object/doubt';
import { reached } from '../protocol/effects';
import type { Interpreter } from '../object/interpreter';
import type { Frame, Value } from '../object/values';
import type { Statement } from '../../syntax/ast/ast';
import { FROZEN } from '../../syntax/ast/program';

/** The part of the budget that a loop leaves for what comes after it, if a part of it is its own. */
const LEFT = 0.75;
const OWN = 0.1;

/** Whether there is no room for all rounds of a reader's loop, before which so much was spent; where all is in doubt its share is enough. */
export function isTooLong(interpreter: Interpreter, { cell }: Statement, before: number): boolean {
  const left = interpreter.doubtOf(undefined) === undefined ? LEFT : 0;
  return cell !== FROZEN && interpreter.meter.isSpent(Math.max(left, before + OWN));
}

/** More rounds than that no code takes until all that it changes is in doubt. */
const MOST = 8;

/**
 * What runs again and again, nobody knows how often: rounds that run in doubt stand for all of them, once another would leave
 * nothing in doubt that is certain now. It takes two at least, for what the first one changes the next one may look at.
 */
export class Rounds {
  private certain = -1;
  private count = 0;

  constructor(
    private readonly interpreter: Interpreter,
    private readonly frame: Frame,
    readonly doubt: Doubt,
  ) {
    interpreter.mayShow(doubt);
    // In a round that does not run here something may be raised.
    if (interpreter.guarded > 0) interpreter.mayDoAnything(doubt);
    else interpreter.assume(interpreter.about('assumesNoError'));
  }

  /** To be asked before each round: whether there is no need of it. */
  areEnough(): boolean {
    const before = this.certain;
    this.certain = this.count < 2 ? -1 : certainIn(this.interpreter, this.frame);
    const isSettled = this.count > 2 && this.certain === before;
    if (!isSettled && this.count++ < MOST) return false;
    if (!isSettled) this.interpreter.mayDoAnything(this.doubt);
    return true;
  }
}

/** How much of what can be reached from a frame's names is certain. */
function certainIn({ random }: Interpreter, frame: Frame): number {
  const values: Value[] = [];
  for (let at: Frame | undefined = frame; at !== undefined; at = at.parent) values.push(...at.names.values());
  const isDoubted = (value: Value): boolean =>
    value.doubt !== undefined || ('contentsDoubt' in value && value.contentsDoubt !== undefined);
  let count = [random, random.python, random.numpy].filter(({ doubt }) => doubt === undefined).length;
  for (const value of reached(values, isDoubted)) if (!isDoubted(value)) count++;
  return count;
}
