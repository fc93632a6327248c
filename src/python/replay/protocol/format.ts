import { isShown } from '../../../torch/uncertainText';
import { attributeOfType } from './attributes';
import { either } from '../object/doubt';
import { integerOf, isOpen } from './numbers';
import { typeName } from '../object/types';
import type { Interpreter } from '../object/interpreter';
import { ownOf } from '../object/own';
import { StrValue, type Value } from '../object/values';
import {
  FormatError,
  formatFloat,
  formatInteger,
  formatString,
  readSpec,
  type Spec,
} from '../../primitives/formatSpec';

/** What `f"{value:spec}"` writes; `str(value)` for an empty specification. Raises ValueError. */
export function formatted(interpreter: Interpreter, value: Value, spec: StrValue): StrValue {
  if (value.kind === 'unknown') {
    if (spec.value !== '') interpreter.mayDoAnything(value.doubt);
    return new StrValue('?', value.doubt);
  }
  if (value.kind === 'instance' || value.kind === 'native' || ownOf(value) !== undefined) {
    const method = attributeOfType(interpreter, value, '__format__');
    if (method !== undefined) {
      const result = interpreter.call(method, [spec]);
      if (result.kind === 'str') return new StrValue(result.value, either(result.doubt, value.doubt));
      return new StrValue('?', result.doubt ?? interpreter.about('notUnderstood', '__format__'));
    }
  }
  if (spec.value === '') return interpreter.str(value);
  try {
    return bySpec(interpreter, value, spec);
  } catch (error) {
    if (error instanceof FormatError) return interpreter.raise(error.type, error.message, error.isUnsure);
    throw error;
  }
}

function bySpec(
  interpreter: Interpreter,
  value: Exclude<Value, { kind: 'unknown' }>,
  spec: StrValue,
): StrValue {
  const doubt = either(value.doubt, spec.doubt);
  const type = typeName(value);
  const read = (): Spec => {
    const made = readSpec(spec.value, type);
    const digits = made.precision ?? 0;
    if (made.width > 1e6 || digits > 1e6) return interpreter.giveUp('so wide a format');
    interpreter.meter.makeText(made.width + digits);
    return made;
  };
  switch (value.kind) {
    case 'str':
      interpreter.meter.makeText(value.value.length);
      return new StrValue(formatString(value.value, read()), doubt);
    case 'int':
    case 'bool': {
      const own = read();
      return new StrValue(isOpen(value) ? '?' : formatInteger(integerOf(value), own, type), doubt);
    }
    case 'float': {
      const own = read();
      const { value: number, error } = value;
      const text = formatFloat(number, own);
      // Within its error bound the text may still be certain.
      const isSure =
        error === 0 ||
        (Number.isFinite(error) &&
          [number - error, number + error].every((end) => formatFloat(end, own) === text));
      if (isOpen(value) || !(isSure || isShown(number, error, text)))
        return new StrValue('?', doubt ?? interpreter.about('undecided'));
      return new StrValue(text, isSure ? doubt : (doubt ?? interpreter.about('rounding')));
    }
    default:
      return interpreter.raise('TypeError', `unsupported format string passed to ${type}.__format__`);
  }
}
