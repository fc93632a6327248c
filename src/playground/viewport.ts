import type { Place } from './plane';

/** What of a plane is seen in a frame: where its upper left corner lies, in cells, and how many pixels a cell has. */
export interface Viewport extends Place {
  readonly cell: number;
}

/** A plane's size in cells, and that of the frame in which it is seen in CSS pixels. */
export interface ViewBounds {
  readonly columns: number;
  readonly rows: number;
  readonly width: number;
  readonly height: number;
}

/** A cell is drawn no larger than this, which is room for a float as PyTorch prints it. */
const LARGEST_CELL = 64;
/** A plane begins no thinner than this, however long it is. */
const THINNEST = 12;
/** A cell begins no larger than this. */
const LARGEST_AT_FIRST = 40;

/** All of the plane; of one that is very long its beginning. */
export function wholeView(bounds: ViewBounds): Viewport {
  const { columns, rows } = bounds;
  const thin = Math.min(THINNEST / Math.min(columns, rows), LARGEST_AT_FIRST);
  const cell = Math.min(LARGEST_AT_FIRST, Math.max(smallestCell(bounds), thin));
  return within({ x: 0, y: 0, cell }, bounds);
}

/** Makes cells larger or smaller by a factor. The point of the frame, in pixels, stays where it is. */
export function zoomed(view: Viewport, factor: number, point: Place, bounds: ViewBounds): Viewport {
  const smallest = Math.min(smallestCell(bounds), wholeView(bounds).cell);
  const cell = Math.min(LARGEST_CELL, Math.max(smallest, view.cell * factor));
  const x = view.x + point.x / view.cell - point.x / cell;
  const y = view.y + point.y / view.cell - point.y / cell;
  return within({ x, y, cell }, bounds);
}

/** Moves the plane under the frame by so many pixels. */
export function panned(view: Viewport, right: number, down: number, bounds: ViewBounds): Viewport {
  return within({ ...view, x: view.x - right / view.cell, y: view.y - down / view.cell }, bounds);
}

/** Moves the plane as little as it takes for a cell to be seen whole. */
export function revealing(view: Viewport, place: Place, bounds: ViewBounds): Viewport {
  const [across, down] = [bounds.width / view.cell, bounds.height / view.cell];
  const x = Math.min(place.x, Math.max(view.x, place.x + 1 - across));
  const y = Math.min(place.y, Math.max(view.y, place.y + 1 - down));
  return within({ ...view, x, y }, bounds);
}

/** The cell under a point of the frame, in pixels. It may lie outside the plane. */
export function placeAt(view: Viewport, point: Place): Place {
  return {
    x: Math.floor(view.x + point.x / view.cell),
    y: Math.floor(view.y + point.y / view.cell),
  };
}

function smallestCell({ columns, rows, width, height }: ViewBounds): number {
  return Math.min(width / columns, height / rows);
}

/** Keeps the frame filled: a plane that is smaller stands in its middle. */
function within({ x, y, cell }: Viewport, { columns, rows, width, height }: ViewBounds): Viewport {
  return { x: alongOne(x, columns, width / cell), y: alongOne(y, rows, height / cell), cell };
}

function alongOne(from: number, cells: number, seen: number): number {
  return seen >= cells ? (cells - seen) / 2 : Math.min(Math.max(0, from), cells - seen);
}
