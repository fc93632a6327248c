import { MASK, START } from './memory';

/* MKL's 31-bit multiplicative congruential generator: x <- a·x mod (2^31 - 1), four steps at a time. */

const MODULUS: i64 = 2 ** 31 - 1;
/** What four steps multiply with. */
const FOUR_STEPS: i64 = 480863449;

/**
 * Sets so many bytes of the mask to 1 where an output is below a bound, else to 0. It starts with four outputs in a row.
 *
 * @param count a multiple of 4
 * @returns the output after the last one
 */
export function fillBelowMcg31(count: i32, bound: i32): i32 {
  const limit = i32x4.splat(bound);
  let outputs = v128.load(START);
  for (let mask = MASK; mask < MASK + count; mask += 4) {
    const below = i16x8.narrow_i32x4_s(i32x4.lt_s(outputs, limit), i32x4.splat(0));
    v128.store32_lane(mask, i8x16.neg(i8x16.narrow_i16x8_s(below, below)), 0);
    const factor = i32x4.splat(i32(FOUR_STEPS));
    const low = rest(i64x2.extmul_low_i32x4_u(outputs, factor));
    const high = rest(i64x2.extmul_high_i32x4_u(outputs, factor));
    outputs = i32x4.shuffle(low, high, 0, 2, 4, 6);
  }
  return i32x4.extract_lane(outputs, 0);
}

/** Products below 2^62 modulo 2^31 - 1. Neither is a multiple of it, so that 0 does not come up. */
function rest(products: v128): v128 {
  const modulus = i64x2.splat(MODULUS);
  // 2^31 leaves 1: the upper bits count as much as the lower ones.
  const sum = i64x2.add(v128.and(products, modulus), i64x2.shr_u(products, 31));
  return i64x2.sub(sum, v128.and(i64x2.gt_s(sum, modulus), modulus));
}
