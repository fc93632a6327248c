import { UndecidedError } from '../torch/algebra/undecided';
import { visit } from '../torch/ledger';
import { NumpyError } from './errors';
import { invertedBinomials } from './binomial';
import type { Gaussian, RandomNumbers } from './randomNumbers';
import { Pcg64 } from './pcg64';
import { HEIGHTS, INNER, TAIL, WIDTH_ERROR, WIDTHS } from './ziggurat';

const HALF = 2 ** 52;
/** How near to a bound a number may be before it hangs on the last bits of a table. */
const TOO_NEAR = 2 ** -36;

function isLess(a: number, b: number): boolean {
  if (Math.abs(a - b) < TOO_NEAR * Math.max(1, Math.abs(b))) throw new UndecidedError('a normal number');
  return a < b;
}

function shuffled(items: Float64Array, draw: (most: number) => number): Float64Array {
  for (let i = items.length - 1; i > 0; i--) {
    const j = draw(i);
    [items[i], items[j]] = [items[j] ?? 0, items[i] ?? 0];
  }
  return items;
}

/** What `np.random.default_rng(seed)` draws from: numpy's `Generator` (numpy/random/_generator.pyx, src/distributions/). */
export class DefaultRandom implements RandomNumbers {
  readonly #engine: Pcg64;

  /** @param seed not negative */
  constructor(seed: bigint) {
    this.#engine = new Pcg64(seed);
  }

  double(): number {
    return Number(this.#engine.long() >> 11n) / 2 ** 53;
  }

  doubles(count: number): Float64Array {
    visit(count, 40);
    return Float64Array.from({ length: count }, () => this.double());
  }

  /** `random_standard_normal`. */
  gaussian(): Gaussian {
    for (;;) {
      const word = this.#engine.long();
      const layer = Number(word & 0xffn);
      const part = Number((word >> 9n) & 0xfffffffffffffn) / HALF;
      const isNegative = ((word >> 8n) & 1n) === 1n;
      const made = (value: number, negative = isNegative): Gaussian => ({
        value: negative ? -value : value,
        error: value * WIDTH_ERROR,
      });
      const x = part * (WIDTHS[layer] ?? 0);
      if (isLess(part, INNER[layer] ?? 0)) return made(x);
      if (layer === 0) {
        const isBelow = ((word >> 17n) & 1n) === 1n;
        for (;;) {
          const beyond = -Math.log1p(-this.double()) / TAIL;
          const height = -Math.log1p(-this.double());
          if (isLess(beyond * beyond, height + height)) return made(TAIL + beyond, isBelow);
        }
      }
      const [low, high] = [HEIGHTS[layer] ?? 0, HEIGHTS[layer - 1] ?? 0];
      if (isLess((high - low) * this.double() + low, Math.exp(-0.5 * x * x))) return made(x);
    }
  }

  /** An integer from 0 to `most`, without a bias, by Lemire's method (`random_bounded_uint64`). */
  interval(most: bigint): bigint {
    if (most === 0n) return 0n;
    const bits = most <= 0xffffffffn ? 32 : 64;
    const draw = (): bigint => (bits === 32 ? BigInt(this.#engine.word()) : this.#engine.long());
    const count = most + 1n;
    const size = 1n << BigInt(bits);
    if (count === size) return draw();
    let product = draw() * count;
    const least = (size - count) % count;
    while (BigInt.asUintN(bits, product) < least) product = draw() * count;
    return product >> BigInt(bits);
  }

  integers(low: bigint, high: bigint, count: number): BigInt64Array {
    visit(count, 60);
    return BigInt64Array.from({ length: count }, () => low + this.interval(high - 1n - low));
  }

  order(count: number): Float64Array {
    visit(count, 60);
    return shuffled(
      Float64Array.from({ length: count }, (_, i) => i),
      (i) => this.#masked(i),
    );
  }

  /** By Floyd's method; of many things numpy shuffles the tail of them. */
  taken(count: number, size: number): Float64Array {
    if (size > count)
      throw new NumpyError('ValueError', 'Cannot take a larger sample than population when replace is False');
    if (count > 10_000) throw new RangeError('choice of so many is not there');
    visit(size, 100);
    const chosen = new Set<number>();
    for (let most = count - size; most < count; most++) {
      const one = Number(this.interval(BigInt(most)));
      chosen.add(chosen.has(one) ? most : one);
    }
    return shuffled(Float64Array.from(chosen), (i) => Number(this.interval(BigInt(i))));
  }

  /** An integer from 0 to `most`, as `shuffle` takes it (`random_interval`): words are cut to its bits until one fits. */
  #masked(most: number): number {
    const mask = 2 ** (32 - Math.clz32(most)) - 1;
    for (;;) {
      const value = (this.#engine.word() & mask) >>> 0;
      if (value <= most) return value;
    }
  }

  binomial(n: number, p: number, count: number): BigInt64Array {
    return invertedBinomials(() => this.double(), n, p, count);
  }
}
