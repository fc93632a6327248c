import { either } from '../doubt';
import { NotUnderstood } from '../errors';
import { formatted } from '../format';
import { isPrintable } from '../floatText';
import { getItem, indexOf, isPlain, keyError, slicePlaces } from '../items';
import type { Interpreter } from '../interpreter';
import { native } from '../native';
import { typeOf } from '../types';
import {
  bool,
  int,
  ListValue,
  type NativeArguments,
  type NativeFunction,
  NONE,
  SliceValue,
  str,
  StrValue,
  TupleValue,
  type Value,
} from '../values';

/** A string argument. Raises TypeError. */
function textOf(interpreter: Interpreter, value: Value): string {
  if (value.kind === 'str') return value.value;
  return interpreter.raise('TypeError', `expected str, not ${typeOf(value)?.name ?? '?'}`, true);
}

function text(args: NativeArguments, interpreter: Interpreter, name = 'self'): string {
  return textOf(interpreter, args.need(name));
}

function optionalText(args: NativeArguments, interpreter: Interpreter, name: string): string | undefined {
  const value = args.get(name);
  return value === undefined || value.kind === 'none' ? undefined : textOf(interpreter, value);
}

function numberOr(args: NativeArguments, interpreter: Interpreter, name: string, otherwise: number): number {
  const value = args.get(name);
  if (value === undefined || value.kind === 'none') return otherwise;
  return Number(indexOf(interpreter, value) ?? interpreter.giveUp('this number'));
}

/** A method that maps the text to a text. */
function mapping(name: string, map: (text: string) => string): NativeFunction {
  return native(name, 'self, /', (args, interpreter) => str(map(text(args, interpreter))));
}

/** A method that answers a question about the text. */
function question(name: string, answer: (text: string) => boolean): NativeFunction {
  return native(name, 'self, /', (args, interpreter) => bool(answer(text(args, interpreter))));
}

const SPACE = /[\s\x1c-\x1f\x85]/u; // eslint-disable-line no-control-regex

function strip(value: string, characters: string | undefined, left: boolean, right: boolean): string {
  const units = Array.from(value);
  const drops = (one: string | undefined): boolean =>
    one !== undefined &&
    (characters === undefined ? SPACE.test(one) && one !== '\ufeff' : characters.includes(one));
  let [from, to] = [0, units.length];
  if (left) while (from < to && drops(units[from])) from++;
  if (right) while (to > from && drops(units[to - 1])) to--;
  return units.slice(from, to).join('');
}

function stripping(name: string, left: boolean, right: boolean): NativeFunction {
  return native(name, 'self, chars=, /', (args, interpreter) =>
    str(strip(text(args, interpreter), optionalText(args, interpreter, 'chars'), left, right)),
  );
}

function padding(
  name: string,
  pad: (value: string, missing: number, fill: string, width: number) => string,
): NativeFunction {
  return native(name, 'self, width, fillchar=, /', (args, interpreter) => {
    const value = text(args, interpreter);
    const width = numberOr(args, interpreter, 'width', 0);
    const fill = optionalText(args, interpreter, 'fillchar') ?? ' ';
    if (Array.from(fill).length !== 1)
      interpreter.raise('TypeError', 'The fill character must be exactly one character long');
    const missing = width - Array.from(value).length;
    if (missing <= 0) return str(value);
    interpreter.meter.make(missing);
    return str(pad(value, missing, fill, width));
  });
}

/** The part of a text that `find(sub, start, end)` looks at, with where it starts. */
function window(
  args: NativeArguments,
  interpreter: Interpreter,
): { readonly part: string; readonly from: number } {
  const value = text(args, interpreter);
  if (!isPlain(value)) return interpreter.giveUp('characters beyond the first plane');
  const [start, end] = [args.get('start') ?? NONE, args.get('end') ?? NONE];
  if (start.kind === 'none' && end.kind === 'none') return { part: value, from: 0 };
  const places = slicePlaces(interpreter, new SliceValue(start, end, NONE), value.length);
  const from = places[0] ?? value.length;
  return { part: value.slice(from, from + places.length), from };
}

