import { TorchError } from './errors';
import { Mt19937 } from './mt19937';
import { parsePythonInteger } from './pythonNumber';

/** `c10::detail::default_rng_seed_val`: the seed of a generator nobody seeded. */
const DEFAULT_SEED = 67280421310721n;

/**
 * PyTorch's CPU generator: the state behind `torch.manual_seed` and `torch.Generator()`
 * (aten/src/ATen/CPUGeneratorImpl.cpp), drawing as the builds without MKL's generators do, that is
 * every public wheel since 2.7.
 */
export class Generator {
  #seed = DEFAULT_SEED;
  #engine = new Mt19937(Number(BigInt.asUintN(32, DEFAULT_SEED)));

  /** @param seed as for `manualSeed`; without one, the seed of PyTorch's unseeded generators. */
  constructor(seed?: bigint | number) {
    if (seed !== undefined) this.manualSeed(seed);
  }

  /**
   * `torch.manual_seed(seed)`: starts the sequence again.
   *
   * @param seed -2^63 … 2^64-1; a negative seed means 2^64 + seed.
   * @throws TorchError ValueError outside this range, RuntimeError for a number that is no integer.
   */
  manualSeed(seed: bigint | number): this {
    if (typeof seed === 'number' && !Number.isInteger(seed)) {
      throw new TorchError('RuntimeError', 'manual_seed expected a long, but got float');
    }
    const unsigned = checkSeed(BigInt(seed));
    this.#seed = unsigned;
    // at::mt19937 keeps the whole seed but starts from its low 32 bits.
    this.#engine.seed(Number(BigInt.asUintN(32, unsigned)));
    return this;
  }

  /** The seed as `torch.initial_seed()` reports it: 0 … 2^64-1. */
  initialSeed(): bigint {
    return this.#seed;
  }

  /** One word, 0 … 2^32-1: `CPUGeneratorImpl::random()`. */
  random(): number {
    return this.#engine.word();
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

  /** A generator of its own that goes on from the same place. */
  clone(): Generator {
    const copy = new Generator();
    copy.#seed = this.#seed;
    copy.#engine = this.#engine.clone();
    return copy;
  }
}

/**
 * Reads a seed as a user types it: a Python integer literal with at most one sign.
 *
 * @returns the integer as typed, ready for `manualSeed`.
 * @throws TorchError ValueError where the text is no integer, or (in PyTorch's words) is out of range.
 */
export function parseSeed(text: string): bigint {
  const seed = parsePythonInteger(text);
  if (seed === undefined)
    throw new TorchError('ValueError', `a seed has to be an integer, but got '${text.trim()}'`);
  checkSeed(seed);
  return seed;
}

/** The uint64 that a seed stands for (`THPGenerator_manualSeed` in torch/csrc/Generator.cpp). */
function checkSeed(seed: bigint): bigint {
  if (seed < -(2n ** 63n) || seed >= 2n ** 64n) {
    throw new TorchError('ValueError', 'Overflow when unpacking long long');
  }
  return BigInt.asUintN(64, seed);
}
