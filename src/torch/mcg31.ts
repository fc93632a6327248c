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
    // The product has 61 bits, a double 53: half of x at a time.
    this.#state = (((MULTIPLIER * (x >>> 16)) % MODULUS) * 65536 + MULTIPLIER * (x & 0xffff)) % MODULUS;
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
    for (let i = begin; i < end; i++) mask[i] = this.next() / MODULUS < probability ? 1 : 0;
  }
}
