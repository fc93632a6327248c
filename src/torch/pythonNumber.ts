/**
 * A number as Python holds it. JavaScript has one kind of number and Python two, and PyTorch shows
 * the difference: `Dropout(p=1)` is not `Dropout(p=1.0)`. Plain data, safe in JSON while `value` is
 * finite and not -0.
 */
export interface PythonNumber {
  readonly type: 'int' | 'float';
  readonly value: number;
}

const INTEGER =
  /^(?:(?<decimal>[1-9](?:_?\d)*|0(?:_?0)*)|0x(?<hex>(?:_?[\da-f])+)|0o(?<octal>(?:_?[0-7])+)|0b(?<binary>(?:_?[01])+))$/i;

const FLOAT =
  /^(?:(?:\d(?:_?\d)*\.(?:\d(?:_?\d)*)?|\.\d(?:_?\d)*)(?:e[+-]?\d(?:_?\d)*)?|\d(?:_?\d)*e[+-]?\d(?:_?\d)*)$/i;

/** Splits `  - 1 ` into its sign and the unsigned literal. Python reads such text as a unary operator. */
function splitSign(text: string): { negative: boolean; literal: string } {
  const trimmed = text.trim();
  const sign = trimmed[0];
  if (sign !== '+' && sign !== '-') return { negative: false, literal: trimmed };
  return { negative: sign === '-', literal: trimmed.slice(1).trimStart() };
}

/**
 * Reads a Python integer literal with at most one sign: `42`, `-1`, `1_000`, `0xFF`, `0o17`, `0b101`.
 * As in Python source a leading zero (`007`) is not an integer. Undefined for anything else.
 */
export function parsePythonInteger(text: string): bigint | undefined {
  const { negative, literal } = splitSign(text);
  if (!INTEGER.test(literal)) return undefined;
  const magnitude = BigInt(literal.replaceAll('_', ''));
  return negative ? -magnitude : magnitude;
}

/** How nearly all of them are written. */
const PLAIN = /^\d+\.\d+$/;

/**
 * Reads a Python numeric literal with at most one sign, as people type it: `0.5`, `.5`, `1.`, `1e-3`,
 * `1_000`, `0x10`. `nan` and `inf` are names in Python, not literals, and are refused; a literal
 * beyond the largest double (`1e999`) is the float inf, as in Python.
 *
 * @returns undefined where the text is not such a literal, or is an integer that a double cannot hold
 * exactly: a wrong digit shown is worse than none.
 */
export function parsePythonNumber(text: string): PythonNumber | undefined {
  if (PLAIN.test(text)) return { type: 'float', value: Number(text) };
  const integer = parsePythonInteger(text);
  if (integer !== undefined) {
    const value = Number(integer);
    return Number.isFinite(value) && BigInt(value) === integer ? { type: 'int', value } : undefined;
  }
  const { negative, literal } = splitSign(text);
  if (!FLOAT.test(literal)) return undefined;
  const magnitude = Number(literal.replaceAll('_', ''));
  return { type: 'float', value: negative ? -magnitude : magnitude };
}

/**
 * Python's `repr(n)`, the text that `Dropout.extra_repr` and PyTorch's error messages contain.
 *
 * Both languages write the shortest digits that read back as the same double; they differ in when
 * they turn to an exponent (Python from 1e16 up and below 1e-4) and in how they write it (`1e-05`).
 */
export function reprNumber(n: PythonNumber): string {
  const { type, value } = n;
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  // BigInt writes every digit of an integer where String() would turn to an exponent.
  if (type === 'int') return BigInt(value).toString();

  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  const [mantissa = '', exponentText = ''] = Math.abs(value).toExponential().split('e');
  const digits = mantissa.replace('.', '');
  const exponent = Number(exponentText);
  if (exponent < -4 || exponent >= 16) return `${sign}${mantissa}e${pythonExponent(exponent)}`;
  if (exponent < 0) return `${sign}0.${'0'.repeat(-exponent - 1)}${digits}`;
  const whole = digits.slice(0, exponent + 1).padEnd(exponent + 1, '0');
  const fraction = digits.slice(exponent + 1) || '0';
  return `${sign}${whole}.${fraction}`;
}

/** A decimal exponent as Python and C write it: always signed, at least two digits. */
export function pythonExponent(exponent: number): string {
  return `${exponent < 0 ? '-' : '+'}${String(Math.abs(exponent)).padStart(2, '0')}`;
}
