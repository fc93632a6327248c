import { type ChangedRange, TreeFragment } from '@lezer/common';
import { parsePython, type Effort } from './parse';
import { readStatements } from './readStatements';
import type { ParsedText, Segment } from './scopes';
import { eachError } from './unsettled';
import { changedRegion } from '../../text';

/**
 * Parses and reads one segment. Never throws: the grammar recovers from every error.
 *
 * @param source its text, and that in a form that the grammar digests, of equal length
 * @param before an earlier state of the same segment; the parts of its tree that still hold are kept
 */
export function readSegment(
  { text, parsed, lineBreaks }: Omit<ParsedText, 'tree'>,
  effort: Effort,
  before?: Segment,
): Segment {
  const tree = parsePython(parsed, effort, fragmentsOf(before, parsed));
  return readStatements({ text, parsed, lineBreaks, tree });
}

/** Only a long segment is worth an incremental parse. */
const LONG = 2000;

function fragmentsOf(before: Segment | undefined, parsed: string): readonly TreeFragment[] {
  const change = before === undefined || parsed.length < LONG ? null : changedRegion(before.parsed, parsed);
  if (before === undefined || change === null) return [];
  const errors: ChangedRange[] = [];
  eachError(before.tree, ({ from, to }) => errors.push({ fromA: from, toA: to, fromB: from, toB: to }));
  // How the parser goes on behind an error hangs on all before it: what holds one may be whole now, or broken otherwise.
  const sound = TreeFragment.applyChanges(TreeFragment.addTree(before.tree), errors);
  return TreeFragment.applyChanges(sound, [
    { fromA: change.from, toA: change.toBefore, fromB: change.from, toB: change.toAfter },
  ]);
}
