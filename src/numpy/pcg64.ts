const MASK_32 = 0xffffffffn;
const MULTIPLIER = 0x2360ed051fc65da44385df649fccf645n;

const product = (a: number, b: number): number => Math.imul(a, b) >>> 0;

/** What numpy's `SeedSequence` makes of a seed: so many words of 32 bits (numpy/random/bit_generator.pyx). */
export function seedWords(seed: bigint, count: number): Uint32Array {
  const entropy: number[] = [];
  for (let rest = seed; rest > 0n || entropy.length === 0; rest >>= 32n) entropy.push(Number(rest & MASK_32));
  let constant = 0x43b0d7e5;
  const hashed = (value: number): number => {
    let word = (value ^ constant) >>> 0;
    constant = product(constant, 0x931e8875);
    word = product(word, constant);
    return (word ^ (word >>> 16)) >>> 0;
  };
  const mixed = (x: number, y: number): number => {
    const word = (product(x, 0xca01f9dd) - product(y, 0x4973f715)) >>> 0;
    return (word ^ (word >>> 16)) >>> 0;
  };
  const pool = Uint32Array.from({ length: 4 }, (_, i) => hashed(entropy[i] ?? 0));
  for (const from of pool.keys())
    for (const to of pool.keys()) if (from !== to) pool[to] = mixed(pool[to] ?? 0, hashed(pool[from] ?? 0));
  for (const more of entropy.slice(4))
    for (const to of pool.keys()) pool[to] = mixed(pool[to] ?? 0, hashed(more));
  let own = 0x8b51f9dd;
  return Uint32Array.from({ length: count }, (_, i) => {
    let word = ((pool[i % 4] ?? 0) ^ own) >>> 0;
    own = product(own, 0x58f38ded);
    word = product(word, own);
    return (word ^ (word >>> 16)) >>> 0;
  });
}

/** O'Neill's PCG XSL RR 128/64, behind `np.random.default_rng` (numpy/random/src/pcg64/pcg64.h). */
export class Pcg64 {
  #state = 0n;
  readonly #increment: bigint;
  /** The upper half of a word of which the lower one was given. */
  #half: number | undefined;

  /** @param seed not negative */
  constructor(seed: bigint) {
    const words = seedWords(seed, 8);
    const [first = 0n, second = 0n, third = 0n, fourth = 0n] = [0, 2, 4, 6].map(
      (i) => BigInt(words[i] ?? 0) | (BigInt(words[i + 1] ?? 0) << 32n),
    );
    this.#increment = BigInt.asUintN(128, (((third << 64n) | fourth) << 1n) | 1n);
    this.#step();
    this.#state = BigInt.asUintN(128, this.#state + ((first << 64n) | second));
    this.#step();
  }

  #step(): void {
    this.#state = BigInt.asUintN(128, this.#state * MULTIPLIER + this.#increment);
  }

  /** 64 random bits. */
  long(): bigint {
    this.#step();
    const word = BigInt.asUintN(64, (this.#state >> 64n) ^ this.#state);
    const turn = this.#state >> 122n;
    return BigInt.asUintN(64, (word >> turn) | (word << (64n - turn)));
  }

  /** 32 random bits, the lower half of 64 first. */
  word(): number {
    const half = this.#half;
    this.#half = undefined;
    if (half !== undefined) return half;
    const long = this.long();
    this.#half = Number(long >> 32n);
    return Number(long & MASK_32);
  }
}
