import type { algebra } from '../../../torch';
import { either } from '../doubt';
import type { Interpreter } from '../interpreter';
import { BoolValue, FloatValue, IntValue, ListValue, TupleValue, type Value } from '../values';
import { TensorValue } from './tensorValue';

/** The scalar that a Python number is beside a tensor; undefined for anything else. */
export function scalarOf(interpreter: Interpreter, value: Value): algebra.Scalar | undefined {
  switch (value.kind) {
    case 'bool':
      return { type: 'bool', value: value.value };
    case 'int':
      if (value.value >= 2n ** 63n || value.value < -(2n ** 63n)) return tooGreat(interpreter);
      return { type: 'int', value: value.value };
    case 'float':
      return { type: 'float', value: value.value, ...(value.error > 0 && { error: value.error }) };
    default:
      return undefined;
  }
}

/** PyTorch refuses such an integer, each function in its own way. */
function tooGreat(interpreter: Interpreter): never {
  interpreter.doubtAll(interpreter.about('notUnderstood', 'so great an integer'));
  return interpreter.giveUp('so great an integer');
}

/** What `t.item()` gives: a number, which carries its error bound; what is no float is in doubt where it has one. */
export function valueOfScalar(interpreter: Interpreter, scalar: algebra.Scalar): Value {
  const { error = 0 } = scalar;
  const doubt = error > 0 ? interpreter.about('rounding') : undefined;
  switch (scalar.type) {
    case 'bool':
      return new BoolValue(scalar.value, doubt);
    case 'int':
      return new IntValue(scalar.value, doubt);
    case 'float':
      return new FloatValue(scalar.value, Number.isFinite(error) ? undefined : doubt, error);
  }
}

/** `t.tolist()`. */
export function valueOfList(interpreter: Interpreter, nested: algebra.NestedList): Value {
  if (!isNestedList(nested)) return valueOfScalar(interpreter, nested);
  interpreter.meter.make(nested.length);
  return new ListValue(nested.map((inner) => valueOfList(interpreter, inner)));
}

function isNestedList(nested: algebra.NestedList): nested is readonly algebra.NestedList[] {
  return Array.isArray(nested);
}

/** The doubts of all that a value holds: of numbers in lists of lists, and of which tensors they are. */
export function deepDoubt(value: Value, depth = 0): Value['doubt'] {
  if (value.doubt !== undefined || depth > 8) return value.doubt;
  let doubt: Value['doubt'];
  if (value instanceof ListValue || value instanceof TupleValue)
    for (const item of value.items) doubt = either(doubt, deepDoubt(item, depth + 1));
  if (value.kind === 'slice')
    for (const item of [value.start, value.stop, value.step])
      doubt = either(doubt, deepDoubt(item, depth + 1));
  return doubt;
}

/** A tensor's memory doubt, and those of all tensors in a list. */
export function tensorsIn(value: Value, depth = 0): TensorValue[] {
  if (value instanceof TensorValue) return [value];
  if ((value.kind === 'list' || value.kind === 'tuple') && depth < 8)
    return value.items.flatMap((item) => tensorsIn(item, depth + 1));
  return [];
}