function finding(name: string, find: (part: string, sub: string) => number, raises: boolean): NativeFunction {
  return native(name, 'self, sub, start=, end=, /', (args, interpreter) => {
    const { part, from } = window(args, interpreter);
    const place = find(part, text(args, interpreter, 'sub'));
    if (place < 0 && raises) interpreter.raise('ValueError', 'substring not found');
    return int(place < 0 ? -1 : from + place);
  });
}

function matching(name: string, matches: (part: string, one: string) => boolean): NativeFunction {
  return native(name, 'self, prefix, start=, end=, /', (args, interpreter) => {
    const { part } = window(args, interpreter);
    const prefix = args.need('prefix');
    const candidates = prefix.kind === 'tuple' ? prefix.items : [prefix];
    return bool(candidates.some((one) => matches(part, textOf(interpreter, one))));
  });
}

function splitting(name: 'split' | 'rsplit'): NativeFunction {
  return native(name, 'self, sep=, maxsplit=', (args, interpreter) => {
    const value = text(args, interpreter);
    const separator = optionalText(args, interpreter, 'sep');
    const most = numberOr(args, interpreter, 'maxsplit', -1);
    if (separator === '') interpreter.raise('ValueError', 'empty separator');
    const parts =
      separator === undefined ? splitBlanks(value, most, name) : splitAt(value, separator, most, name);
    interpreter.meter.make(parts.length);
    return new ListValue(parts.map((part) => str(part)));
  });
}

function splitAt(value: string, separator: string, most: number, name: 'split' | 'rsplit'): string[] {
  const parts = value.split(separator);
  if (most < 0 || parts.length - 1 <= most) return parts;
  return name === 'split'
    ? [...parts.slice(0, most), parts.slice(most).join(separator)]
    : [parts.slice(0, parts.length - most).join(separator), ...parts.slice(parts.length - most)];
}

function splitBlanks(value: string, most: number, name: 'split' | 'rsplit'): string[] {
  const words = [...value.matchAll(/[^\s\x1c-\x1f\x85]+/gu)]; // eslint-disable-line no-control-regex
  if (most < 0 || words.length - 1 < most) return words.map(([word]) => word);
  if (name === 'split') {
    const rest = words[most];
    const head = words.slice(0, most).map(([word]) => word);
    return rest === undefined ? head : [...head, strip(value.slice(rest.index), undefined, false, true)];
  }
  const tail = words.slice(words.length - most);
  const last = words[words.length - most - 1];
  const head =
    last === undefined ? [] : [strip(value.slice(0, last.index + last[0].length), undefined, true, false)];
  return [...head, ...tail.map(([word]) => word)];
}

/** `"…".format(…)`. */
function formatText(
  interpreter: Interpreter,
  format: string,
  values: readonly Value[],
  names: ReadonlyMap<string, Value>,
  state: { next: number },
  depth = 0,
): StrValue {
  if (depth > 2) return interpreter.raise('ValueError', 'Max string recursion exceeded');
  let result = '';
  let doubt: Value['doubt'];
  for (let i = 0; i < format.length; i++) {
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
      const shown = field(interpreter, format.slice(i + 1, end - 1), values, names, state, depth);
      result += shown.value;
      doubt = either(doubt, shown.doubt);
      i = end - 1;
    } else result += c;
  }
  interpreter.meter.make(result.length);
  return new StrValue(result, doubt);
}

