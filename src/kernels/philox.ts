import { DATA, MASK, START } from './memory';
import { productHigh } from './products';

/*
 * Philox4x32-10 (Salmon et al., SC11), as at::philox_engine (aten/src/ATen/core/PhiloxRNGEngine.h) and curand
 * have it, for four counters at a time, and four more beside them: each round waits for the one before it.
 */

const MULTIPLIER_A = memory.data<u32>([0xd2511f53]);
const MULTIPLIER_B = memory.data<u32>([0xcd9e8d57]);
const WEYL_A = memory.data<u32>([0x9e3779b9]);
const WEYL_B = memory.data<u32>([0xbb67ae85]);
const ROUNDS = 10;

/**
 * Makes the four words of each of so many counters, which are (low, high, thread, 0), (low, high, thread + 1, 0), and so on:
 * of four counters all the first words, then all the second ones, the third and the fourth.
 * It starts with low and high, and the two halves of the key.
 *
 * @param count a multiple of 8, else some more are made
 */
export function philox(thread: i32, count: i32): void {
  const low = v128.load32_splat(START);
  const high = v128.load32_splat(START, 4);
  const key0 = v128.load32_splat(START, 8);
  const key1 = v128.load32_splat(START, 12);
  const multiplierA = v128.load32_splat(MULTIPLIER_A);
  const multiplierB = v128.load32_splat(MULTIPLIER_B);
  const weylA = v128.load32_splat(WEYL_A);
  const weylB = v128.load32_splat(WEYL_B);
  let threads = i32x4.add(i32x4.splat(thread), i32x4(0, 1, 2, 3));
  for (let at = DATA; at < DATA + 16 * count; at += 128) {
    let a0 = low;
    let a1 = high;
    let a2 = threads;
    let a3 = i32x4.splat(0);
    let b0 = low;
    let b1 = high;
    let b2 = i32x4.add(threads, i32x4.splat(4));
    let b3 = i32x4.splat(0);
    let k0 = key0;
    let k1 = key1;
    for (let round = 0; round < ROUNDS; round++) {
      const ofA0 = productHigh(a0, multiplierA);
      const ofA2 = productHigh(a2, multiplierB);
      const ofB0 = productHigh(b0, multiplierA);
      const ofB2 = productHigh(b2, multiplierB);
      const lowA0 = i32x4.mul(a0, multiplierA);
      const lowB0 = i32x4.mul(b0, multiplierA);
      a0 = v128.xor(v128.xor(ofA2, a1), k0);
      b0 = v128.xor(v128.xor(ofB2, b1), k0);
      a1 = i32x4.mul(a2, multiplierB);
      b1 = i32x4.mul(b2, multiplierB);
      a2 = v128.xor(v128.xor(ofA0, a3), k1);
      b2 = v128.xor(v128.xor(ofB0, b3), k1);
      a3 = lowA0;
      b3 = lowB0;
      k0 = i32x4.add(k0, weylA);
      k1 = i32x4.add(k1, weylB);
    }
    storeFour(at, a0, a1, a2, a3);
    storeFour(at + 64, b0, b1, b2, b3);
    threads = i32x4.add(threads, i32x4.splat(8));
  }
}

function storeFour(at: usize, first: v128, second: v128, third: v128, fourth: v128): void {
  v128.store(at, first);
  v128.store(at, second, 16);
  v128.store(at, third, 32);
  v128.store(at, fourth, 48);
}

/** Sets so many bytes of the mask, counter by counter, to 1 where a word is at most the last one, else to 0. */
export function fillUpTo(count: i32, last: i32): void {
  for (let i = 0; i < count; i += 16) {
    const kept = areUpTo(DATA + 4 * i, last);
    v128.store(MASK + i, i8x16.shuffle(kept, kept, 0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15));
  }
}

/** The same of so many counters: first a byte for the first word of each, behind a quarter of the mask those for the second … */
export function fillUpToByWord(counters: i32, last: i32): void {
  for (let i = 0; i < counters; i += 4) {
    const kept = areUpTo(DATA + 16 * i, last);
    v128.store32_lane(MASK + i, kept, 0);
    v128.store32_lane(MASK + i, kept, 1, 1024);
    v128.store32_lane(MASK + i, kept, 2, 2048);
    v128.store32_lane(MASK + i, kept, 3, 3072);
  }
}

/** The same of doubles: for the first two words of each counter, and behind a quarter of the mask for the others. */
export function fillBelowByWords(counters: i32, bound: f64): void {
  const limit = i64x2.splat(i64(bound));
  for (let i = 0; i < counters; i += 4) {
    const at = DATA + 16 * i;
    const below = i16x8.narrow_i32x4_s(areBelow(at, limit), areBelow(at + 32, limit));
    const kept = i8x16.neg(i8x16.narrow_i16x8_s(below, below));
    v128.store32_lane(MASK + i, kept, 0);
    v128.store32_lane(MASK + i, kept, 1, 1024);
  }
}

/** Of the words of four counters: 1 for those up to a last one, in their order. */
function areUpTo(at: usize, last: i32): v128 {
  const most = i32x4.splat(last);
  const upTo = i8x16.narrow_i16x8_s(
    i16x8.narrow_i32x4_s(i32x4.le_u(v128.load(at), most), i32x4.le_u(v128.load(at, 16), most)),
    i16x8.narrow_i32x4_s(i32x4.le_u(v128.load(at, 32), most), i32x4.le_u(v128.load(at, 48), most)),
  );
  return i8x16.neg(upTo);
}

/** Of two words of four counters: all bits where x ^ (y << 21), the 53 bits of a double, is below a limit. */
function areBelow(at: usize, limit: v128): v128 {
  const x = v128.load(at);
  const y = v128.load(at, 16);
  const low = v128.xor(i64x2.extend_low_i32x4_u(x), i64x2.shl(i64x2.extend_low_i32x4_u(y), 21));
  const high = v128.xor(i64x2.extend_high_i32x4_u(x), i64x2.shl(i64x2.extend_high_i32x4_u(y), 21));
  return i32x4.shuffle(i64x2.lt_s(low, limit), i64x2.lt_s(high, limit), 0, 2, 4, 6);
}
