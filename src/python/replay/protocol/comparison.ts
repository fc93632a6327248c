import { attributeOfType, mayHave } from './attributes';
import { type Doubt, either } from '../object/doubt';
import { NotUnderstood, PythonError } from '../object/errors';
import { hashKey, memberKey } from './hashing';
import { iterate } from './iteration';
import { operated } from './operators';
import { integerOf, isNumber, type NumberValue } from './numbers';
import { orderOf } from '../../primitives/numbers';
import { chargeSearch } from '../../primitives/textParts';
import { compareStrings } from '../../primitives/texts';
import type { ComparisonOperator } from '../../syntax/ast/ast';
import { isSubclass } from '../object/mro';
import { typeName, typeOf } from '../object/types';
import { withDoubt } from '../object/withDoubt';
import type { Interpreter } from '../object/interpreter';
import { ownOf } from '../object/own';
import { bool, type SetValue, TupleValue, type Value, UnknownValue } from '../object/values';

/** Of what `id` and `data_ptr` gave: where it is, and what has to be there for nothing else to come to lie there; of `hash`, of what. */
export const addresses = new WeakMap<Value, { readonly place: unknown; readonly owner?: object }>();

/** What tells an object from others; undefined for what Python may share, or make anew. */
export function identityOf(value: Value): object | undefined {
  if (value.kind === 'native') return value.identity;
  return /^(?:list|dict|set|function|class|instance|module|iterator)$/.test(value.kind) ? value : undefined;
}

/** Whether two addresses are the same: surely not where both objects are still there. */
function isSamePlace(interpreter: Interpreter, a: Value, b: Value): boolean | undefined {
  const [first, second] = [addresses.get(a), addresses.get(b)];
  if (first === undefined || second === undefined) return undefined;
  if (first.place === second.place) return true;
  const there = new Set(Array.from(interpreter.globals.names.values(), identityOf));
  return first.owner && second.owner && there.has(first.owner) && there.has(second.owner) ? false : undefined;
}

/** `a operator b` as Python gives it: a bool, or whatever the operands' methods give. */
export function compare(interpreter: Interpreter, operator: ComparisonOperator, a: Value, b: Value): Value {
  switch (operator) {
    case 'is':
    case 'is not':
      return identity(interpreter, operator === 'is', a, b);
    case 'in':
    case 'not in': {
      const found = contains(interpreter, b, a);
      if (found.kind === 'unknown' || operator === 'in') return found;
      const { value, doubt } = interpreter.truth(found);
      return value === undefined
        ? new UnknownValue(doubt ?? interpreter.about('condition'))
        : bool(!value, doubt);
    }
    default:
  }
  const isSame = a.kind === 'unknown' ? isSamePlace(interpreter, a, b) : undefined;
  if (isSame !== undefined && (operator === '==' || operator === '!='))
    return bool(isSame === (operator === '=='));
  if (a.kind === 'unknown' && addresses.has(a) && addresses.has(b)) return new UnknownValue(a.doubt, true);
  if (a.kind === 'unknown') return operated(operator, a, b);
  if (b.kind === 'unknown') return operated(operator, b, a);
  const doubt = either(a.doubt, b.doubt);
  const rich = richCompare(interpreter, operator, a, b);
  if (rich !== undefined) return withDoubt(rich, doubt);
  try {
    if (operator === '==' || operator === '!=') {
      const { value, doubt: unsure } = equalBuiltins(interpreter, a, b);
      return bool(value === (operator === '=='), either(doubt, unsure));
    }
    return compareOrder(interpreter, operator, a, b);
  } catch (error) {
    if (error instanceof PythonError) throw error.inDoubt(doubt);
    throw error;
  }
}

const METHODS = {
  '<': '__lt__',
  '>': '__gt__',
  '<=': '__le__',
  '>=': '__ge__',
  '==': '__eq__',
  '!=': '__ne__',
} as const;
const REFLECTED = { '<': '>', '>': '<', '<=': '>=', '>=': '<=', '==': '==', '!=': '!=' } as const;

function hasMethods(value: Value): value is Exclude<Value, UnknownValue> {
  return value.kind === 'instance' || value.kind === 'native' || ownOf(value) !== undefined;
}

