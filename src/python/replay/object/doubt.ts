import type { Place } from '../../syntax/ast/ast';

/** Why a value may not be what Python and PyTorch give. `args` fills the sentence; see `SENTENCES`. */
export type DoubtCode = keyof typeof SENTENCES;

/**
 * A reason why something is not exact, with the place in the reader's code that brought it about. Plain data; the
 * editor turns the code into a sentence of the reader's language, `sentenceOf` into an English one.
 */
export interface Doubt {
  readonly code: DoubtCode;
  readonly args: readonly string[];
  /** From 0; undefined where no place in the code is to blame. */
  readonly cell: number | undefined;
  readonly line: number | undefined;
}

/** `{0}`, `{1}` stand for the doubt's arguments. */
const SENTENCES = {
  notUnderstood: '{0} is not understood',
  unknownCall: '{0} is not understood, and may have drawn random numbers',
  unknownModule: '{0} is not a module that replay knows',
  mayBeMissing: '{0} may be missing here',
  unseeded: 'no seed is set, so every run draws other numbers',
  assumesNoGpu: 'assumes that there is no GPU',
  tooLarge: 'too large to replay',
  condition: 'depends on a condition that is not known for sure',
  escapedCallback: 'a function was handed to code that is not understood',
  patched: '{0} was assigned to',
  setOrder: 'Python prints a set of strings in another order in each run',
  address: 'Python prints an address that differs in each run',
  rounding: 'the last digits depend on the machine',
  syntax: 'Python may refuse this cell, or versions of it differ',
  environment: '{0} depends on the machine and the moment',
  version: '{0} depends on the version',
  message: 'the text of this error is not certain',
  failed: 'replay failed here',
} as const;

/** Makes a doubt. */
export function doubtAbout(code: DoubtCode, place: Place | undefined, ...args: readonly string[]): Doubt {
  return { code, args, cell: place?.cell, line: place?.line };
}

/** The doubt of what depends on both: the first reason is the one that is told. */
export function either(first: Doubt | undefined, second: Doubt | undefined): Doubt | undefined {
  return first ?? second;
}

/** The doubt as an English sentence: `line 3: np.foo is not understood`. */
export function sentenceOf({ code, args, line }: Doubt): string {
  const text = SENTENCES[code].replace(/\{(\d)\}/g, (_, index: string) => args[Number(index)] ?? '');
  return line === undefined ? text : `line ${line + 1}: ${text}`;
}
