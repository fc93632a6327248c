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
  const count = leading.reduce((product, size) => product * size, 1);
  const blocks = Array.from({ length: count }, (_, flat): Block => {
    const index = indexOf(flat, leading);
    let blockRow = 0;
    index.forEach((at, dimension) => {
      if (dimension !== across) blockRow = blockRow * (leading[dimension] ?? 1) + at;
    });
    return { index, blockRow, blockColumn: index[across] ?? 0, offset: flat * rows * columns };
  });
  return { rows, columns, blockColumns, blocks };
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