/** The result of the operands' own methods, of objects that have some: the right one's first where its class derives from the left one's. */
function richCompare(
  interpreter: Interpreter,
  operator: keyof typeof METHODS,
  a: Value,
  b: Value,
): Value | undefined {
  if (!hasMethods(a) && !hasMethods(b)) return undefined;
  const [typeA, typeB] = [typeOf(a), typeOf(b)];
  const ways: [Value, Value, keyof typeof METHODS][] = [
    [a, b, operator],
    [b, a, REFLECTED[operator]],
  ];
  if (typeA && typeB && typeA !== typeB && isSubclass(typeB, typeA)) ways.reverse();
  for (const [self, other, way] of ways) {
    if (!hasMethods(self)) continue;
    const method = attributeOfType(interpreter, self, METHODS[way]);
    const result = method && interpreter.call(method, [other]);
    if (result !== undefined && result.kind !== 'notImplemented') return result;
    if (method === undefined && way === '!=') {
      const equals = attributeOfType(interpreter, self, '__eq__');
      const equal = equals && interpreter.call(equals, [other]);
      if (equal !== undefined && equal.kind !== 'notImplemented') {
        const { value, doubt } = interpreter.truth(equal);
        return value === undefined ? equal : bool(!value, doubt);
      }
    }
    if (method === undefined && ownOf(self) === undefined && mayHave(self, METHODS[way]))
      return interpreter.unknown(`comparing ${typeName(self)}`);
  }
  return undefined;
}

function identity(interpreter: Interpreter, wanted: boolean, a: Value, b: Value): Value {
  const doubt = either(a.doubt, b.doubt);
  // What is unknown is hardly ever None, but it may be.
  if (a.kind === 'unknown') return new UnknownValue(a.doubt, a.harmless);
  if (b.kind === 'unknown') return new UnknownValue(b.doubt, b.harmless);
  if (a.kind === 'native' && b.kind === 'native') return bool((a.identity === b.identity) === wanted, doubt);
  if (a.kind === b.kind && (a.kind === 'none' || a.kind === 'ellipsis' || a.kind === 'notImplemented'))
    return bool(wanted, doubt);
  if (a.kind === 'bool' && b.kind === 'bool') return bool((a.value === b.value) === wanted, doubt);
  if (a.kind !== b.kind) return bool(!wanted, doubt);
  if (a === b) return bool(wanted, doubt);
  // Whether two equal numbers or strings are one object is the interpreter's own affair.
  if (/^(?:int|float|str|tuple|range|slice|method)$/.test(a.kind)) {
    const { value } = equalValues(interpreter, a, b);
    return bool(
      value === wanted,
      value ? (doubt ?? interpreter.about('version', 'the identity of equal values')) : doubt,
    );
  }
  return bool(!wanted, doubt);
}

interface Answer {
  readonly value: boolean;
  readonly doubt: Doubt | undefined;
}

/** Pairs of containers that were found to be equal in one comparison: what is shared is compared once. */
class EqualPairs {
  private readonly pairs = new Map<Value, Map<Value, Answer>>();

  find(a: Value, b: Value): Answer | undefined {
    return this.pairs.get(a)?.get(b);
  }

  note(a: Value, b: Value, answer: Answer): Answer {
    let others = this.pairs.get(a);
    if (others === undefined) this.pairs.set(a, (others = new Map<Value, Answer>()));
    others.set(b, answer);
    return answer;
  }
}

/** `a == b` as containers ask it: identical objects are equal. */
export function equalValues(
  interpreter: Interpreter,
  a: Value,
  b: Value,
  depth = 0,
  pairs = new EqualPairs(),
): Answer {
  if (depth > 60) throw new NotUnderstood(interpreter.about('tooLarge'));
  interpreter.meter.step();
  const doubt = either(a.doubt, b.doubt);
  if (a.kind === 'unknown' || b.kind === 'unknown')
    throw new NotUnderstood(doubt ?? interpreter.about('condition'));
  // Within containers one object equals itself: nan, too.
  const isOne = a === b || (a.kind === 'native' && b.kind === 'native' && a.identity === b.identity);
  if (isOne && depth > 0) return { value: true, doubt };
  const result = richCompare(interpreter, '==', a, b);
  if (result === undefined) return equalBuiltins(interpreter, a, b, depth, pairs);
  const { value, doubt: unsure } = interpreter.truth(result);
  if (value === undefined) throw new NotUnderstood(unsure ?? interpreter.about('condition'));
  return { value, doubt: either(doubt, unsure) };
}

