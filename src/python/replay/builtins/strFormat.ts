import { either } from '../object/doubt';
import { type Field, formatPieces } from '../../primitives/formatFields';
import { FormatError } from '../../primitives/formatSpec';
import { formatted } from '../protocol/format';
import { getItem, keyError } from '../protocol/items';
import type { Interpreter } from '../object/interpreter';
import { int, str, StrValue, type Value } from '../object/values';

/** What replaces the fields of a format. */
interface Replacements {
  readonly values: readonly Value[];
  readonly names: ReadonlyMap<string, Value>;
  /** Which value the next field without a name takes. */
  next: number;
  /** Whether fields have no numbers of their own, once one has told. */
  isAutomatic?: boolean;
}

/** `"…".format(…)`. */
export function formatText(
  interpreter: Interpreter,
  format: string,
  given: Replacements,
  depth = 0,
): StrValue {
  if (depth > 2) return interpreter.raise('ValueError', 'Max string recursion exceeded');
  let result = '';
  let doubt: Value['doubt'];
  interpreter.meter.work(format.length * 2);
  for (const piece of raised(interpreter, formatPieces(format))) {
    const shown = typeof piece === 'string' ? str(piece) : field(interpreter, piece.field, given, depth);
    result += shown.value;
    doubt = either(doubt, shown.doubt);
  }
  interpreter.meter.makeText(result.length);
  return new StrValue(result, doubt);
}

/** Pieces of a format, with what is wrong with it raised in Python. */
function* raised<T>(interpreter: Interpreter, pieces: Iterable<T>): Iterable<T> {
  try {
    yield* pieces;
  } catch (error) {
    if (error instanceof FormatError) interpreter.raise(error.type, error.message);
    throw error;
  }
}

const [MANUAL, AUTOMATIC] = ['manual field specification', 'automatic field numbering'];

function field(
  interpreter: Interpreter,
  read: Field | undefined,
  given: Replacements,
  depth: number,
): StrValue {
  if (read === undefined) return interpreter.giveUp('this replacement field');
  const { first, path, conversion, spec } = read;
  let value: Value | undefined;
  if (first === '' || /^\d+$/.test(first)) {
    given.isAutomatic ??= first === '';
    const [from, to] = first === '' ? [MANUAL, AUTOMATIC] : [AUTOMATIC, MANUAL];
    if (given.isAutomatic !== (first === ''))
      interpreter.raise('ValueError', `cannot switch from ${from} to ${to}`);
    const index = first === '' ? given.next++ : Number(first);
    value =
      given.values[index] ??
      interpreter.raise('IndexError', `Replacement index ${index} out of range for positional args tuple`);
  } else {
    value = given.names.get(first);
    if (value === undefined) throw keyError(interpreter, str(first));
  }
  for (const { attribute, index } of path) {
    value =
      attribute !== undefined
        ? interpreter.attribute(value, attribute)
        : getItem(interpreter, value, /^\d+$/.test(index ?? '') ? int(Number(index)) : str(index ?? ''));
  }
  const inner = formatText(interpreter, spec, given, depth + 1);
  const converted =
    conversion === 'r' ? interpreter.repr(value) : conversion === 's' ? interpreter.str(value) : value;
  if (conversion === 'a') return interpreter.giveUp('!a');
  const shown =
    converted.kind === 'unknown'
      ? new StrValue('?', converted.doubt)
      : formatted(interpreter, converted, inner);
  return new StrValue(shown.value, either(shown.doubt, inner.doubt));
}
