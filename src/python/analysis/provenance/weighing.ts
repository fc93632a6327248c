import { parsePythonNumber } from '../../../torch';
import {
  openBy,
  standsNowhere,
  agreed,
  type Beside,
  distinct,
  isGuessed,
  isNone,
  isSameValue,
  isZero,
  type Known,
  type StaticNumber,
  type Unknown,
  unknown,
  type UnknownReason,
} from '../names/staticNumber';

/** What a call of a function gives for a parameter. */
export interface Given {
  readonly number: StaticNumber;
  /** What the call passes; undefined where it leaves the default in force. */
  readonly beside: Beside | undefined;
  /** Whether an expression stands in the call for it, whatever that is: then the default is surely not in force. */
  readonly isWritten?: true;
}

/** What a parameter without a default comes to: what all give that call its function. */
export function decided(passed: readonly Given[], name: string): StaticNumber {
  // Who hands on what nobody is known to pass says nothing.
  const numbers = passed.flatMap(({ number }) => (!number.known && number.isUncalled === true ? [] : number));
  if (numbers.length === 0) return { ...unknown('parameter', name), isUncalled: true };
  const number = agreed(sameValue(numbers), 'ambiguous', name);
  if (number.known) return openBy(number, 'caller');
  // Of what nobody can tell of any of them it is not known that they differ.
  const reasons = new Set(numbers.map((one) => (one.known ? undefined : one.reason)));
  const [only] = reasons;
  const reason = reasons.size === 1 && only !== undefined ? only : number.reason;
  const unpacked = numbers.flatMap((one) => (one.known ? [] : one.name))[0] ?? name;
  return {
    ...unknown(reason, reason === 'unpacked' ? unpacked : name),
    ...eachOf(numbers),
    ...setByCallers(number),
  };
}

/**
 * What those give that can run: who leaves out what has to be passed only raises an error, as an old notebook does whose model has
 * another signature by now. All, where none can.
 */
export function fitting(passed: readonly Given[]): readonly Given[] {
  const running = passed.filter(({ number }) => number.known || number.reason !== 'incomplete');
  return running.length > 0 ? running : passed;
}

/** Numbers of which all have one value, whatever their types, as the first of them: who passes 0 and who passes 0.0 mean the same. */
function sameValue(numbers: readonly StaticNumber[]): readonly StaticNumber[] {
  const [first] = numbers;
  const isSame = (one: StaticNumber): boolean =>
    one.known && first?.known === true && isSameValue(one.text, first.text);
  return first?.known === true && numbers.every(isSame)
    ? numbers.map((one) => (one.known ? { ...one, text: first.text } : one))
    : numbers;
}

/** So many values are told. */
const MOST_VALUES = 5;

/** What each passes, where all of that is known for sure. */
function eachOf(numbers: readonly StaticNumber[]): Pick<Unknown, 'values'> {
  const values = new Set(
    numbers.flatMap((number): readonly (string | undefined)[] => {
      const values = number.known ? [number.guessed ? undefined : number.text] : number.values;
      return values ?? [undefined];
    }),
  );
  const texts = [...values].filter((text) => text !== undefined);
  return texts.length > 1 && texts.length === values.size && texts.length <= MOST_VALUES
    ? { values: texts }
    : {};
}

/**
 * What a parameter with a default comes to, and what is told beside it.
 *
 * @param trials what those pass that only show or try something
 */
export function weighed(
  passed: readonly Given[],
  byDefault: StaticNumber,
  name: string,
  trials: readonly Given[] = [],
): StaticNumber {
  const numbers = passed.map(({ number }) => number);
  const all = numbers.length === 0 ? byDefault : agreed(sameValue(numbers), 'ambiguous', name);
  const isReplacedByAll = passed.every(({ beside }) => beside !== undefined);
  // A guess may be the setting of something else, and then the default is in force where a caller leaves it so.
  // What all pass is sure where the same by default is but a guess, and a guess where it is what a library has by default.
  const isSurer = all.known && !all.guessed && isGuessed(byDefault);
  const isLessSure = numbers.length > 0 && numbers.every(isOfLibrary) && !isGuessed(byDefault);
  const isOther = !isSame(all, byDefault) || (isReplacedByAll && (isSurer || isLessSure));
  if (all.known && (!all.guessed || isReplacedByAll) && isOther) return besideDefault(all, byDefault);
  if (!byDefault.known) return { ...besides(byDefault, passed), ...setByCallers(all) };
  const first = areOthers(passed, byDefault) ? firstOf(passed) : undefined;
  const number = first
    ? besideDefault(besides(first, passed), byDefault)
    : tried(passed, byDefault, name, trials);
  const { whereNotZero } = setByCallers(all);
  return number.known && whereNotZero !== undefined && isReplacedByAll ? { ...number, whereNotZero } : number;
}

/** What is in force in the place of a default, which is told beside it, with what others pass. */
function besideDefault(number: StaticNumber, byDefault: StaticNumber): StaticNumber {
  if (!number.known) return number;
  const written = byDefault.known && !isSame(number, byDefault) ? byDefault.steps.at(-1) : undefined;
  const beside: readonly Beside[] =
    byDefault.known && written !== undefined
      ? [{ code: 'default', text: byDefault.text, step: written }]
      : [];
  return { ...number, unless: 'caller', beside: distinct([...beside, ...passedBeside(number)]) };
}

