import type { TextRange } from '../../../text';
import type { Resolver } from '../names/resolve';
import type { Segment } from '../../syntax/scopes';
import type { Finding } from './finding';
import type { LoosePlace } from './probability';
import type { CellRange, CodePlace } from './sites';

/** What can be wrong with dropout. Each rule has a page of that name in docs/rules. */
export const RULE_CODES = [
  'always-on',
  'new-layer-in-forward',
  'unguarded-attention',
  'discarded-result',
  'flag-as-p',
  'p-out-of-range',
  'single-layer-rnn',
  'hidden-from-modules',
  'unused-layer',
  'keep-probability',
] as const;
export type RuleCode = (typeof RULE_CODES)[number];

export type Severity = 'error' | 'warning' | 'hint';

/** What is said of a problem; whoever shows it turns the code and its arguments into a sentence. */
export interface ProblemMessage {
  readonly code:
    | 'alwaysOn'
    | 'newLayer'
    | 'unguarded'
    | 'omittedInAttention'
    | 'discarded'
    | 'flag'
    | 'flagOn'
    | 'flagOff'
    | 'refused'
    | 'refusedRecurrent'
    | 'noNumber'
    | 'singleLayer'
    | 'hidden'
    | 'outside'
    | 'unused'
    | 'keep';
  readonly args: readonly string[];
}

/** A stretch of text and what is to stand in its place. */
export interface TextEdit extends TextRange {
  readonly text: string;
}

/** A way to mend a problem, in the cell where it is. */
export interface ProblemFix {
  readonly code:
    | 'passTraining'
    | 'zeroOutsideTraining'
    | 'assignResult'
    | 'passFlagAsTraining'
    | 'removeArgument'
    | 'complement'
    | 'moveToInit'
    | 'moduleList';
  readonly args: readonly string[];
  /** Whether it keeps all else as it is: no key of `state_dict`, and nothing that the code does on purpose. */
  readonly isSafe: boolean;
  readonly edits: readonly TextEdit[];
}

/** Another place that explains a problem: where p is written, a call beside it that does pass `training`. */
export type RelatedCode = 'p' | 'sibling';

export interface RelatedPlace {
  readonly code: RelatedCode;
  readonly place: CodePlace;
}

/** Something that is wrong with a dropout call, or beside one. */
export interface Problem extends CellRange {
  readonly rule: RuleCode;
  readonly severity: Severity;
  readonly message: ProblemMessage;
  /** The line (from 0, within the cell) on which it starts. */
  readonly line: number;
  /** The key of the call that it is about; undefined where that is none of the calls that drop. */
  readonly site: string | undefined;
  readonly fixes: readonly ProblemFix[];
  readonly related: readonly RelatedPlace[];
}

/** A problem as its segment alone knows it: positions count from the segment's start. */
export interface LooseProblem extends Omit<Problem, 'cell' | 'line' | 'site' | 'related'> {
  readonly finding: Finding | undefined;
  readonly related: readonly { readonly code: RelatedCode; readonly place: LoosePlace }[];
  /** The statement around it: comments on its first and its last line are about the problem as well. */
  readonly statement: TextRange;
}

/** What a rule looks at: a segment, and the calls in it that drop. */
export interface RuleSubject {
  readonly segment: Segment;
  readonly sites: readonly Finding[];
  readonly resolver: Resolver;
}

/** Finds the problems of one kind. */
export type Rule = (subject: RuleSubject) => readonly LooseProblem[];
