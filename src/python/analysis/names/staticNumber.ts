import { parsePythonNumber } from '../../../torch';
import type { PassedArgument } from '../../syntax/arguments';
import type { NodeRef } from '../../syntax/scopes';

/** Why a number in the reader's code is not known. The editor turns the code into a sentence. */
export type UnknownReason =
  /** A parameter without a default, of the function around it. */
  | 'parameter'
  /** A parameter, or an option of the command line, that is None unless somebody sets it. */
  | 'none'
  /** A loop variable: several values in turn, or one that cannot be read. */
  | 'loop'
  /** An attribute such as `self.p` or `config.dropout` that nothing sets to a number. */
  | 'attribute'
  /** A subscript such as `config["dropout"]` that nothing sets to a number. */
  | 'subscript'
  /** Any other expression. */
  | 'expression'
  /** It depends on a condition. */
  | 'conditional'
  /** Assigned more than once, with different values. */
  | 'reassigned'
  /** Several definitions may be meant, and they disagree. */
  | 'ambiguous'
  /** Imported from a module that is not in the workspace. */
  | 'imported'
  /** A name that nothing in the file or notebook assigns. */
  | 'undefined'
  /** A name bound by something that has no readable value: `with`, `def`, unpacking, … */
  | 'unreadable'
  /** `True` or `False` in the place of a probability. */
  | 'boolean'
  /** Passed through `*args` or `**kwargs`. */
  | 'unpacked'
  /** The call does not fit the signature, or is still being typed. */
  | 'incomplete'
  /** Other files are still to be read. */
  | 'searching';

/** Who may set another number than the one that was read. */
export type Unless = 'caller' | 'commandLine';

/** Whether a test holds, and who may make it otherwise. */
export interface Truth {
  readonly holds: boolean;
  readonly unless: Unless | undefined;
}

/** What kind of thing a number was read from; later ones are further from the call. */
export const SOURCES = ['literal', 'constant', 'parameter', 'caller', 'attribute', 'config'] as const;
export type Source = (typeof SOURCES)[number];

/** One step from a number's use back to where it is written: an expression, and where that stands. */
export interface Step extends NodeRef {
  readonly text: string;
}

/** Another value that a parameter has: its `default`, where no caller leaves that in force, or what one of them `passed`. */
export interface Beside {
  readonly code: 'default' | 'passed';
  /** The number, or the expression where that is not known, and where it is written. */
  readonly text: string;
  readonly step: NodeRef;
  /** Whether it is passed only by what shows or tests something, or on the command line: it is told, but no branch hangs on it. */
  readonly isAside?: true;
}

/** A number's text read off the code, with the way back to where it is written, or the reason why it is unknown. */
export type StaticNumber = Known | Unknown;

export interface Known {
  readonly known: true;
  /** As in the source, because a 64-bit seed fits no number. */
  readonly text: string;
  readonly source: Source;
  /** From the use to the place where the number is written, that place last. */
  readonly steps: readonly Step[];
  readonly unless: Unless | undefined;
  /** Whether some of it is a setting that was found by its name alone: then it may be another one's. */
  readonly guessed: boolean;
  /** The number itself, where it is written as it is and in one place. */
  readonly written: NodeRef | undefined;
  /** What is told beside it, where it is a parameter: its default, or what callers pass instead of that. */
  readonly beside?: readonly Beside[];
  /** What all callers pass instead of the default, but for those that pass 0. */
  readonly whereNotZero?: Known | undefined;
}

export interface Unknown {
  readonly known: false;
  readonly reason: UnknownReason;
  /** The expression that is not known. */
  readonly name: string;
  /** The values that it takes, or that callers pass, where they are known but differ. */
  readonly values?: readonly string[];
  /** Whether that itself was found by a setting's name alone. */
  readonly isGuess?: true;
  /** What it is wherever it is not None. */
  readonly whereSet?: Known;
  /** What it is wherever it is not 0. */
  readonly whereNotZero?: Known;
  /** What it is wherever there are several layers: a single recurrent one drops nothing, whatever it is given. */
  readonly whereSeveral?: Known;
  /** What `float` makes of it, where it is a text, or `eval` of each element of a list. */
  readonly spelt?: Known;
  /** Whether it is what callers pass, of whom there is none: then it is nothing that runs. */
  readonly isUncalled?: true;
  /** What callers pass instead, where it is None by default. */
  readonly beside?: readonly Beside[];
  /** Where the code calls a library's class of settings, of which nothing is installed; and whether something is loaded that may say otherwise. */
  readonly made?: NodeRef & { readonly isLoaded?: boolean };
}

