import { type ChangedRange, type Tree, TreeFragment } from '@lezer/common';
import { parsePython, type Effort } from './parse';
import { readStatements } from './readStatements';
import type { ParsedText, Segment } from './scopes';
import { eachError, isClean } from './unsettled';
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
  const grown = parsePython(parsed, effort, fragmentsOf(before, parsed));
  // Behind an error an indentation that is one itself may have been read as sound, and kept.
  const wasBroken = before !== undefined && before.errors.length > 0;
  const isWrong = wasBroken && isClean(grown) && !isAligned(grown, parsed);
  const tree = isWrong ? parsePython(parsed, effort) : grown;
  return readStatements({ text, parsed, lineBreaks, tree });
}

/** Whether the statements of each body start in the same column. */
function isAligned(tree: Tree, text: string): boolean {
  let isSo = true;
  tree.iterate({
    enter: ({ name, node }) => {
      if (name !== 'Body') return isSo;
      let column: number | undefined;
      for (let child = node.firstChild; child !== null; child = child.nextSibling) {
        const start = text.lastIndexOf('\n', child.from - 1) + 1;
        const indentation = text.slice(start, child.from);
        if (child.name === 'Comment' || indentation.trim() !== '') continue;
        const own = columnBehind(indentation);
        column ??= own;
        isSo &&= own === column;
      }
      return isSo;
    },
  });
  return isSo;
}

/** The column behind an indentation, as Python counts: a tab goes on to the next multiple of eight. */
function columnBehind(indentation: string): number {
  let column = 0;
  for (const character of indentation) column += character === '\t' ? TAB - (column % TAB) : 1;
  return column;
}

const TAB = 8;

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
