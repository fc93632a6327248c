import { attributeOfType } from '../protocol/attributes';
import { roundDecimal } from '../../primitives/decimal';
import { either } from '../object/doubt';
import { bitLength, floatDivmod, halfEven, roundInteger } from '../../primitives/numbers';
import { floatWithin, integerOf, isNumber, reach, wholeWithin } from '../protocol/numbers';
import { charactersOf, wholeOf } from '../protocol/items';
import { native } from '../object/native';
import { binary } from '../protocol/operators';
import { typeName } from '../object/types';
import { withDoubt } from '../object/withDoubt';
import type { Interpreter } from '../object/interpreter';
import type { NativeFunction, Value } from '../object/values';
import { FloatValue, IntValue, StrValue, TupleValue } from '../object/values';

/** `round(number, ndigits)`: to the nearest, ties to even. */
export function roundValue(interpreter: Interpreter, number: Value, digits: Value | undefined): Value {
  const doubt = either(number.doubt, digits?.doubt);
  if (number.kind === 'native' || number.kind === 'instance') {
    const method = attributeOfType(interpreter, number, '__round__') ?? interpreter.giveUp('rounding this');
    return interpreter.call(method, digits === undefined ? [] : [digits]);
  }
  if (!isNumber(number))
    return interpreter.raise('TypeError', `type ${typeName(number)} doesn't define __round__ method`);
  const places = digits === undefined || digits.kind === 'none' ? undefined : wholeOf(interpreter, digits);
  if (number.kind === 'float') return withDoubt(roundFloat(interpreter, number, places), doubt);
  const integer = integerOf(number);
  if (places === undefined || places >= 0n) return new IntValue(integer, doubt);
  return new IntValue(roundInteger(integer, -places), doubt);
}

function roundFloat(interpreter: Interpreter, number: FloatValue, places: bigint | undefined): Value {
  const { value, doubt } = number;
  if (places === undefined) return wholeWithin(interpreter, number, halfEven);
  const digits = Number(places > 1000n ? 1000n : places < -1000n ? -1000n : places);
  const rounded = roundDecimal(value, digits);
  if (Number.isFinite(value) && !Number.isFinite(rounded))
    interpreter.raise('OverflowError', 'rounded value too large to represent');
  const error = reach(number, (end) => roundDecimal(end, digits));
  return floatWithin(interpreter, rounded, error, doubt);
}

function inRadix(name: string, radix: number, mark: string): NativeFunction {
  return native(name, 'number, /', (args, interpreter) => {
    const value = wholeOf(interpreter, args.need('number'));
    interpreter.meter.makeText(bitLength(value));
    const digits = (value < 0n ? -value : value).toString(radix);
    return new StrValue(`${value < 0n ? '-' : ''}0${mark}${digits}`);
  });
}

/** The builtin functions that are about numbers. */
export const numberFunctions: readonly NativeFunction[] = [
  native('abs', 'x, /', (args, interpreter) => {
    const x = args.need('x');
    if (x.kind === 'float') return new FloatValue(Math.abs(x.value), x.doubt, x.error);
    if (x.kind === 'int' || x.kind === 'bool') {
      const integer = integerOf(x);
      return new IntValue(integer < 0n ? -integer : integer);
    }
    const method = attributeOfType(interpreter, x, '__abs__');
    if (method !== undefined) return interpreter.call(method, []);
    if (x.kind === 'native' || x.kind === 'instance') return interpreter.giveUp('abs of this');
    return interpreter.raise('TypeError', `bad operand type for abs(): '${typeName(x)}'`);
  }),
  native('round', 'number, ndigits=', (args, interpreter) =>
    roundValue(interpreter, args.need('number'), args.get('ndigits')),
  ),
  native('divmod', 'x, y, /', (args, interpreter) => {
    const [x, y] = [args.need('x'), args.need('y')];
    if (!isNumber(x) || !isNumber(y)) {
      if ([x, y].some(({ kind }) => kind === 'native' || kind === 'instance'))
        return interpreter.giveUp('divmod of these');
      const [a, b] = [typeName(x), typeName(y)];
      return interpreter.raise('TypeError', `unsupported operand type(s) for divmod(): '${a}' and '${b}'`);
    }
    if (x.kind === 'float' || y.kind === 'float') {
      const [a, b] = [Number(x.value), Number(y.value)];
      if (b === 0) interpreter.raise('ZeroDivisionError', 'float divmod()');
      if ((x.kind === 'float' && x.error > 0) || (y.kind === 'float' && y.error > 0))
        return interpreter.giveUp('divmod of these');
      return new TupleValue(floatDivmod(a, b).map((one) => new FloatValue(one)));
    }
    return new TupleValue([binary(interpreter, '//', x, y), binary(interpreter, '%', x, y)]);
  }),
  native('pow', 'base, exp, mod=', (args, interpreter) => {
    const [base, exponent, mod] = [args.need('base'), args.need('exp'), args.get('mod')];
    if (mod === undefined || mod.kind === 'none') return binary(interpreter, '**', base, exponent);
    if (
      base.kind !== 'int' ||
      exponent.kind !== 'int' ||
      mod.kind !== 'int' ||
      exponent.value < 0n ||
      mod.value <= 0n
    )
      return interpreter.giveUp('pow of these');
    let [result, factor, power] = [1n, base.value % mod.value, exponent.value];
    for (; power > 0n; power >>= 1n) {
      interpreter.meter.step();
      interpreter.meter.workOnInteger(mod.value, mod.value);
      if (power & 1n) result = (result * factor) % mod.value;
      factor = (factor * factor) % mod.value;
    }
    return new IntValue(((result % mod.value) + mod.value) % mod.value);
  }),
  inRadix('bin', 2, 'b'),
  inRadix('oct', 8, 'o'),
  inRadix('hex', 16, 'x'),
  native('ord', 'c, /', (args, interpreter) => {
    const c = args.need('c');
    if (c.kind !== 'str')
      return interpreter.raise('TypeError', `ord() expected string of length 1, but ${typeName(c)} found`);
    const characters = charactersOf(interpreter, c);
    if (characters.length !== 1)
      interpreter.raise(
        'TypeError',
        `ord() expected a character, but string of length ${characters.length} found`,
      );
    return new IntValue(BigInt(c.value.codePointAt(0) ?? 0));
  }),
  native('chr', 'i, /', (args, interpreter) => {
    const i = wholeOf(interpreter, args.need('i'));
    // Versions of Python differ in what they raise for what no C int holds.
    if (BigInt.asIntN(32, i) !== i) return interpreter.leave('chr of this');
    if (i < 0n || i > 0x10ffffn) interpreter.raise('ValueError', 'chr() arg not in range(0x110000)');
    if (i >= 0xd800n && i < 0xe000n) return interpreter.giveUp('half a character');
    return new StrValue(String.fromCodePoint(Number(i)));
  }),
];