export function unknown(reason: UnknownReason, name: string): Unknown {
  return { known: false, reason, name };
}

/** Of a parameter for which a call passes no expression. */
export function notPassed({ passed }: PassedArgument, name: string): Unknown {
  return unknown(passed === 'unpacked' ? 'unpacked' : 'incomplete', name);
}

/** Whether a number is written nowhere that is read: it is what a library has by default. */
export function standsNowhere({ steps }: Known): boolean {
  const written = steps.at(-1);
  return written !== undefined && parsePythonNumber(written.text) === undefined;
}

/** A number one step further from the place where the number is written. */
export function through(number: StaticNumber, source: Source, step: Step): StaticNumber {
  if (number.known) return oneFurther(number, source, step);
  const { whereSet, whereNotZero, whereSeveral, spelt } = number;
  return {
    ...number,
    ...(spelt && { spelt: oneFurther(spelt, source, step) }),
    ...(whereSet && { whereSet: oneFurther(whereSet, source, step) }),
    ...(whereNotZero && { whereNotZero: oneFurther(whereNotZero, source, step) }),
    ...(whereSeveral && { whereSeveral: oneFurther(whereSeveral, source, step) }),
  };
}

function oneFurther(number: Known, source: Source, step: Step): Known {
  const { whereNotZero } = number;
  return {
    ...number,
    source: further(number.source, source),
    steps: [step, ...number.steps],
    ...(whereNotZero && { whereNotZero: oneFurther(whereNotZero, source, step) }),
  };
}

export function further(a: Source, b: Source): Source {
  return SOURCES.indexOf(a) < SOURCES.indexOf(b) ? b : a;
}

/**
 * What several numbers for the same thing come to: one of them where all agree.
 *
 * @param reason why it is unknown where they do not
 */
export function agreed(numbers: readonly StaticNumber[], reason: UnknownReason, name: string): StaticNumber {
  const [first, ...others] = numbers;
  if (first === undefined) return unknown('undefined', name);
  if (others.length === 0) return first;
  const searching = numbers.find((number) => !number.known && number.reason === 'searching');
  if (searching !== undefined) return searching;
  const texts = new Set(numbers.map((number) => (number.known ? number.text : undefined)));
  const isSame = (text: string | undefined): boolean =>
    text !== undefined && first.known && isSameNumber(text, first.text);
  if (![...texts].every(isSame))
    return {
      ...unknown(reason, name),
      ...without(numbers, 'whereSet', isNone),
      ...without(numbers, 'whereNotZero', isKnownZero),
      ...speltBy(numbers),
    };
  const unless = numbers.flatMap((number) => (number.known ? (number.unless ?? []) : []));
  if (!first.known) return first;
  // One that is only a guess may be another number.
  const guessed = numbers.some(isGuessed);
  const beside = numbers.flatMap((number) => (number.known ? (number.beside ?? []) : []));
  return {
    ...first,
    unless: unless[0],
    guessed,
    written: undefined,
    whereNotZero: undefined,
    ...(beside.length > 0 && { beside: distinct(beside) }),
  };
}

/** What texts spell, where all spell the same. */
function speltBy(numbers: readonly StaticNumber[]): Pick<Unknown, 'spelt'> {
  const spelt = numbers.flatMap((number) => (number.known ? [] : (number.spelt ?? [])));
  const [first] = spelt;
  const isAll = first !== undefined && spelt.length === numbers.length;
  return isAll && spelt.every(({ text }) => isSameNumber(text, first.text)) ? { spelt: first } : {};
}

