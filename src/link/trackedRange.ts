import { changedRegion, movedRange, replacesAll, type TextRange } from '../text';

/** Text that replaced the `length` units from `offset` on. */
export interface TextChange {
  readonly offset: number;
  readonly length: number;
  readonly text: string;
}

/**
 * Where a stretch of text is after changes that are all given in terms of the text before them. What is typed at
 * its edges belongs to it. Undefined where it was deleted or replaced as a whole.
 *
 * @param before the whole text before the changes
 */
export function trackRange(
  range: TextRange,
  changes: readonly TextChange[],
  before: string,
): TextRange | undefined {
  let tracked = range;
  // From the end to the start, so that none moves what another one still speaks of.
  for (const { offset, length, text } of [...changes].sort((a, b) => b.offset - a.offset)) {
    // Formatters and reloads replace more than they change.
    const region = changedRegion(before.slice(offset, offset + length), text);
    if (region === null) continue;
    const { from, toBefore, toAfter } = region;
    const edit = { from: offset + from, toBefore: offset + toBefore, toAfter: offset + toAfter };
    if (replacesAll(edit, tracked)) return undefined;
    tracked = movedRange(tracked, edit, 'within');
  }
  return tracked;
}
