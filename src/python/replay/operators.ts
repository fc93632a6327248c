import { attributeOfType } from './attributes';
import { ENTRY_BYTES } from './budget';
import { either } from './doubt';
import { markReachable } from './effects';
import { PythonError } from './errors';
import { setEntry } from './hashing';
import type { Interpreter } from './interpreter';
import { collect } from './iteration';
import { isSubclass, lookUp } from './mro';
import { arithmetic, integerOf, isNumber, isSurePower } from './numbers';
import { precisePower } from './precise';
import { percentFormat } from './percentFormat';
import type { BinaryOperator } from './syntax/ast';
import { typeOf } from './types';
import {
  DictValue,
  FloatValue,
  IntValue,
  ListValue,
  SetValue,
  StrValue,
  TupleValue,
  UnknownValue,
  type Value,
  withDoubt,
} from './values';

const METHODS: Readonly<Record<BinaryOperator, string>> = {
  '+': 'add',
  '-': 'sub',
  '*': 'mul',
  '/': 'truediv',
  '//': 'floordiv',
  '%': 'mod',
  '**': 'pow',
  '@': 'matmul',
  '<<': 'lshift',
  '>>': 'rshift',
  '&': 'and',
  '|': 'or',
  '^': 'xor',
};

/** `a operator b`. */
export function binary(interpreter: Interpreter, operator: BinaryOperator, a: Value, b: Value): Value {
  try {
    return withDoubt(binaryValue(interpreter, operator, a, b), undefined);
  } catch (error) {
    if (error instanceof PythonError) throw error.inDoubt(either(a.doubt, b.doubt));
    throw error;
  }
}

function binaryValue(interpreter: Interpreter, operator: BinaryOperator, a: Value, b: Value): Value {
  if (a.kind === 'unknown') return new UnknownValue(a.doubt, a.harmless && isHarmlessOperand(b));
  if (b.kind === 'unknown') return new UnknownValue(b.doubt, b.harmless && isHarmlessOperand(a));
  if (isNumber(a) && isNumber(b)) {
    const result = arithmetic(interpreter, operator, a, b);
    if (operator === '**' && result?.kind === 'float' && result.error === 0 && result.doubt === undefined) {
      const [x, y] = [Number(a.value), Number(b.value)];
      if (!isSurePower(x, y)) {
        const rounded = precisePower(x, y);
        if (rounded?.sure === true) return new FloatValue(rounded.value);
        return new FloatValue(result.value, undefined, Math.abs(result.value) * 2 ** -50);
      }
    }
    if (result !== undefined) return result;
    return unsupported(interpreter, operator, a, b);
  }
  const builtin = containerArithmetic(interpreter, operator, a, b);
  if (builtin !== undefined) return builtin;
  const name = METHODS[operator];
  return (
    dispatch(interpreter, a, b, `__${name}__`, `__r${name}__`) ?? unsupported(interpreter, operator, a, b)
  );
}

/** Whether an operation with something foreign gives something foreign again. */
function isHarmlessOperand(value: Value): boolean {
  return value.kind === 'unknown' ? value.harmless : value.kind !== 'instance';
}

/** The methods of both operands, the right one's first where its class derives from the left one's. */
function dispatch(
  interpreter: Interpreter,
  a: Value,
  b: Value,
  left: string,
  right: string,
): Value | undefined {
  const [typeA, typeB] = [typeOf(a), typeOf(b)];
  const tries: (() => Value | undefined)[] = [
    () => tryMethod(interpreter, a, left, b),
    () => (typeA === typeB ? undefined : tryMethod(interpreter, b, right, a)),
  ];
  if (
    typeA &&
    typeB &&
    typeA !== typeB &&
    isSubclass(typeB, typeA) &&
    lookUp(typeB, right) !== lookUp(typeA, right)
  )
    tries.reverse();
  for (const attempt of tries) {
    const result = attempt();
    if (result !== undefined) return result;
  }
  for (const value of [a, b]) {
    if (value.kind !== 'native' && value.kind !== 'instance') continue;
    const base = value.type.mro.find((one) => one.unknownBase !== undefined)?.unknownBase;
    if (base !== undefined) return new UnknownValue(base);
    if (value.kind === 'native' && value.type.native?.known === undefined)
      return interpreter.unknown(`this operator of ${value.type.name}`);
  }
  return undefined;
}

