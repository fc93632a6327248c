import type { Interpreter } from './interpreter';
import { type FunctionValue, NONE, str, type Value } from './values';

/** The text that a function begins with. Since Python 3.13 it loses its indentation. */
export function docOf(interpreter: Interpreter, { code }: FunctionValue): Value {
  const [first] = code.body;
  const constant =
    first?.type === 'ExpressionStatement' && first.value.type === 'Constant' ? first.value.value : undefined;
  if (constant?.type !== 'str') return NONE;
  const isFlat = !/\n[ \t]/.test(constant.value);
  return str(constant.value, isFlat ? undefined : interpreter.about('version', '__doc__'));
}
