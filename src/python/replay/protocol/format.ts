import { formatExponential, formatFixed, trimZeros } from '../../../torch/floatFormat';
import { attributeOfType } from './attributes';
import { either } from '../object/doubt';
import { floatRepr } from './floatText';
import { integerOf } from './numbers';
import { exponentialDigits, fixedDigits } from '../object/decimal';
import { typeOf } from '../object/types';
import type { Interpreter } from '../object/interpreter';
import { StrValue, type Value } from '../object/values';

/* `format(value, spec)`: the mini-language of Python's "Format Specification Mini-Language", as unicode.c does it. */

interface Spec {
  readonly fill: string;
  readonly align: '<' | '>' | '=' | '^' | undefined;
  readonly sign: '+' | '-' | ' ';
  readonly signGiven: boolean;
  readonly z: boolean;
  readonly alternate: boolean;
  readonly width: number;
  readonly grouping: ',' | '_' | '';
  readonly precision: number | undefined;
  readonly type: string;
}

const SPEC = /^(?:([^])?([<>=^]))?([-+ ])?(z)?(#)?(0)?(\d+)?([,_])?(?:\.(\d+))?([^])?$/u;

/** What `f"{value:spec}"` writes; `str(value)` for an empty specification. Raises ValueError. */
export function formatted(interpreter: Interpreter, value: Value, spec: StrValue): StrValue {
  if (value.kind === 'unknown') {
    if (spec.value !== '') interpreter.mayDoAnything(value.doubt);
    return new StrValue('?', value.doubt);
  }
  if (value.kind === 'instance' || value.kind === 'native') {
    const method = attributeOfType(interpreter, value, '__format__');
    if (method !== undefined) {
      const result = interpreter.call(method, [spec]);
      if (result.kind === 'str') return new StrValue(result.value, either(result.doubt, value.doubt));
      return new StrValue('?', result.doubt ?? interpreter.about('notUnderstood', '__format__'));
    }
  }
  if (spec.value === '') return interpreter.str(value);
  const doubt = either(value.doubt, spec.doubt);
  switch (value.kind) {
    case 'str': {
      const text = formatString(interpreter, value.value, readSpec(interpreter, spec.value, 'str'));
      return new StrValue(text, doubt);
    }
    case 'int':
    case 'bool': {
      const read = readSpec(interpreter, spec.value, typeOf(value).name);
      return new StrValue(formatInteger(interpreter, integerOf(value), read, typeOf(value).name), doubt);
    }
    case 'float': {
      const read = readSpec(interpreter, spec.value, 'float');
      const text = formatFloat(interpreter, value.value, read);
      // Within its error bound the text may still be certain.
      const unsure =
        value.error > 0 &&
        (formatFloat(interpreter, value.value - value.error, read) !== text ||
          formatFloat(interpreter, value.value + value.error, read) !== text);
      return new StrValue(text, unsure ? (doubt ?? interpreter.about('rounding')) : doubt);
    }
    default:
      return interpreter.raise(
        'TypeError',
        `unsupported format string passed to ${typeOf(value).name}.__format__`,
      );
  }
}

function readSpec(interpreter: Interpreter, text: string, type: string): Spec {
  const match = SPEC.exec(text);
  if (match === null) return interpreter.raise('ValueError', `Invalid format specifier`, true);
  const [, fill, align, sign, z, alternate, zero, width, grouping, precision, kind] = match;
  const size = Number(width ?? 0);
  const digits = precision === undefined ? undefined : Number(precision);
  if (size > 1e6 || (digits ?? 0) > 1e6) return interpreter.giveUp('so wide a format');
  interpreter.meter.makeText(size + (digits ?? 0));
  const numeric = type !== 'str';
  if (kind !== undefined && !(numeric ? /[bcdeEfFgGnosxX%]/ : /s/).test(kind))
    unknownCode(interpreter, kind, type);
  return {
    fill: fill ?? (zero !== undefined && align === undefined ? '0' : zero !== undefined ? '0' : ' '),
    align: (align ?? (zero === undefined || !numeric ? undefined : '=')) as Spec['align'],
    sign: (sign ?? '-') as Spec['sign'],
    signGiven: sign !== undefined,
    z: z !== undefined,
    alternate: alternate !== undefined,
    width: size,
    grouping: (grouping ?? '') as Spec['grouping'],
    precision: digits,
    type: kind ?? '',
  };
}

function unknownCode(interpreter: Interpreter, code: string, type: string): never {
  return interpreter.raise('ValueError', `Unknown format code '${code}' for object of type '${type}'`);
}

function pad(text: string, { fill, align, width }: Spec, otherwise: '<' | '>', signLength = 0): string {
  // Half a pair counts with the other half.
  const missing = width - text.length + (text.match(/[\ud800-\udbff][\udc00-\udfff]/g)?.length ?? 0);
  if (missing <= 0) return text;
  switch (align ?? otherwise) {
    case '<':
      return text + fill.repeat(missing);
    case '>':
      return fill.repeat(missing) + text;
    case '^': {
      const left = Math.floor(missing / 2);
      return fill.repeat(left) + text + fill.repeat(missing - left);
    }
    case '=':
      return text.slice(0, signLength) + fill.repeat(missing) + text.slice(signLength);
  }
}

function formatString(interpreter: Interpreter, text: string, spec: Spec): string {
  if (spec.signGiven) interpreter.raise('ValueError', 'Sign not allowed in string format specifier');
  if (spec.z)
    interpreter.raise(
      'ValueError',
      'Negative zero coercion (z) not allowed in string format specifier',
      true,
    );
  if (spec.alternate)
    interpreter.raise('ValueError', 'Alternate form (#) not allowed in string format specifier');
  if (spec.align === '=')
    interpreter.raise('ValueError', "'=' alignment not allowed in string format specifier");
  if (spec.grouping !== '') interpreter.raise('ValueError', `Cannot specify '${spec.grouping}' with 's'.`);
  interpreter.meter.makeText(text.length);
  const shown = spec.precision === undefined ? text : beginning(text, spec.precision);
  return pad(shown, spec, '<');
}

/** So many characters of a text. */
function beginning(text: string, count: number): string {
  if (count >= text.length) return text;
  // No character takes more than two units.
  return Array.from(text.slice(0, 2 * count))
    .slice(0, count)
    .join('');
}

function group(digits: string, separator: string, size: number): string {
  if (separator === '') return digits;
  const groups: string[] = [];
  for (let end = digits.length % size || size; end - size < digits.length; end += size)
    groups.push(digits.slice(Math.max(0, end - size), end));
  return groups.join(separator);
}

/** Digits in groups; filled with zeros behind the sign, the zeros are grouped as well. */
function grouped(digits: string, rest: string, prefix: string, spec: Spec, size: number): string {
  const body = group(digits, spec.grouping, size) + rest;
  if (spec.grouping === '' || spec.align !== '=' || spec.fill !== '0') return body;
  const room = spec.width - prefix.length - rest.length;
  // So many digits and the separators between them fill the room, or take one place more.
  let count = Math.floor((room * size) / (size + 1));
  while (count + Math.floor((count - 1) / size) < room) count++;
  const padded = digits.padStart(count, '0');
  return group(padded, spec.grouping, size) + rest;
}

function signOf(negative: boolean, spec: Spec): string {
  return negative ? '-' : spec.sign === '-' ? '' : spec.sign;
}

function formatInteger(interpreter: Interpreter, value: bigint, spec: Spec, type: string): string {
  if (/[eEfFgG%]/.test(spec.type)) return formatFloat(interpreter, Number(value), spec);
  if (spec.type === 's') unknownCode(interpreter, 's', type);
  if (spec.precision !== undefined)
    interpreter.raise('ValueError', 'Precision not allowed in integer format specifier');
  if (spec.z)
    interpreter.raise(
      'ValueError',
      'Negative zero coercion (z) not allowed in format specifier with integer format code',
      true,
    );
  if (spec.type === 'c') {
    if (spec.signGiven) interpreter.raise('ValueError', "Sign not allowed with integer format specifier 'c'");
    if (value < 0n || value > 0x10ffffn) interpreter.raise('OverflowError', '%c arg not in range(0x110000)');
    return pad(String.fromCodePoint(Number(value)), spec, '>');
  }
  const radix = { b: 2, o: 8, x: 16, X: 16 }[spec.type] ?? 10;
  if (spec.grouping === ',' && radix !== 10)
    interpreter.raise('ValueError', `Cannot specify ',' with '${spec.type}'.`);
  if (spec.grouping !== '' && spec.type === 'n')
    interpreter.raise('ValueError', `Cannot specify '${spec.grouping}' with 'n'.`);
  const magnitude = (value < 0n ? -value : value).toString(radix);
  const digits = spec.type === 'X' ? magnitude.toUpperCase() : magnitude;
  const mark = spec.alternate && radix !== 10 ? `0${spec.type}` : '';
  const prefix = signOf(value < 0n, spec) + mark;
  return pad(prefix + grouped(digits, '', prefix, spec, radix === 10 ? 3 : 4), spec, '>', prefix.length);
}

function formatFloat(interpreter: Interpreter, value: number, spec: Spec): string {
  if (spec.type !== '' && !/[eEfFgGn%]/.test(spec.type)) unknownCode(interpreter, spec.type, 'float');
  if (spec.grouping !== '' && spec.type === 'n')
    interpreter.raise('ValueError', `Cannot specify '${spec.grouping}' with 'n'.`);
  let negative = value < 0 || Object.is(value, -0);
  let text = unsigned(Math.abs(spec.type === '%' ? value * 100 : value), spec);
  if (spec.z && negative && !/[1-9ni]/i.test(text)) negative = false;
  if (/[EFG]/.test(spec.type)) text = text.toUpperCase();
  if (Number.isNaN(value)) negative = false;
  const prefix = signOf(negative, spec);
  if (!Number.isFinite(value))
    return pad(prefix + text + (spec.type === '%' ? '%' : ''), spec, '>', prefix.length);
  const [, digits = '', rest = ''] = /^(\d+)([^]*)$/.exec(text) ?? [];
  const after = spec.type === '%' ? `${rest}%` : rest;
  return pad(prefix + grouped(digits, after, prefix, spec, 3), spec, '>', prefix.length);
}

/** A magnitude without a sign, by the type of its specification. */
function unsigned(value: number, spec: Spec): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return 'inf';
  const { precision, alternate } = spec;
  switch (spec.type.toLowerCase()) {
    case 'e':
      return withPoint(exponential(value, precision ?? 6), alternate);
    case 'f':
    case '%':
      return withPoint(fixed(value, precision ?? 6), alternate);
    case 'g':
    case 'n':
      return general(value, precision ?? 6, alternate, false);
    default:
      // Without a type: as repr, or as g with at least one digit after the point.
      return precision === undefined ? floatRepr(value) : general(value, precision, alternate, true);
  }
}

