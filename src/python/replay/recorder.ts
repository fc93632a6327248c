import type { Doubt } from './doubt';
import type { Place } from './syntax/ast';

/** A value that Python would show. */
export interface ShownValue {
  /** The cell whose run shows it, from 0. */
  readonly cell: number;
  /** From 0: that of the `print(…)`, or of the last expression. */
  readonly line: number;
  readonly text: string;
  readonly doubt: Doubt | undefined;
}

/** One evaluation of a dropout layer or function. */
export interface DropoutCall {
  readonly place: Place;
  readonly kind: string;
  readonly p: string;
  readonly training: boolean;
  readonly inplace: boolean;
  /** How many elements were kept, and of how many; undefined where nothing was drawn. */
  readonly kept: number | undefined;
  readonly total: number;
  /** The seed in force, in decimal; undefined where none is set. */
  readonly seed: string | undefined;
  /** The number of dropout calls that drew since then, this one included if it drew. */
  readonly call: number;
  /** `repr` of input and output. */
  readonly input: string;
  readonly output: string;
  readonly doubt: Doubt | undefined;
}

/** What a replay has noted so far. */
export class Recorder {
  readonly values: ShownValue[] = [];
  readonly calls: DropoutCall[] = [];
  /** What the exact values take for granted: imports that draw nothing. */
  readonly assumptions: Doubt[] = [];
}
