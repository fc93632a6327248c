import type { DropoutKind, PythonNumber } from '../torch';

/**
 * In what the playground differs from the call in the code: the values of its input, which the panel
 * has not; its input, which is too large; in what was drawn before it, which is not known for sure; or in how it draws.
 */
export const DEVIATIONS = ['values', 'size', 'stream', 'draws'] as const;
export type Deviation = (typeof DEVIATIONS)[number];

/**
 * What a call does with the dropout inside it, where dropout is not all that it does: drop attention weights; these and
 * what sublayers give; what one layer hands to the next; or nothing, for want of a next one.
 */
export const INSIDES = ['attention', 'transformer', 'recurrent', 'idle'] as const;
export type Inside = (typeof INSIDES)[number];

/** The line of code from which the playground was opened. */
export interface Origin {
  /** What the reader calls the place: `model.py:12`. */
  readonly label: string;
  /** The code sets no seed, so the playground's seed is only an illustration of one run of it. */
  readonly illustrative: boolean;
  /** In what the playground shows something else than happens there; absent where in nothing. */
  readonly deviation?: Deviation;
  /** The layer or function, `LSTM`, inside which the dropout is that is shown; absent where dropout is all that is called. */
  readonly inside?: {
    readonly of: string;
    readonly does: Inside;
    /** Arguments that give sizes and order, by their parameters; what is left out or not known is absent. */
    readonly sizes?: Readonly<Record<string, number | boolean>>;
  };
  /** p as the code has it, where that is a guess. */
  readonly guess?: PythonNumber;
  /** The call that the playground follows; absent where the reader unlinked it. */
  readonly call?: CallReference;
}

/** A dropout call in the reader's code, so that it can be found again after edits and after a reload. */
export interface CallReference {
  /** The file's or the notebook's. */
  readonly uri: string;
  /** The index of the notebook's cell; absent for a file. */
  readonly cell?: number;
  /** Where the call starts, in UTF-16 units from the start of the file or cell. */
  readonly from: number;
  /** What tells it from the other calls of its file or cell, as `src/python` has it; '' while only its place is known. */
  readonly key: string;
  /** The line on which it starts, without the white space around it. */
  readonly line: string;
  /** What of that line stands before it: `self.dropout =`. */
  readonly head: string;
  /** The call of the layer that this call makes, where the playground was opened from there. */
  readonly use?: LayerCall;
  /** What the code had when it was last read, so that a change is seen that comes while nobody looks. */
  readonly seen?: SeenCall;
}

/** What is read of a call and may change. */
export interface SeenCall {
  readonly kind: DropoutKind;
  readonly inplace: boolean;
  /** Absent where it is not known. */
  readonly p?: PythonNumber;
  readonly seed?: string;
}

/** A call of a layer, in the file or notebook that makes it. */
export interface LayerCall {
  /** As in `CallReference`. */
  readonly cell?: number;
  readonly from: number;
  readonly line: string;
  readonly head: string;
  /** What is called there: `self.dropout`. */
  readonly callee: string;
}

/** What of a linked call changed in the code since it was last read; what did not is left out. */
export interface FollowedCall {
  readonly origin: Origin;
  readonly kind?: DropoutKind;
  readonly inplace?: boolean;
  readonly p?: PythonNumber;
  readonly seed?: string;
}

/** What a panel shows of the link to the code. */
export interface LinkView {
  /** What the reader calls the place: `model.py:12`. */
  readonly place: string;
  /** The call, or its file, is no longer there: `write` says which. */
  readonly lost: boolean;
  /** p as the code has it; absent where it is not known. */
  readonly p?: PythonNumber;
  /** Absent while the code is being read: whether there is anything to write is not known before. */
  readonly write?: WriteTarget;
}

/** Where p can be written into the code, or in words why it cannot. */
export type WriteTarget =
  | {
      readonly possible: true;
      /** The number is written elsewhere, after `before` (`P = `), on a line that counts from 1. */
      readonly elsewhere?: { readonly before: string; readonly place: string };
    }
  | { readonly possible: false; readonly reason: string };
