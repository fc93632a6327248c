import { fitsCells, Plane } from './plane';

/** How the tensors of the equation stand: in one row, two by two with the output below the mask, or one below the other. */
export type ArrangementKind = 'row' | 'square' | 'stack';

/** Where the equation's tensors go, and how large their cells are, in CSS pixels. */
export interface Arrangement {
  readonly kind: ArrangementKind;
  /** Whether the scale has a line of its own between two signs, or stands in a narrow column. */
  readonly isNarrow: boolean;
  /** Whether a fourth tensor has room beside the others. */
  readonly hasFreePlace: boolean;
  readonly cellWidth: number;
  readonly cellHeight: number;
  /** How wide a tensor is with the gaps between its cells, the scale with its signs, and all that belongs to the equation. */
  readonly tensorWidth: number;
  readonly scaleWidth: number;
  readonly width: number;
}

/** The room between two cells, between a tensor and a sign, and that of signs, in CSS pixels. */
export const CELL_GAP = 2;
export const SIGN_GAP = 6;
const SIGN = 14;
const NARROW_SCALE = 44;
const WIDE_SCALE = 92;
/** What parts a fourth tensor from the equation. */
const APART = 12;

const SMALLEST_CELL = 20;
const LARGEST_CELL = 40;
/** As wide as a tensor's heading; the cells of a tensor of a column or two take that room, where it is there. */
const HEADING = 132;
const SMALLEST_PICTURE = 100;
const LARGEST_PICTURE = 320;
/** As wide as that, an equation is one row; wider, the scale stands beside its signs. */
const ROW_WIDTH = 420;
const WIDE_ROW_WIDTH = 560;
const SQUARE_WIDTH = 280;

/**
 * Arranges the equation. It depends on nothing but the room and the shape, so that no p, mode or call moves anything.
 *
 * @param width the room for it, in CSS pixels
 * @param isAlone whether it is a single tensor, which has all of the room
 */
export function arrangementOf(width: number, shape: readonly number[], isAlone = false): Arrangement {
  // A picture of too many elements for cells takes the room there is.
  const isPicture = !fitsCells(shape);
  const columns = isPicture ? [0] : [...new Plane(shape).columns];
  const gaps = columns.filter((offset) => offset < 0).length;
  const between = Math.max(0, columns.length - 1) * CELL_GAP + gaps * CELL_GAP;
  const cells = Math.max(1, columns.length - gaps);
  const widest = Math.max(LARGEST_CELL, Math.floor((HEADING - between) / cells));
  const [smallest, largest] = isPicture ? [SMALLEST_PICTURE, LARGEST_PICTURE] : [SMALLEST_CELL, widest];
  /** The cells' width where so many tensors stand side by side and signs take some of the room. */
  const cellIn = (tensors: number, signs: number): number =>
    Math.floor(((width - signs) / tensors - between) / cells);
  const isNarrow = width < WIDE_ROW_WIDTH;
  const scaleWidth = isNarrow ? NARROW_SCALE : WIDE_SCALE;
  const of = (kind: ArrangementKind, tensors: number, signs: number, cellHeight: number): Arrangement => {
    const cellWidth = Math.min(largest, Math.max(smallest, cellIn(tensors, signs)));
    const tensorWidth = cells * cellWidth + between;
    const equation = tensors * tensorWidth + signs;
    const hasFreePlace =
      kind === 'square' || (kind === 'row' && width - equation >= tensorWidth + APART + 2 * SIGN_GAP);
    return {
      kind,
      isNarrow: kind !== 'row' || isNarrow,
      hasFreePlace,
      cellWidth,
      cellHeight,
      tensorWidth,
      scaleWidth,
      width: equation,
    };
  };
  const inRow = SIGN + scaleWidth + 4 * SIGN_GAP;
  if (!isAlone && width >= ROW_WIDTH && cellIn(3, inRow) >= smallest)
    return of('row', 3, inRow, isNarrow ? 28 : 32);
  const inSquare = SIGN + 2 * SIGN_GAP;
  if (!isAlone && width >= SQUARE_WIDTH && cellIn(2, inSquare) >= smallest)
    return of('square', 2, inSquare, 25);
  return of('stack', 1, SIGN + SIGN_GAP, 23);
}