function field(
  interpreter: Interpreter,
  source: string,
  values: readonly Value[],
  names: ReadonlyMap<string, Value>,
  state: { next: number },
  depth: number,
): StrValue {
  const match = /^([^!:[.]*)((?:\.\w+|\[[^\]]*\])*)(?:!([rsa]))?(?::([^]*))?$/.exec(source);
  if (match === null) return interpreter.giveUp('this replacement field');
  const [, first = '', path = '', conversion, spec = ''] = match;
  let value: Value | undefined;
  if (first === '' || /^\d+$/.test(first)) {
    const index = first === '' ? state.next++ : Number(first);
    value =
      values[index] ??
      interpreter.raise('IndexError', `Replacement index ${index} out of range for positional args tuple`);
  } else {
    value = names.get(first);
    if (value === undefined) throw keyError(interpreter, str(first));
  }
  for (const [, attribute, index] of path.matchAll(/\.(\w+)|\[([^\]]*)\]/g)) {
    value =
      attribute !== undefined
        ? interpreter.attribute(value, attribute)
        : getItem(interpreter, value, /^\d+$/.test(index ?? '') ? int(Number(index)) : str(index ?? ''));
  }
  const inner = formatText(interpreter, spec, values, names, state, depth + 1);
  const converted =
    conversion === 'r' ? interpreter.repr(value) : conversion === 's' ? interpreter.str(value) : value;
  if (conversion === 'a') return interpreter.giveUp('!a');
  const shown =
    converted.kind === 'unknown'
      ? new StrValue('?', converted.doubt)
      : formatted(interpreter, converted, inner);
  return new StrValue(shown.value, either(shown.doubt, inner.doubt));
}

const isCased = (value: string): boolean => /\p{Ll}|\p{Lu}|\p{Lt}/u.test(value);

function titled(value: string): string {
  return value.replace(/\p{L}+/gu, (word) => (word[0] ?? '').toUpperCase() + word.slice(1).toLowerCase());
}

