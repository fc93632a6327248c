import { formatExponential, formatFixed, trimZeros } from '../../torch/floatFormat';
import { exponentialDigits, fixedDigits } from './decimal';
import { floatRepr } from './texts';

/* `format(value, spec)`: the mini-language of Python's "Format Specification Mini-Language", as unicode.c does it. */

/** What Python raises for a specification. */
export class FormatError extends Error {
  constructor(
    message: string,
    readonly type: 'ValueError' | 'OverflowError' = 'ValueError',
    /** Whether versions of Python have other words for it. */
    readonly isUnsure = false,
  ) {
    super(message);
  }
}

function fail(
  message: string,
  { type, isUnsure }: Partial<Pick<FormatError, 'type' | 'isUnsure'>> = {},
): never {
  throw new FormatError(message, type, isUnsure);
}

/** A specification, read. */
export interface Spec {
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

/** Reads a specification for a value of a type, as its class is named. */
export function readSpec(text: string, type: string): Spec {
  const match = SPEC.exec(text);
  if (match === null) return fail(`Invalid format specifier`, { isUnsure: true });
  if (match.at(-1) === '.') fail('Format specifier missing precision');
  const [, fill, align, sign, z, alternate, zero, width, grouping, precision, kind] = match;
  const size = Number(width ?? 0);
  const digits = precision === undefined ? undefined : Number(precision);
  const numeric = type !== 'str';
  const letter = kind ?? (numeric ? 'd' : 's');
  if (grouping !== undefined && !(/[deEfFgG%]/.test(letter) || (grouping === '_' && /[boxX]/.test(letter))))
    fail(
      /[,_]/.test(letter) && letter !== grouping && precision === undefined
        ? "Cannot specify both ',' and '_'."
        : `Cannot specify '${grouping}' with '${letter}'.`,
      { isUnsure: letter > '~' },
    );
  if (kind !== undefined && !(numeric ? /[bcdeEfFgGnosxX%]/ : /s/).test(kind)) unknownCode(kind, type);
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

function unknownCode(sign: string, type: string): never {
  const code = /[!-\x7f]/.test(sign) ? sign : `\\x${(sign.codePointAt(0) ?? 0).toString(16)}`;
  return fail(`Unknown format code '${code}' for object of type '${type}'`);
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

/** `format(text, spec)`. */
export function formatString(text: string, spec: Spec): string {
  if (spec.signGiven) fail('Sign not allowed in string format specifier', { isUnsure: spec.sign === ' ' });
  if (spec.z) fail('Negative zero coercion (z) not allowed in string format specifier', { isUnsure: true });
  if (spec.alternate) fail('Alternate form (#) not allowed in string format specifier');
  if (spec.align === '=') fail("'=' alignment not allowed in string format specifier");
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

/** `format(integer, spec)`, of a class that is named. */
export function formatInteger(value: bigint, spec: Spec, type: string): string {
  if (/[eEfFgG%]/.test(spec.type)) {
    const number = Number(value);
    if (Number.isFinite(number)) return formatFloat(number, spec);
    fail('int too large to convert to float', { type: 'OverflowError' });
  }
  if (spec.type === 's') unknownCode('s', type);
  if (spec.precision !== undefined) fail('Precision not allowed in integer format specifier');
  if (spec.z)
    fail('Negative zero coercion (z) not allowed in format specifier with integer format code', {
      isUnsure: true,
    });
  if (spec.type === 'c') {
    if (spec.signGiven) fail("Sign not allowed with integer format specifier 'c'");
    if (spec.alternate) fail("Alternate form (#) not allowed with integer format specifier 'c'");
    if (BigInt.asIntN(64, value) !== value)
      fail('Python int too large to convert to C long', { type: 'OverflowError' });
    if (value < 0n || value > 0x10ffffn) fail('%c arg not in range(0x110000)', { type: 'OverflowError' });
    return pad(String.fromCodePoint(Number(value)), spec, '>');
  }
  const radix = { b: 2, o: 8, x: 16, X: 16 }[spec.type] ?? 10;
  const magnitude = (value < 0n ? -value : value).toString(radix);
  const digits = spec.type === 'X' ? magnitude.toUpperCase() : magnitude;
  const mark = spec.alternate && radix !== 10 ? `0${spec.type}` : '';
  const prefix = signOf(value < 0n, spec) + mark;
  return pad(prefix + grouped(digits, '', prefix, spec, radix === 10 ? 3 : 4), spec, '>', prefix.length);
}

/** `format(double, spec)`. */
export function formatFloat(value: number, spec: Spec): string {
  if (spec.type !== '' && !/[eEfFgGn%]/.test(spec.type)) unknownCode(spec.type, 'float');
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
      return precision === undefined
        ? withPoint(floatRepr(value), alternate)
        : general(value, precision, alternate, true);
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
