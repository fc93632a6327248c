import type { DropoutKind, PythonNumber } from '../../../torch';
import type { Source, Unless, UnknownReason } from '../names/staticNumber';
import type { DropoutCallable, Within } from '../names/torchNames';
import type { TextRange } from '../../../text';

/** A stretch of text in one cell; offsets count UTF-16 units from the cell's start. */
export interface CellRange {
  readonly cell: number;
  readonly from: number;
  readonly to: number;
}

/** A place in the reader's code: in the document itself or, with a `uri`, in another file. */
export interface CodePlace extends CellRange {
  readonly uri: string | undefined;
  /** The line (from 0, within the cell) on which it starts. */
  readonly line: number;
}

/** One step on the way from a call back to where its p is written: `config.dropout`, and where that stands. */
export interface ProvenanceStep {
  readonly text: string;
  readonly place: CodePlace;
}

/** Another value that the parameter has from which p comes: its `default`, or what a caller `passed`. */
export interface OtherValue {
  readonly code: 'default' | 'passed';
  /** The number, or the expression where that is not known. */
  readonly text: string;
  readonly place: CodePlace;
}

/** How far from the document a number is written. */
export type Reach = 'file' | 'directory' | 'workspace';

/** The drop probability that a call passes, as far as the code tells. */
export type Probability =
  | {
      readonly known: true;
      readonly number: PythonNumber;
      /**
       * `default`: not given. `literal`: written in the call. `constant`: a name that is assigned a number.
       * `parameter`: a parameter's default. `caller`: what all calls pass for a parameter, in the file or else in the workspace. `attribute`: an attribute of the object itself, or of one whose class is
       * known. `config`: a setting of that name, the only one in reach.
       */
      readonly source: 'default' | Source;
      readonly reach: Reach;
      /** From p's argument to the place where the number is written; empty where it is written in the call itself. */
      readonly steps: readonly ProvenanceStep[];
      /** Who may set another number. */
      readonly unless: Unless | undefined;
      /** Whether it rests on a setting that was found by its name alone, and so may be another one's. */
      readonly guessed: boolean;
      /**
       * What is told beside it: the default of the parameter, where no caller leaves that in force, and what callers pass
       * in the place of this p.
       */
      readonly beside: readonly OtherValue[];
    }
  | {
      readonly known: false;
      readonly reason: UnknownReason;
      readonly name: string;
      /** The values that it takes in turn, where it is a loop variable, or that callers pass. */
      readonly values?: readonly string[];
    };

/** Why `eval()` silences a call, does not, or may not. */
export type VerdictReason =
  /** p is 0, or there is a single recurrent layer: nothing is dropped in any mode. */
  | 'nothing'
  /** The layer is part of a module, or stands for itself: its own mode decides. */
  | 'layer'
  /** The training argument is the module's own mode. */
  | 'argument'
  /** It runs only where the module is in training mode. */
  | 'guarded'
  /** p itself is 0 unless the module is in training mode. */
  | 'probability'
  /** The training argument is False. */
  | 'off'
  /** The training argument is True, or omitted, which comes to the same. */
  | 'always'
  | 'omitted'
  /** A new layer, made in each call, starts in training mode. */
  | 'fresh'
  /** The function has no training argument, and p does not depend on the mode. */
  | 'unguarded'
  /** The layer lies in a plain list or dictionary, which a module does not look into. */
  | 'hidden'
  /** Objects of its class are kept where no module looks for its parts. */
  | 'kept'
  /** A `train()` or `eval()` of the module's own turns it on again. */
  | 'overridden'
  /** It depends on an expression, or on what a parameter is given. */
  | 'expression';

/** Whether `eval()` on the model silences a call. */
export interface Verdict {
  readonly silenced: 'yes' | 'no' | 'depends';
  readonly reason: VerdictReason;
  /** The expression on which it depends, '' where there is none. */
  readonly on: string;
}

/** A call of one of torch's dropout layers or functions. */
export interface DropoutSite extends CellRange {
  readonly kind: DropoutKind;
  readonly form: DropoutCallable['form'];
  /** What the callee stands for: `torch.nn.Dropout`, `torch.nn.functional.dropout`, or the reader's own `MyDropout`. */
  readonly name: string;
  /** Where the callee ends in its cell; it starts where the call does. */
  readonly calleeTo: number;
  /** The argument that gives p; undefined where none does. */
  readonly argument: TextRange | undefined;
  /** Where the last argument ends, or the opening parenthesis where there is none: a further argument goes there. */
  readonly argumentsTo: number;
  /** Where p's number is written, if that is in the same file or notebook. */
  readonly written: CellRange | undefined;
  /** The line (from 0, within the cell) on which the call starts. */
  readonly line: number;
  /** The parameter that gives p, where the call omits it: `p`, `dropout`. */
  readonly omitted: string | undefined;
  readonly p: Probability;
  /** Of what dropout is only a part, where it is not all that the call does. */
  readonly within: Within | undefined;
  /** What is surely passed for the sizes and the order of what drops within, by parameters: 0 where it is not known. */
  readonly sizes: Readonly<Record<string, number | boolean>> | undefined;
  /** Whether it surely drops nothing, whatever p is: a recurrent layer alone has no other to drop before. */
  readonly isIdle: boolean;
  /** Whether `eval()` on the model silences it. */
  readonly verdict: Verdict;
  /**
   * When it drops: a layer in `training` mode; a function `always` or `never` where its own argument or default
   * says so, else it `depends` on an expression.
   */
  readonly active: 'training' | 'always' | 'never' | 'depends';
  /** Whether the call passes `inplace=True`. */
  readonly inplace: boolean;
  /** Whether something else may be called there, as a caller or a condition decides: this is what it is by default. */
  readonly mayBeOther: boolean;
  /** Whether it draws, or may draw, other random numbers than those that the same seed gives the layer that stands for it. */
  readonly drawsOtherwise: boolean;
  /** Tells this call from the others in its cell and stays the same while text around it moves: `Net.__init__/Dropout/0`. */
  readonly key: string;
  /** The seed in decimal that the code gives to `torch.manual_seed` and that is in force here; undefined where there is none to read. */
  readonly seed: string | undefined;
}
