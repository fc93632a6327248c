import { MASK, START } from './memory';
import { productHigh } from './products';

/* MKL's 31-bit multiplicative congruential generator: x <- a·x mod (2^31 - 1), four steps at a time. */

const MODULUS = 0x7fffffff;
/** What four steps multiply with. */
const FOUR_STEPS = 480863449;

/**
 * Sets so many bytes of the mask to 1 where an output is below a bound, else to 0. It starts with four outputs in a row.
 *
 * @param count a multiple of 4
 * @returns the output after the last one
 */
export function fillBelowMcg31(count: i32, bound: i32): i32 {
  const limit = i32x4.splat(bound);
  const factor = i32x4.splat(FOUR_STEPS);
  let outputs = v128.load(START);
  for (let mask = MASK; mask < MASK + count; mask += 4) {
    const below = i16x8.narrow_i32x4_s(i32x4.lt_s(outputs, limit), i32x4.splat(0));
    v128.store32_lane(mask, i8x16.neg(i8x16.narrow_i16x8_s(below, below)), 0);
    outputs = rest(i32x4.mul(outputs, factor), productHigh(outputs, factor));
  }
  return i32x4.extract_lane(outputs, 0);
}

/** Products below 2^62, by their halves, modulo 2^31 - 1. None is a multiple of it, so that 0 does not come up. */
function rest(low: v128, high: v128): v128 {
  const modulus = i32x4.splat(MODULUS);
  // 2^31 leaves 1: the upper bits count as much as the lower ones.
  const upper = v128.or(i32x4.shl(high, 1), i32x4.shr_u(low, 31));
  const sum = i32x4.add(v128.and(low, modulus), upper);
  // It has the sign of what is greater than the modulus.
  return i32x4.sub(sum, v128.and(i32x4.shr_s(sum, 31), modulus));
}
