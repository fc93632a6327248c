import { DATA, MASK, START } from './memory';

/*
 * Philox4x32-10 (Salmon et al., SC11), as at::philox_engine (aten/src/ATen/core/PhiloxRNGEngine.h) and curand
 * have it, for four counters at a time.
 */

const MULTIPLIER_A = 0xd2511f53;
const MULTIPLIER_B = 0xcd9e8d57;
const WEYL_A = 0x9e3779b9;
const WEYL_B = 0xbb67ae85;
const ROUNDS = 10;

/**
 * Makes the four words of each of so many counters, which are (low, high, thread, 0), (low, high, thread + 1, 0), and so on.
 * It starts with low and high, and the two halves of the key.
 *
 * @param count a multiple of 4
 */
export function philox(thread: i32, count: i32): void {
  const low = v128.load32_splat(START);
  const high = v128.load32_splat(START, 4);
  const key0 = v128.load32_splat(START, 8);
  const key1 = v128.load32_splat(START, 12);
  const multiplierA = i32x4.splat(MULTIPLIER_A);
  const multiplierB = i32x4.splat(MULTIPLIER_B);
  let threads = i32x4.add(i32x4.splat(thread), i32x4(0, 1, 2, 3));
  for (let at = DATA; at < DATA + 16 * count; at += 64) {
    let c0 = low;
    let c1 = high;
    let c2 = threads;
    let c3 = i32x4.splat(0);
    let k0 = key0;
    let k1 = key1;
    for (let round = 0; round < ROUNDS; round++) {
      const high0 = productHigh(c0, multiplierA);
      const high1 = productHigh(c2, multiplierB);
      const low0 = i32x4.mul(c0, multiplierA);
      const low1 = i32x4.mul(c2, multiplierB);
      c0 = v128.xor(v128.xor(high1, c1), k0);
      c1 = low1;
      c2 = v128.xor(v128.xor(high0, c3), k1);
      c3 = low0;
      k0 = i32x4.add(k0, i32x4.splat(WEYL_A));
      k1 = i32x4.add(k1, i32x4.splat(WEYL_B));
    }
    storeByCounter(at, c0, c1, c2, c3);
    threads = i32x4.add(threads, i32x4.splat(4));
  }
}

/** Sets so many bytes of the mask to 1 where a word is at most the last one, else to 0. */
export function fillUpTo(count: i32, last: i32): void {
  const most = i32x4.splat(last);
  for (let i = 0; i < count; i += 16) {
    const at = DATA + 4 * i;
    const upTo = i8x16.narrow_i16x8_s(
      i16x8.narrow_i32x4_s(i32x4.le_u(v128.load(at), most), i32x4.le_u(v128.load(at, 16), most)),
      i16x8.narrow_i32x4_s(i32x4.le_u(v128.load(at, 32), most), i32x4.le_u(v128.load(at, 48), most)),
    );
    v128.store(MASK + i, i8x16.neg(upTo));
  }
}

/** The upper 32 bits of products of uint32. */
function productHigh(a: v128, b: v128): v128 {
  return i32x4.shuffle(i64x2.extmul_low_i32x4_u(a, b), i64x2.extmul_high_i32x4_u(a, b), 1, 3, 5, 7);
}

/** Stores the first, second, third and fourth words of four counters as the words of the first counter, of the second … */
function storeByCounter(at: usize, first: v128, second: v128, third: v128, fourth: v128): void {
  const a = i32x4.shuffle(first, second, 0, 4, 1, 5);
  const b = i32x4.shuffle(third, fourth, 0, 4, 1, 5);
  const c = i32x4.shuffle(first, second, 2, 6, 3, 7);
  const d = i32x4.shuffle(third, fourth, 2, 6, 3, 7);
  v128.store(at, i64x2.shuffle(a, b, 0, 2));
  v128.store(at, i64x2.shuffle(a, b, 1, 3), 16);
  v128.store(at, i64x2.shuffle(c, d, 0, 2), 32);
  v128.store(at, i64x2.shuffle(c, d, 1, 3), 48);
}
