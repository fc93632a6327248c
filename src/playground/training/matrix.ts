/**
 * A matrix of float32 values. They lie in doubles, in which their products are exact and are added without loss that
 * would be seen: what PyTorch rounds in its own order of adding is rounded here once.
 */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float64Array;
  /** How far the next row is in memory, and the next column. */
  readonly rowStep: number;
  readonly columnStep: number;
}

/** A matrix that lies in memory row by row. */
export function matrixOf(
  rows: number,
  columns: number,
  values: Float64Array = new Float64Array(rows * columns),
): Matrix {
  return { rows, columns, values, rowStep: columns, columnStep: 1 };
}

/** A view of the same memory. */
export function transposed({ rows, columns, values, rowStep, columnStep }: Matrix): Matrix {
  return { rows: columns, columns: rows, values, rowStep: columnStep, columnStep: rowStep };
}

/** What one turn of the loop makes at once: so many products that the processor need not wait for any of them. */
const BLOCK = { rows: 2, columns: 4 };

/**
 * `out = a @ b + bias`.
 *
 * @param bias what is added to each column
 * @param out lies row by row
 */
export function multiply(a: Matrix, b: Matrix, bias: Float64Array, out: Matrix): void {
  if (a.rows < BLOCK.rows || b.columns < BLOCK.columns) {
    multiplyFew(a, b, bias, out.values);
    return;
  }
  // The last block overlaps the one before, where the size is no multiple of a block's.
  for (let row = 0; row < a.rows; row += BLOCK.rows)
    multiplyRows(a, b, Math.min(row, a.rows - BLOCK.rows), bias, out.values);
}

/** Two rows of the product, four columns at a time. Plain variables alone: what the engine makes of others is far slower. */
function multiplyRows(a: Matrix, b: Matrix, row: number, bias: Float64Array, out: Float64Array): void {
  const columns = b.columns;
  const left = a.values;
  const right = b.values;
  const leftStep = a.columnStep;
  const rightStep = b.rowStep;
  for (let start = 0; start < columns; start += BLOCK.columns) {
    const column = Math.min(start, columns - BLOCK.columns);
    let i = row * a.rowStep;
    let j = i + a.rowStep;
    let k = column * b.columnStep;
    let l = k + b.columnStep;
    let m = l + b.columnStep;
    let n = m + b.columnStep;
    let a0 = bias[column] ?? 0;
    let a1 = bias[column + 1] ?? 0;
    let a2 = bias[column + 2] ?? 0;
    let a3 = bias[column + 3] ?? 0;
    let b0 = a0;
    let b1 = a1;
    let b2 = a2;
    let b3 = a3;
    for (let rest = a.columns; rest > 0; rest--) {
      const x = left[i] ?? 0;
      const y = left[j] ?? 0;
      const w0 = right[k] ?? 0;
      const w1 = right[l] ?? 0;
      const w2 = right[m] ?? 0;
      const w3 = right[n] ?? 0;
      a0 += x * w0;
      b0 += y * w0;
      a1 += x * w1;
      b1 += y * w1;
      a2 += x * w2;
      b2 += y * w2;
      a3 += x * w3;
      b3 += y * w3;
      i += leftStep;
      j += leftStep;
      k += rightStep;
      l += rightStep;
      m += rightStep;
      n += rightStep;
    }
    const upper = row * columns + column;
    const lower = upper + columns;
    out[upper] = Math.fround(a0);
    out[upper + 1] = Math.fround(a1);
    out[upper + 2] = Math.fround(a2);
    out[upper + 3] = Math.fround(a3);
    out[lower] = Math.fround(b0);
    out[lower + 1] = Math.fround(b1);
    out[lower + 2] = Math.fround(b2);
    out[lower + 3] = Math.fround(b3);
  }
}

/** A product that is smaller than a block. */
function multiplyFew(a: Matrix, b: Matrix, bias: Float64Array, out: Float64Array): void {
  for (let row = 0; row < a.rows; row++) {
    for (let column = 0; column < b.columns; column++) {
      let sum = bias[column] ?? 0;
      for (let k = 0; k < a.columns; k++)
        sum +=
          (a.values[row * a.rowStep + k * a.columnStep] ?? 0) *
          (b.values[k * b.rowStep + column * b.columnStep] ?? 0);
      out[row * b.columns + column] = Math.fround(sum);
    }
  }
}
