import { OPERATOR_METHODS } from '../../library/pythonNames';
import { attributeOfType, mayHave } from './attributes';
import { ENTRY_BYTES } from '../../primitives/budget';
import { either } from '../object/doubt';
import { markReachable } from './effects';
import { PythonError } from '../object/errors';
import { setEntry } from './hashing';
import { extend } from './iteration';
import { indexOf } from './items';
import { isSubclass, lookUp } from '../object/mro';
import { arithmetic, integerOf, isNumber } from './numbers';
import { percentFormat } from './percentFormat';
import type { BinaryOperator } from '../../syntax/ast/ast';
import { typeName, typeOf } from '../object/types';
import { unionOf } from './union';
import { withDoubt } from '../object/withDoubt';
import type { Interpreter } from '../object/interpreter';
import { ownOf } from '../object/own';
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
} from '../object/values';

/**
 * `a operator b`.
 *
 * @param shown the operator as an error names it
 */
export function binary(
  interpreter: Interpreter,
  operator: BinaryOperator,
  a: Value,
  b: Value,
  shown: string = operator === '**' ? '** or pow()' : operator,
): Value {
  try {
    return withDoubt(binaryValue(interpreter, operator, a, b, shown), undefined);
  } catch (error) {
    if (error instanceof PythonError) throw error.inDoubt(either(a.doubt, b.doubt));
    throw error;
  }
}

function binaryValue(
  interpreter: Interpreter,
  operator: BinaryOperator,
  a: Value,
  b: Value,
  shown: string,
): Value {
  if (a.kind === 'unknown') return operated(operator, a, b);
  if (b.kind === 'unknown') return operated(operator, b, a);
  if (isNumber(a) && isNumber(b)) {
    const result = arithmetic(interpreter, operator, a, b);
    if (result !== undefined) return result;
    return unsupported(interpreter, operator, a, b, shown);
  }
  const union = operator === '|' ? unionOf(a, b) : undefined;
  if (union !== undefined) return union;
  const builtin = containerArithmetic(interpreter, operator, a, b);
  if (builtin !== undefined) return builtin;
  const name = OPERATOR_METHODS[operator];
  return (
    dispatch(interpreter, a, b, `__${name}__`, `__r${name}__`) ??
    (operator === '*' ? repeatedByObject(interpreter, a, b) : undefined) ??
    unsupported(interpreter, operator, a, b, shown)
  );
}

/** What an operation on something unknown gives. */
export function operated(operator: string, unknown: UnknownValue, other: Value): UnknownValue {
  const { name } = unknown;
  return isHarmlessOperand(operator, other)
    ? new UnknownValue(unknown.doubt, unknown.harmless, name, [], unknown.isForeign ? 'foreign' : undefined)
    : new UnknownValue(
        unknown.doubt,
        unknown.harmless && !unknown.isForeign && other.kind === 'native',
        name,
      );
}

/** Whether an operation with something harmless and unknown surely goes well: two arrays have to fit. */
function isHarmlessOperand(operator: string, value: Value): boolean {
  if (operator === '|') return value.kind === 'none' || value.kind === 'class';
  return isNumber(value) || (/^[!=]=$/.test(operator) && value.kind === 'str');
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
  for (const [value, name] of [
    [a, left],
    [b, right],
  ] as const) {
    if (value.kind === 'unknown' || !isObject(value)) continue;
    if (attributeOfType(interpreter, value, name) === undefined && mayHave(value, name))
      return interpreter.unknown(`this operator of ${typeName(value)}`);
  }
  return undefined;
}

/** Whether its operators are looked up in its class; those of other values are all written here. */
function isObject(value: Value): boolean {
  if (value.kind === 'tuple' || value.kind === 'dict') return value.type !== undefined;
  return /^(?:native|instance|class|iterator|module)$/.test(value.kind);
}

function tryMethod(interpreter: Interpreter, self: Value, name: string, other: Value): Value | undefined {
  if (!isObject(self) || self.kind === 'class') return undefined;
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
      if (b.type !== undefined && lookUp(b.type, '__radd__') !== undefined) return undefined;
      return new TupleValue([...a.items, ...b.items], doubt);
    }
    return undefined;
  }
  if (operator === '*') return repeated(interpreter, a, b, doubt) ?? repeated(interpreter, b, a, doubt);
  if (operator === '%' && a.kind === 'str') return percentFormat(interpreter, a, b);
  if (a.kind === 'set' && b.kind === 'set' && /^[-&|^]$/.test(operator))
    return setArithmetic(interpreter, operator, a, b);
  if (operator === '|' && a.kind === 'dict' && b.kind === 'dict') {
    const isOwn = a.type === b.type && a.type !== undefined && lookUp(a.type, '__or__') !== undefined;
    if (isOwn) return undefined;
    // These alone keep their type, and make the other one theirs.
    const kept = [a, b].find(({ type }) => type?.name === 'OrderedDict' || type?.name === 'defaultdict');
    const merged = new DictValue(kept?.type, kept?.factory);
    for (const entry of [...a.entries.values(), ...b.entries.values()])
      setEntry(interpreter, merged, entry.key, entry.value);
    merged.doubt = either(merged.doubt, doubt);
    return merged;
  }
  return undefined;
}

