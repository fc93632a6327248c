import { attributeOfType } from './attributes';
import { integerOf } from './numbers';
import { typeName } from '../object/types';
import type { Interpreter } from '../object/interpreter';
import { IntValue, type Value } from '../object/values';
import { GIVES } from '../../library/pythonNames';

/** What a special method of an object gives, checked as Python does; undefined where its class has none. */
export function special(interpreter: Interpreter, object: Value, name: string): Value | undefined {
  const method = attributeOfType(interpreter, object, name);
  const given = method && interpreter.call(method, []);
  const [kinds, words = ''] = GIVES[name] ?? [];
  if (given === undefined || given.kind === 'unknown' || kinds === undefined) return given;
  const named = (): string => words.replace('OWNER', typeName(object)).replace('TYPE', typeName(given));
  if (!kinds.test(given.kind)) interpreter.raise('TypeError', named());
  if (name === '__bool__' || (given.kind !== 'int' && given.kind !== 'bool')) return given;
  const whole = integerOf(given);
  if (name === '__len__' && whole < 0n) interpreter.raise('ValueError', '__len__() should return >= 0');
  if (name === '__len__' && BigInt.asIntN(64, whole) !== whole)
    interpreter.raise('OverflowError', "cannot fit 'int' into an index-sized integer");
  return new IntValue(whole, given.doubt);
}
