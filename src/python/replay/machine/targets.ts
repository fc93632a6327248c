import { attributeOfType } from '../protocol/attributes';
import { refreshViews } from '../protocol/objectViews';
import { isNoIterable } from '../protocol/argumentList';
import { bytesOf } from '../protocol/iteration';
import { either } from '../object/doubt';
import { NotUnderstood } from '../object/errors';
import { deleteItem, setItem } from '../protocol/items';
import { sharesTables } from '../modules/copying';
import { lookUp } from '../object/mro';
import { assignName, deleteName } from './names';
import type { Expression } from '../../syntax/ast/ast';
import { typeName } from '../object/types';
import type { Interpreter } from '../object/interpreter';
import { ownOf } from '../object/own';
import { ListValue, str, UnknownValue, type Value, type Frame } from '../object/values';
import { markReachable } from '../protocol/effects';
import { pythonError } from '../object/exceptions';

/** `target = value`, for a name, a member, or a tuple of targets. */
export function assignTarget(interpreter: Interpreter, target: Expression, value: Value, frame: Frame): void {
  switch (target.type) {
    case 'Name':
      assignName(interpreter, target.name, value, frame);
      return;
    case 'Attribute': {
      const object = interpreter.evaluate(target.object, frame);
      interpreter.place = target;
      interpreter.assignAttribute(object, target.name, value);
      return;
    }
    case 'Subscript': {
      const object = interpreter.evaluate(target.object, frame);
      const index = interpreter.evaluate(target.index, frame);
      interpreter.place = target;
      try {
        setItem(interpreter, object, index, value);
      } catch (error) {
        if (!(error instanceof NotUnderstood)) throw error;
        interpreter.unsettled(new UnknownValue(error.doubt, error.harmless));
        markReachable(interpreter, error.doubt, [object]);
      }
      return;
    }
    case 'Tuple':
    case 'List':
      unpack(interpreter, target.elements, value, frame, target);
      return;
    default:
      interpreter.place = target;
      interpreter.mayDoAnything(interpreter.about('notUnderstood', 'this assignment'));
  }
}

function unpack(
  interpreter: Interpreter,
  targets: readonly Expression[],
  value: Value,
  frame: Frame,
  node: Expression,
): void {
  interpreter.place = node;
  const star = targets.findIndex(({ type }) => type === 'Starred');
  let items: Value[];
  try {
    items = takeItems(interpreter, value, star < 0 ? targets.length : undefined);
  } catch (error) {
    if (!(error instanceof NotUnderstood)) throw error;
    const made = value.kind === 'unknown' ? value.derived(value.name && `${value.name}[…]`) : undefined;
    const item = made ?? new UnknownValue(error.doubt, error.harmless);
    interpreter.unsettled(item);
    for (const target of targets) assignTarget(interpreter, unstarred(target), item, frame);
    return;
  }
  const { doubt } = value;
  const misfit = (message: string): never => {
    throw pythonError('ValueError', message, { doubt: interpreter.control }).inDoubt(doubt);
  };
  const least = star < 0 ? targets.length : targets.length - 1;
  const wanted = star < 0 ? `${least}` : `at least ${least}`;
  if (star < 0 && items.length > least) misfit(`too many values to unpack (expected ${wanted})`);
  if (items.length < least) misfit(`not enough values to unpack (expected ${wanted}, got ${items.length})`);
  const more = items.length - least;
  targets.forEach((target, i) => {
    const item =
      i === star
        ? new ListValue(items.slice(star, star + more), either(doubt, interpreter.control))
        : items[star < 0 || i < star ? i : i - 1 + more];
    if (item !== undefined) assignTarget(interpreter, unstarred(target), item, frame);
  });
}

function unstarred(target: Expression): Expression {
  return target.type === 'Starred' ? target.value : target;
}

/** The items to unpack; not many more than are wanted. */
function takeItems(interpreter: Interpreter, value: Value, wanted: number | undefined): Value[] {
  if (isNoIterable(interpreter, value))
    throw pythonError('TypeError', `cannot unpack non-iterable ${typeName(value)} object`, {
      doubt: interpreter.control,
    }).inDoubt(value.doubt);
  const items: Value[] = [];
  for (const item of interpreter.iterate(value)) {
    interpreter.meter.make(1, bytesOf(item));
    items.push(item);
    if (wanted !== undefined && items.length > wanted) break;
  }
  return items;
}

/** `del target`. */
export function deleteTarget(interpreter: Interpreter, target: Expression, frame: Frame): void {
  interpreter.place = target;
  switch (target.type) {
    case 'Name':
      deleteName(interpreter, target.name, frame);
      return;
    case 'Tuple':
    case 'List':
      for (const element of target.elements) deleteTarget(interpreter, element, frame);
      return;
    case 'Subscript': {
      const object = interpreter.evaluate(target.object, frame);
      const index = interpreter.evaluate(target.index, frame);
      interpreter.place = target;
      deleteItem(interpreter, object, index);
      return;
    }
    case 'Attribute': {
      const object = interpreter.evaluate(target.object, frame);
      interpreter.place = target;
      if (
        object.kind === 'instance' &&
        !sharesTables(object) &&
        object.type.mro.every(({ native }) => native === undefined || native.known !== undefined)
      ) {
        const hook = lookUp(object.type, '__delattr__');
        if (hook !== undefined) {
          interpreter.call(hook, [object, str(target.name)]);
          return;
        }
        if (!object.attributes.delete(target.name))
          interpreter.raise(
            'AttributeError',
            `'${object.type.name}' object has no attribute '${target.name}'`,
            true,
          );
        interpreter.changed(object);
        refreshViews(object, target.name);
        return;
      }
      const hook = ownOf(object) && attributeOfType(interpreter, object, '__delattr__');
      if (hook !== undefined) interpreter.call(hook, [str(target.name)]);
      else markReachable(interpreter, interpreter.unknown('del').doubt, [object]);
      return;
    }
    default:
      interpreter.mayDoAnything(interpreter.about('notUnderstood', 'del'));
  }
}
