import { OBJECT_BYTES } from '../../primitives/budget';
import { either } from '../object/doubt';
import { NotUnderstood } from '../object/errors';
import { addItem, setEntry } from '../protocol/hashing';
import { bytesOf, iteratorOf } from '../protocol/iteration';
import type { Comprehension, Expression } from '../../syntax/ast/ast';
import { under } from '../protocol/effects';
import { mayGoOn } from './skipped';
import { assignTarget } from './targets';
import { withDoubt } from '../object/withDoubt';
import type { Interpreter } from '../object/interpreter';
import type { UnknownValue, Value } from '../object/values';
import { DictValue, IteratorValue, ListValue, SetValue, Frame } from '../object/values';

/** A comprehension that runs, and what it goes over of which nothing is known. */
interface Going {
  readonly node: Comprehension;
  readonly frame: Frame;
  readonly lost: UnknownValue[];
}

/** The value of a comprehension; of a generator expression the iterator, which runs only as far as it is asked. */
export function comprehension(interpreter: Interpreter, node: Comprehension, outer: Frame): Value {
  const frame = new Frame('comprehension', node.scope, outer, `${outer.name}.<comprehension>`, outer.owner);
  frame.self = outer.self;
  const [first] = node.clauses;
  if (first === undefined) return interpreter.giveUp('this');
  // The first iterable is evaluated at once, outside.
  const iterable = interpreter.evaluate(first.iterable, outer);
  interpreter.place = first.iterable;
  const lost: UnknownValue[] = [];
  const iterator = elementsOf(interpreter, iterable, lost);
  frame.doubt = iterable.doubt;
  const rounds = run(interpreter, { node, frame, lost }, iterator, 0);
  if (node.makes === 'generator' && lost.length === 0) {
    interpreter.meter.hold(OBJECT_BYTES);
    const made: IteratorValue = new IteratorValue('generator', () => {
      const next = rounds.next();
      return next.done === true ? undefined : withDoubt(next.value, made.doubt);
    });
    return made;
  }
  const made = gathered(interpreter, { node, frame, lost }, rounds);
  const [unknown] = lost;
  if (unknown !== undefined) throw new NotUnderstood(unknown.doubt, unknown.harmless);
  return made;
}

/** What is gone through; of what nothing is known one element stands for all. */
function elementsOf(interpreter: Interpreter, iterable: Value, lost: UnknownValue[]): IteratorValue {
  if (iterable.kind !== 'unknown') return iteratorOf(interpreter, iterable);
  lost.push(iterable);
  const elements = [iterable.derived(iterable.name && `${iterable.name}[…]`)];
  return new IteratorValue('iterator', () => elements.pop(), iterable.doubt);
}

function gathered(
  interpreter: Interpreter,
  { node: { makes, value: node }, frame, lost }: Going,
  rounds: Iterable<Value>,
): Value {
  const made = makes === 'dict' ? new DictValue() : makes === 'set' ? new SetValue() : new ListValue([]);
  made.doubt = frame.doubt;
  for (const item of rounds) {
    const value = node && under(interpreter, frame.doubt, () => interpreter.evaluate(node, frame));
    if (made.kind === 'list') {
      interpreter.meter.make(1, bytesOf(item));
      made.items.push(item);
    } else if (lost.length > 0) continue;
    else if (made.kind === 'set') addItem(interpreter, made, item);
    else setEntry(interpreter, made, item, value ?? item);
  }
  made.doubt = either(made.doubt, frame.doubt);
  return made;
}

/** The elements, one by one. */
function* run(
  interpreter: Interpreter,
  going: Going,
  iterator: IteratorValue,
  depth: number,
): Generator<Value> {
  const { node, frame, lost } = going;
  const clause = node.clauses[depth];
  if (clause === undefined) return;
  // Which elements there are depends on what is in doubt.
  frame.doubt = either(frame.doubt, iterator.doubt);
  const evaluate = (part: Expression): Value =>
    under(interpreter, frame.doubt, () => interpreter.evaluate(part, frame));
  let isFirst = true;
  for (let item = iterator.next(); item !== undefined; item = iterator.next()) {
    interpreter.meter.step();
    isFirst = false;
    assignTarget(interpreter, clause.target, item, frame);
    let passes = true;
    for (const condition of clause.conditions) {
      const { value, doubt } = interpreter.truth(evaluate(condition));
      if (value === undefined && lost.length === 0)
        throw new NotUnderstood(doubt ?? interpreter.about('condition'));
      frame.doubt = either(frame.doubt, doubt);
      if (value === false) {
        passes = false;
        break;
      }
    }
    if (!passes) continue;
    const next = node.clauses[depth + 1];
    if (next === undefined) {
      yield withDoubt(evaluate(node.element), frame.doubt);
      continue;
    }
    const inner = evaluate(next.iterable);
    frame.doubt = either(frame.doubt, inner.doubt);
    interpreter.place = next.iterable;
    const within =
      node.makes === 'generator' ? iteratorOf(interpreter, inner) : elementsOf(interpreter, inner, lost);
    yield* run(interpreter, going, within, depth + 1);
  }
  const inside = node.clauses
    .slice(depth)
    .flatMap(({ conditions, iterable }, i) => (i > 0 ? [iterable, ...conditions] : conditions));
  const parts = [...inside, node.element, ...(node.value === undefined ? [] : [node.value])];
  mayGoOn(interpreter, parts, frame, { doubt: frame.doubt, isFirst });
}
