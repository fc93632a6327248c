import { changedRegion, movedRange, replacesAll, type TextRange } from '../../python';

/**
 * Where stretches of an earlier text are in the text as it is now, so that what is known of them stays in place while
 * the reader types. What was edited within a stretch keeps it; one that was deleted, or edited across an edge, is lost.
 *
 * @returns for a stretch of `before` the one of `after`, undefined where it is lost
 */
export function shiftBetween(before: string, after: string): (stretch: TextRange) => TextRange | undefined {
  const edit = changedRegion(before, after);
  if (edit === null) return (stretch) => stretch;
  return (stretch) => {
    const isApart = stretch.to <= edit.from || stretch.from >= edit.toBefore;
    const isWithin = stretch.from <= edit.from && edit.toBefore <= stretch.to && !replacesAll(edit, stretch);
    return isApart || isWithin ? movedRange(stretch, edit, 'outside') : undefined;
  };
}