function tryMethod(interpreter: Interpreter, self: Value, name: string, other: Value): Value | undefined {
  if (
    self.kind !== 'instance' &&
    self.kind !== 'native' &&
    !(self.kind === 'tuple' && self.type !== undefined) &&
    !(self.kind === 'dict' && self.type !== undefined)
  )
    return undefined;
  const method = attributeOfType(interpreter, self, name);
  if (method === undefined) return undefined;
  const result = interpreter.call(method, [other]);
  if (result.kind === 'notImplemented') return undefined;
  return withDoubt(result, either(self.doubt, other.doubt));
}

function containerArithmetic(
  interpreter: Interpreter,
  operator: BinaryOperator,
  a: Value,
  b: Value,
): Value | undefined {
  const doubt = either(a.doubt, b.doubt);
  if (operator === '+') {
    if (a.kind === 'str' && b.kind === 'str') {
      interpreter.meter.makeText(a.value.length + b.value.length);
      return new StrValue(a.value + b.value, doubt);
    }
    if (a.kind === 'list' && b.kind === 'list') {
      interpreter.meter.makeSlots(a.items.length + b.items.length);
      return new ListValue([...a.items, ...b.items], doubt);
    }
    if (a.kind === 'tuple' && b.kind === 'tuple') {
      interpreter.meter.makeSlots(a.items.length + b.items.length);
      // A subclass may add in its own way.
      if (a.type !== undefined && lookUp(a.type, '__add__') !== undefined) return undefined;
      return new TupleValue([...a.items, ...b.items], doubt);
    }
    const first = a.kind;
    if (
      (first === 'str' || first === 'list' || first === 'tuple') &&
      b.kind !== 'instance' &&
      b.kind !== 'native'
    ) {
      const other = typeOf(b)?.name ?? '?';
      interpreter.raise('TypeError', `can only concatenate ${first} (not "${other}") to ${first}`);
    }
    return undefined;
  }
  if (operator === '*') return repeated(interpreter, a, b, doubt) ?? repeated(interpreter, b, a, doubt);
  if (operator === '%' && a.kind === 'str') return percentFormat(interpreter, a, b);
  if (a.kind === 'set' && b.kind === 'set' && /^[-&|^]$/.test(operator))
    return setArithmetic(interpreter, operator, a, b);
  if (operator === '|' && a.kind === 'dict' && b.kind === 'dict') {
    const merged = new DictValue(a.type, a.factory);
    for (const entry of [...a.entries.values(), ...b.entries.values()])
      setEntry(interpreter, merged, entry.key, entry.value);
    merged.doubt = either(merged.doubt, doubt);
    return merged;
  }
  return undefined;
}

function repeated(interpreter: Interpreter, a: Value, b: Value, doubt: Value['doubt']): Value | undefined {
  if (a.kind !== 'str' && a.kind !== 'list' && a.kind !== 'tuple') return undefined;
  if (b.kind !== 'int' && b.kind !== 'bool') {
    if (b.kind === 'instance' || b.kind === 'native') return undefined;
    return interpreter.raise(
      'TypeError',
      `can't multiply sequence by non-int of type '${typeOf(b)?.name ?? '?'}'`,
    );
  }
  const asked = integerOf(b);
  const length = a.kind === 'str' ? a.value.length : a.items.length;
  const count = asked < 0n || length === 0 ? 0 : Number(asked);
  if (a.kind === 'str') interpreter.meter.makeText(count * length);
  else interpreter.meter.makeSlots(count * length);
  if (a.kind === 'str') return new StrValue(a.value.repeat(count), doubt);
  const items: Value[] = [];
  for (let i = 0; i < count; i++) for (const item of a.items) items.push(item);
  return a.kind === 'list' ? new ListValue(items, doubt) : new TupleValue(items, doubt);
}