/** The same without methods of the operands' own; objects are equal to themselves alone. */
function equalBuiltins(
  interpreter: Interpreter,
  a: Exclude<Value, { kind: 'unknown' }>,
  b: Exclude<Value, { kind: 'unknown' }>,
  depth = 0,
  pairs = new EqualPairs(),
): Answer {
  const doubt = either(a.doubt, b.doubt);
  if (isNumber(a) && isNumber(b)) {
    const unsure = rangesMeet(a, b) ? interpreter.about('rounding') : undefined;
    return { value: compareNumbers(a, b) === 0, doubt: either(doubt, unsure) };
  }
  if (a === b) return { value: true, doubt };
  if (a.kind === 'native' || b.kind === 'native') return { value: false, doubt };
  if (a.kind === 'str' && b.kind === 'str') {
    interpreter.meter.work(Math.min(a.value.length, b.value.length) / 4);
    return { value: a.value === b.value, doubt };
  }
  if ((a.kind === 'list' && b.kind === 'list') || (a.kind === 'tuple' && b.kind === 'tuple'))
    return (
      pairs.find(a, b) ??
      pairs.note(a, b, inDoubt(equalLists(interpreter, a.items, b.items, depth, pairs), doubt))
    );
  if (a.kind === 'range' && b.kind === 'range') {
    const same =
      a.length === b.length &&
      (a.length === 0n || (a.start === b.start && (a.length === 1n || a.step === b.step)));
    return { value: same, doubt };
  }
  if (a.kind === 'dict' && b.kind === 'dict') {
    if (a.entries.size !== b.entries.size) return { value: false, doubt };
    const before = pairs.find(a, b);
    if (before !== undefined) return before;
    let unsure = doubt;
    for (const [key, entry] of a.entries) {
      const other = b.entries.get(key);
      if (other === undefined) return { value: false, doubt: unsure };
      const answer = equalValues(interpreter, entry.value, other.value, depth + 1, pairs);
      unsure = either(unsure, answer.doubt);
      if (!answer.value) return { value: false, doubt: unsure };
    }
    const isOrdered = [a, b].every(
      ({ type }) => type?.mro.some(({ name }) => name === 'OrderedDict') === true,
    );
    const keys = b.entries.keys();
    const value = !isOrdered || [...a.entries.keys()].every((key) => key === keys.next().value);
    return pairs.note(a, b, { value, doubt: unsure });
  }
  if (a.kind === 'set' && b.kind === 'set')
    return { value: a.items.size === b.items.size && isSubset(interpreter, a, b), doubt };
  if (a.kind === 'slice' && b.kind === 'slice')
    return inDoubt(
      equalLists(interpreter, [a.start, a.stop, a.step], [b.start, b.stop, b.step], depth, pairs),
      doubt,
    );
  if (a.kind === 'method' && b.kind === 'method')
    return { value: a.self === b.self && a.callee === b.callee, doubt };
  return { value: a.kind === b.kind && /^(?:none|ellipsis|notImplemented)$/.test(a.kind), doubt };
}

function inDoubt({ value, doubt }: Answer, before: Doubt | undefined): Answer {
  return { value, doubt: either(before, doubt) };
}

function equalLists(
  interpreter: Interpreter,
  a: readonly Value[],
  b: readonly Value[],
  depth: number,
  pairs: EqualPairs,
): Answer {
  if (a.length !== b.length) return { value: false, doubt: undefined };
  let unsure: Doubt | undefined;
  for (const [i, item] of a.entries()) {
    const other = b[i];
    if (other === undefined) break;
    const answer = equalValues(interpreter, item, other, depth + 1, pairs);
    unsure = either(unsure, answer.doubt);
    if (!answer.value) return { value: false, doubt: unsure };
  }
  return { value: true, doubt: unsure };
}

function isSubset({ meter }: Interpreter, a: SetValue, b: SetValue): boolean {
  meter.work(4 * a.items.size);
  for (const key of a.items.keys()) if (!b.items.has(key)) return false;
  return true;
}

/** Negative, 0 or positive; NaN where nothing is less, equal or greater. */
export function compareNumbers(a: NumberValue, b: NumberValue): number {
  return orderOf(a.kind === 'float' ? a.value : integerOf(a), b.kind === 'float' ? b.value : integerOf(b));
}

/** Whether the error bounds of two floats leave open how they compare. */
function rangesMeet(a: NumberValue, b: NumberValue): boolean {
  const error = (a.kind === 'float' ? a.error : 0) + (b.kind === 'float' ? b.error : 0);
  return error > 0 && !(Math.abs(Number(a.value) - Number(b.value)) > error * 2);
}

