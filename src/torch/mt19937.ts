/** Words in the state, and so in one block. */
const BLOCK = 624;
const SHIFT = 397;
const MATRIX_A = 0x9908b0df | 0;
const UPPER = 0x80000000 | 0;

/** The part of a 64-bit draw's high word that lies within its low 53 bits. */
const HIGH_21_BITS = 0x1fffff;

/** Makes the output word of a state word. The result is signed; `>>> 0` gives the uint32. */
function temper(word: number): number {
  let y = word ^ (word >>> 11);
  y ^= (y << 7) & 0x9d2c5680;
  y ^= (y << 15) & 0xefc60000;
  return y ^ (y >>> 18);
}

/** The words from which a seed starts, of which the low 32 bits are used (`init_genrand` of the reference). */
export function wordsOf(seed: number): Int32Array {
  const words = new Int32Array(BLOCK);
  let previous = seed | 0;
  words[0] = previous;
  for (let i = 1; i < BLOCK; i++) {
    previous = (Math.imul(1812433253, previous ^ (previous >>> 30)) + i) | 0;
    words[i] = previous;
  }
  return words;
}

/**
 * The Mersenne Twister mt19937 as `at::mt19937` has it (aten/src/ATen/core/MT19937RNGEngine.h),
 * generated a block of 624 words at a time.
 */
export class Mt19937 {
  /** The block, untempered. Signed, because that is what bit operations work on. */
  #state: Int32Array = new Int32Array(BLOCK);
  /** Index of the coming word; BLOCK where the block is used up. */
  #next = BLOCK;
  /** How many blocks were made since seeding. */
  #blocks = 0;

  /** @param seed its low 32 bits are used, as by the reference `init_genrand`. */
  constructor(seed: number) {
    this.seed(seed);
  }

  /** Starts again from a seed, of which the low 32 bits are used. */
  seed(seed: number): void {
    this.start(wordsOf(seed));
  }

  /** Starts again from the words of another way to seed, which it takes over. */
  start(words: Int32Array): void {
    this.#state = words;
    this.#next = BLOCK;
    this.#blocks = 0;
  }