/** `'#' * tensor`, where the operands' own methods did not know what to do: what has an `__index__` counts. */
function repeatedByObject(interpreter: Interpreter, a: Value, b: Value): Value | undefined {
  const [sequence, count] = b.kind === 'native' || b.kind === 'instance' ? [a, b] : [b, a];
  if (!/^(?:str|list|tuple)$/.test(sequence.kind) || !/^(?:native|instance)$/.test(count.kind))
    return undefined;
  const index = indexOf(interpreter, count);
  return index === undefined
    ? undefined
    : repeated(interpreter, sequence, new IntValue(index), either(sequence.doubt, count.doubt));
}

function repeated(interpreter: Interpreter, a: Value, b: Value, doubt: Value['doubt']): Value | undefined {
  if (a.kind !== 'str' && a.kind !== 'list' && a.kind !== 'tuple') return undefined;
  if (b.kind !== 'int' && b.kind !== 'bool') return undefined;
  const asked = integerOf(b);
  if (BigInt.asIntN(64, asked) !== asked)
    return interpreter.raise('OverflowError', "cannot fit 'int' into an index-sized integer");
  const length = a.kind === 'str' ? a.value.length : a.items.length;
  const count = asked < 0n || length === 0 ? 0 : Number(asked);
  if (a.kind === 'str') interpreter.meter.makeText(count * length);
  else interpreter.meter.makeSlots(count * length);
  if (a.kind === 'str') return new StrValue(a.value.repeat(count), doubt);
  const items: Value[] = [];
  for (let i = 0; i < count; i++) for (const item of a.items) items.push(item);
  if (a.kind === 'list') return new ListValue(items, doubt);
  return new TupleValue(items, doubt, a.type?.name === 'Size' ? a.type : undefined);
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
  // Differences are made by taking elements out of a copy, or into a new set.
  if (operator !== '&') result.history = operator === '|' ? 'merged' : 'removed';
  interpreter.meter.work(4 * (a.items.size + b.items.size));
  // Of equal elements that of the smaller set is kept; of sets of one size, that of the second.
  const [kept, other] = operator === '&' && b.items.size <= a.items.size ? [b, a] : [a, b];
  for (const [key, item] of kept.items)
    if (operator === '|' || other.items.has(key) === (operator === '&')) add(key, item);
  if (operator === '|' || operator === '^')
    for (const [key, item] of b.items) if (!a.items.has(key)) add(key, item);
  function add(key: string, item: Value): void {
    interpreter.meter.make(1, ENTRY_BYTES);
    result.items.set(key, item);
  }
  return result;
}

function unsupported(interpreter: Interpreter, operator: string, a: Value, b: Value, shown: string): never {
  // What is written here as a function may be a class there, and classes have unions.
  if (operator === '|' && (a.kind === 'builtin' || b.kind === 'builtin'))
    return interpreter.giveUp('this union');
  const sequences = [a, b].filter(({ kind }) => /^(?:str|list|tuple)$/.test(kind));
  // A sequence that comes first joins no others, and one at any place is repeated by whole numbers alone.
  if (operator === '+' && sequences[0] === a)
    interpreter.raise('TypeError', `can only concatenate ${a.kind} (not "${typeName(b)}") to ${a.kind}`);
  if (operator === '*' && sequences[0] !== undefined)
    interpreter.raise(
      'TypeError',
      `can't multiply sequence by non-int of type '${typeName(sequences[0] === a ? b : a)}'`,
    );
  return interpreter.raise(
    'TypeError',
    `unsupported operand type(s) for ${shown}: '${typeName(a)}' and '${typeName(b)}'`,
  );
}

/** `target operator= value`: in place where the target can change. */
export function augmented(interpreter: Interpreter, operator: BinaryOperator, a: Value, b: Value): Value {
  if (a.kind === 'list' && b.kind !== 'unknown') {
    // Lists do so as sequences, and numbers come first.
    const result = tryMethod(interpreter, b, `__r${OPERATOR_METHODS[operator]}__`, a);
    if (result !== undefined) return result;
    if (operator === '+') return extend(interpreter, a, b);
    const times =
      operator === '*' && (repeated(interpreter, a, b, undefined) ?? repeatedByObject(interpreter, a, b));
    if (times && times.kind === 'list') {
      a.items = times.items;
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
    a.history = result.history ?? a.history;
    interpreter.changed(a, b.doubt);
    return a;
  }
  const method = `__i${OPERATOR_METHODS[operator]}__`;
  const own = ownOf(a) && attributeOfType(interpreter, a, method);
  if (own !== undefined) return withDoubt(interpreter.call(own, [b]), either(a.doubt, b.doubt));
  if (a.kind === 'dict' && operator === '|') {
    // Any pairs.
    if (b.kind !== 'dict') return interpreter.giveUp(`this operator of ${typeName(a)}`);
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
    const inPlace = attributeOfType(interpreter, a, method);
    if (inPlace !== undefined) {
      const result = interpreter.call(inPlace, [b]);
      if (result.kind !== 'notImplemented') return withDoubt(result, either(a.doubt, b.doubt));
    }
  }
  return binary(interpreter, operator, a, b, `${operator}=`);
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
  if (isObject(value) && mayHave(value, name))
    return interpreter.unknown(`this operator of ${typeName(value)}`);
  return interpreter.raise('TypeError', `bad operand type for unary ${operator}: '${typeName(value)}'`);
}
