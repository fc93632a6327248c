/* What the bench asks its own extension to do, and what that answers: both travel as JSON, in files of the workspace. */
import type { Timings } from './timings';

/** A file of the workspace, and where keystrokes fall in it. */
export interface BenchFile {
  readonly name: string;
  /** A notebook's cell. */
  readonly cell: number;
  readonly at: number;
  readonly keystrokes: number;
}

export interface Task {
  readonly files: readonly BenchFile[];
}

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

export type Result = { readonly error: string } | { readonly files: readonly FileResult[] };

export const TASK = '.bench/task.json';
export const RESULT = '.bench/result.json';
