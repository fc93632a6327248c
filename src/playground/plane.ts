import { numelOf } from '../torch';

/** What stands between two matrices in a row or column of the plane, in place of elements. */
const GAP = -1;

/** A stretch of the plane, gaps between its elements included. */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * A plane of more cells, columns or rows is painted, and not made of an element of the page for each cell: three of them
 * would be higher than a window, and the output, which is the point, below what is seen.
 */
const MOST_CELLS = 64;
const MOST_COLUMNS = 16;
const MOST_ROWS = 12;

/** A place in the plane: a column and a row. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/**
 * A tensor spread out in the plane, for any number of elements: its matrices side by side as `gridLayout` has
 * them, with a gap of one column or row between two.
 */
export class Plane {
  /**
   * The element at (x, y) is `columns[x] + rows[y]`, its place in row-major order, unless one of the two is
   * negative and so a gap. Empty where there are no elements.
   */
  readonly columns: Int32Array;
  readonly rows: Int32Array;
  /** The size of one matrix. */
  readonly #width: number;
  readonly #height: number;
  /** How many matrices are side by side, and how many in a row of the tensor follow one below the other. */
  readonly #across: number;
  readonly #after: number;

  constructor(shape: readonly number[]) {
    const leading = shape.slice(0, -2);
    const across = Math.min(1, leading.length - 1);
    this.#width = shape.at(-1) ?? 1;
    this.#height = shape.at(-2) ?? 1;
    this.#across = leading[across] ?? 1;
    this.#after = numelOf(leading.slice(across + 1));
    const count = numelOf(shape) === 0 ? 0 : numelOf(leading);
    const size = this.#width * this.#height;
    const blocksDown = count / this.#across || 0;
    const below = (block: number): number =>
      (Math.floor(block / this.#after) * this.#across * this.#after + (block % this.#after)) * size;
    this.columns = spread(count && this.#across, this.#width, (block) => block * this.#after * size, 1);
    this.rows = spread(blocksDown, this.#height, below, this.#width);
  }

  /** The element in a column and a row, in row-major order; undefined in a gap and outside. */
  elementAt({ x, y }: Place): number | undefined {
    const [column = GAP, row = GAP] = [this.columns[x], this.rows[y]];
    return column < 0 || row < 0 ? undefined : column + row;
  }

  /** Where an element is. */
  placeOf(flat: number): Place {
    const [width, height] = [this.#width, this.#height];
    const block = Math.floor(flat / (width * height));
    const beside = Math.floor(block / this.#after) % this.#across;
    const below = Math.floor(block / (this.#after * this.#across)) * this.#after + (block % this.#after);
    return {
      x: beside * (width + 1) + (flat % width),
      y: below * (height + 1) + (Math.floor(flat / width) % height),
    };
  }

  /** The stretch that a channel takes, or whatever else is all elements that share their leading indices. */
  rectangleOf(firstFlat: number, count: number): Rectangle {
    const [first, last] = [this.placeOf(firstFlat), this.placeOf(firstFlat + count - 1)];
    return { ...first, width: last.x - first.x + 1, height: last.y - first.y + 1 };
  }

  /**
   * Where a key leads from an element: as far as the eye is concerned, the matrices side by side are one.
   *
   * @param toEnds whether Home and End go to the first and last element of all, not of the row
   * @returns undefined for other keys, and at the edge.
   */
  neighbour(from: number, key: string, toEnds: boolean): number | undefined {
    const { x, y } = this.placeOf(from);
    const [lastX, lastY] = [this.columns.length - 1, this.rows.length - 1];
    const targets: Record<string, Place> = {
      ArrowLeft: { x: beyondGap(this.columns, x, -1), y },
      ArrowRight: { x: beyondGap(this.columns, x, 1), y },
      ArrowUp: { x, y: beyondGap(this.rows, y, -1) },
      ArrowDown: { x, y: beyondGap(this.rows, y, 1) },
      Home: { x: 0, y: toEnds ? 0 : y },
      End: { x: lastX, y: toEnds ? lastY : y },
      PageUp: { x, y: 0 },
      PageDown: { x, y: lastY },
    };
    const target = targets[key];
    return target && this.elementAt(target);
  }
}

/** Whether a shape has so few elements that each is a cell of its own on the page. */
export function fitsCells(shape: readonly number[]): boolean {
  if (numelOf(shape) > MOST_CELLS) return false;
  const { columns, rows } = new Plane(shape);
  return columns.length <= MOST_COLUMNS && rows.length <= MOST_ROWS;
}

/** The next column or row in a direction that is no gap. */
function beyondGap(offsets: Int32Array, from: number, step: 1 | -1): number {
  const next = from + step;
  return (offsets[next] ?? 0) < 0 ? next + step : next;
}

/** The offsets of some blocks one after the other, each of `size` columns or rows, and a gap before each but the first. */
function spread(blocks: number, size: number, offsetOf: (block: number) => number, step: number): Int32Array {
  const offsets = new Int32Array(Math.max(0, blocks * (size + 1) - 1)).fill(GAP);
  for (let block = 0; block < blocks; block++) {
    const offset = offsetOf(block);
    for (let i = 0; i < size; i++) offsets[block * (size + 1) + i] = offset + i * step;
  }
  return offsets;
}