/** Of what callers pass, where all of it is known, one number: before others one that stands in the call, and one that drops something. */
function firstOf(passed: readonly Given[]): Known | undefined {
  const rankOf = ({ text }: Known, beside: Beside | undefined): number =>
    (isZero(text) ? 0 : 2) + (beside?.step.node.name === 'Number' ? 1 : 0);
  const known = passed.flatMap(({ number, beside }) =>
    number.known ? { number, rank: rankOf(number, beside) } : [],
  );
  const areKnown = passed.every(
    ({ number }) => number.known || number.values !== undefined || number.isUncalled,
  );
  const [first] = areKnown ? known.toSorted((a, b) => b.rank - a.rank) : [];
  return first && { ...first.number, written: undefined };
}

/** What a parameter with a default comes to where all calls only show, test or search something: the default, unless nobody can tell what they pass. */
export function tried(
  passed: readonly Given[],
  byDefault: StaticNumber,
  name: string,
  trials: readonly Given[] = [],
): StaticNumber {
  return isReplaced([...passed, ...trials], byDefault) ? decided(passed, name) : besides(byDefault, passed);
}

/** What those give that only show or test something. */
export function asAside(passed: readonly Given[]): readonly Given[] {
  const aside = (one: Beside): Beside => ({ ...one, isAside: true });
  return passed.map(({ number, beside, ...one }) => ({
    ...one,
    number: number.beside ? { ...number, beside: number.beside.map(aside) } : number,
    beside: beside && aside(beside),
  }));
}

/** Whether a guess is the default of a library: what is loaded may have another. */
function isOfLibrary(number: StaticNumber): boolean {
  return number.known && number.guessed && standsNowhere(number);
}

/** Why what is passed may be nothing at all. */
const MAY_BE_NOTHING: ReadonlySet<UnknownReason> = new Set(['unpacked', 'incomplete', 'searching']);
/** … unless an expression stands there, of which only that is not known what it was given: `Net(p=p)` in `def make(p)`, and `make(**options)`. */
const IS_SOMETHING: UnknownReason = 'unpacked';

/** Whether each caller passes something in a default's place, of which some is what nobody can tell. */
function isReplaced(passed: readonly Given[], byDefault: StaticNumber): boolean {
  // What a test sets a flag to can be told.
  const isFlag = ({ number, beside }: Given): boolean =>
    !number.known && number.reason === 'boolean' && beside?.isAside === true;
  return passed.some((one) => !one.number.known && !isFlag(one)) && areOthers(passed, byDefault);
}

/** Whether each caller passes something in a default's place, but for those that hand on what nobody passes: then that is in force nowhere. */
function areOthers(passed: readonly Given[], byDefault: StaticNumber): boolean {
  const decisive = passed.filter(({ number }) => number.known || number.isUncalled !== true);
  if (decisive.length === 0) return false;
  return decisive.every(({ number, beside, isWritten }) => {
    if (beside === undefined) return false;
    if (number.known) return !number.guessed && !isSame(number, byDefault);
    return !MAY_BE_NOTHING.has(number.reason) || (isWritten === true && number.reason === IS_SOMETHING);
  });
}

/** A number, and beside it what those callers pass that pass another; of those that hand on the same, what their own callers pass. */
export function besides(own: StaticNumber, passed: readonly Given[]): StaticNumber {
  const others = passed.flatMap(({ number, beside }): readonly Beside[] => {
    if (isSame(number, own) || (isNone(number) && isNone(own))) return passedBeside(number);
    if (beside === undefined) return [];
    // Who hands on what nobody is known to pass decides nothing.
    return [!number.known && number.isUncalled === true ? { ...beside, isAside: true } : beside];
  });
  return others.length === 0 || (!own.known && !isNone(own))
    ? own
    : { ...own, beside: distinct([...(own.beside ?? []), ...others]) };
}

function passedBeside(number: StaticNumber): readonly Beside[] {
  return (number.beside ?? []).filter(({ code }) => code === 'passed');
}

/** What a parameter that is 0 by default is where it is not 0: what callers pass that pass another number. Undefined where nobody does, or that is not known. */
export function whereNotZero({ text, steps, ...own }: Known): StaticNumber | undefined {
  const passed = own.beside?.filter(({ code, text: one }) => code === 'passed' && !isZero(one)) ?? [];
  if (passed.length === 0 || !passed.every((one) => VALUES.test(one.text))) return undefined;
  const first = passed.find((one) => parsePythonNumber(one.text) !== undefined);
  if (first === undefined)
    return { ...unknown('ambiguous', steps[0]?.text ?? text), values: passed.map((one) => one.text) };
  const written = steps.at(-1);
  const others = passed.filter((one) => !isSameValue(one.text, first.text));
  return {
    ...own,
    text: first.text,
    source: 'caller',
    steps: [...steps.slice(0, 1), { ...first.step, text: first.text }],
    beside: [...(written ? [{ code: 'default', text, step: written } as const] : []), ...others],
    written: undefined,
  };
}

/** A number, or several. */
const VALUES = /^[\d.e+-]+(?:, …, [\d.e+-]+)?$/;

/** What callers pass that pass something, where that is one number. */
function setByCallers(number: StaticNumber): Pick<Unknown, 'whereSet' | 'whereNotZero'> {
  const { whereSet, whereNotZero }: Partial<Unknown> = number.known ? { whereSet: number } : number;
  return {
    ...(whereSet && { whereSet: { ...whereSet, unless: 'caller' as const } }),
    ...(whereNotZero && { whereNotZero: { ...whereNotZero, unless: 'caller' as const } }),
  };
}

function isSame(a: StaticNumber, b: StaticNumber): boolean {
  return a.known && b.known && isSameValue(a.text, b.text);
}
