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
  /** How many lines more there are afterwards, where that is known. */
  readonly lines?: number;
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

/** Whether an edit leaves a stretch as it is: all that it changes stands before it or behind it. */
export function isApart({ from, toBefore }: Edit, stretch: TextRange): boolean {
  return stretch.to <= from || stretch.from >= toBefore;
}

/** Whether an edit replaces all of a stretch, or deletes it. */
export function replacesAll(edit: Edit, { from, to }: TextRange): boolean {
  return edit.from <= from && edit.toBefore >= to && edit.toBefore > edit.from;
}

/** The same edits, one after the other, where what is typed into what was just typed is one with it. */
export function joinedEdits(edits: readonly Edit[]): readonly Edit[] {
  const joined: Edit[] = [];
  for (const edit of edits) {
    const last = joined.at(-1);
    const isTyped = last?.from === last?.toBefore;
    if (last === undefined || !isTyped || edit.from < last.from || edit.toBefore > last.toAfter)
      joined.push(edit);
    else {
      const { lines } = edit;
      const toAfter = last.toAfter + edit.toAfter - edit.toBefore;
      const all = last.lines === undefined || lines === undefined ? {} : { lines: last.lines + lines };
      joined[joined.length - 1] = { from: last.from, toBefore: last.toBefore, toAfter, ...all };
    }
  }
  return joined;
}

/**
 * The one region in which two texts differ: what stands before and after it is common to both.
 * Null where they are equal.
 */
export function changedRegion(before: string, after: string): Edit | null {
  if (before === after) return null;
  const shorter = Math.min(before.length, after.length);
  const from = commonLength(shorter, STRIDE, (at, length) => isSame(before, at, after, at, length));
  const tail = commonLength(shorter - from, STRIDE, (at, length) =>
    isSame(before, before.length - at - length, after, after.length - at - length, length),
  );
  return { from, toBefore: before.length - tail, toAfter: after.length - tail };
}

/** Comparing long stretches at once is many times faster than comparing characters. */
const STRIDE = 1 << 16;

function isSame(a: string, atA: number, b: string, atB: number, length: number): boolean {
  return length === 1
    ? a.charCodeAt(atA) === b.charCodeAt(atB)
    : a.slice(atA, atA + length) === b.slice(atB, atB + length);
}

/** For how long, up to a limit, everything is the same; strides are tried first, then shorter ones. */
function commonLength(limit: number, stride: number, same: (at: number, length: number) => boolean): number {
  let at = 0;
  for (let step = stride; step >= 1; step = step === 1 ? 0 : Math.max(1, step >> 4)) {
    while (at + step <= limit && same(at, step)) at += step;
  }
  return at;
}
