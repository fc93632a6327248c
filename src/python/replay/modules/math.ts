import { moduleNames } from '../../library/names';
import { either } from '../object/doubt';
import { attributeOfType } from '../protocol/attributes';
import { NotUnderstood } from '../object/errors';
import { floatWithin, integerOf, wholeWithin } from '../protocol/numbers';
import { native } from '../object/native';
import { typeName } from '../object/types';
import { binary } from '../protocol/operators';
import type { Interpreter } from '../object/interpreter';
import type { NativeArguments, NativeFunction, Value } from '../object/values';
import { bool, float, FloatValue, IntValue } from '../object/values';
import { byName, makeModule } from './make';
import { LIBRARY_FUNCTIONS, libraryValue } from '../../primitives/mathFunctions';

/** The float that an argument stands for. */
function floatOf(interpreter: Interpreter, value: Value): FloatValue {
  const number = interpreter.toFloat(value);
  if (number.kind === 'unknown') throw new NotUnderstood(number.doubt, number.harmless);
  return number;
}

function argument(args: NativeArguments, interpreter: Interpreter, name = 'x'): FloatValue {
  return floatOf(interpreter, args.need(name));
}

function checkDomain(
  interpreter: Interpreter,
  domain: (x: number) => boolean,
  x: number,
  error: number,
): void {
  const isWithin = domain(x);
  if (error > 0 && [x - error, x + error].some((end) => domain(end) !== isWithin))
    throw new NotUnderstood(interpreter.about('undecided'));
  if (!isWithin && !Number.isNaN(x)) interpreter.raise('ValueError', 'math domain error');
}

/** A function of the C library, which need not give the nearest double. */
function library(name: string): NativeFunction {
  return native(name, 'x, /', (args, interpreter) => {
    const { value: x, doubt, error } = argument(args, interpreter);
    const known = LIBRARY_FUNCTIONS[name];
    if (known === undefined || Number.isNaN(x)) return float(NaN, doubt);
    checkDomain(interpreter, known.domain, x, error);
    if (Number.isFinite(x) && !Number.isFinite(known.apply(x)))
      interpreter.raise('OverflowError', 'math range error');
    const made = libraryValue(name, known, x, error);
    return floatWithin(interpreter, made.value, made.error, doubt);
  });
}

function logarithm(interpreter: Interpreter, x: Value): Value {
  if (x.kind === 'int' && (x.value > 2n ** 1000n || x.value <= 0n)) {
    if (x.value <= 0n) return interpreter.raise('ValueError', 'math domain error');
    return interpreter.giveUp('so great a logarithm');
  }
  return interpreter.call(naturalLogarithm, [x]);
}

const naturalLogarithm = library('log');

/** `floor`, `ceil`, `trunc`. */
function toInteger(name: 'floor' | 'ceil' | 'trunc'): NativeFunction {
  return native(name, 'x, /', (args, interpreter) => {
    const x = args.need('x');
    if (x.kind === 'int' || x.kind === 'bool') return new IntValue(integerOf(x));
    const method = attributeOfType(interpreter, x, `__${name}__`);
    if (method !== undefined && x.kind !== 'float') return interpreter.call(method, []);
    // What is no float of Python's is no float here, whatever makes one of it.
    const isOpen =
      /^(?:float|instance|unknown)$/.test(x.kind) || (x.kind === 'native' && x.type.name === 'float64');
    if (name === 'trunc' && !isOpen)
      interpreter.raise('TypeError', `type ${typeName(x)} doesn't define __trunc__ method`);
    return wholeWithin(interpreter, floatOf(interpreter, x), Math[name]);
  });
}

const functions: readonly NativeFunction[] = [
  toInteger('floor'),
  toInteger('ceil'),
  toInteger('trunc'),
  native('sqrt', 'x, /', (args, interpreter) => {
    const { value, error, doubt } = argument(args, interpreter);
    checkDomain(interpreter, (x) => x >= 0, value, error);
    const root = Math.sqrt(value);
    const grown = error === 0 ? 0 : error / Math.max(root, Math.sqrt(error)) + root * 2 ** -52;
    return floatWithin(interpreter, root, grown, doubt);
  }),
  ...Object.keys(LIBRARY_FUNCTIONS).map(library),
  native('log', 'x, base=, /', (args, interpreter) => {
    const base = args.get('base');
    const numerator = logarithm(interpreter, args.need('x'));
    return base === undefined ? numerator : binary(interpreter, '/', numerator, logarithm(interpreter, base));
  }),
  native('copysign', 'x, y, /', (args, interpreter) => {
    const [x, y] = [argument(args, interpreter), argument(args, interpreter, 'y')];
    const sign = y.value < 0 || Object.is(y.value, -0) ? -1 : 1;
    return new FloatValue(sign * Math.abs(x.value), either(x.doubt, y.doubt), x.error);
  }),
  ...Object.entries({
    isnan: Number.isNaN,
    isinf: (x: number) => Math.abs(x) === Infinity,
    isfinite: Number.isFinite,
  }).map(([name, is]) =>
    native(name, 'x, /', (args, interpreter) => bool(is(argument(args, interpreter).value))),
  ),
];

/** What numpy and PyTorch have as well. */
export const mathConstants = {
  pi: float(Math.PI),
  e: float(Math.E),
  inf: float(Infinity),
  nan: float(NaN),
};

const members = { ...byName(functions), ...mathConstants, tau: float(2 * Math.PI) };

/** `math`. */
export const mathModule = makeModule('math', members, new Set(moduleNames('math')));