/** `a < b` and its kin of builtin values. Raises TypeError for what has no order. */
export function compareOrder(
  interpreter: Interpreter,
  operator: '<' | '>' | '<=' | '>=',
  a: Value,
  b: Value,
): Value {
  const doubt = either(a.doubt, b.doubt);
  const decided = (order: number, unsure?: Doubt): Value => {
    const value = { '<': order < 0, '>': order > 0, '<=': order <= 0, '>=': order >= 0 }[operator];
    return bool(value, either(doubt, unsure));
  };
  if (isNumber(a) && isNumber(b))
    return decided(compareNumbers(a, b), rangesMeet(a, b) ? interpreter.about('rounding') : undefined);
  if (a.kind === 'str' && b.kind === 'str') {
    interpreter.meter.work(a.value.length + b.value.length);
    return decided(compareStrings(a.value, b.value));
  }
  if ((a.kind === 'list' && b.kind === 'list') || (a.kind === 'tuple' && b.kind === 'tuple')) {
    let unsure: Doubt | undefined;
    for (const [i, item] of a.items.entries()) {
      const other = b.items[i];
      if (other === undefined) break;
      const equal = equalValues(interpreter, item, other, 1);
      unsure = either(unsure, equal.doubt);
      if (!equal.value) return withDoubt(compare(interpreter, operator, item, other), either(doubt, unsure));
    }
    return decided(a.items.length - b.items.length, unsure);
  }
  if (a.kind === 'set' && b.kind === 'set') {
    const [small, big] = operator.startsWith('<') ? [a, b] : [b, a];
    const proper = operator.length === 1;
    return bool(isSubset(interpreter, small, big) && (!proper || small.items.size < big.items.size), doubt);
  }
  if (a.kind === 'slice' && b.kind === 'slice') {
    const [own, others] = [a, b].map(({ start, stop, step }) => new TupleValue([start, stop, step]));
    if (own && others) return withDoubt(compareOrder(interpreter, operator, own, others), doubt);
  }
  // Counter has an order of its own.
  if ((a.kind === 'dict' && a.type !== undefined) || (b.kind === 'dict' && b.type !== undefined))
    return interpreter.giveUp('this order');
  return interpreter.raise(
    'TypeError',
    `'${operator}' not supported between instances of '${typeName(a)}' and '${typeName(b)}'`,
  );
}

/** `item in container`. */
function contains(interpreter: Interpreter, container: Value, item: Value): Value {
  if (container.kind === 'unknown') return new UnknownValue(container.doubt, container.harmless);
  const doubt = either(container.doubt, item.doubt);
  if (container.kind === 'str') {
    if (item.kind === 'unknown') return new UnknownValue(item.doubt);
    if (item.kind !== 'str')
      interpreter.raise('TypeError', `'in <string>' requires string as left operand, not ${typeName(item)}`);
    chargeSearch(container.value, item.value);
    return bool(container.value.includes(item.value), doubt);
  }
  if (item.kind === 'unknown') return new UnknownValue(item.doubt, item.harmless);
  if (container.kind === 'dict') return bool(container.entries.has(hashKey(interpreter, item)), doubt);
  if (container.kind === 'set') return bool(container.items.has(memberKey(interpreter, item)), doubt);
  if (container.kind === 'range' && (item.kind === 'int' || item.kind === 'bool')) {
    const offset = integerOf(item) - container.start;
    const found =
      offset % container.step === 0n &&
      offset / container.step >= 0n &&
      offset / container.step < container.length;
    return bool(found, doubt);
  }
  const method = attributeOfType(interpreter, container, '__contains__');
  if (method?.kind === 'none')
    interpreter.raise('TypeError', `'${typeName(container)}' object is not a container`);
  if (method !== undefined && /^(?:instance|native|class)$/.test(container.kind)) {
    const result = interpreter.call(method, [item]);
    const { value, doubt: unsure } = interpreter.truth(result);
    return value === undefined ? result : bool(value, either(doubt, unsure));
  }
  if (method === undefined && (container.kind === 'instance' || container.kind === 'native'))
    if (mayHave(container, '__contains__')) return interpreter.unknown(`in of ${container.type.name}`);
  const hasMethods = /^(?:instance|native|class)$/.test(container.kind);
  const isClosed = hasMethods
    ? !['__iter__', '__getitem__'].some(
        (name) => attributeOfType(interpreter, container, name) ?? mayHave(container, name),
      )
    : /^(?:none|bool|int|float|slice|ellipsis|notImplemented|property|super|function|builtin|method|module)$/.test(
        container.kind,
      );
  // Python 3.14 says it in other words.
  if (isClosed)
    interpreter.raise('TypeError', `argument of type '${typeName(container)}' is not iterable`, true);
  let unsure = doubt;
  for (const one of iterate(interpreter, container)) {
    if (one.kind === 'unknown') return new UnknownValue(one.doubt);
    const answer = equalValues(interpreter, one, item, 1);
    unsure = either(unsure, answer.doubt);
    if (answer.value) return bool(true, unsure);
  }
  return bool(false, unsure);
}
