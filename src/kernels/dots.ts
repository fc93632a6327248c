import { DATA, OTHERS, ROWS, TOTALS } from './memory';

/*
 * Sums of products of float32, and of the magnitudes of these: products in float32, added up in float32 as far as a run goes,
 * four beside each other, and then the sums in float64. Of magnitudes four are added up in float32 to the end.
 */

/** In bytes. */
const RUN: usize = 8 * 16;
/** All bits but the sign. */
const MAGNITUDE = memory.data<u32>([0x7fffffff]);

/**
 * Makes those of so many rows, one behind the other, and the others, which are followed by zeros up to a multiple of 4.
 *
 * @param count how many float32 a row has
 * @param rows if it is odd, what stands behind the last one is worked on with it
 */
export function dots(count: i32, rows: i32): void {
  const length: usize = 4 * count;
  const unsigned = v128.load32_splat(MAGNITUDE);
  let row = ROWS;
  for (let to = TOTALS; to < TOTALS + 16 * rows; to += 32) {
    let magnitudeA = f32x4.splat(0);
    let magnitudeB = f32x4.splat(0);
    let sumA = f64x2.splat(0);
    let sumB = f64x2.splat(0);
    for (let i: usize = 0; i < length;) {
      const end = min(i + RUN, length);
      let runA = f32x4.splat(0);
      let runB = f32x4.splat(0);
      for (; i < end; i += 16) {
        const other = v128.load(OTHERS + i);
        const a = f32x4.mul(v128.load(row + i), other);
        const b = f32x4.mul(v128.load(row + length + i), other);
        runA = f32x4.add(runA, a);
        runB = f32x4.add(runB, b);
        magnitudeA = f32x4.add(magnitudeA, v128.and(a, unsigned));
        magnitudeB = f32x4.add(magnitudeB, v128.and(b, unsigned));
      }
      sumA = f64x2.add(sumA, halved(runA));
      sumB = f64x2.add(sumB, halved(runB));
    }
    v128.store(to, ofTwo(sumA, halved(magnitudeA)));
    v128.store(to, ofTwo(sumB, halved(magnitudeB)), 16);
    row += 2 * length;
  }
}

/** Above, what is added up may have left the floats: the half of the largest one. */
const MOST: f64 = 1.7014117331926443e38;

/**
 * Makes the elements of so many such sums, and how far they may be off, which stands where the sums do: nan where there is
 * something special. Where an element goes there stands what is added to it.
 *
 * @param ofMagnitude how much a sum may be off by the sum of the magnitudes
 * @param ofOwn and by what is added to it
 * @param least and in any case
 */
export function settle(count: i32, ofMagnitude: f64, ofOwn: f64, least: f64): void {
  for (let i = 0; i < count; i += 2) {
    const first = v128.load(TOTALS + 16 * i);
    const second = v128.load(TOTALS + 16 * i, 16);
    const magnitude = i64x2.shuffle(first, second, 1, 3);
    const own = f64x2.promote_low_f32x4(v128.load64_zero(DATA + 4 * i));
    const size = f64x2.abs(own);
    const total = f64x2.add(i64x2.shuffle(first, second, 0, 2), own);
    const scaled = f64x2.mul(magnitude, f64x2.splat(ofMagnitude));
    const doubt = f64x2.add(f64x2.add(scaled, f64x2.mul(size, f64x2.splat(ofOwn))), f64x2.splat(least));
    const value = rounded(total);
    const above = f64x2.sub(rounded(f64x2.add(total, doubt)), value);
    const below = f64x2.sub(value, rounded(f64x2.sub(total, doubt)));
    const isOrdinary = v128.and(
      v128.and(f64x2.ne(value, f64x2.splat(0)), f64x2.gt(magnitude, f64x2.splat(0))),
      f64x2.lt(f64x2.add(magnitude, size), f64x2.splat(MOST)),
    );
    // A little more: the differences may have been rounded down.
    const error = f64x2.mul(f64x2.pmax(above, below), f64x2.splat(1 + 2.0 ** -52));
    v128.store64_lane(DATA + 4 * i, f32x4.demote_f64x2_zero(value), 0);
    v128.store(TOTALS + 8 * i, v128.or(error, v128.not(isOrdinary)));
  }
}

function rounded(x: v128): v128 {
  return f64x2.promote_low_f32x4(f32x4.demote_f64x2_zero(x));
}

/** The sums of two and two of four float32, in float64. */
function halved(x: v128): v128 {
  return f64x2.add(f64x2.promote_low_f32x4(x), f64x2.promote_low_f32x4(i64x2.shuffle(x, x, 1, 1)));
}

/** The sum of two float64, and that of two others. */
function ofTwo(a: v128, b: v128): v128 {
  return f64x2.add(i64x2.shuffle(a, b, 0, 2), i64x2.shuffle(a, b, 1, 3));
}
