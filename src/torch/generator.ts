import { CHUNK } from './kernels';
import { hold } from './ledger';
import { Mcg31 } from './mcg31';
import { Mt19937 } from './mt19937';
import type { BernoulliDraw, BernoulliStream, RandomSource } from './randomSource';
import { DEFAULT_SEED, seedOf } from './seed';

/** What the state of a generator takes. */
const STATE_BYTES = 6000;

/**
 * PyTorch's CPU generator: the state behind `torch.manual_seed` and `torch.Generator()`
 * (aten/src/ATen/CPUGeneratorImpl.cpp).
 */
export class Generator implements RandomSource {
  #seed = DEFAULT_SEED;
  #engine = new Mt19937(Number(BigInt.asUintN(32, DEFAULT_SEED)));

  /**
   * The second of a pair of normal values, kept for the next call (`next_double_normal_sample`). Only
   * `manualSeed` clears it otherwise.
   */
  cachedNormal: number | undefined;

  /**
   * @param seed as for `manualSeed`; without one, the seed of PyTorch's unseeded generators.
   * @param backend whether dropout draws as builds do that leave it to MKL (`Mcg31`).
   */
  constructor(
    seed?: bigint | number,
    readonly backend: 'cpu' | 'cpu-mkl' = 'cpu',
  ) {
    hold(STATE_BYTES);
    if (seed !== undefined) this.manualSeed(seed);
  }

  /**
   * `torch.manual_seed(seed)`: starts the sequence again.
   *
   * @param seed -2^63 … 2^64-1; a negative seed means 2^64 + seed.
   * @throws TorchError ValueError outside this range, RuntimeError for a number that is no integer.
   */
  manualSeed(seed: bigint | number): this {
    const unsigned = seedOf(seed);
    this.#seed = unsigned;
    // at::mt19937 keeps the whole seed but starts from its low 32 bits.
    this.#engine.seed(Number(BigInt.asUintN(32, unsigned)));
    this.cachedNormal = undefined;
    return this;
  }

  /** The seed as `torch.initial_seed()` reports it: 0 … 2^64-1. */
  initialSeed(): bigint {
    return this.#seed;
  }

  /** How many words it has given since seeding; `advance` of a new one by so many leads to the same place. */
  get position(): number {
    return this.#engine.position;
  }

  /** One word, 0 … 2^32-1: `CPUGeneratorImpl::random()`. */
  random(): number {
    return this.#engine.word();
  }

  /** Two words, of which the first is the high half: `CPUGeneratorImpl::random64()`. */
  random64(): bigint {
    const high = BigInt(this.random());
    return (high << 32n) | BigInt(this.random());
  }

  /** A float32 in [0, 1) with 24 random bits, from one word: `uniform_real_distribution<float>`. */
  uniform24(): number {
    return (this.#engine.word() & 0xffffff) * 2 ** -24;
  }

  /**
   * A double in [0, 1) with 53 random bits, from two words: `uniform_real_distribution<double>`
   * (ATen/core/DistributionsHelper.h) over `random64()`, whose first word is the high half.
   */
  uniform53(): number {
    return this.#engine.integer53() * 2 ** -53;
  }

  /**
   * `bernoulli_(probability)` over a stretch of a mask: each byte from `begin` to `end` becomes 1 with
   * this probability, else 0. Takes two words per byte, in order (`bernoulli_kernel` in
   * ATen/native/cpu/DistributionTemplates.h).
   *
   * @param probability 0 … 1; it is compared as a double, `uniform53() < probability`.
   */
  fillBernoulli(mask: Uint8Array, probability: number, begin = 0, end = mask.length): void {
    // k·2^-53 < probability, for an integer k, is k < ceil(probability·2^53): the scaling is exact.
    this.#engine.fillBelow(mask, Math.ceil(probability * 2 ** 53), begin, end);
  }

  /**
   * `noise.bernoulli_(p)`: two words for each element, in memory order. With `cpu-mkl` one word for all of
   * them, from which another generator starts, and the order is row-major (`bernoulli_scalar_kernel` in
   * ATen/native/cpu/DistributionKernels.cpp, whose MKL half 2.7 took out).
   */
  drawBernoulli({ probability }: BernoulliDraw): BernoulliStream {
    if (this.backend === 'cpu-mkl') {
      const engine = new Mcg31(this.random());
      const fill = (mask: Uint8Array, begin: number, end: number): void =>
        engine.fillBernoulli(mask, probability, begin, end);
      return { chunk: CHUNK, order: 'row-major', kernels: 'cpu', fill };
    }
    const fill = (mask: Uint8Array, begin: number, end: number): void =>
      this.fillBernoulli(mask, probability, begin, end);
    return { chunk: CHUNK, order: 'memory', kernels: 'cpu', fill };
  }

  drawUniforms({ count }: BernoulliDraw): Float64Array {
    if (this.backend === 'cpu-mkl') return new Mcg31(this.random()).uniforms(count);
    const uniforms = new Float64Array(count);
    for (let i = 0; i < count; i++) uniforms[i] = this.uniform53();
    return uniforms;
  }

  stepsOf({ count }: BernoulliDraw): number {
    return this.backend === 'cpu-mkl' ? 1 : 2 * count;
  }

  advance(steps: number): void {
    this.#engine.skip(steps);
  }

  /** A generator of its own that goes on from the same place. */
  clone(): Generator {
    const copy = new Generator(undefined, this.backend);
    copy.cachedNormal = this.cachedNormal;
    copy.#seed = this.#seed;
    copy.#engine = this.#engine.clone();
    return copy;
  }
}
