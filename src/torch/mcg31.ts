import { firstOf } from './firstOf';
import { CHUNK, kernels } from './kernels';

const MODULUS = 2 ** 31 - 1;
const MULTIPLIER = 1132489760;

/**
 * MKL's 31-bit multiplicative congruential generator (`VSL_BRNG_MCG31`): x <- a·x mod (2^31 - 1). L'Ecuyer's
 * table is where the multiplier is from.
 */
export class Mcg31 {
  #state: number;

  /** @param seed a word; it is the first output, unless it is a multiple of the modulus. */
  constructor(seed: number) {
    this.#state = seed % MODULUS || 1;
  }

  /** The next integer, 1 … 2^31 - 2. */
  next(): number {
    const x = this.#state;
    this.#state = times(x, MULTIPLIER, MULTIPLIER / MODULUS);
    return x;
  }

  /** The next so many integers as numbers in (0, 1). */
  uniforms(count: number): Float64Array {
    const uniforms = new Float64Array(count);
    for (let i = 0; i < count; i++) uniforms[i] = this.next() / MODULUS;
    return uniforms;
  }

  /** `viRngBernoulli`: sets each byte from `begin` to `end` to 1 with this probability, else to 0. */
  fillBernoulli(mask: Uint8Array, probability: number, begin: number, end: number): void {
    const bound = firstOf(MODULUS, (integer) => integer / MODULUS >= probability);
    const { start, mask: filled, fillBelowMcg31 } = kernels();
    let at = begin;
    for (; at < end - 3; at += CHUNK) {
      const count = Math.min(CHUNK, (end - at) & ~3);
      // Each output is made of the one four before.
      for (let i = 0; i < 4; i++) start[i] = this.next();
      this.#state = fillBelowMcg31(count, bound);
      mask.set(filled.subarray(0, count), at);
    }
    for (at = Math.max(begin, end - ((end - begin) & 3)); at < end; at++)
      mask[at] = Number(this.next() < bound);
  }
}

/** x·factor mod (2^31 - 1), of integers 1 … 2^31 - 2. @param share factor / (2^31 - 1) */
function times(x: number, factor: number, share: number): number {
  // In doubles the quotient is right or, since it is made a little greater, one too great: the rest tells.
  const quotient = (x * share + 2 ** -20) | 0;
  const rest = (Math.imul(x, factor) - (quotient << 31) + quotient) | 0;
  return rest + ((rest >> 31) >>> 1);
}
