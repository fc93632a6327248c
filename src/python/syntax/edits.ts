/** A stretch of a text; offsets count UTF-16 units. */
export interface TextRange {
  readonly from: number;
  readonly to: number;
}

/** An edit: what stood from `from` to `toBefore` gave way to what stands from `from` to `toAfter`. */
export interface Edit {
  readonly from: number;
  readonly toBefore: number;
  readonly toAfter: number;
}

/** Whether what is typed right at an edge of a stretch belongs to it. */
export type Typed = 'within' | 'outside';

/** Where a stretch starts after an edit; what was replaced across its edge is outside. */
export function movedStart(start: number, { from, toBefore, toAfter }: Edit, typed: Typed): number {
  const isBefore = typed === 'within' || from < toBefore ? start <= from : start < from;
  return isBefore ? start : Math.max(start, toBefore) + toAfter - toBefore;
}

/** Where it ends, in the same manner. */
export function movedEnd(end: number, { from, toBefore, toAfter }: Edit, typed: Typed): number {
  const isBehind = typed === 'within' || from < toBefore ? end >= toBefore : end > toBefore;
  return isBehind ? end + toAfter - toBefore : Math.min(end, from);
}

/** Where both edges are. */
export function movedRange({ from, to }: TextRange, edit: Edit, typed: Typed): TextRange {
  return { from: movedStart(from, edit, typed), to: movedEnd(to, edit, typed) };
}

/** Whether an edit replaces all of a stretch, or deletes it. */
export function replacesAll(edit: Edit, { from, to }: TextRange): boolean {
  return edit.from <= from && edit.toBefore >= to && edit.toBefore > edit.from;
}
