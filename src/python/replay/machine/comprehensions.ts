import { OBJECT_BYTES } from '../../primitives/budget';
import { either } from '../object/doubt';
import { NotUnderstood } from '../object/errors';
import { addItem, setEntry } from '../protocol/hashing';
import { bytesOf, iteratorOf } from '../protocol/iteration';
import type { Comprehension } from '../../syntax/ast/ast';
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
  const rounds = run(interpreter, node, frame, iterator, 0);
  if (node.makes === 'generator') {
    interpreter.meter.hold(OBJECT_BYTES);
    const made: IteratorValue = new IteratorValue('generator', () => {
      const next = rounds.next();
      return next.done === true ? undefined : withDoubt(next.value, made.doubt);
    });
    return made;
  }
  const doubt = either(interpreter.control, either(iterable.doubt, iterator.doubt));
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
    const value = node.value === undefined ? key : interpreter.evaluate(node.value, frame);
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
  for (let item = iterator.next(); item !== undefined; item = iterator.next()) {
    interpreter.meter.step();
    assignTarget(interpreter, clause.target, item, frame);
    let passes = true;
    for (const condition of clause.conditions) {
      const { value, doubt } = interpreter.truth(interpreter.evaluate(condition, frame));
      if (value === undefined) throw new NotUnderstood(doubt ?? interpreter.about('condition'));
      // Which elements there are depends on what is in doubt.
      frame.doubt = either(frame.doubt, doubt);
      if (!value) {
        passes = false;
        break;
      }
    }
    if (!passes) continue;
    const next = node.clauses[depth + 1];
    if (next === undefined) {
      yield withDoubt(interpreter.evaluate(node.element, frame), frame.doubt);
      continue;
    }
    const inner = interpreter.evaluate(next.iterable, frame);
    frame.doubt = either(frame.doubt, inner.doubt);
    interpreter.place = next.iterable;
    yield* run(interpreter, node, frame, iteratorOf(interpreter, inner), depth + 1);
  }
}
