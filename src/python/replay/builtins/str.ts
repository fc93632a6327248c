import { capitalized, FOLDED, isCased, swapped, TITLECASED, titled } from '../../primitives/letterCase';
import { SLOT_BYTES } from '../../primitives/budget';
import { either } from '../object/doubt';
import { NotUnderstood } from '../object/errors';
import { isPrintable } from '../../primitives/texts';
import { charactersOf, indexOf, sizeOf, sliceBounds } from '../protocol/items';
import { inWords, iteratorOf } from '../protocol/iteration';
import { native } from '../object/native';
import { typeName } from '../object/types';
import type { Interpreter } from '../object/interpreter';
import type { NativeArguments, NativeFunction, Value } from '../object/values';
import { bool, int, ListValue, NONE, SliceValue, str, StrValue, TupleValue } from '../object/values';
import { formatText } from './strFormat';
import {
  chargeSearch,
  linesOf,
  PART_BYTES,
  partsOf,
  splitAt,
  splitBlanks,
  strip,
} from '../../primitives/textParts';

/** A string argument. Raises TypeError. */
function textOf(interpreter: Interpreter, value: Value): string {
  if (value.kind === 'str') return value.value;
  return interpreter.raise('TypeError', `expected str, not ${typeName(value)}`, true);
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
  return value === undefined ? otherwise : sizeOf(interpreter, value);
}

/** A method that maps the text to a text. `work`: how much it does for each character. */
function mapping(name: string, map: (text: string) => string, work = 2, odd?: RegExp): NativeFunction {
  return native(name, 'self, /', (args, interpreter) => {
    const value = text(args, interpreter);
    if (odd?.test(value) === true) return interpreter.leave(`${name} of this`);
    interpreter.meter.makeText(value.length);
    interpreter.meter.work(value.length * work);
    return str(map(value));
  });
}

/** A method that answers a question about the text, where that is known of its signs. */
function question(name: string, answer: (text: string) => boolean | undefined): NativeFunction {
  return native(name, 'self, /', (args, interpreter) => {
    const value = text(args, interpreter);
    interpreter.meter.work(value.length * 5);
    return bool(answer(value) ?? interpreter.leave(`${name} of this`));
  });
}

/** How many characters an argument has. */
function lengthOf(args: NativeArguments, interpreter: Interpreter, name = 'self'): number {
  const value = args.need(name);
  return value.kind === 'str' ? charactersOf(interpreter, value).length : 0;
}

const NO_SPACE = /[^\s\x1c-\x1f\x85]/u; // oxlint-disable-line no-control-regex
function stripping(name: string, left: boolean, right: boolean): NativeFunction {
  return native(name, 'self, chars=, /', (args, interpreter) => {
    const value = text(args, interpreter);
    const characters = optionalText(args, interpreter, 'chars');
    const stripped = strip(value, characters, left, right);
    // Only what falls away was looked at.
    interpreter.meter.work((value.length - stripped.length) * 5 + (characters?.length ?? 0) * 5);
    return str(stripped);
  });
}

function padding(
  name: string,
  pad: (value: string, missing: number, fill: string, width: number) => string,
): NativeFunction {
  return native(name, 'self, width, fillchar=, /', (args, interpreter) => {
    const value = text(args, interpreter);
    const width = numberOr(args, interpreter, 'width', 0);
    const fill = optionalText(args, interpreter, 'fillchar') ?? ' ';
    const given = args.get('fillchar')?.kind;
    if (given !== undefined && lengthOf(args, interpreter, 'fillchar') !== 1)
      interpreter.raise(
        'TypeError',
        'The fill character must be exactly one character long',
        given !== 'str',
      );
    const missing = width - lengthOf(args, interpreter);
    if (missing <= 0) return str(value);
    interpreter.meter.makeText(value.length + missing * fill.length);
    return str(pad(value, missing, fill, width));
  });
}