/** What numbers come to without those that are None, or 0, where the others agree. */
function without(
  numbers: readonly StaticNumber[],
  key: 'whereSet' | 'whereNotZero',
  isLeftOut: (number: StaticNumber) => boolean,
): Pick<Unknown, 'whereSet' | 'whereNotZero'> {
  const kept = numbers.flatMap((number) => {
    const inner = number.known ? undefined : number[key];
    return inner ?? (isLeftOut(number) ? [] : number);
  });
  const isAll = kept.length === numbers.length && kept.every((number, i) => number === numbers[i]);
  if (kept.length === 0 || isAll) return {};
  const number = agreed(kept, 'ambiguous', '');
  return number.known ? { [key]: numbers.filter(isNone).reduce(instead, number) } : {};
}

/** The first of each text: what is passed before a default that is the same and that nobody leaves, and what counts before what is passed aside. */
export function distinct(all: readonly Beside[]): readonly Beside[] {
  const byText = new Map<string, Beside>();
  const rankOf = ({ code, isAside }: Beside): number => (isAside === true ? 0 : code === 'default' ? 1 : 2);
  for (const one of all) {
    const told = byText.get(one.text);
    if (told === undefined || rankOf(told) < rankOf(one)) byText.set(one.text, one);
  }
  return [...byText.values()];
}

/** What is taken where something is None, `p if p is not None else 0.1`; beside it is told what callers pass that do not leave it None. */
export function instead(number: Known, none: StaticNumber): Known {
  const passed = none.beside?.filter(
    ({ code, text }) => code === 'passed' && !isSameValue(text, number.text),
  );
  if (passed === undefined || passed.length === 0) return number;
  return { ...number, unless: 'caller', beside: distinct([...(number.beside ?? []), ...passed]) };
}

/** Whether a value is None, and no number. */
export function isNone(number: StaticNumber): boolean {
  return !number.known && number.reason === 'none';
}

function isKnownZero(number: StaticNumber): boolean {
  return number.known && !number.guessed && isZero(number.text);
}

/** Whether a number rests on a setting that was found by its name alone. */
export function isGuessed(number: StaticNumber): boolean {
  return number.known ? number.guessed : number.isGuess === true;
}

/** Whether a literal is 0, of whatever type. */
export function isZero(text: string): boolean {
  return parsePythonNumber(text)?.value === 0;
}

/** Whether two literals are the same number, of the same type. */
export function isSameNumber(a: string, b: string): boolean {
  if (a === b) return true;
  const [x, y] = [parsePythonNumber(a), parsePythonNumber(b)];
  return x !== undefined && x.type === y?.type && x.value === y.value;
}

/** Whether two literals are the same number, of whatever type: what is passed has that of its parameter, or of its option. */
export function isSameValue(a: string, b: string): boolean {
  return parsePythonNumber(a)?.value === parsePythonNumber(b)?.value;
}

/** A number that is written where it is read. */
export function literal(step: Step): Known {
  return {
    known: true,
    text: step.text,
    source: 'literal',
    steps: [step],
    unless: undefined,
    guessed: false,
    written: step,
  };
}

/** What an operand that is unknown says of the whole. */
export function reasonOrExpression(operand: StaticNumber, text: string): StaticNumber {
  return operand.known || operand.reason === 'expression' ? unknown('expression', text) : operand;
}

/** A number in whose place somebody may set another one, unless it is known already who may. */
export function openBy(number: StaticNumber, unless: Unless | undefined): StaticNumber {
  return number.known ? { ...number, unless: number.unless ?? unless } : number;
}

/** A number that is in force as far as what decides on it can be guessed, and in whose place somebody may set another one. */
export function likely(number: StaticNumber, unless: Unless | undefined): StaticNumber {
  return number.known ? { ...number, unless: number.unless ?? unless, guessed: true } : number;
}

/** A number in whose place a caller may pass another one. */
export function openTo(number: StaticNumber): StaticNumber {
  return number.known ? { ...number, unless: 'caller' } : number;
}