/** `a - b`, `a & b`, `a | b`, `a ^ b` of sets. */
export function setArithmetic(
  interpreter: Interpreter,
  operator: string,
  a: SetValue,
  b: SetValue,
): SetValue {
  const result = new SetValue(a.frozen);
  result.doubt = either(a.doubt, b.doubt);
  interpreter.meter.work(4 * (a.items.size + b.items.size));
  for (const [key, item] of a.items)
    if (operator === '|' || b.items.has(key) === (operator === '&')) add(key, item);
  if (operator === '|' || operator === '^')
    for (const [key, item] of b.items) if (!a.items.has(key)) add(key, item);
  function add(key: string, item: Value): void {
    interpreter.meter.make(1, ENTRY_BYTES);
    result.items.set(key, item);
  }
  return result;
}

function unsupported(interpreter: Interpreter, operator: string, a: Value, b: Value): never {
  const shown = operator === '**' ? '** or pow()' : operator;
  return interpreter.raise(
    'TypeError',
    `unsupported operand type(s) for ${shown}: '${typeOf(a)?.name ?? '?'}' and '${typeOf(b)?.name ?? '?'}'`,
  );
}

/** `target operator= value`: in place where the target can change. */
export function augmented(interpreter: Interpreter, operator: BinaryOperator, a: Value, b: Value): Value {
  if (a.kind === 'list' && b.kind !== 'unknown') {
    if (operator === '+') {
      for (const item of collect(interpreter, b)) a.items.push(item);
      interpreter.changed(a, b.doubt);
      return a;
    }
    if (operator === '*' && (b.kind === 'int' || b.kind === 'bool')) {
      const result = repeated(interpreter, a, b, undefined);
      if (result?.kind === 'list') a.items = result.items;
      interpreter.changed(a, b.doubt);
      return a;
    }
  }
  if (b.kind === 'unknown' && (a.kind === 'list' || a.kind === 'set' || a.kind === 'dict')) {
    a.doubt ??= b.doubt;
    return a;
  }
  if (a.kind === 'set' && !a.frozen && b.kind === 'set' && /^[-&|^]$/.test(operator)) {
    const result = setArithmetic(interpreter, operator, a, b);
    a.items.clear();
    for (const [key, item] of result.items) a.items.set(key, item);
    interpreter.changed(a, b.doubt);
    return a;
  }
  if (a.kind === 'dict' && b.kind === 'dict' && operator === '|') {
    for (const entry of b.entries.values()) setEntry(interpreter, a, entry.key, entry.value);
    interpreter.changed(a, b.doubt);
    return a;
  }
  if (a.kind === 'unknown') markReachable(interpreter, a.doubt, a.reaches);
  if (a.kind === 'instance' || a.kind === 'native') {
    if (b.kind === 'unknown') {
      interpreter.changed(a, b.doubt);
      return new UnknownValue(b.doubt, b.harmless);
    }
    const method = attributeOfType(interpreter, a, `__i${METHODS[operator]}__`);
    if (method !== undefined) {
      const result = interpreter.call(method, [b]);
      if (result.kind !== 'notImplemented') return withDoubt(result, either(a.doubt, b.doubt));
    }
  }
  return binary(interpreter, operator, a, b);
}

/** `-x`, `+x`, `~x`. */
export function unary(interpreter: Interpreter, operator: '-' | '+' | '~', value: Value): Value {
  const { doubt } = value;
  if (value.kind === 'unknown') return new UnknownValue(value.doubt, value.harmless);
  if (value.kind === 'float' && operator !== '~')
    return new FloatValue(operator === '-' ? -value.value : value.value, doubt, value.error);
  if (value.kind === 'int' || value.kind === 'bool') {
    const integer = integerOf(value);
    return new IntValue(operator === '-' ? -integer : operator === '~' ? ~integer : integer, doubt);
  }
  const name = { '-': '__neg__', '+': '__pos__', '~': '__invert__' }[operator];
  const method = attributeOfType(interpreter, value, name);
  if (method !== undefined) return withDoubt(interpreter.call(method, []), doubt);
  if (
    (value.kind === 'native' || value.kind === 'instance') &&
    value.type.mro.some(
      (one) => one.unknownBase ?? (one.native && one.native.known === undefined && one.name !== 'object'),
    )
  )
    return interpreter.unknown(`this operator of ${value.type.name}`);
  return interpreter.raise('TypeError', `bad operand type for unary ${operator}: '${typeOf(value).name}'`);
}
