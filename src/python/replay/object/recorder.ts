import type { DropoutLayer } from '../../../torch';
import type { Doubt } from './doubt';
import type { Place } from '../../syntax/ast/ast';

/** How a value is shown: printed with a newline behind it, or without one, or as the last expression of a cell. */
export type ShownForm = 'line' | 'unended' | 'result';

/** A value that Python would show. */
export interface ShownValue {
  /** The cell whose run shows it, from 0. */
  readonly cell: number;
  /** From 0: that of the `print(…)`, or of the last expression. */
  readonly line: number;
  /** The characters that Python prints, without the final newline. */
  readonly text: string;
  /** Why Python with PyTorch may print something else; undefined where it prints that, character for character. */
  readonly doubt: Doubt | undefined;
  readonly form: ShownForm;
  /** How many of the replay's assumptions had been made before: the first of them. */
  readonly assumed: number;
}

/** What one evaluation of a dropout layer or function looks like. Texts are as `repr` writes them. */
export interface DropoutPicture {
  readonly input: string;
  /** The input's elements, row by row, where it is of float32; undefined also where there are too many. */
  readonly inputValues: readonly number[] | undefined;
  readonly output: string;
  /** As in `DropoutResult`; undefined also where there are more elements than anybody would draw. */
  readonly mask: Uint8Array | undefined;
  /** The text of each element of the output, row by row; undefined where there are more than anybody would draw. */
  readonly elements: readonly string[] | undefined;
}

/** Where in what the code calls an evaluation took place that is not the call itself: `net(x)` evaluates `1` of `net`. */
export interface WithinCall {
  /** The names that lead there from the module that is called: `1`, `encoder.drop`; '' where nothing is known of them. */
  readonly path: string;
  /** The class of the module whose dropout it is: `Dropout`; undefined where it is that of no module. */
  readonly module: string | undefined;
  /** What the call itself gave, as `repr` writes it; undefined where it gave nothing that can be shown. */
  readonly value: { readonly text: string; readonly doubt: Doubt | undefined } | undefined;
}

/** One evaluation of a dropout layer or function. */
export interface DropoutCall {
  readonly place: Place;
  /** Undefined where the call at `place` gave the very output of this evaluation, being one of the layer or function. */
  readonly within: WithinCall | undefined;
  /** Where the layer was made; undefined for a function. */
  readonly made: Place | undefined;
  readonly layer: DropoutLayer;
  readonly training: boolean;
  /** The seed in force, in decimal; undefined where none is set. */
  readonly seed: string | undefined;
  /** How many words the generator had given since then, before this call. */
  readonly position: number;
  /** The number of dropout calls that drew since then, this one included if it drew. */
  readonly call: number;
  /** The input's. */
  readonly shape: readonly number[];
  readonly total: number;
  /** Whether the input is ones throughout, float32 as `torch.ones` makes them. */
  readonly isOnes: boolean;
  /** How many elements were kept; undefined where nothing was dropped. */
  readonly kept: number | undefined;
  /** Undefined for the later calls of a long run. */
  readonly picture: DropoutPicture | undefined;
  /** Why another number of elements may be kept, or others; the mask may be certain where values are not. */
  readonly maskDoubt: Doubt | undefined;
  /** Why the output may be another one. */
  readonly doubt: Doubt | undefined;
  /** As in `ShownValue`. */
  readonly assumed: number;
}

/** An evaluation of which nothing is known, because its input or something else is not. */
export type MissedCall = Readonly<{ place: Place; doubt: Doubt }>;

/** An exception that nothing catches, as a traceback's last line has it but for a text that is in doubt; `left` does not run for it. */
export type Ended = Readonly<{
  place: Place;
  error: string;
  doubt: Doubt | undefined;
  left: readonly Place[];
}>;

/** What a replay has noted so far. */
export class Recorder {
  readonly values: ShownValue[] = [];
  readonly calls: DropoutCall[] = [];
  /** The first evaluation at each place of which nothing is known, and why. */
  readonly missed = new Map<Place, MissedCall>();
  /** How many of them there were at a place, by its name. */
  readonly pictured = new Map<string, number>();
  /** Whether a value is the output of the last of these. */
  isLastOutput: ((value: unknown) => boolean) | undefined;
  readonly ended: Ended[] = [];
  /** The cells that Python refuses. */
  readonly broken: number[] = [];
  /** What was taken for granted, the first of each kind. */
  readonly assumptions: Doubt[] = [];
}
