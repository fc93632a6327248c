import { BLOCK, CHUNK, kernels } from './kernels';

/** The part of a 64-bit draw's high word that lies within its low 53 bits. */
const HIGH_21_BITS = 0x1fffff;

/** Fewer draws are made one by one: to hand the state over and back takes as long. */
const FEW = 64;

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
  #state: Int32Array = new Int32Array(BLOCK);
  /** The block: what the state gives. */
  #words = new Int32Array(BLOCK);
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
    return (this.#words[this.#next++] ?? 0) >>> 0;
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
    if (end - begin < FEW) {
      for (let i = begin; i < end; i++) mask[i] = Number(this.integer53() < bound);
      return;
    }
    const { state, words, mask: filled, fillBelow } = kernels();
    state.set(this.#state);
    words.set(this.#words);
    const after = this.position + 2 * (end - begin);
    for (let at = begin; at < end; at += CHUNK) {
      const count = Math.min(CHUNK, end - at);
      this.#next = fillBelow(this.#next, count, bound);
      mask.set(filled.subarray(0, count), at);
    }
    this.#state.set(state);
    this.#words.set(words);
    this.#blocks = (after - this.#next) / BLOCK + 1;
  }

  /** An independent engine that goes on from the same place. */
  clone(): Mt19937 {
    const copy = new Mt19937(0);
    copy.#state = this.#state.slice();
    copy.#words = this.#words.slice();
    copy.#next = this.#next;
    copy.#blocks = this.#blocks;
    return copy;
  }

  /** Makes the next block and moves to its start. */
  #refill(): void {
    const { state, words, nextBlock } = kernels();
    state.set(this.#state);
    nextBlock();
    this.#state.set(state);
    this.#words.set(words);
    this.#blocks++;
    this.#next = 0;
  }
}
