import { DATA } from './memory';

/*
 * Rounding of float32 to the 16-bit floats, to the nearest and ties to even, as c10/util/Half.h and BFloat16.h do it.
 */

const MAGNITUDE = 0x7fffffff;
const EXPONENT = 0x7f800000;

/** Rounds so many float32 to bfloat16: cuts them, given as their bits, to their upper 16. */
export function roundToBFloat16(count: i32): void {
  for (let at = DATA; at < DATA + 4 * count; at += 16) {
    const bits = v128.load(at);
    const last = v128.and(i32x4.shr_u(bits, 16), i32x4.splat(1));
    const cut = i32x4.add(bits, i32x4.add(last, i32x4.splat(0x7fff)));
    const rounded = v128.and(cut, i32x4.splat(0xffff0000));
    // What is added could make a number of a NaN.
    v128.store(at, v128.bitselect(i32x4.splat(0x7fc00000), rounded, f32x4.ne(bits, bits)));
  }
}

/** Rounds so many float32 to float16. */
export function roundToHalf(count: i32): void {
  const infinity = i32x4.splat(EXPONENT);
  for (let at = DATA; at < DATA + 4 * count; at += 16) {
    const x = v128.load(at);
    const magnitude = v128.and(x, i32x4.splat(MAGNITUDE));
    // A power of two so much greater that the sum has the spacing of a float16 as great as x; below 2^-14 that is 2^-24.
    const exponent = i32x4.max_s(v128.and(x, infinity), i32x4.splat(0x38800000));
    const power = i32x4.add(i32x4.min_s(exponent, i32x4.splat(0x47800000)), i32x4.splat(13 << 23));
    const rounded = f32x4.sub(f32x4.add(magnitude, power), power);
    const isTooLarge = f32x4.ge(rounded, f32x4.splat(65536));
    const finite = v128.bitselect(infinity, rounded, isTooLarge);
    v128.store(at, v128.or(finite, v128.andnot(x, i32x4.splat(MAGNITUDE))));
  }
}
