import { OutputStream, showText } from './outputStream';
import { native } from '../object/native';
import { typeName } from '../object/types';
import type { Interpreter } from '../object/interpreter';
import { type NativeFunction, NONE, StrValue, type Value } from '../object/values';
import { iterationFunctions } from './iterationFunctions';
import { numberFunctions } from './numberFunctions';
import { objectFunctions } from './objectFunctions';

/** `print(…)`: what Python would show. */
const print = native(
  'print',
  '*objects, sep=, end=, file=, flush=',
  { takesUnknown: true, givesNone: true },
  (args, interpreter): Value => {
    const given = args.get('file');
    const file = given === undefined || given.kind === 'none' ? interpreter.output : given;
    if (file?.kind === 'unknown') return interpreter.giveUp('print(file=…)');
    if (file instanceof OutputStream && !file.isShown) return NONE;
    const texts = args.rest.map((value) => interpreter.str(value));
    const separator = textOr(interpreter, 'sep', args.get('sep'), ' ');
    const end = textOr(interpreter, 'end', args.get('end'), '\n');
    if (file !== undefined && !(file instanceof OutputStream)) {
      const write = interpreter.attribute(file, 'write');
      const parts = texts.flatMap((text, i) => (i === 0 ? [text] : [separator, text]));
      for (const text of [...parts, end]) if (text.value !== '') interpreter.call(write, [text]);
      return NONE;
    }
    interpreter.meter.makeText(
      texts.reduce((sum, { value }) => sum + value.length + separator.value.length, end.value.length),
    );
    const text = texts.map(({ value }) => value).join(separator.value) + end.value;
    const doubt = [...texts, separator, end].find((one) => one.doubt !== undefined)?.doubt;
    showText(interpreter, text, doubt);
    return NONE;
  },
);

function textOr(
  interpreter: Interpreter,
  name: string,
  value: Value | undefined,
  otherwise: string,
): StrValue {
  if (value === undefined || value.kind === 'none') return new StrValue(otherwise);
  if (value.kind === 'str') return value;
  if (value.kind === 'unknown') return new StrValue(otherwise, value.doubt);
  return interpreter.raise('TypeError', `${name} must be None or a string, not ${typeName(value)}`);
}

/** The functions that every module sees. */
export const builtinFunctions: readonly NativeFunction[] = [
  print,
  ...numberFunctions,
  ...iterationFunctions,
  ...objectFunctions,
];