/** The part of a text that `find(sub, start, end)` looks at, with where it starts; behind the end not even nothing is found. */
function window(
  args: NativeArguments,
  interpreter: Interpreter,
): { readonly part: string | undefined; readonly from: number } {
  const value = text(args, interpreter);
  const characters = args.need('self');
  if (characters.kind === 'str' && !characters.isPlain)
    return interpreter.giveUp('characters beyond the first plane');
  const [start, end] = [args.get('start') ?? NONE, args.get('end') ?? NONE];
  if (start.kind === 'none' && end.kind === 'none') return { part: value, from: 0 };
  const first = indexOf(interpreter, start);
  const slice = new SliceValue(first === undefined ? start : int(first), end, NONE);
  const { start: from, stop } = sliceBounds(interpreter, slice, value.length);
  return { part: from > stop || (first ?? 0n) > value.length ? undefined : value.slice(from, stop), from };
}

function finding(name: string, find: (part: string, sub: string) => number, raises: boolean): NativeFunction {
  return native(name, 'self, sub, start=, end=, /', (args, interpreter) => {
    const { part, from } = window(args, interpreter);
    const sub = text(args, interpreter, 'sub');
    chargeSearch(part ?? '', sub, name.startsWith('r'));
    const place = part === undefined ? -1 : find(part, sub);
    if (place < 0 && raises) interpreter.raise('ValueError', 'substring not found');
    return int(place < 0 ? -1 : from + place);
  });
}

function matching(name: string, matches: (part: string, one: string) => boolean): NativeFunction {
  return native(name, 'self, prefix, start=, end=, /', (args, interpreter) => {
    const { part } = window(args, interpreter);
    const prefix = args.need('prefix');
    const candidates = prefix.kind === 'tuple' ? prefix.items : [prefix];
    const isMatch = candidates.some((one) => {
      const candidate = textOf(interpreter, one);
      interpreter.meter.step();
      interpreter.meter.work(candidate.length / 4);
      return part !== undefined && matches(part, candidate);
    });
    return bool(isMatch);
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
    interpreter.meter.make(parts.length, 0);
    return new ListValue(parts.map((part) => str(part)));
  });
}

function partitioning(name: string, atLast: boolean): NativeFunction {
  return native(name, 'self, sep, /', (args, interpreter) => {
    const [value, separator] = [text(args, interpreter), text(args, interpreter, 'sep')];
    if (separator === '') interpreter.raise('ValueError', 'empty separator');
    chargeSearch(value, separator, atLast);
    const at = atLast ? value.lastIndexOf(separator) : value.indexOf(separator);
    const found = [value.slice(0, at), separator, value.slice(at + separator.length)];
    const parts = at >= 0 ? found : atLast ? ['', '', value] : [value, '', ''];
    return new TupleValue(parts.map((part) => str(part)));
  });
}

