import type { PythonNumber } from '../../../torch';

/**
 * What Python's arithmetic makes of two numbers; undefined where it raises, where the result is no finite number, or
 * is an integer that a double cannot hold.
 */
export function calculate(operator: string, a: PythonNumber, b: PythonNumber): PythonNumber | undefined {
  const value = valueOf(operator, a, b);
  if (value === undefined || !Number.isFinite(value)) return undefined;
  const negativePower = operator === '**' && b.value < 0;
  const isInt = a.type === 'int' && b.type === 'int' && operator !== '/' && !negativePower;
  if (!isInt) return { type: 'float', value };
  return Number.isSafeInteger(value) ? { type: 'int', value: value === 0 ? 0 : value } : undefined;
}

function valueOf(
  operator: string,
  { value: a }: PythonNumber,
  { value: b }: PythonNumber,
): number | undefined {
  switch (operator) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return b === 0 ? undefined : a / b;
    case '**':
      // JavaScript's power of fractions may differ from C's in the last bit.
      return Number.isInteger(a) && Number.isInteger(b) && b >= 0 ? a ** b : undefined;
    default:
      return undefined;
  }
}
