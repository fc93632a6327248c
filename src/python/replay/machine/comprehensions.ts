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
import { DictValue, IteratorValue, ListValue, SetValue, type Value, Frame } from '../object/values';

/** The value of a comprehension; of a generator expression the iterator, which runs only as far as it is asked. */
export function comprehension(interpreter: Interpreter, node: Comprehension, outer: Frame): Value {
  const frame = new Frame('comprehension', node.scope, outer, `${outer.name}.<comprehension>`, outer.owner);
  frame.self = outer.self;
  const [first] = node.clauses;
  if (first === undefined) return interpreter.giveUp('this');
  // The first iterable is evaluated at once, outside.
  const iterable = interpreter.evaluate(first.iterable, outer);
  interpreter.place = first.iterable;
  const iterator = iteratorOf(interpreter, iterable);
  frame.doubt = iterable.doubt;
  const rounds = run(interpreter, node, frame, iterator, 0);
  if (node.makes === 'generator') {
    interpreter.meter.hold(OBJECT_BYTES);
    const made: IteratorValue = new IteratorValue('generator', () => {
      const next = rounds.next();
      return next.done === true ? undefined : withDoubt(next.value, made.doubt);
    });
    return made;
  }
  const doubt = either(iterable.doubt, iterator.doubt);
  if (node.makes === 'list') {
    const list = new ListValue([], doubt);
    for (const item of rounds) {
      interpreter.meter.make(1, bytesOf(item));
      list.items.push(item);
    }
    list.doubt = either(list.doubt, frame.doubt);
    return list;
  }
  if (node.makes === 'set') {
    const set = new SetValue();
    set.doubt = doubt;
    for (const item of rounds) addItem(interpreter, set, item);
    set.doubt = either(set.doubt, frame.doubt);
    return set;
  }
  const dict = new DictValue();
  dict.doubt = doubt;
  for (const key of rounds) {
    const { value: made } = node;
    const value =
      made === undefined ? key : under(interpreter, frame.doubt, () => interpreter.evaluate(made, frame));
    setEntry(interpreter, dict, key, value);
  }
  dict.doubt = either(dict.doubt, frame.doubt);
  return dict;
}

/** The elements, one by one. */
function* run(
  interpreter: Interpreter,
  node: Comprehension,
  frame: Frame,
  iterator: IteratorValue,
  depth: number,
): Generator<Value> {
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
      if (value === undefined) throw new NotUnderstood(doubt ?? interpreter.about('condition'));
      frame.doubt = either(frame.doubt, doubt);
      if (!value) {
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
    yield* run(interpreter, node, frame, iteratorOf(interpreter, inner), depth + 1);
  }
  const inside = node.clauses
    .slice(depth)
    .flatMap(({ conditions, iterable }, i) => (i > 0 ? [iterable, ...conditions] : conditions));
  const parts = [...inside, node.element, ...(node.value === undefined ? [] : [node.value])];
  mayGoOn(interpreter, parts, frame, { doubt: frame.doubt, isFirst });
}
