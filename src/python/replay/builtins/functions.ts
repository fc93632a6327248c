import { native } from '../native';
import { type NativeFunction, NONE, StrValue, type Value } from '../values';
import { iterationFunctions } from './iterationFunctions';
import { numberFunctions } from './numberFunctions';
import { objectFunctions } from './objectFunctions';

/** `print(…)`: what Python would show. */
const print = native(
  'print',
  '*objects, sep=, end=, file=, flush=',
  (args, interpreter): Value => {
    const file = args.get('file');
    if (file !== undefined && file.kind !== 'none') return NONE;
    const texts = args.rest.map((value) => interpreter.str(value));
    const separator = textOr(args.get('sep'), ' ');
    const end = textOr(args.get('end'), '\n');
    interpreter.meter.makeText(
      texts.reduce((sum, { value }) => sum + value.length + separator.value.length, end.value.length),
    );
    const text = texts.map(({ value }) => value).join(separator.value) + end.value;
    const doubt = [...texts, separator, end].find((one) => one.doubt !== undefined)?.doubt;
    if (text.endsWith('\n')) interpreter.show(text.slice(0, -1), doubt);
    else interpreter.show(text, doubt, 'unended');
    return NONE;
  },
  { takesUnknown: true },
);

function textOr(value: Value | undefined, otherwise: string): StrValue {
  if (value === undefined || value.kind === 'none') return new StrValue(otherwise);
  if (value.kind === 'str') return value;
  return new StrValue(otherwise, value.doubt);
}

/** The functions that every module sees. */
export const builtinFunctions: readonly NativeFunction[] = [
  print,
  ...numberFunctions,
  ...iterationFunctions,
  ...objectFunctions,
];
