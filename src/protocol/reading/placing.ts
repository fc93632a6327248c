import type { CellRange, DropoutSite } from '../../python';
import {
  type Edit,
  isApart,
  movedEnd,
  movedRange,
  movedStart,
  replacesAll,
  type TextRange,
} from '../../text';
import type { Shift } from './facts';
import { hasPlaces, withPlaces } from './places';
import type { ToldProblem } from './previews';

/**
 * Where a stretch of an earlier text is after edits, one after the other: what was edited within it keeps it.
 * Undefined where it was deleted, or edited across an edge.
 */
export function placedRange(range: TextRange, edits: readonly Edit[]): TextRange | undefined {
  let placed = range;
  for (const edit of edits) {
    // Of thousands half stand before what is edited.
    if (placed.to < edit.from) continue;
    const isWithin = placed.from <= edit.from && edit.toBefore <= placed.to && !replacesAll(edit, placed);
    if (!isApart(edit, placed) && !isWithin) return undefined;
    placed = movedRange(placed, edit, 'outside');
  }
  return placed;
}

/**
 * A call as it stands after an edit of its file or cell, with all of its positions there.
 *
 * @param lineOf the line, from 0, on which an offset of the new text is
 */
export function movedSite(site: DropoutSite, edit: Edit, lineOf: (offset: number) => number): DropoutSite {
  // Half of all calls stand before what is edited, and most tell of no other place.
  const isOwn = site.written === undefined || site.written.to < edit.from;
  if (site.to < edit.from && isOwn && !hasPlaces(site.p)) return site;
  // Nearly all others stand behind it, and tell of no place before it.
  const isBehind =
    site.from >= edit.toBefore && (site.written === undefined || site.written.from >= edit.toBefore);
  if (isBehind && edit.lines !== undefined && !hasPlaces(site.p))
    return shifted(site, { at: edit.toBefore, by: edit.toAfter - edit.toBefore, lines: edit.lines });
  const from = movedStart(site.from, edit, 'outside');
  const to = Math.max(from, movedEnd(site.to, edit, 'within'));
  const within = (range: TextRange): TextRange => {
    const moved = movedRange(range, edit, 'within');
    return { from: clamp(moved.from, from, to), to: clamp(moved.to, from, to) };
  };
  /** Somewhere in the document, where that is the call's own. */
  const moved = <Place extends CellRange>(place: Place): Place =>
    place.cell === site.cell ? { ...place, ...movedRange(place, edit, 'outside') } : place;
  const { p } = site;
  return {
    ...site,
    from,
    to,
    // In long documents VS Code takes its time for the line of each.
    line: edit.lines !== undefined && site.from >= edit.toBefore ? site.line + edit.lines : lineOf(from),
    calleeTo: clamp(movedEnd(site.calleeTo, edit, 'outside'), from, to),
    argumentsTo: clamp(movedEnd(site.argumentsTo, edit, 'within'), from, to),
    argument: site.argument && within(site.argument),
    written: site.written && moved(site.written),
    p: withPlaces(p, (place) => {
      const there = place.uri === undefined ? moved(place) : place;
      return there === place ? place : { ...there, line: lineOf(there.from) };
    }),
  };
}

/** A call that stands behind an edit, with all that it says of places in its own file or cell; another one as it is. */
export function shifted(site: DropoutSite, { at, by, lines }: Shift): DropoutSite {
  if (site.from < at || (by === 0 && lines === 0)) return site;
  const moved = <Place extends CellRange>(place: Place): Place =>
    place.cell !== site.cell || place.from < at
      ? place
      : { ...place, from: place.from + by, to: place.to + by };
  const { argument, written, p } = site;
  return {
    ...site,
    from: site.from + by,
    to: site.to + by,
    line: site.line + lines,
    calleeTo: site.calleeTo + by,
    argumentsTo: site.argumentsTo + by,
    argument: argument && { from: argument.from + by, to: argument.to + by },
    written: written && moved(written),
    p: withPlaces(p, (place) => {
      const there = place.uri === undefined ? moved(place) : place;
      return there === place ? place : { ...there, line: place.line + lines };
    }),
  };
}

/** A problem as it stands after an edit of its file or cell. @param lineOf as for a call */
export function movedProblem(
  problem: ToldProblem,
  edit: Edit,
  lineOf: (offset: number) => number,
): ToldProblem {
  const { fixes, related, cell } = problem;
  const { from, to } = movedRange(problem, edit, 'outside');
  return {
    ...problem,
    from,
    to,
    line: lineOf(from),
    fixes: fixes.map((fix) => ({
      ...fix,
      edits: fix.edits.map((one) => ({ ...one, ...movedRange(one, edit, 'outside') })),
    })),
    related: related.map((other) => {
      const { place } = other;
      if (place.uri !== undefined || place.cell !== cell) return other;
      const range = movedRange(place, edit, 'outside');
      return { ...other, place: { ...place, ...range, line: lineOf(range.from) } };
    }),
  };
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(Math.max(value, least), most);
}
