/* What the bench asks its own extension to do, and what that answers: both travel as JSON, in files of the workspace. */
import type { Timings } from './timings';

/** The extension that is measured. */
export const ID = 'dropout-playground.dropout-playground';

/** A file of the workspace, and where keystrokes fall in it. */
export interface BenchFile {
  readonly name: string;
  /** A notebook's cell. */
  readonly cell: number;
  readonly at: number;
  readonly keystrokes: number;
}

/** How much is done in a long day: files opened, changed and closed, and workers ended by force meanwhile. */
export interface LongDay {
  readonly files: number;
  readonly edits: number;
  readonly ends: number;
}

/**
 * To type into files; or to start the extension that is measured, and to ask it about a file; or to do what is done in a long
 * day, in a folder.
 */
export type Task =
  | { readonly files: readonly BenchFile[] }
  | { readonly start: string }
  | { readonly day: LongDay; readonly folder: string };

/** In milliseconds all of it. */
export interface FileResult {
  readonly name: string;
  /** What was timed of the extension, until the file was known and then; absent where it is not there. */
  readonly opening: Timings | undefined;
  readonly typing: Timings | undefined;
  /** How late timers of the host came. */
  readonly delays: readonly number[];
  /** From an edit to its facts. */
  readonly facts: readonly number[];
}

/** In milliseconds from the beginning of the extension's activation: until it is active, until it has the facts of the file that is open, and until VS Code has lenses of it. */
export interface StartResult {
  /** What the last takes where nothing has to be found, from when the file is opened. */
  readonly nothing: number;
  readonly active: number;
  readonly facts: number;
  readonly lenses: number;
}

/** What the host holds at some time of a long day, after a collection of garbage. */
export interface Held {
  readonly files: number;
  /** In bytes: what is alive of the host's own, and what the process takes up, workers included. */
  readonly own: number;
  readonly all: number;
  readonly workers: number;
}

/** What a long day came to. */
export interface DayResult {
  readonly edits: number;
  readonly ends: number;
  /** After how many edits not every call had its lens. */
  readonly lost: number;
  readonly held: readonly Held[];
}

export type Result =
  | { readonly files: readonly FileResult[] }
  | { readonly start: StartResult }
  | { readonly day: DayResult };

/** What stands in the file of a result. */
export type Answer = Result | { readonly error: string };

/** The lens of the bench's own extension, which opens a webview of hers with nothing but an element of this id. */
export const EMPTY = { lens: 'Empty webview', id: 'bench-empty' };

export const TASK = '.bench/task.json';
export const RESULT = '.bench/result.json';