/** The methods of `str`. */
export const strMethods: readonly NativeFunction[] = [
  mapping('upper', (value) => value.toUpperCase()),
  mapping('lower', (value) => value.toLowerCase()),
  mapping('casefold', (value) => value.toLowerCase(), 2, FOLDED),
  mapping('title', titled, 15, TITLECASED),
  mapping('capitalize', capitalized, 2, TITLECASED),
  mapping('swapcase', swapped, 20),
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
    const missing = numberOr(args, interpreter, 'width', 0) - lengthOf(args, interpreter);
    if (missing <= 0) return str(value);
    interpreter.meter.makeText(value.length + missing);
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
    if (part === undefined) return int(0);
    if (sub === '') return int(part.length + 1);
    chargeSearch(part, sub);
    let count = 0;
    for (let at = part.indexOf(sub); at >= 0; at = part.indexOf(sub, at + sub.length)) {
      interpreter.meter.work(3);
      count++;
    }
    return int(count);
  }),
  matching('startswith', (part, one) => part.startsWith(one)),
  matching('endswith', (part, one) => part.endsWith(one)),
  native('replace', 'self, old, new, count=, /', (args, interpreter) => {
    const value = text(args, interpreter);
    const [before, after] = [text(args, interpreter, 'old'), text(args, interpreter, 'new')];
    const count = numberOr(args, interpreter, 'count', -1);
    if (before === '') interpreter.meter.hold(value.length * PART_BYTES);
    const parts = before === '' ? ['', ...Array.from(value), ''] : partsOf(value, before);
    const most = count < 0 ? parts.length - 1 : Math.min(count, parts.length - 1);
    interpreter.meter.makeText(value.length + (most + 1) * after.length);
    const head = parts.slice(0, most + 1).join(after);
    return str([head, ...parts.slice(most + 1)].join(before));
  }),
  splitting('split'),
  splitting('rsplit'),
  native('splitlines', 'self, keepends=', (args, interpreter) => {
    if (args.get('keepends') !== undefined) return interpreter.giveUp('keepends');
    const value = text(args, interpreter);
    const lines = linesOf(value);
    return new ListValue(lines.map((line) => str(line)));
  }),
  native('join', 'self, iterable, /', (args, interpreter) => {
    let doubt: Value['doubt'];
    const texts: string[] = [];
    const begin = (): Value => iteratorOf(interpreter, args.need('iterable'));
    for (const item of interpreter.iterate(inWords(interpreter, begin, 'can only join an iterable'))) {
      if (item.kind === 'unknown') throw new NotUnderstood(item.doubt, item.harmless);
      if (item.kind !== 'str')
        return interpreter.raise(
          'TypeError',
          `sequence item ${texts.length}: expected str instance, ${typeName(item)} found`,
        );
      doubt = either(doubt, item.doubt);
      interpreter.meter.makeText(item.value.length);
      interpreter.meter.hold(SLOT_BYTES);
      texts.push(item.value);
    }
    const separator = text(args, interpreter);
    interpreter.meter.makeText(separator.length * texts.length);
    return new StrValue(texts.join(separator), doubt);
  }),
  native('format', 'self, /, *values, **names', (args, interpreter) =>
    formatText(interpreter, text(args, interpreter), { values: args.rest, names: args.keywords, next: 0 }),
  ),
  partitioning('partition', false),
  partitioning('rpartition', true),
  native('removeprefix', 'self, prefix, /', (args, interpreter) => {
    const [value, prefix] = [text(args, interpreter), text(args, interpreter, 'prefix')];
    return str(value.startsWith(prefix) ? value.slice(prefix.length) : value);
  }),
  native('removesuffix', 'self, suffix, /', (args, interpreter) => {
    const [value, suffix] = [text(args, interpreter), text(args, interpreter, 'suffix')];
    return str(suffix !== '' && value.endsWith(suffix) ? value.slice(0, -suffix.length) : value);
  }),
  question('isdigit', (value) => /^\p{Nd}+$/u.test(value) || (/\p{No}/u.test(value) ? undefined : false)),
  question('isdecimal', (value) => /^\p{Nd}+$/u.test(value)),
  question('isnumeric', (value) => /^\p{N}+$/u.test(value) || (/\p{Lo}/u.test(value) ? undefined : false)),
  question('isalpha', (value) => /^\p{L}+$/u.test(value)),
  question('isalnum', (value) => /^[\p{L}\p{N}]+$/u.test(value)),
  question('isspace', (value) => value !== '' && !NO_SPACE.test(value)),
  question('islower', (value) => isCased(value) && value === value.toLowerCase()),
  question('isupper', (value) => isCased(value) && value === value.toUpperCase()),
  question('isidentifier', (value) => /^[\p{L}_][\p{L}\p{N}_]*$/u.test(value)),
  question('isprintable', isPrintable),
  question('isascii', (value) => !/[^\x00-\x7f]/.test(value)), // oxlint-disable-line no-control-regex
];
