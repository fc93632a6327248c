import { type Tree, TreeFragment } from '@lezer/common';
import { parsePython, type Effort } from './parse';
import { readStatements } from './readStatements';
import type { Call, Expression, MemberWrite, Scope } from './scopes';
import { changedRegion } from './sourceText';
import type { ErrorLines } from './unsettled';

/** A piece of Python text, parsed. */
export interface ParsedText {
  readonly text: string;
  /** What was really parsed, of equal length. */
  readonly parsed: string;
  /** How many lines end in it. */
  readonly lineBreaks: number;
  readonly tree: Tree;
}

/**
 * Some top-level statements of a file or a cell: parsed and read on their own, and kept as they are while the
 * reader types elsewhere. All positions in it count from its own start.
 */
export interface Segment extends ParsedText {
  /** This segment's part of the module's scope. */
  readonly scope: Scope;
  /** In the order of the text, as all that follows. */
  readonly calls: readonly Call[];
  /** But for those of objects to their own attributes, which their class has. */
  readonly memberWrites: readonly MemberWrite[];
  /** Dictionary displays: `{"drop_rate": 0.1}`. */
  readonly dictionaries: readonly Expression[];
  readonly errors: readonly ErrorLines[];
}

/** Asked between small steps of work: whether it is time to let others run. */
export type Pause = () => boolean;

/** Work that stops where it is told to pause, and goes on when it is resumed. */
export type Sliced<T> = Generator<undefined, T, undefined>;

/** Does sliced work in one go. */
export function finish<T>(work: Sliced<T>): T {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}

/**
 * Parses and reads one segment. Never throws: the grammar recovers from every error.
 *
 * @param parsed the text in a form that the grammar digests, of equal length
 * @param before an earlier state of the same segment; the parts of its tree that still hold are kept
 */
export function* readSegment(
  text: string,
  parsed: string,
  lineBreaks: number,
  pause: Pause,
  effort: Effort,
  before?: Segment,
): Sliced<Segment> {
  const tree = yield* parsePython(parsed, pause, effort, fragmentsOf(before, parsed));
  return yield* readStatements({ text, parsed, lineBreaks, tree }, pause);
}

/** Only a long segment is worth an incremental parse. */
const LONG = 2000;

function fragmentsOf(before: Segment | undefined, parsed: string): readonly TreeFragment[] {
  const change = before === undefined || parsed.length < LONG ? null : changedRegion(before.parsed, parsed);
  if (before === undefined || change === null) return [];
  return TreeFragment.applyChanges(TreeFragment.addTree(before.tree), [
    { fromA: change.from, toA: change.toBefore, fromB: change.from, toB: change.toAfter },
  ]);
}
