import type { Interpreter } from '../object/interpreter';
import type { ClassValue, FunctionValue, Value } from '../object/values';

/** What a `def` or `class` binds: the decorators are called from the inside out. */
export function decorate(
  interpreter: Interpreter,
  decorators: readonly Value[],
  made: FunctionValue | ClassValue | Value,
): Value {
  return decorators.reduceRight<Value>((value, decorator) => interpreter.call(decorator, [value]), made);
}
