import type { TextEdit } from '../protocol/reading';
import { changedRegion, movedRange, replacesAll, type TextRange } from '../text';

/**
 * Where a stretch of text is after changes that are all given in terms of the text before them. What is typed at
 * its edges belongs to it. Undefined where it was deleted or replaced as a whole.
 *
 * @param before the whole text before the changes
 */
export function trackRange(
  range: TextRange,
  changes: readonly TextEdit[],
  before: string,
): TextRange | undefined {
  let tracked = range;
  // From the end to the start, so that none moves what another one still speaks of.
  for (const { from: start, to: end, text } of changes.toSorted((a, b) => b.from - a.from)) {
    // Formatters and reloads replace more than they change.
    const region = changedRegion(before.slice(start, end), text);
    if (region === null) continue;
    const { from, toBefore, toAfter } = region;
    const edit = { from: start + from, toBefore: start + toBefore, toAfter: start + toAfter };
    if (replacesAll(edit, tracked)) return undefined;
    tracked = movedRange(tracked, edit, 'within');
  }
  return tracked;
}
