import { changedRegion } from '../../python';

/** A stretch of a document's text; offsets count UTF-16 units. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/**
 * Where stretches of an earlier text are in the text as it is now, so that what is known of them stays in place while
 * the reader types. What was edited within a stretch keeps it; one that was deleted, or edited across an edge, is lost.
 *
 * @returns for a stretch of `before` the one of `after`, undefined where it is lost
 */
export function shiftBetween(before: string, after: string): (stretch: Stretch) => Stretch | undefined {
  const region = changedRegion(before, after);
  if (region === null) return ({ from, to }) => ({ from, to });
  const { from: start, toBefore: end, toAfter } = region;
  const growth = toAfter - end;
  return ({ from, to }) => {
    if (to <= start) return { from, to };
    if (from >= end) return { from: from + growth, to: to + growth };
    const isWithin = from <= start && end <= to && !(from === start && to === end);
    return isWithin ? { from, to: to + growth } : undefined;
  };
}
