import { OutputStream, showText } from './outputStream';
import { PythonError } from '../object/errors';
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
  { takesUnknown: true, ownDoubt: true },
  (args, interpreter): Value => {
    const given = args.get('file');
    const file = given === undefined || given.kind === 'none' ? interpreter.output : given;
    if (file?.kind === 'unknown') return interpreter.giveUp('print(file=…)');
    if (file instanceof OutputStream && !file.isShown) return NONE;
    const separator = textOr(interpreter, 'sep', args.get('sep'), ' ');
    const end = textOr(interpreter, 'end', args.get('end'), '\n');
    const isShown = file === undefined || file instanceof OutputStream;
    const write = isShown ? undefined : interpreter.attribute(file, 'write');
    const { values } = interpreter.recorder;
    let texts: StrValue[] = [];
    const put = (text: StrValue): void => {
      if (write === undefined) texts.push(text);
      else interpreter.call(write, [text]);
    };
    /** Shows what was put, before what was shown from `at` on. */
    const flush = (at: number): void => {
      const after = values.splice(at);
      const text = texts.map(({ value }) => value).join('');
      interpreter.meter.makeText(text.length);
      if (texts.length > 0) showText(interpreter, text, texts.find((one) => one.doubt !== undefined)?.doubt);
      values.push(...after);
      texts = [];
    };
    for (const [i, value] of args.rest.entries()) {
      if (i > 0) put(separator);
      const before = values.length;
      try {
        const text = interpreter.str(value);
        // Python writes each text before it asks for the next one, which may show something itself.
        if (values.length > before) flush(before);
        put(text);
      } catch (error) {
        if (error instanceof PythonError && error.doubt === undefined) flush(before);
        throw error;
      }
    }
    put(end);
    flush(values.length);
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
