import type { DropoutSite } from '../../python';
import { type Edit, movedEnd, movedRange, movedStart, replacesAll, type TextRange } from '../../text';

/**
 * Where a stretch of an earlier text is after edits, one after the other: what was edited within it keeps it.
 * Undefined where it was deleted, or edited across an edge.
 */
export function placedRange(range: TextRange, edits: readonly Edit[]): TextRange | undefined {
  let placed = range;
  for (const edit of edits) {
    const isApart = placed.to <= edit.from || placed.from >= edit.toBefore;
    const isWithin = placed.from <= edit.from && edit.toBefore <= placed.to && !replacesAll(edit, placed);
    if (!isApart && !isWithin) return undefined;
    placed = movedRange(placed, edit, 'outside');
  }
  return placed;
}

/**
 * A call as it stands after an edit, with all of its positions.
 *
 * @param lineOf the line, from 0, on which an offset of the new text is
 */
export function movedSite(site: DropoutSite, edit: Edit, lineOf: (offset: number) => number): DropoutSite {
  const from = movedStart(site.from, edit, 'outside');
  const to = Math.max(from, movedEnd(site.to, edit, 'within'));
  const shift = from - site.from;
  // What stands outside of the call may have moved otherwise.
  const inCall =
    site.written?.cell === site.cell && site.from <= site.written.from && site.written.to <= site.to;
  return {
    ...site,
    from,
    to,
    line: lineOf(from),
    calleeTo: Math.min(to, site.calleeTo + shift),
    argumentsTo: Math.min(to, site.argumentsTo + shift),
    argument: site.argument && { from: site.argument.from + shift, to: site.argument.to + shift },
    written: inCall
      ? { ...site.written, from: site.written.from + shift, to: site.written.to + shift }
      : undefined,
  };
}