  /** How many words were given or passed over since seeding. */
  get position(): number {
    return (this.#blocks - 1) * BLOCK + this.#next;
  }

  /** The next word, 0 … 2^32 - 1. */
  word(): number {
    if (this.#next >= BLOCK) this.#refill();
    return temper(this.#state[this.#next++] ?? 0) >>> 0;
  }

  /** Passes over so many words. */
  skip(count: number): void {
    let rest = count;
    while (rest > BLOCK - this.#next) {
      rest -= BLOCK - this.#next;
      this.#refill();
    }
    this.#next += rest;
  }

  /** The next 53-bit integer: the low 53 bits of two words, of which the first is the high half. */
  integer53(): number {
    const high = this.word() & HIGH_21_BITS;
    return high * 2 ** 32 + this.word();
  }

  /**
   * Sets each byte of a mask from `begin` to `end` to 1 where the next `integer53()` is below a bound,
   * else to 0.
   *
   * @param bound an integer, 0 … 2^53.
   */
  fillBelow(mask: Uint8Array, bound: number, begin: number, end: number): void {
    let i = begin;
    while (i < end) {
      if (this.#next >= BLOCK) this.#refill();
      const pairs = Math.min(end - i, (BLOCK - this.#next) >> 1);
      if (pairs === 0) {
        // One word is left of this block: the pair straddles two.
        mask[i++] = this.integer53() < bound ? 1 : 0;
        continue;
      }
      fillBelowInBlock(this.#state, this.#next, mask, { begin: i, end: i + pairs }, bound);
      this.#next += 2 * pairs;
      i += pairs;
    }
  }

  /** An independent engine that goes on from the same place. */
  clone(): Mt19937 {
    const copy = new Mt19937(0);
    copy.#state = this.#state.slice();
    copy.#next = this.#next;
    copy.#blocks = this.#blocks;
    return copy;
  }

  /** Makes the next block and moves to its start. */
  #refill(): void {
    makeNextBlock(this.#state);
    this.#blocks++;
    this.#next = 0;
  }
}

/*
 * The two loops that do the work stand alone, each called once for a block: the engine's compiler makes far
 * better code of them so than inside a longer method.
 */

/** Replaces a block by the one after it (`next_state`). */
function makeNextBlock(state: Int32Array): void {
  // Each new word needs two old neighbours and a word 397 places on, which for the later ones is already
  // new. Two loops, because index arithmetic modulo the block costs more than it saves, and two words at a
  // time, for speed.
  let current = state[0] ?? 0;
  let i = 0;
  for (; i < BLOCK - SHIFT - 1; i += 2) {
    const following = state[i + 1] ?? 0;
    const afterNext = state[i + 2] ?? 0;
    state[i] = (state[i + SHIFT] ?? 0) ^ twist(current, following);
    state[i + 1] = (state[i + 1 + SHIFT] ?? 0) ^ twist(following, afterNext);
    current = afterNext;
  }
  // The last word that needs one from the end of the block: their number is odd.
  const middle = state[i + 1] ?? 0;
  state[i] = (state[BLOCK - 1] ?? 0) ^ twist(current, middle);
  current = middle;
  i++;
  for (; i < BLOCK - 1; i += 2) {
    const following = state[i + 1] ?? 0;
    const afterNext = state[i + 2] ?? 0;
    state[i] = (state[i + SHIFT - BLOCK] ?? 0) ^ twist(current, following);
    state[i + 1] = (state[i + 1 + SHIFT - BLOCK] ?? 0) ^ twist(following, afterNext);
    current = afterNext;
  }
  state[i] = (state[SHIFT - 1] ?? 0) ^ twist(current, state[0] ?? 0);
}

/**
 * `fillBelow` over pairs of words that lie in one block. Compared half by half the high words decide all
 * but one draw in two million, so that the low word is mostly not even tempered.
 */
function fillBelowInBlock(
  state: Int32Array,
  next: number,
  mask: Uint8Array,
  { begin, end }: { readonly begin: number; readonly end: number },
  bound: number,
): void {
  const highBound = Math.floor(bound / 2 ** 32);
  let i = begin;
  // Four at a time, all read before any is written, for speed: the engine reads an array's address and length again
  // after each write.
  for (; i < end - 3; i += 4, next += 8) {
    const first = (temper(state[next] ?? 0) & HIGH_21_BITS) - highBound;
    const second = (temper(state[next + 2] ?? 0) & HIGH_21_BITS) - highBound;
    const third = (temper(state[next + 4] ?? 0) & HIGH_21_BITS) - highBound;
    const fourth = (temper(state[next + 6] ?? 0) & HIGH_21_BITS) - highBound;
    // Both are below 2^22, so that the sign bit of the difference is the comparison, without a branch.
    mask[i] = first >>> 31;
    mask[i + 1] = second >>> 31;
    mask[i + 2] = third >>> 31;
    mask[i + 3] = fourth >>> 31;
    if (first === 0 || second === 0 || third === 0 || fourth === 0)
      for (let k = 0; k < 4; k++) mask[i + k] = isBelow(state, next + 2 * k, bound);
  }
  for (; i < end; i++, next += 2) mask[i] = isBelow(state, next, bound);
}

/** 1 where the 53-bit integer of a pair of words is below a bound, else 0. */
function isBelow(state: Int32Array, pair: number, bound: number): number {
  const high = temper(state[pair] ?? 0) & HIGH_21_BITS;
  return Number(high * 2 ** 32 + (temper(state[pair + 1] ?? 0) >>> 0) < bound);
}

function twist(current: number, following: number): number {
  // The upper bit of one, the lower ones of the other.
  const joined = following ^ ((following ^ current) & UPPER);
  return (joined >>> 1) ^ Math.imul(following & 1, MATRIX_A);
}
