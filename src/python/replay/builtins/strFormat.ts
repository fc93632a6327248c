import { either } from '../object/doubt';
import { formatted } from '../protocol/format';
import { getItem, keyError } from '../protocol/items';
import type { Interpreter } from '../object/interpreter';
import { int, str, StrValue, type Value } from '../object/values';

/** What stands before the next brace of a format, of which so much is looked at at once. */
const PLAIN = /^[^{}]+/;
const LONGEST_PLAIN = 4096;

/** What replaces the fields of a format. */
interface Replacements {
  readonly values: readonly Value[];
  readonly names: ReadonlyMap<string, Value>;
  /** Which value the next field without a name takes. */
  next: number;
}

/** `"…".format(…)`. */
export function formatText(
  interpreter: Interpreter,
  format: string,
  given: Replacements,
  depth = 0,
): StrValue {
  if (depth > 2) return interpreter.raise('ValueError', 'Max string recursion exceeded');
  let result = '';
  let doubt: Value['doubt'];
  interpreter.meter.work(format.length * 2);
  for (let i = 0; i < format.length; i++) {
    const plain = PLAIN.exec(format.slice(i, i + LONGEST_PLAIN))?.[0] ?? '';
    if (plain !== '') {
      result += plain;
      i += plain.length - 1;
      continue;
    }
    const c = format[i] ?? '';
    if (c === '{' && format[i + 1] === '{') {
      result += '{';
      i++;
    } else if (c === '}') {
      if (format[i + 1] !== '}') interpreter.raise('ValueError', "Single '}' encountered in format string");
      result += '}';
      i++;
    } else if (c === '{') {
      let open = 1;
      let end = i + 1;
      for (; end < format.length && open > 0; end++)
        open += format[end] === '{' ? 1 : format[end] === '}' ? -1 : 0;
      if (open > 0)
        interpreter.raise(
          'ValueError',
          end > i + 1 ? "expected '}' before end of string" : "Single '{' encountered in format string",
        );
      const shown = field(interpreter, format.slice(i + 1, end - 1), given, depth);
      result += shown.value;
      doubt = either(doubt, shown.doubt);
      i = end - 1;
    }
  }
  interpreter.meter.makeText(result.length);
  return new StrValue(result, doubt);
}

function field(interpreter: Interpreter, source: string, given: Replacements, depth: number): StrValue {
  const match = /^([^!:[.]*)((?:\.\w+|\[[^\]]*\])*)(?:!([rsa]))?(?::([^]*))?$/.exec(source);
  if (match === null) return interpreter.giveUp('this replacement field');
  const [, first = '', path = '', conversion, spec = ''] = match;
  let value: Value | undefined;
  if (first === '' || /^\d+$/.test(first)) {
    const index = first === '' ? given.next++ : Number(first);
    value =
      given.values[index] ??
      interpreter.raise('IndexError', `Replacement index ${index} out of range for positional args tuple`);
  } else {
    value = given.names.get(first);
    if (value === undefined) throw keyError(interpreter, str(first));
  }
  for (const [, attribute, index] of path.matchAll(/\.(\w+)|\[([^\]]*)\]/gy)) {
    value =
      attribute !== undefined
        ? interpreter.attribute(value, attribute)
        : getItem(interpreter, value, /^\d+$/.test(index ?? '') ? int(Number(index)) : str(index ?? ''));
  }
  const inner = formatText(interpreter, spec, given, depth + 1);
  const converted =
    conversion === 'r' ? interpreter.repr(value) : conversion === 's' ? interpreter.str(value) : value;
  if (conversion === 'a') return interpreter.giveUp('!a');
  const shown =
    converted.kind === 'unknown'
      ? new StrValue('?', converted.doubt)
      : formatted(interpreter, converted, inner);
  return new StrValue(shown.value, either(shown.doubt, inner.doubt));
}
