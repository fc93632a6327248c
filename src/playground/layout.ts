import { numelOf } from '../torch';

/** One matrix of a tensor: its last two dimensions, at one place of the leading ones. */
export interface Block {
  /** The leading indices, `[1, 0]`; empty for a tensor of at most two dimensions. */
  readonly index: readonly number[];
  /** Where the matrix stands among the others. */
  readonly blockRow: number;
  readonly blockColumn: number;
  /** The row-major offset of its first element. */
  readonly offset: number;
}

/** A tensor as matrices side by side: channels from left to right, samples from top to bottom. */
export interface GridLayout {
  readonly rows: number;
  readonly columns: number;
  readonly blockColumns: number;
  /** In reading order; none where the tensor has no elements. */
  readonly blocks: readonly Block[];
}

/**
 * Lays a tensor out in the plane. A vector is one row, a 0-d tensor one cell; with three dimensions the first
 * runs from left to right, with more the second does, as channels do in (N, C, H, W), and the others downwards.
 */
export function gridLayout(shape: readonly number[]): GridLayout {
  const columns = shape.at(-1) ?? 1;
  const rows = shape.at(-2) ?? 1;
  const leading = shape.slice(0, -2);
  const across = leading.length === 1 ? 0 : 1;
  const blockColumns = leading[across] ?? 1;
  // (999, 999, 999, 1, 0) has nothing to draw, however many empty matrices that are.
  const count = numelOf(shape) === 0 ? 0 : numelOf(leading);
  const laidOut = Array.from({ length: count }, (_, flat): Block => {
    const index = indexOf(flat, leading);
    let blockRow = 0;
    index.forEach((at, dimension) => {
      if (dimension !== across) blockRow = blockRow * (leading[dimension] ?? 1) + at;
    });
    return { index, blockRow, blockColumn: index[across] ?? 0, offset: flat * rows * columns };
  });
  const blocks = laidOut.sort((a, b) => a.blockRow - b.blockRow || a.blockColumn - b.blockColumn);
  return { rows, columns, blockColumns, blocks };
}

/** How large a picture is drawn: a unit is 10 pixels wide, less where that would make it wider or higher than 120. */
export function pictureSize(width: number, height: number): { width: number; height: number } {
  const scale = Math.min(10, 120 / width, 120 / height);
  return { width: width * scale, height: height * scale };
}

/** The indices of the `flat`-th element of a tensor in row-major order. */
export function indexOf(flat: number, shape: readonly number[]): readonly number[] {
  const index: number[] = [];
  let rest = flat;
  for (const size of shape.toReversed()) {
    index.unshift(rest % size);
    rest = Math.floor(rest / size);
  }
  return index;
}
