import { asciiRepr } from '../../primitives/texts';
import { either } from '../object/doubt';
import { formatted } from './format';
import { getEntry } from './hashing';
import { typeOf } from '../object/types';
import type { Interpreter } from '../object/interpreter';
import { IntValue, StrValue, type Value } from '../object/values';

const CONVERSION = /%(?:\(([^)]*)\))?([-+ #0]*)(\*|\d+)?(?:\.(\*|\d+)?)?[hlL]?([^]|$)/gu;

/** `text % values`. */
export function percentFormat(interpreter: Interpreter, format: StrValue, operand: Value): StrValue {
  const values = operand.kind === 'tuple' ? operand.items : [operand];
  let used = 0;
  let isNamed = false;
  let doubt = either(format.doubt, operand.doubt);
  let text = '';
  let end = 0;
  for (const match of format.value.matchAll(CONVERSION)) {
    const [whole, name, flags = '', width, precision, type = ''] = match;
    text += format.value.slice(end, match.index);
    end = match.index + whole.length;
    if (type === '%') {
      text += '%';
      continue;
    }
    if (width === '*' || precision === '*') return interpreter.giveUp('a width of *');
    if (type === '') interpreter.raise('ValueError', 'incomplete format');
    let value = values[used];
    if (name !== undefined) {
      if (operand.kind !== 'dict') return interpreter.raise('TypeError', 'format requires a mapping');
      isNamed = true;
      value = getEntry(interpreter, operand, new StrValue(name)) ?? interpreter.giveUp('a missing key');
    } else used++;
    if (value === undefined) return interpreter.raise('TypeError', 'not enough arguments for format string');
    const conversion = { flags, width, precision: /\.(\d*)/.exec(whole)?.[1], type };
    const shown = convert(interpreter, value, conversion);
    doubt = either(doubt, shown.doubt);
    text += shown.value;
  }
  text += format.value.slice(end);
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

interface Conversion {
  readonly flags: string;
  readonly width: string | undefined;
  readonly precision: string | undefined;
  readonly type: string;
}

function convert(
  interpreter: Interpreter,
  value: Value,
  { flags, width, precision, type }: Conversion,
): StrValue {
  const size = width ?? '';
  const point = precision === undefined ? '' : `.${precision === '' ? '0' : precision}`;
  if (value.kind === 'unknown') return new StrValue('?', value.doubt);
  if (/[sra]/.test(type)) {
    const text = type === 's' ? interpreter.str(value) : interpreter.repr(value);
    const shown = type === 'a' ? new StrValue(asciiRepr(text.value), text.doubt) : text;
    return formatted(interpreter, shown, new StrValue(`${flags.includes('-') ? '<' : '>'}${size}${point}`));
  }
  if (/[eEfFgG]/.test(type)) {
    const number = value.kind === 'float' ? value : interpreter.toFloat(value);
    if (number.kind === 'unknown') return new StrValue('?', number.doubt);
    return formatted(interpreter, number, specOf(flags, size + point, type));
  }
  if (/[diuxXo]/.test(type)) {
    let number: Value = value;
    if (value.kind === 'float' && /[diu]/.test(type)) {
      if (!Number.isFinite(value.value)) return interpreter.giveUp('this number');
      number = new IntValue(
        BigInt(Math.trunc(value.value)),
        value.error > 0 ? interpreter.about('rounding') : value.doubt,
      );
    }
    if (number.kind === 'bool') number = new IntValue(number.value ? 1n : 0n, number.doubt);
    if (number.kind === 'native' || number.kind === 'instance') return interpreter.giveUp('this number');
    if (number.kind !== 'int') {
      const what = /[diu]/.test(type) ? 'a real number is required' : 'an integer is required';
      return interpreter.raise('TypeError', `%${type} format: ${what}, not ${typeOf(number).name}`);
    }
    if (precision !== undefined) return interpreter.giveUp('a precision of an integer');
    const letter = /[diu]/.test(type) ? 'd' : type;
    return formatted(interpreter, number, specOf(flags, size, letter));
  }
  if (type === 'c') return interpreter.giveUp('%c');
  return interpreter.raise('ValueError', `unsupported format character '${type}'`, true);
}

/** What `format` takes for the same conversion of a number. */
function specOf(flags: string, size: string, type: string): StrValue {
  const left = flags.includes('-');
  const sign = flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
  const zero = flags.includes('0') && !left;
  const alternate = flags.includes('#') ? '#' : '';
  return new StrValue(`${left ? '<' : zero ? '' : '>'}${sign}${alternate}${zero ? '0' : ''}${size}${type}`);
}
