import type { DropoutKind, PythonNumber } from '../torch';
import type { UnknownReason } from './resolve';
import type { DropoutCallable } from './torchNames';

/** A stretch of text in one cell; offsets count UTF-16 units from the cell's start. */
export interface CellRange {
  readonly cell: number;
  readonly from: number;
  readonly to: number;
}

/** The drop probability that a call passes, as far as the file or notebook itself tells. */
export type Probability =
  | {
      readonly known: true;
      readonly number: PythonNumber;
      /** `default`: not given, so 0.5. `literal`: written in the call. `constant`: a name that is assigned a number. */
      readonly source: 'default' | 'literal' | 'constant';
    }
  | { readonly known: false; readonly reason: UnknownReason; readonly name: string };

/** A call of one of torch's dropout layers or functions. */
export interface DropoutSite extends CellRange {
  readonly kind: DropoutKind;
  readonly form: DropoutCallable['form'];
  /** What the callee stands for: `torch.nn.Dropout`, `torch.nn.functional.dropout`. */
  readonly name: string;
  /** Where the callee ends in its cell; it starts where the call does. */
  readonly calleeTo: number;
  /** The argument that gives p; undefined where none does. */
  readonly argument: { readonly from: number; readonly to: number } | undefined;
  /** Where the last argument ends, or the opening parenthesis where there is none: a further argument goes there. */
  readonly argumentsTo: number;
  /** Where p's number is written, if that is in the same file or notebook. */
  readonly written: CellRange | undefined;
  /** The line (from 0, within the cell) on which the call starts. */
  readonly line: number;
  readonly p: Probability;
  /**
   * When it drops: a layer in `training` mode; a function `always` or `never` where its own argument or default
   * says so, else it `depends` on an expression.
   */
  readonly active: 'training' | 'always' | 'never' | 'depends';
  /** Whether the call passes `inplace=True`. */
  readonly inplace: boolean;
  /** Tells this call from the others in its cell and stays the same while text around it moves: `Net.__init__/Dropout/0`. */
  readonly key: string;
  /** The seed in decimal that the code gives to `torch.manual_seed` and that is in force here; undefined where there is none to read. */
  readonly seed: string | undefined;
}
