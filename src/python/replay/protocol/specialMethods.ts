import { attributeOfType } from './attributes';
import { integerOf } from './numbers';
import { typeName } from '../object/types';
import type { Interpreter } from '../object/interpreter';
import { IntValue, type Value } from '../object/values';

const TEXT = (name: string, type: string): string => `${name} returned non-string (type ${type})`;
const WHOLE = (name: string, type: string): string => `${name} returned non-int (type ${type})`;

/** What Python takes from a special method, and its words for anything else. */
const GIVES: Readonly<
  Record<string, readonly [kinds: RegExp, words: (name: string, type: string, of: string) => string]>
> = {
  __str__: [/^str$/, TEXT],
  __repr__: [/^str$/, TEXT],
  __int__: [/^(?:int|bool)$/, WHOLE],
  __index__: [/^(?:int|bool)$/, WHOLE],
  __float__: [/^float$/, (name, type, of) => `${of}.${name} returned non-float (type ${type})`],
  __bool__: [/^bool$/, (name, type) => `${name} should return bool, returned ${type}`],
  __len__: [/^(?:int|bool)$/, (_, type) => `'${type}' object cannot be interpreted as an integer`],
};

/** What a special method of an object gives, checked as Python does; undefined where its class has none. */
export function special(interpreter: Interpreter, object: Value, name: string): Value | undefined {
  const method = attributeOfType(interpreter, object, name);
  const given = method && interpreter.call(method, []);
  const [kinds, words] = GIVES[name] ?? [];
  if (given === undefined || given.kind === 'unknown' || kinds === undefined) return given;
  if (!kinds.test(given.kind))
    interpreter.raise('TypeError', words?.(name, typeName(given), typeName(object)) ?? '');
  if (name === '__bool__' || (given.kind !== 'int' && given.kind !== 'bool')) return given;
  const whole = integerOf(given);
  if (name === '__len__' && whole < 0n) interpreter.raise('ValueError', '__len__() should return >= 0');
  if (name === '__len__' && BigInt.asIntN(64, whole) !== whole)
    interpreter.raise('OverflowError', "cannot fit 'int' into an index-sized integer");
  return new IntValue(whole, given.doubt);
}
