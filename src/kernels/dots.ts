import { OTHERS, ROWS, TOTALS } from './memory';

/*
 * Sums of products of float32, and of the magnitudes of these: products in float32, added up by sixteens in float32, and
 * then the sums in float64. Of magnitudes four are added up in float32 to the end.
 */

/**
 * Makes those of so many rows, one behind the other, and the others, which are followed by zeros up to a multiple of 16.
 *
 * @param count how many float32 a row has
 */
export function dots(count: i32, rows: i32): void {
  let at = ROWS;
  for (let row = 0; row < rows; row++) {
    let sum = f64x2.splat(0);
    let magnitude = f32x4.splat(0);
    for (let i: usize = 0; i < 4 * count; i += 64) {
      const a = f32x4.mul(v128.load(at + i), v128.load(OTHERS + i));
      const b = f32x4.mul(v128.load(at + i, 16), v128.load(OTHERS + i, 16));
      const c = f32x4.mul(v128.load(at + i, 32), v128.load(OTHERS + i, 32));
      const d = f32x4.mul(v128.load(at + i, 48), v128.load(OTHERS + i, 48));
      sum = f64x2.add(sum, halved(ofFour(a, b, c, d)));
      magnitude = f32x4.add(magnitude, ofFour(f32x4.abs(a), f32x4.abs(b), f32x4.abs(c), f32x4.abs(d)));
    }
    const magnitudes = halved(magnitude);
    const total = f64x2.add(i64x2.shuffle(sum, magnitudes, 0, 2), i64x2.shuffle(sum, magnitudes, 1, 3));
    v128.store(TOTALS + 16 * row, total);
    at += 4 * count;
  }
}

function ofFour(a: v128, b: v128, c: v128, d: v128): v128 {
  return f32x4.add(f32x4.add(a, b), f32x4.add(c, d));
}

/** The sums of two and two of four float32, in float64. */
function halved(x: v128): v128 {
  return f64x2.add(f64x2.promote_low_f32x4(x), f64x2.promote_low_f32x4(i64x2.shuffle(x, x, 1, 1)));
}
