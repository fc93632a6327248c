import { DATA } from './memory';

/*
 * Rounding of float32 to the 16-bit floats, to the nearest and ties to even, as c10/util/Half.h and BFloat16.h do it.
 */

const MAGNITUDE = 0x7fffffff;
const INFINITY = 0x7f800000;
/** Half of the smallest float16's ulp above 65504: from here on a float16 is infinite. */
const HALF_OVERFLOW = 0x477ff000;
/** 2^-14, the smallest normal float16. */
const HALF_NORMAL = 0x38800000;

/** Rounds so many float32 to bfloat16. */
export function roundToBFloat16(count: i32): void {
  for (let at = DATA; at < DATA + 4 * count; at += 16) v128.store(at, bfloat16Of(v128.load(at)));
}

/** Rounds so many float32 to float16. */
export function roundToHalf(count: i32): void {
  for (let at = DATA; at < DATA + 4 * count; at += 16) v128.store(at, halfOf(v128.load(at)));
}

/** A float32 as bfloat16. */
export function bfloat16(value: f32): f32 {
  return f32x4.extract_lane(bfloat16Of(f32x4.splat(value)), 0);
}

/** A float32 as float16. */
export function half(value: f32): f32 {
  return f32x4.extract_lane(halfOf(f32x4.splat(value)), 0);
}

/** Cuts float32, given as their bits, to their upper 16 bits. */
function bfloat16Of(bits: v128): v128 {
  const magnitude = v128.and(bits, i32x4.splat(MAGNITUDE));
  const isNan = i32x4.gt_s(magnitude, i32x4.splat(INFINITY));
  return v128.bitselect(v128.or(bits, i32x4.splat(0x00400000)), cut(bits, 16), isNan);
}

/** Cuts the mantissas of float32 to 10 bits. */
function halfOf(bits: v128): v128 {
  const magnitude = v128.and(bits, i32x4.splat(MAGNITUDE));
  const sign = v128.andnot(bits, i32x4.splat(MAGNITUDE));
  // Subnormal: a multiple of 2^-24, which is the float32 spacing just above 1/2.
  const offset = f32x4.splat(0.5);
  const subnormal = v128.or(f32x4.sub(f32x4.add(magnitude, offset), offset), sign);
  const isNormal = i32x4.ge_s(magnitude, i32x4.splat(HALF_NORMAL));
  const finite = v128.bitselect(cut(bits, 13), subnormal, isNormal);
  const isNan = i32x4.gt_s(magnitude, i32x4.splat(INFINITY));
  const large = v128.bitselect(bits, v128.or(sign, i32x4.splat(INFINITY)), isNan);
  return v128.bitselect(large, finite, i32x4.ge_s(magnitude, i32x4.splat(HALF_OVERFLOW)));
}

/** Rounds so many bits at the end of each away. */
function cut(bits: v128, count: i32): v128 {
  const last = v128.and(i32x4.shr_u(bits, count), i32x4.splat(1));
  const half = i32x4.splat((1 << (count - 1)) - 1);
  return v128.and(i32x4.add(bits, i32x4.add(half, last)), i32x4.splat(-1 << count));
}
