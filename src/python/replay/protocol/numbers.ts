import { isShown } from '../../../torch/uncertainText';
import { either } from '../object/doubt';
import {
  bitLength,
  errorAfter,
  floatDivmod,
  floorDivide,
  isSurePower,
  trueDivide,
} from '../../primitives/numbers';
import { precisePower } from '../../primitives/precise';
import type { BinaryOperator } from '../../syntax/ast/ast';
import { NotUnderstood } from '../object/errors';
import type { Interpreter } from '../object/interpreter';
import { BoolValue, FloatValue, IntValue, type Value } from '../object/values';

export type NumberValue = BoolValue | IntValue | FloatValue;

/** Whether it is an int, float or bool. */
export function isNumber(value: Value): value is NumberValue {
  return value.kind === 'int' || value.kind === 'float' || value.kind === 'bool';
}

/** The integer that an int or bool is. */
export function integerOf(value: IntValue | BoolValue): bigint {
  return value.kind === 'bool' ? (value.value ? 1n : 0n) : value.value;
}

/** `float(integer)`, to the nearest and ties to even. Raises OverflowError. */
export function toFloat(interpreter: Interpreter, value: bigint): number {
  const result = Number(value);
  if (!Number.isFinite(result)) interpreter.raise('OverflowError', 'int too large to convert to float');
  return result;
}

function floatOf(interpreter: Interpreter, value: NumberValue): number {
  return value.kind === 'float' ? value.value : toFloat(interpreter, integerOf(value));
}

function errorOf(value: NumberValue): number {
  return value.kind === 'float' ? value.error : 0;
}

/** A float with the bound on its error: in doubt where there is none, or an infinite one. */
export function floatWithin(
  interpreter: Interpreter,
  value: number,
  error: number | undefined,
  doubt?: Value['doubt'],
): FloatValue {
  const bound = error === undefined || Number.isNaN(error) ? Infinity : error;
  return new FloatValue(value, bound === Infinity ? (doubt ?? interpreter.about('undecided')) : doubt, bound);
}

/** How far from its value a function that never falls may be, of a float with an error bound. */
export function reach({ value, error }: FloatValue, apply: (x: number) => number): number {
  if (error === 0) return 0;
  const own = apply(value);
  const ends = [value - error, value + error].map(apply);
  // A zero of another sign is written otherwise.
  if (ends.every((end) => Object.is(end, own))) return 0;
  return Math.max(Number.MIN_VALUE, ...ends.map((end) => Math.abs(end - own)));
}

/** The whole number that such a function makes of a float. Raises as `int(x)` does. */
export function wholeWithin(
  interpreter: Interpreter,
  number: FloatValue,
  apply: (x: number) => number,
): IntValue {
  const { value, error, doubt } = number;
  if (error > 0 && !Number.isFinite(value + error)) throw new NotUnderstood(interpreter.about('undecided'));
  if (Number.isNaN(value)) interpreter.raise('ValueError', 'cannot convert float NaN to integer');
  if (!Number.isFinite(value)) interpreter.raise('OverflowError', 'cannot convert float infinity to integer');
  const whole = BigInt(apply(value));
  const away = reach(number, (x) => apply(x) + 0);
  if (away === 0) return new IntValue(whole, doubt);
  return new IntValue(
    whole,
    doubt ?? interpreter.about(isShown(Number(whole), away) ? 'rounding' : 'undecided'),
  );
}

/** Whether nothing is known of a number, so that `?` is written for it. */
export function isOpen(value: Value): boolean {
  return isNumber(value) && value.doubt?.code === 'undecided';
}

/** Arithmetic of two numbers as Python's int, float and bool do it; undefined where they do not know the operator. */
export function arithmetic(
  interpreter: Interpreter,
  operator: BinaryOperator,
  a: NumberValue,
  b: NumberValue,
): Value | undefined {
  const doubt = either(a.doubt, b.doubt);
  if (a.kind === 'float' || b.kind === 'float') {
    if (/^(?:@|<<|>>|&|\||\^)$/.test(operator)) return undefined;
    const x = { value: floatOf(interpreter, a), error: errorOf(a) };
    const y = { value: floatOf(interpreter, b), error: errorOf(b) };
    // Python may raise.
    if (y.value === 0 && y.error > 0 && /[/%]/.test(operator))
      throw new NotUnderstood(interpreter.about('undecided'));
    const value = floatArithmetic(interpreter, operator, x.value, y.value);
    if (value === undefined) return interpreter.unknown('a complex number');
    if (operator === '**' && x.error === 0 && y.error === 0) return powerOf(x.value, y.value, value, doubt);
    return floatWithin(interpreter, value, errorAfter(operator, x, y, value), doubt);
  }
  if (a.kind === 'bool' && b.kind === 'bool' && /^[&|^]$/.test(operator)) {
    const value =
      operator === '&' ? a.value && b.value : operator === '|' ? a.value || b.value : a.value !== b.value;
    return new BoolValue(value, doubt);
  }
  return integerArithmetic(interpreter, operator, integerOf(a), integerOf(b), doubt);
}

