import { BLOCK, MASK, STATE, WORDS } from './memory';

/* The Mersenne Twister mt19937 as at::mt19937 has it (aten/src/ATen/core/MT19937RNGEngine.h), four words at a time. */

const SHIFT = 397;
/** The part of a 64-bit draw's high word that lies within its low 53 bits. */
const HIGH_21_BITS = 0x1fffff;

/** Replaces the state by the one after it (`next_state`), and makes the words that it gives. */
export function nextBlock(): void {
  const upper = i32x4.splat(0x80000000);
  const one = i32x4.splat(1);
  const matrix = i32x4.splat(0x9908b0df);
  // The new state is written behind the old one, so that all of its words are reckoned alike: those for which the old
  // state is too short find what they need in the beginning of the new one.
  for (let at = STATE; at < STATE + 4 * BLOCK; at += 16) {
    const following = v128.load(at, 4);
    // The upper bit of one, the lower ones of the other.
    const joined = v128.bitselect(v128.load(at), following, upper);
    const odd = i32x4.eq(v128.and(following, one), one);
    const twisted = v128.xor(i32x4.shr_u(joined, 1), v128.and(odd, matrix));
    const state = v128.xor(v128.load(at, 4 * SHIFT), twisted);
    v128.store(at, state, 4 * BLOCK);
    v128.store(at - STATE + WORDS, tempered(state));
  }
  memory.copy(STATE, STATE + 4 * BLOCK, 4 * BLOCK);
}

/** The words that words of the state give. */
function tempered(words: v128): v128 {
  let y = v128.xor(words, i32x4.shr_u(words, 11));
  y = v128.xor(y, v128.and(i32x4.shl(y, 7), i32x4.splat(0x9d2c5680)));
  y = v128.xor(y, v128.and(i32x4.shl(y, 15), i32x4.splat(0xefc60000)));
  return v128.xor(y, i32x4.shr_u(y, 18));
}

/**
 * Sets so many bytes of the mask to 1 where the low 53 bits of two words, of which the first is the high half, are below a
 * bound, else to 0.
 *
 * @param next index of the coming word
 * @param bound an integer, 0 … 2^53
 * @returns index of the word after the last one
 */
export function fillBelow(next: i32, count: i32, bound: f64): i32 {
  const limit = u64(bound);
  const high = i32x4.splat(i32(limit >> 32));
  const end = MASK + count;
  let mask = MASK;
  while (mask < end) {
    if (next === BLOCK) next = refilled();
    const pairs = min(i32(end - mask), (BLOCK - next) >> 1);
    if (pairs === 0) {
      // One word is left of this block: the pair straddles two.
      const first = load<u32>(WORDS + 4 * next);
      next = refilled() + 1;
      store<u8>(mask++, isBelow(first, load<u32>(WORDS), limit));
      continue;
    }
    let at = WORDS + 4 * next;
    const stop = mask + pairs;
    for (; mask + 16 <= stop; mask += 16, at += 128) {
      const a = highBits(at);
      const b = highBits(at + 32);
      const c = highBits(at + 64);
      const d = highBits(at + 96);
      // Both are below 2^22, so that signs do not matter.
      const below = i8x16.narrow_i16x8_s(
        i16x8.narrow_i32x4_s(i32x4.lt_s(a, high), i32x4.lt_s(b, high)),
        i16x8.narrow_i32x4_s(i32x4.lt_s(c, high), i32x4.lt_s(d, high)),
      );
      v128.store(mask, i8x16.neg(below));
      // The high words decide all but one draw in two million.
      const open = v128.or(
        v128.or(i32x4.eq(a, high), i32x4.eq(b, high)),
        v128.or(i32x4.eq(c, high), i32x4.eq(d, high)),
      );
      if (v128.any_true(open)) fillOneByOne(mask, mask + 16, at, limit);
    }
    fillOneByOne(mask, stop, at, limit);
    mask = stop;
    next += 2 * pairs;
  }
  return next;
}

/** Makes the next block, and moves to its start. */
function refilled(): i32 {
  nextBlock();
  return 0;
}

/** Of the first of four pairs of words: the bits that lie within the low 53. */
function highBits(at: usize): v128 {
  const first = i32x4.shuffle(v128.load(at), v128.load(at, 16), 0, 2, 4, 6);
  return v128.and(first, i32x4.splat(HIGH_21_BITS));
}

function fillOneByOne(mask: usize, end: usize, at: usize, limit: u64): void {
  for (; mask < end; mask++, at += 8) store<u8>(mask, isBelow(load<u32>(at), load<u32>(at, 4), limit));
}

function isBelow(first: u32, second: u32, limit: u64): u8 {
  return u8(((u64(first & HIGH_21_BITS) << 32) | u64(second)) < limit);
}
