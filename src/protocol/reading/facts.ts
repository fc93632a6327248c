import type { DropoutSite } from '../../python';
import type { ToldProblem } from './previews';

/*
 * What the workers say to the host. All of it is plain data that can be cloned.
 */

/** A text document, as the host names it. */
export interface DocumentVersion {
  /** The full uri: the cells of a notebook share their path. */
  readonly uri: string;
  readonly version: number;
}

/** One that is asked about. */
export interface AskedDocument extends DocumentVersion {
  /** The version of which the host has the facts; undefined where it has none. */
  readonly known: number | undefined;
}

/** What is read as one: a file, or the Python cells of a notebook in document order. */
export interface ReadTogether {
  /** The uri of the file or notebook. */
  readonly key: string;
  readonly notebook: boolean;
  readonly cells: readonly AskedDocument[];
  /** The workspace folder, or else the directory, in which other files are looked for; undefined where it is stored nowhere. */
  readonly root: string | undefined;
}

/** What is known of one file or cell. */
export interface CellFacts extends DocumentVersion {
  /** The dropout calls in it; while a statement is half typed, those shown before. */
  readonly sites: readonly DropoutSite[];
  /** What is wrong in it, whatever the reader's settings say of it; while a statement is half typed, what was shown before. */
  readonly problems: readonly ToldProblem[];
}

/** Where an edit has moved all that stood behind it: from `at` of the older text on, by so many units and lines. */
export interface Shift {
  readonly at: number;
  readonly by: number;
  readonly lines: number;
}

/** The same said by what the host knows of an older version, for a keystroke moves most calls and changes few. */
export interface CellChange extends DocumentVersion {
  /** The older version. */
  readonly base: number;
  readonly shift: Shift;
  /** The calls in their order: those that are as before, but for the shift, by their places there; and the others. */
  readonly sites: readonly (DropoutSite | { readonly first: number; readonly count: number })[];
  /** All of them, for they are few. */
  readonly problems: readonly ToldProblem[];
}

/** The same of a cell of which nothing is another than what the host knows, as of nearly all of a notebook's hundreds. */
export interface CellKept extends DocumentVersion {
  readonly base: number;
}

/** What is known of a file or notebook, by its cells. */
export type Facts = readonly (CellFacts | CellChange | CellKept)[];
