import { attributeOfType } from './attributes';
import { integerOf, toFloat } from './numbers';
import { typeName } from '../object/types';
import type { Interpreter } from '../object/interpreter';
import { FloatValue, UnknownValue, type Value } from '../object/values';

/** `float(value)` of what is no string. Raises TypeError. */
export function toFloatValue(interpreter: Interpreter, value: Value): FloatValue | UnknownValue {
  switch (value.kind) {
    case 'float':
    case 'unknown':
      return value;
    case 'int':
    case 'bool':
      return new FloatValue(toFloat(interpreter, integerOf(value)), value.doubt);
    default: {
      const method = attributeOfType(interpreter, value, '__float__');
      const result = method && interpreter.call(method, []);
      if (result?.kind === 'float' || result?.kind === 'unknown') return result;
      if (value.kind === 'native')
        return new UnknownValue(interpreter.about('notUnderstood', `float of ${value.type.name}`));
      return interpreter.raise(
        'TypeError',
        `must be real number, not ${typeName(value)}`,
        result !== undefined,
      );
    }
  }
}
