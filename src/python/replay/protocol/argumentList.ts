import { unknownBaseOf } from '../object/mro';
import { either } from '../object/doubt';
import { NotUnderstood } from '../object/errors';
import { attributeOfType, mayHave } from './attributes';
import { bytesOf, collect, inWords } from './iteration';
import type { Argument } from '../../syntax/ast/ast';
import type { Misfit } from '../../syntax/bindArguments';
import { typeName } from '../object/types';
import type { CallArguments, Interpreter } from '../object/interpreter';
import { withDoubt } from '../object/withDoubt';
import { type Frame, UnknownValue, type Value } from '../object/values';
interface EvaluatedArguments extends CallArguments {
  /** A `*args` or `**kwargs` of which nothing is known. */
  readonly unknown: UnknownValue | undefined;
  /** Why there may be more or fewer. */
  readonly doubt: Value['doubt'];
}

/** The arguments of a call, evaluated in their order. */
export function evaluateArguments(
  interpreter: Interpreter,
  nodes: readonly Argument[],
  frame: Frame,
): EvaluatedArguments {
  const positional: Value[] = [];
  const keywords = new Map<string, Value>();
  let unknown: UnknownValue | undefined;
  let doubt: Value['doubt'];
  const setKeyword = (name: string, value: Value): void => {
    if (keywords.has(name))
      interpreter.raise('TypeError', `got multiple values for keyword argument '${name}'`, true);
    keywords.set(name, value);
  };
  for (const argument of nodes) {
    const value = interpreter.evaluate(argument.value, frame);
    if (/star/i.test(argument.type)) doubt = either(doubt, value.doubt);
    if (argument.type === 'positional') positional.push(value);
    else if (argument.type === 'keyword') setKeyword(argument.name, value);
    else if (value.kind === 'unknown') unknown = value;
    else if (argument.type === 'star') {
      interpreter.place = argument.value;
      try {
        for (const item of starred(interpreter, value, true)) {
          interpreter.meter.make(1, bytesOf(item));
          positional.push(item);
        }
      } catch (error) {
        if (!(error instanceof NotUnderstood)) throw error;
        unknown = new UnknownValue(error.doubt, error.harmless);
      }
    } else if (value.kind === 'dict') {
      interpreter.meter.passKeywords(value.entries.size);
      for (const { key, value: item } of value.entries.values()) {
        if (key.kind !== 'str') interpreter.raise('TypeError', 'keywords must be strings');
        setKeyword(key.value, withDoubt(item, value.doubt));
      }
    } else if (value.kind === 'instance' || value.kind === 'native')
      unknown = interpreter.unknown('this mapping');
    else interpreter.raise('TypeError', `argument after ** must be a mapping, not ${typeName(value)}`, true);
  }
  return { positional, keywords, unknown, doubt };
}

/**
 * Whether a real function may refuse arguments otherwise than what is written here. It may have more parameters, or an older
 * form (`x.add(2, other=y)`); and C takes one argument after the other, of which an integer may be too large.
 */
export function isUnsure(misfits: readonly Misfit[], { positional, keywords }: CallArguments): boolean {
  const isOdd = (one: Misfit): boolean =>
    /^(?:unexpected|tooMany)$/.test(one.type) || one.keyword === 'other';
  const isLarge = (one: Value): boolean => one.kind === 'int' && BigInt.asIntN(32, one.value) !== one.value;
  return misfits.some(isOdd) || (misfits.length > 0 && [...positional, ...keywords.values()].some(isLarge));
}

/** Whether a value surely has no elements: its class has none of the methods that give them. */
export function isNoIterable(interpreter: Interpreter, value: Value): boolean {
  if (value.kind === 'instance' && unknownBaseOf(value.type) === undefined)
    return ['__iter__', '__getitem__'].every(
      (name) => attributeOfType(interpreter, value, name) === undefined && !mayHave(value, name),
    );
  if (value.kind === 'class') return value.meta === undefined && value.native !== undefined;
  return /^(?:none|bool|int|float|function|builtin|method|module|slice|ellipsis)$/.test(value.kind);
}

/** The items behind a star. The text of an error is certain in lists and tuples; calls and sets have others. */
export function starred(interpreter: Interpreter, value: Value, inCall = false): Iterable<Value> {
  const words = `Value after * must be an iterable, not ${typeName(value)}`;
  if (isNoIterable(interpreter, value)) interpreter.raise('TypeError', words, inCall);
  // Of what C makes these are the words where its type cannot be iterated over, others where only the value cannot.
  if (value.kind === 'native') return inWords(interpreter, () => collect(interpreter, value), words, true);
  return inCall ? interpreter.iterate(value) : collect(interpreter, value, true);
}
