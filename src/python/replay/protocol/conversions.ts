import { indexOf } from './items';
import { integerOf, toFloat } from './numbers';
import { special } from './specialMethods';
import { typeName } from '../object/types';
import type { Interpreter } from '../object/interpreter';
import { FloatValue, UnknownValue, type Value } from '../object/values';

/** `float(value)` of what is no string. Raises TypeError. */
export function toFloatValue(
  interpreter: Interpreter,
  value: Value,
  words = `must be real number, not ${typeName(value)}`,
): FloatValue | UnknownValue {
  switch (value.kind) {
    case 'float':
    case 'unknown':
      return value;
    case 'int':
    case 'bool':
      return new FloatValue(toFloat(interpreter, integerOf(value)), value.doubt);
    default: {
      const result = special(interpreter, value, '__float__');
      if (result?.kind === 'float' || result?.kind === 'unknown') return result;
      if (value.kind === 'native')
        return new UnknownValue(interpreter.about('notUnderstood', `float of ${value.type.name}`));
      const index = indexOf(interpreter, value) ?? interpreter.raise('TypeError', words);
      return new FloatValue(toFloat(interpreter, index), value.doubt);
    }
  }
}
