import {
  type Doubt,
  type DoubtCode,
  type ReplayOptions,
  type ShownForm,
  type ShownValue,
  trace as traceOf,
  type Trace,
} from '../../src/python';

/* Replays to the end, and what they show with the reasons in English. */

/** A value that Python would show. */
export interface ReplayValue extends ShownValue {
  /** Whether the text is, character for character, what Python with PyTorch prints. */
  readonly exact: boolean;
  /** Why it is not exact, in English. */
  readonly reason?: string;
}

/** All that a replay found out, with the doubt of each value and how it is shown. */
export interface ToldTrace extends Trace {
  readonly values: readonly ReplayValue[];
  readonly doubts: readonly (Doubt | undefined)[];
  readonly forms: readonly ShownForm[];
}

/** `{0}`, `{1}` stand for the doubt's arguments. */
const SENTENCES = {
  notUnderstood: '{0} is not understood',
  unknownCall: '{0} is not understood, and may have drawn random numbers',
  unknownModule: '{0} is not a module that replay knows',
  mayBeMissing: '{0} may be missing here',
  unseeded: 'no seed is set, so every run draws other numbers',
  assumesNoGpu: 'assumes that there is no GPU',
  assumesNoError: 'assumes that nothing unknown fails from here on',
  tooLarge: 'too large to replay',
  condition: 'depends on a condition that is not known for sure',
  escapedCallback: 'a function was handed to code that is not understood',
  patched: '{0} was assigned to',
  setOrder: 'Python prints a set of strings in another order in each run',
  address: 'Python prints an address that differs in each run',
  rounding: 'the last digits depend on the machine',
  undecided: 'the whole value depends on the machine',
  syntax: 'Python may refuse this cell, or versions of it differ',
  environment: '{0} depends on the machine and the moment',
  version: '{0} depends on the version',
  message: 'the text of this error is not certain',
  drawsOtherwise: 'with {0} PyTorch draws or rounds in ways of its own',
  cellByCell: 'shown only where the file is run cell by cell',
  failed: 'replay failed here',
} as const satisfies Record<DoubtCode, string>;

/** The doubt as an English sentence: `line 3: np.foo is not understood`. */
function sentenceOf({ code, args, line }: Doubt): string {
  const text = SENTENCES[code].replace(/\{(\d)\}/g, (_, index: string) => args[Number(index)] ?? '');
  return line === undefined ? text : `line ${line + 1}: ${text}`;
}

/**
 * Replays some cells to the end, however slow the machine is or how long it stands still: what a replay does ends it at the same
 * place everywhere, the clock on the wall does not. Never throws.
 */
export function trace(cells: readonly string[], options: ReplayOptions = {}): ToldTrace {
  const found = traceOf(cells, { ...options, budget: { milliseconds: Infinity, ...options.budget } });
  const values = found.values.map((value) => {
    const { doubt } = value;
    return { ...value, exact: doubt === undefined, ...(doubt && { reason: sentenceOf(doubt) }) };
  });
  const doubts = values.map(({ doubt }) => doubt);
  return { ...found, values, doubts, forms: values.map(({ form }) => form) };
}

/**
 * What each line prints: for each value that Python would show its text, exact or with the reason why it may not be.
 * Never throws, and ends whatever the text.
 */
export function replay(cells: readonly string[], options: ReplayOptions = {}): readonly ReplayValue[] {
  return trace(cells, options).values;
}
