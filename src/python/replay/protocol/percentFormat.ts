import { type Conversion, percentPieces, specOf } from '../../primitives/formatFields';
import { asciiRepr } from '../../primitives/texts';
import { either } from '../object/doubt';
import { PythonError } from '../object/errors';
import { attributeOfType } from './attributes';
import { formatted } from './format';
import { getEntry } from './hashing';
import { wholeWithin } from './numbers';
import { special } from './specialMethods';
import { typeName } from '../object/types';
import type { Interpreter } from '../object/interpreter';
import { IntValue, StrValue, type Value } from '../object/values';

/** `text % values`. */
export function percentFormat(interpreter: Interpreter, format: StrValue, operand: Value): StrValue {
  const values = operand.kind === 'tuple' ? operand.items : [operand];
  let used = 0;
  let isNamed = false;
  let doubt = either(format.doubt, operand.doubt);
  let text = '';
  for (const piece of percentPieces(format.value)) {
    if (typeof piece === 'string') {
      text += piece;
      continue;
    }
    const { name, width, precision, type } = piece;
    if (width === '*' || precision === '*') return interpreter.giveUp('a width of *');
    if (type === '') interpreter.raise('ValueError', 'incomplete format');
    let value = values[used];
    if (name !== undefined) {
      if (operand.kind !== 'dict') return interpreter.raise('TypeError', 'format requires a mapping');
      isNamed = true;
      value = getEntry(interpreter, operand, new StrValue(name)) ?? interpreter.giveUp('a missing key');
    } else used++;
    if (value === undefined) return interpreter.raise('TypeError', 'not enough arguments for format string');
    const shown = convert(interpreter, value, piece);
    doubt = either(doubt, shown.doubt);
    text += shown.value;
  }
  if (!isNamed && used < values.length && (operand.kind === 'instance' || operand.kind === 'native'))
    interpreter.giveUp('this format');
  if (!isNamed && used < values.length && !isMapping(operand))
    interpreter.raise('TypeError', 'not all arguments converted during string formatting');
  interpreter.meter.make(text.length);
  return new StrValue(text, doubt);
}

/** Whether Python may take it for a mapping, which nothing in the text has to name. */
function isMapping(operand: Value): boolean {
  return /^(?:dict|list|range|unknown)$/.test(operand.kind);
}

function convert(interpreter: Interpreter, value: Value, conversion: Conversion): StrValue {
  const { precision, type } = conversion;
  const spec = (letter: string): StrValue => new StrValue(specOf(conversion, letter));
  if (value.kind === 'unknown') return new StrValue('?', value.doubt);
  if (/[sra]/.test(type)) {
    const text = type === 's' ? interpreter.str(value) : interpreter.repr(value);
    const shown = type === 'a' ? new StrValue(asciiRepr(text.value), text.doubt) : text;
    return formatted(interpreter, shown, spec('s'));
  }
  if (/[eEfFgG]/.test(type)) {
    const number = value.kind === 'float' ? value : interpreter.toFloat(value);
    if (number.kind === 'unknown') return new StrValue('?', number.doubt);
    return formatted(interpreter, number, spec(type));
  }
  if (/[diuxXo]/.test(type)) {
    let number: Value = value;
    if (value.kind === 'float' && /[diu]/.test(type)) {
      if (!Number.isFinite(value.value)) return interpreter.giveUp('this number');
      number = wholeWithin(interpreter, value, Math.trunc);
    }
    if (number.kind === 'bool') number = new IntValue(number.value ? 1n : 0n, number.doubt);
    if (number.kind === 'native' || number.kind === 'instance') {
      const names = /[diu]/.test(type) ? ['__int__', '__index__'] : ['__index__'];
      const name = names.find((one) => attributeOfType(interpreter, value, one) !== undefined);
      try {
        number = special(interpreter, value, name ?? '') ?? interpreter.giveUp('this number');
      } catch (error) {
        // That it is no number is told in words of its own.
        if (!(error instanceof PythonError && error.isA('TypeError'))) throw error;
      }
    }
    if (number.kind === 'unknown') return new StrValue('?', number.doubt);
    if (number.kind !== 'int') {
      const what = /[diu]/.test(type) ? 'a real number is required' : 'an integer is required';
      return interpreter.raise('TypeError', `%${type} format: ${what}, not ${typeName(number)}`);
    }
    if (precision !== undefined) return interpreter.giveUp('a precision of an integer');
    return formatted(interpreter, number, spec(/[diu]/.test(type) ? 'd' : type));
  }
  if (type === 'c') return interpreter.giveUp('%c');
  return interpreter.raise('ValueError', `unsupported format character '${type}'`, true);
}
