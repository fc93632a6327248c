import type { Interpreter } from './interpreter';
import type { Statement } from '../../syntax/ast/ast';
import { NONE, str, UnknownValue, type Value } from './values';

/** The text that a function or class begins with. Since Python 3.13 it loses its indentation. */
export function docOf(interpreter: Interpreter, [first]: readonly Statement[]): Value {
  const constant =
    first?.type === 'ExpressionStatement' && first.value.type === 'Constant' ? first.value.value : undefined;
  if (constant?.type !== 'str') return NONE;
  const isFlat = !/\n[ \t]/.test(constant.value);
  return str(constant.value, isFlat ? undefined : interpreter.about('version', '__doc__'));
}

/** The text that Python makes for a class, which differs between its versions. */
export function undocumented(interpreter: Interpreter): Value {
  return new UnknownValue(interpreter.about('version', '__doc__'), true);
}