function floatArithmetic(
  interpreter: Interpreter,
  operator: BinaryOperator,
  x: number,
  y: number,
): number | undefined {
  switch (operator) {
    case '+':
      return x + y;
    case '-':
      return x - y;
    case '*':
      return x * y;
    case '/':
      if (y === 0) interpreter.raise('ZeroDivisionError', 'float division by zero');
      return x / y;
    case '//':
      if (y === 0) interpreter.raise('ZeroDivisionError', 'float floor division by zero');
      return floatDivmod(x, y)[0];
    case '%':
      if (y === 0) interpreter.raise('ZeroDivisionError', 'float modulo');
      return floatDivmod(x, y)[1];
    case '**':
      return floatPower(interpreter, x, y);
    default:
      return undefined;
  }
}

/** `float_pow`; undefined where the result is complex. Not correctly rounded everywhere: see `isSurePower`. */
function floatPower(interpreter: Interpreter, x: number, y: number): number | undefined {
  if (y === 0 || x === 1) return 1;
  if (x === 0 && y < 0 && y > -Infinity)
    interpreter.raise('ZeroDivisionError', '0.0 cannot be raised to a negative power');
  if (x === -1 && !Number.isFinite(y) && !Number.isNaN(y)) return 1;
  if (x < 0 && Number.isFinite(x) && Number.isFinite(y) && !Number.isInteger(y)) return undefined;
  const value = x ** y;
  if (Number.isFinite(x) && Number.isFinite(y) && !Number.isFinite(value))
    interpreter.raise('OverflowError', "(34, 'Numerical result out of range')", true);
  return value;
}

function integerArithmetic(
  interpreter: Interpreter,
  operator: BinaryOperator,
  x: bigint,
  y: bigint,
  doubt: Value['doubt'],
): Value | undefined {
  const made = (value: bigint): IntValue => new IntValue(value, doubt);
  const { meter } = interpreter;
  meter.workOnInteger(x, y);
  switch (operator) {
    case '+':
      meter.makeInteger(Math.max(roughBits(x), roughBits(y)) + 1);
      return made(x + y);
    case '-':
      meter.makeInteger(Math.max(roughBits(x), roughBits(y)) + 1);
      return made(x - y);
    case '*':
      meter.makeInteger(roughBits(x) + roughBits(y));
      return made(x * y);
    case '/':
      if (y === 0n) interpreter.raise('ZeroDivisionError', 'division by zero');
      return new FloatValue(quotient(interpreter, x, y), doubt);
    case '//':
      if (y === 0n) interpreter.raise('ZeroDivisionError', 'integer division or modulo by zero');
      return made(floorDivide(x, y));
    case '%':
      if (y === 0n) interpreter.raise('ZeroDivisionError', 'integer modulo by zero');
      return made(x - y * floorDivide(x, y));
    case '**': {
      if (y < 0n) {
        if (x === 0n) interpreter.raise('ZeroDivisionError', '0.0 cannot be raised to a negative power');
        const [base, power] = [toFloat(interpreter, x), toFloat(interpreter, y)];
        return powerOf(base, power, base ** power, doubt);
      }
      if (x !== 0n && x !== 1n && x !== -1n) meter.makeInteger(roughBits(x) * Number(y));
      return made(x ** y);
    }
    case '<<':
      if (y < 0n) interpreter.raise('ValueError', 'negative shift count');
      if (x !== 0n) meter.makeInteger(roughBits(x) + Number(y));
      return made(x === 0n ? 0n : x << y);
    case '>>':
      if (y < 0n) interpreter.raise('ValueError', 'negative shift count');
      return made(y > 100_000n ? (x < 0n ? -1n : 0n) : x >> y);
    case '&':
      return made(x & y);
    case '|':
      return made(x | y);
    case '^':
      return made(x ^ y);
    case '@':
      return undefined;
  }
}

/** A power as JavaScript has it, made precise: what C's `pow` gives, or how far that may be. */
function powerOf(base: number, power: number, value: number, doubt: Value['doubt']): FloatValue {
  if (doubt !== undefined || isSurePower(base, power)) return new FloatValue(value, doubt);
  const rounded = precisePower(base, power);
  return rounded?.sure === true
    ? new FloatValue(rounded.value)
    : new FloatValue(value, undefined, Math.abs(value) * 2 ** -50);
}

function roughBits(value: bigint): number {
  return value > -(2n ** 64n) && value < 2n ** 64n ? 64 : bitLength(value);
}

/** `int / int`. */
function quotient(interpreter: Interpreter, x: bigint, y: bigint): number {
  const value = trueDivide(x, y) ?? interpreter.giveUp('so small a quotient');
  if (!Number.isFinite(value))
    interpreter.raise('OverflowError', 'integer division result too large for a float');
  return value;
}