/** The methods of `str`. */
export const strMethods: readonly NativeFunction[] = [
  mapping('upper', (value) => value.toUpperCase()),
  mapping('lower', (value) => value.toLowerCase()),
  mapping('casefold', (value) => value.toLowerCase()),
  mapping('title', titled),
  mapping('capitalize', (value) => {
    const [first = '', ...rest] = Array.from(value);
    return first.toUpperCase() + rest.join('').toLowerCase();
  }),
  mapping('swapcase', (value) =>
    Array.from(value, (c) => (c === c.toUpperCase() ? c.toLowerCase() : c.toUpperCase())).join(''),
  ),
  stripping('strip', true, true),
  stripping('lstrip', true, false),
  stripping('rstrip', false, true),
  padding('ljust', (value, missing, fill) => value + fill.repeat(missing)),
  padding('rjust', (value, missing, fill) => fill.repeat(missing) + value),
  padding('center', (value, missing, fill, width) => {
    // Of an odd rest, the one more stands left where the width is odd.
    const left = Math.floor(missing / 2) + (missing & width & 1);
    return fill.repeat(left) + value + fill.repeat(missing - left);
  }),
  native('zfill', 'self, width, /', (args, interpreter) => {
    const value = text(args, interpreter);
    const missing = numberOr(args, interpreter, 'width', 0) - Array.from(value).length;
    if (missing <= 0) return str(value);
    interpreter.meter.make(missing);
    const sign = /^[+-]/.test(value) ? (value[0] ?? '') : '';
    return str(sign + '0'.repeat(missing) + value.slice(sign.length));
  }),
  finding('find', (part, sub) => part.indexOf(sub), false),
  finding('rfind', (part, sub) => part.lastIndexOf(sub), false),
  finding('index', (part, sub) => part.indexOf(sub), true),
  finding('rindex', (part, sub) => part.lastIndexOf(sub), true),
  native('count', 'self, sub, start=, end=, /', (args, interpreter) => {
    const { part } = window(args, interpreter);
    const sub = text(args, interpreter, 'sub');
    return int(sub === '' ? part.length + 1 : part.split(sub).length - 1);
  }),
  matching('startswith', (part, one) => part.startsWith(one)),
  matching('endswith', (part, one) => part.endsWith(one)),
  native('replace', 'self, old, new, count=, /', (args, interpreter) => {
    const value = text(args, interpreter);
    const [before, after] = [text(args, interpreter, 'old'), text(args, interpreter, 'new')];
    const count = numberOr(args, interpreter, 'count', -1);
    const parts = before === '' ? ['', ...Array.from(value), ''] : value.split(before);
    const most = count < 0 ? parts.length - 1 : Math.min(count, parts.length - 1);
    interpreter.meter.make(value.length + parts.length * after.length);
    const head = parts.slice(0, most + 1).join(after);
    return str([head, ...parts.slice(most + 1)].join(before));
  }),
  splitting('split'),
  splitting('rsplit'),
  native('splitlines', 'self, keepends=', (args, interpreter) => {
    if (args.get('keepends') !== undefined) return interpreter.giveUp('keepends');
    const lines = text(args, interpreter).split(/\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]/u); // eslint-disable-line no-control-regex
    if (lines.at(-1) === '') lines.pop();
    return new ListValue(lines.map((line) => str(line)));
  }),
  native('join', 'self, iterable, /', (args, interpreter) => {
    let doubt: Value['doubt'];
    const texts: string[] = [];
    for (const item of interpreter.iterate(args.need('iterable'))) {
      if (item.kind === 'unknown') throw new NotUnderstood(item.doubt, item.harmless);
      if (item.kind !== 'str')
        return interpreter.raise(
          'TypeError',
          `sequence item ${texts.length}: expected str instance, ${typeOf(item).name} found`,
        );
      doubt = either(doubt, item.doubt);
      interpreter.meter.make(item.value.length);
      texts.push(item.value);
    }
    const separator = text(args, interpreter);
    interpreter.meter.make(separator.length * texts.length);
    return new StrValue(texts.join(separator), doubt);
  }),
  native('format', 'self, /, *values, **names', (args, interpreter) =>
    formatText(interpreter, text(args, interpreter), args.rest, args.keywords, { next: 0 }),
  ),
  native('partition', 'self, sep, /', (args, interpreter) => {
    const [value, separator] = [text(args, interpreter), text(args, interpreter, 'sep')];
    if (separator === '') interpreter.raise('ValueError', 'empty separator');
    const at = value.indexOf(separator);
    const parts =
      at < 0 ? [value, '', ''] : [value.slice(0, at), separator, value.slice(at + separator.length)];
    return new TupleValue(parts.map((part) => str(part)));
  }),
  native('rpartition', 'self, sep, /', (args, interpreter) => {
    const [value, separator] = [text(args, interpreter), text(args, interpreter, 'sep')];
    if (separator === '') interpreter.raise('ValueError', 'empty separator');
    const at = value.lastIndexOf(separator);
    const parts =
      at < 0 ? ['', '', value] : [value.slice(0, at), separator, value.slice(at + separator.length)];
    return new TupleValue(parts.map((part) => str(part)));
  }),
  native('removeprefix', 'self, prefix, /', (args, interpreter) => {
    const [value, prefix] = [text(args, interpreter), text(args, interpreter, 'prefix')];
    return str(value.startsWith(prefix) ? value.slice(prefix.length) : value);
  }),
  native('removesuffix', 'self, suffix, /', (args, interpreter) => {
    const [value, suffix] = [text(args, interpreter), text(args, interpreter, 'suffix')];
    return str(suffix !== '' && value.endsWith(suffix) ? value.slice(0, -suffix.length) : value);
  }),
  question('isdigit', (value) => /^\d+$/.test(value)),
  question('isdecimal', (value) => /^\p{Nd}+$/u.test(value)),
  question('isnumeric', (value) => /^\p{N}+$/u.test(value)),
  question('isalpha', (value) => /^\p{L}+$/u.test(value)),
  question('isalnum', (value) => /^[\p{L}\p{N}]+$/u.test(value)),
  question('isspace', (value) => value !== '' && Array.from(value).every((c) => SPACE.test(c))),
  question('islower', (value) => isCased(value) && value === value.toLowerCase()),
  question('isupper', (value) => isCased(value) && value === value.toUpperCase()),
  question('isidentifier', (value) => /^[\p{L}_][\p{L}\p{N}_]*$/u.test(value)),
  question('isprintable', (value) => Array.from(value).every(isPrintable)),
  question('isascii', (value) => !/[^\x00-\x7f]/.test(value)), // eslint-disable-line no-control-regex
];
