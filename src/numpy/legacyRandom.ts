import { visit } from '../torch/ledger';
import { Mt19937 } from '../torch/mt19937';
import { NumpyError } from './errors';
import { invertedBinomials } from './binomial';
import type { Gaussian, RandomNumbers } from './randomNumbers';

/**
 * By what part of itself a normal value of another C library may differ: it is the root of a quotient of a logarithm,
 * times a number; each of the steps is good to one unit in the last place.
 */
const LAST_BITS = 2 ** -49;

/**
 * What `np.random.seed`, `rand` and their kin share: numpy's `RandomState`, which is frozen to draw what it always drew
 * (numpy/random/_mt19937.pyx, mtrand.pyx, src/legacy/legacy-distributions.c, src/distributions/distributions.c).
 */
export class LegacyRandom implements RandomNumbers {
  #engine: Mt19937;
  /** The second of a pair of normal values. */
  #cached: Gaussian | undefined;

  /** @param seed 0 … 2^32-1, as `np.random.seed` takes it. */
  constructor(seed: number) {
    this.#engine = new Mt19937(seed);
  }

  /** Starts again from a seed, 0 … 2^32-1 (`_legacy_seeding`). */
  seed(seed: number): void {
    this.#engine.seed(seed);
    this.#cached = undefined;
  }

  /** An independent generator that goes on from the same place. */
  clone(): LegacyRandom {
    const copy = new LegacyRandom(0);
    copy.#engine = this.#engine.clone();
    copy.#cached = this.#cached;
    return copy;
  }

  /** A double in [0, 1) with 53 random bits, of two words (`mt19937_next_double`). */
  double(): number {
    const high = this.#engine.word() >>> 5;
    const low = this.#engine.word() >>> 6;
    return (high * 2 ** 26 + low) / 2 ** 53;
  }

  /** So many of them. */
  doubles(count: number): Float64Array {
    visit(count, 4);
    return Float64Array.from({ length: count }, () => this.double());
  }

  /** A standard normal value (`legacy_gauss`): Marsaglia's polar method, which makes two at a time. */
  gaussian(): Gaussian {
    const cached = this.#cached;
    this.#cached = undefined;
    if (cached !== undefined) return cached;
    for (;;) {
      const [x, y] = [2 * this.double() - 1, 2 * this.double() - 1];
      const square = x * x + y * y;
      if (square >= 1 || square === 0) continue;
      const factor = Math.sqrt((-2 * Math.log(square)) / square);
      const one = (value: number): Gaussian => ({ value, error: Math.abs(value) * LAST_BITS });
      this.#cached = one(factor * x);
      return one(factor * y);
    }
  }

  /** An integer from 0 to `most` (`random_interval`, `buffered_bounded_masked_uint32`): words are cut to its bits until one fits. */
  interval(most: bigint): bigint {
    if (most === 0n) return 0n;
    const bits = most.toString(2).length;
    for (;;) {
      let word = BigInt(this.#engine.word());
      if (bits > 32) word = (word << 32n) | BigInt(this.#engine.word());
      const value = BigInt.asUintN(bits, word);
      if (value <= most) return value;
    }
  }

  /** Integers from `low` to below `high` (`_rand_int64`). */
  integers(low: bigint, high: bigint, count: number): BigInt64Array {
    visit(count, 40);
    return BigInt64Array.from({ length: count }, () => low + this.interval(high - 1n - low));
  }

  /** The order that `shuffle` brings so many things into (Fisher and Yates, from the end). */
  order(count: number): Float64Array {
    visit(count, 40);
    const order = Float64Array.from({ length: count }, (_, i) => i);
    for (let i = count - 1; i > 0; i--) {
      const j = Number(this.interval(BigInt(i)));
      [order[i], order[j]] = [order[j] ?? 0, order[i] ?? 0];
    }
    return order;
  }

  taken(count: number, size: number): Float64Array {
    if (size > count)
      throw new NumpyError('ValueError', "Cannot take a larger sample than population when 'replace=False'");
    return this.order(count).slice(0, size);
  }

  binomial(n: number, p: number, count: number): BigInt64Array {
    return invertedBinomials(() => this.double(), n, p, count);
  }
}
