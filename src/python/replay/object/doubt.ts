import type { Place } from '../../syntax/ast/ast';

/** Why a value may not be what Python and PyTorch give. */
export type DoubtCode =
  | 'notUnderstood'
  | 'unknownCall'
  | 'unknownModule'
  | 'mayBeMissing'
  | 'unseeded'
  | 'assumesNoGpu'
  | 'assumesNoError'
  | 'tooLarge'
  | 'condition'
  | 'escapedCallback'
  | 'patched'
  | 'setOrder'
  | 'address'
  | 'rounding'
  | 'undecided'
  | 'syntax'
  | 'environment'
  | 'version'
  | 'message'
  | 'drawsOtherwise'
  | 'cellByCell'
  | 'failed';

/**
 * A reason why something is not exact, with the place in the reader's code that brought it about. Plain data; the
 * editor turns the code into a sentence of the reader's language, into which it fills `args`.
 */
export interface Doubt {
  readonly code: DoubtCode;
  readonly args: readonly string[];
  /** From 0; undefined where no place in the code is to blame. */
  readonly cell: number | undefined;
  readonly line: number | undefined;
}

/** Makes a doubt. */
export function doubtAbout(code: DoubtCode, place: Place | undefined, ...args: readonly string[]): Doubt {
  return { code, args, cell: place?.cell, line: place?.line };
}

/** The doubt of what depends on both: the first reason is the one that is told. */
export function either(first: Doubt | undefined, second: Doubt | undefined): Doubt | undefined {
  return first ?? second;
}

/** The same, where that nothing was seeded is told only if there is no other reason: who sees it knows that it is the only one. */
export function eitherThanUnseeded(first: Doubt | undefined, second: Doubt | undefined): Doubt | undefined {
  return first?.code === 'unseeded' ? (second ?? first) : either(first, second);
}

/** The doubt about code within code of which it is in doubt whether it runs: another one, where there is a reason of its own. */
export function within(around: Doubt | undefined, own: Doubt | undefined): Doubt | undefined {
  return around === undefined || own === undefined ? either(around, own) : { ...around };
}