function fixed(value: number, digits: number): string {
  return digits <= 100 && value < 1e21 ? formatFixed(value, digits) : fixedDigits(value, digits);
}

function exponential(value: number, digits: number): string {
  return digits >= 1 && digits <= 15 ? formatExponential(value, digits) : exponentialDigits(value, digits);
}

function withPoint(text: string, alternate: boolean): string {
  return alternate && !text.includes('.') ? text.replace(/^\d+/, '$&.') : text;
}

/** C's `%g`; `likeRepr` keeps one digit after the point, as a specification without a type does. */
function general(value: number, precision: number, alternate: boolean, likeRepr: boolean): string {
  const digits = precision === 0 ? 1 : precision;
  const rounded = exponential(value, digits - 1);
  const [mantissa = '', exponentText = ''] = rounded.split('e');
  const exponent = Number(exponentText);
  const limit = likeRepr ? digits - 1 : digits;
  const strip = (text: string): string => (alternate ? text : trimZeros(text));
  if (exponent < -4 || exponent >= Math.max(limit, likeRepr ? 0 : 1))
    return `${withPoint(strip(mantissa), alternate)}e${exponentText}`;
  const text = strip(fixed(value, Math.max(0, digits - 1 - exponent)));
  if (likeRepr && !text.includes('.')) return `${text}.0`;
  return withPoint(text, alternate);
}

/** `%` formats a value with the letters that strings and format() share. */
export { formatFloat, formatInteger, type Spec };
