import { hold, Mt19937, work, wordsOf } from '../../torch';
import { precisely } from './precise';

/** What a draw takes, and a seed. */
const DRAW_WORK = 5;
const SEED_WORK = 3000;

/** The seed of the numbers that stand in for what nobody seeded. */
const ILLUSTRATIVE = 0n;

/** `4 * exp(-0.5) / sqrt(2.0)`, rounded as Python does. */
const NV_MAGICCONST = 1.7155277699214135;

/** The words from which several start, at least one (`init_by_array` of the reference). */
function wordsOfKey(key: readonly number[]): Int32Array {
  const words = wordsOf(19650218);
  const { length } = words;
  let i = 1;
  const mix = (factor: number, term: number): void => {
    const previous = words[i - 1] ?? 0;
    words[i] = (((words[i] ?? 0) ^ Math.imul(previous ^ (previous >>> 30), factor)) + term) | 0;
    if (++i < length) return;
    words[0] = words[length - 1] ?? 0;
    i = 1;
  };
  for (let k = 0; k < Math.max(length, key.length); k++)
    mix(1664525, (key[k % key.length] ?? 0) + (k % key.length));
  for (let k = 1; k < length; k++) mix(1566083941, -i);
  words[0] = 0x80000000 | 0;
  return words;
}

/** A number with a bound of how far Python's may lie from it. */
export interface Enclosed {
  readonly value: number;
  readonly error: number;
}

/** A generator of Python's `random` module (CPython: Modules/_randommodule.c, Lib/random.py). */
export class PythonRandom {
  private engine = new Mt19937(0);
  private nextGauss: Enclosed | undefined;

  constructor() {
    this.seed(ILLUSTRATIVE);
  }

  /** `seed(a)` of an integer. */
  seed(seed: bigint): void {
    const key: number[] = [];
    let rest = seed < 0n ? -seed : seed;
    do {
      key.push(Number(BigInt.asUintN(32, rest)));
      rest >>= 32n;
    } while (rest > 0n);
    work(SEED_WORK + key.length * 10);
    this.engine.start(wordsOfKey(key));
    this.nextGauss = undefined;
  }

  /** An independent generator that goes on from the same place. */
  clone(): PythonRandom {
    const copy = new PythonRandom();
    copy.engine = this.engine.clone();
    copy.nextGauss = this.nextGauss;
    return copy;
  }

  /** `random()`: a double of 53 random bits below 1. */
  random(): number {
    work(DRAW_WORK);
    const high = this.engine.word() >>> 5;
    return (high * 2 ** 26 + (this.engine.word() >>> 6)) / 2 ** 53;
  }

  /** `getrandbits(k)`: whole words, the lowest first. */
  bits(count: number): bigint {
    work(DRAW_WORK + count / 8);
    let bits = 0n;
    for (let at = 0; at < count; at += 32) {
      const word = this.engine.word() >>> Math.max(0, 32 - (count - at));
      bits |= BigInt(word) << BigInt(at);
    }
    return bits;
  }

  /** `_randbelow(n)` of a positive n: an integer below it. */
  below(n: bigint): bigint {
    const count = n.toString(2).length;
    for (;;) {
      const drawn = this.bits(count);
      if (drawn < n) return drawn;
    }
  }

  /** `gauss(0, 1)`: two at a time, the second is kept. */
  gauss(): Enclosed {
    const kept = this.nextGauss;
    this.nextGauss = undefined;
    if (kept !== undefined) return kept;
    const angle = this.random() * (2 * Math.PI);
    const logarithm = precisely('log', 1 - this.random());
    const radius = Math.sqrt(-2 * (logarithm?.value ?? 0));
    const [cosine, sine] = (['cos', 'sin'] as const).map((name): Enclosed => {
      const rounded = precisely(name, angle);
      const value = (rounded?.value ?? Math[name](angle)) * radius;
      return { value, error: rounded?.sure === true && logarithm?.sure === true ? 0 : radius * 2 ** -50 };
    });
    this.nextGauss = sine;
    return cosine ?? this.gauss();
  }

  /**
   * `normalvariate(0, 1)`, by rejection.
   *
   * @param unsure called where it hangs on the last digits of a logarithm what is drawn
   */
  normal(unsure: () => void): number {
    for (;;) {
      const first = this.random();
      const second = 1 - this.random();
      const z = (NV_MAGICCONST * (first - 0.5)) / second;
      const excess = (z * z) / 4 + Math.log(second);
      if (Math.abs(excess) < 1e-12) unsure();
      if (excess <= 0) return z;
    }
  }

  /** The places of so many of `size` elements, each at most once, as `sample` draws them. */
  sample(size: number, count: number): number[] {
    // Python keeps a list or a set, whichever is smaller, and draws otherwise with either.
    const usesList = size <= 21 + (count > 5 ? 4 ** Math.ceil(Math.log(count * 3) / Math.log(4)) : 0);
    hold(8 * (count + (usesList ? size : 8 * count)));
    work(count + (usesList ? size : 8 * count));
    const pool = Array.from({ length: usesList ? size : 0 }, (_, i) => i);
    const chosen = new Set<number>();
    return Array.from({ length: count }, (_, i) => {
      let place = Number(this.below(BigInt(usesList ? size - i : size)));
      if (!usesList) {
        while (chosen.has(place)) place = Number(this.below(BigInt(size)));
        chosen.add(place);
        return place;
      }
      const drawn = pool[place] ?? 0;
      pool[place] = pool[size - i - 1] ?? 0;
      return drawn;
    });
  }

  /** Puts items in another order, as `shuffle` does. */
  shuffle(items: unknown[]): void {
    for (let i = items.length - 1; i > 0; i--) {
      const j = Number(this.below(BigInt(i + 1)));
      [items[i], items[j]] = [items[j], items[i]];
    }
  }
}
