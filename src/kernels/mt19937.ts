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
  for (let mask = MASK; mask < end;) {
    if (next >= BLOCK - 1) {
      // A word that is left over goes before the ones to come: a pair straddles both.
      const last = load<u32>(WORDS + 4 * (BLOCK - 1));
      nextBlock();
      store<u32>(WORDS - 4, last);
      next -= BLOCK;
    }
    const pairs = min(i32(end - mask), (BLOCK - next) >> 1);
    const stop = mask + pairs;
    let at = WORDS + 4 * next;
    next += 2 * pairs;
    while (mask < stop) {
      let open = stop;
      if (mask + 8 <= stop) {
        const a = highBits(at);
        const b = highBits(at + 32);
        // All of them are below 2^22, so that signs do not matter.
        const below = i16x8.narrow_i32x4_s(i32x4.lt_s(a, high), i32x4.lt_s(b, high));
        v128.store64_lane(mask, i8x16.neg(i8x16.narrow_i16x8_s(below, below)), 0);
        // The high words decide all but one draw in two million.
        if (!v128.any_true(v128.or(i32x4.eq(a, high), i32x4.eq(b, high)))) {
          mask += 8;
          at += 64;
          continue;
        }
        open = mask + 8;
      }
      for (; mask < open; mask++, at += 8) {
        const integer = (u64(load<u32>(at) & HIGH_21_BITS) << 32) | u64(load<u32>(at, 4));
        store<u8>(mask, u8(integer < limit));
      }
    }
  }
  return next;
}

/** Of the first of four pairs of words: the bits that lie within the low 53. */
function highBits(at: usize): v128 {
  const first = i32x4.shuffle(v128.load(at), v128.load(at, 16), 0, 2, 4, 6);
  return v128.and(first, i32x4.splat(HIGH_21_BITS));
}
