/**
 * A matrix of float32 values, row by row. They lie in doubles, in which their products are exact and are added
 * without loss that would be seen: what PyTorch rounds in its own order of adding is rounded here once.
 */
export interface Matrix {
  readonly rows: number;
  readonly columns: number;
  readonly values: Float64Array;
}

export function matrixOf(rows: number, columns: number, values?: ArrayLike<number>): Matrix {
  return { rows, columns, values: values ? Float64Array.from(values) : new Float64Array(rows * columns) };
}

/** Turns rows into columns. */
export function transpose({ rows, columns, values }: Matrix, out: Matrix): void {
  for (let row = 0; row < rows; row++)
    for (let column = 0; column < columns; column++)
      out.values[column * rows + row] = values[row * columns + column] ?? 0;
}

/** What one turn of the loop makes at once: so many products that the processor need not wait for any of them. */
const BLOCK = { rows: 2, columns: 4 };

/**
 * `out = a @ b.T + bias`: each element is a row of `a` times a row of `b`, both of which lie in memory as they are read.
 *
 * @param bias what is added to each column
 */
export function multiply(a: Matrix, b: Matrix, bias: Float64Array, out: Matrix): void {
  if (a.rows < BLOCK.rows || b.rows < BLOCK.columns) {
    multiplyFew(a, b, bias, out.values);
    return;
  }
  // The last block overlaps the one before, where the size is no multiple of a block's.
  for (let row = 0; row < a.rows; row += BLOCK.rows)
    multiplyRows(a, b, Math.min(row, a.rows - BLOCK.rows), bias, out.values);
}

/** Two rows of the product, four columns at a time. Plain variables alone: what the engine makes of others is far slower. */
function multiplyRows(a: Matrix, b: Matrix, row: number, bias: Float64Array, out: Float64Array): void {
  const inner = a.columns;
  const columns = b.rows;
  const left = a.values;
  const right = b.values;
  for (let start = 0; start < columns; start += BLOCK.columns) {
    const column = Math.min(start, columns - BLOCK.columns);
    let i = row * inner;
    let j = i + inner;
    let k = column * inner;
    let l = k + inner;
    let m = l + inner;
    let n = m + inner;
    let a0 = bias[column] ?? 0;
    let a1 = bias[column + 1] ?? 0;
    let a2 = bias[column + 2] ?? 0;
    let a3 = bias[column + 3] ?? 0;
    let b0 = a0;
    let b1 = a1;
    let b2 = a2;
    let b3 = a3;
    const end = j;
    while (i < end) {
      const x = left[i++] ?? 0;
      const y = left[j++] ?? 0;
      const w0 = right[k++] ?? 0;
      const w1 = right[l++] ?? 0;
      const w2 = right[m++] ?? 0;
      const w3 = right[n++] ?? 0;
      a0 += x * w0;
      b0 += y * w0;
      a1 += x * w1;
      b1 += y * w1;
      a2 += x * w2;
      b2 += y * w2;
      a3 += x * w3;
      b3 += y * w3;
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
  const inner = a.columns;
  for (let row = 0; row < a.rows; row++) {
    for (let column = 0; column < b.rows; column++) {
      let sum = bias[column] ?? 0;
      for (let k = 0; k < inner; k++)
        sum += (a.values[row * inner + k] ?? 0) * (b.values[column * inner + k] ?? 0);
      out[row * b.rows + column] = Math.fround(sum);
    }
  }
}
