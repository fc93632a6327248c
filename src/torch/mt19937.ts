/** Words in the state, and so in one block. */
export const BLOCK = 624;
const SHIFT = 397;
const MATRIX_A = 0x9908b0df | 0;
const UPPER = 0x80000000 | 0;
const LOWER = 0x7fffffff;

/** Makes the output word of a state word. The result is signed; `>>> 0` gives the uint32. */
export function temper(word: number): number {
  let y = word ^ (word >>> 11);
  y ^= (y << 7) & 0x9d2c5680;
  y ^= (y << 15) & 0xefc60000;
  return y ^ (y >>> 18);
}

/**
 * The Mersenne Twister mt19937 as `at::mt19937` has it (aten/src/ATen/core/MT19937RNGEngine.h),
 * generated a block of 624 words at a time.
 *
 * `state` and `next` are open to the generator's bulk loops, which temper only the words they need:
 * the words from `state[next]` on are the coming ones, untempered.
 */
export class Mt19937 {
  /** Signed, because that is what the engine's bit operations work on. */
  readonly state = new Int32Array(BLOCK);
  /** Index of the coming word; BLOCK where the block is used up. */
  next = BLOCK;

  /** @param seed its low 32 bits are used, as by the reference `init_genrand`. */
  constructor(seed: number) {
    this.seed(seed);
  }

  /** Starts again from a seed, of which the low 32 bits are used. */
  seed(seed: number): void {
    const state = this.state;
    let previous = seed | 0;
    state[0] = previous;
    for (let i = 1; i < BLOCK; i++) {
      previous = (Math.imul(1812433253, previous ^ (previous >>> 30)) + i) | 0;
      state[i] = previous;
    }
    this.next = BLOCK;
  }

  /** The next word, 0 … 2^32 - 1. */
  word(): number {
    if (this.next >= BLOCK) this.refill();
    return temper(this.state[this.next++] ?? 0) >>> 0;
  }

  /** Makes the next block and moves `next` to its start. */
  refill(): void {
    const state = this.state;
    // Each new word needs two old neighbours and a word 397 places on, which for the later ones is
    // already new. Three plain loops, because the index arithmetic of one loop costs more than it saves.
    let current = state[0] ?? 0;
    let i = 0;
    for (; i < BLOCK - SHIFT; i++) {
      const following = state[i + 1] ?? 0;
      state[i] = (state[i + SHIFT] ?? 0) ^ twist(current, following);
      current = following;
    }
    for (; i < BLOCK - 1; i++) {
      const following = state[i + 1] ?? 0;
      state[i] = (state[i + SHIFT - BLOCK] ?? 0) ^ twist(current, following);
      current = following;
    }
    state[i] = (state[SHIFT - 1] ?? 0) ^ twist(current, state[0] ?? 0);
    this.next = 0;
  }

  /** An independent engine that goes on from the same place. */
  clone(): Mt19937 {
    const copy = new Mt19937(0);
    copy.state.set(this.state);
    copy.next = this.next;
    return copy;
  }
}

function twist(current: number, following: number): number {
  return (((current & UPPER) | (following & LOWER)) >>> 1) ^ (-(following & 1) & MATRIX_A);
}
