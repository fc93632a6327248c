import { TorchError } from './errors';

/** `c10::detail::default_rng_seed_val`: the seed of a generator nobody seeded. */
export const DEFAULT_SEED = 67280421310721n;

/**
 * The uint64 that a seed stands for (`THPGenerator_manualSeed` in torch/csrc/Generator.cpp).
 *
 * @param seed -2^63 … 2^64-1; a negative seed means 2^64 + seed.
 * @throws TorchError ValueError outside this range, RuntimeError for a number that is no integer.
 */
export function seedOf(seed: bigint | number): bigint {
  if (typeof seed === 'number' && !Number.isInteger(seed)) {
    throw new TorchError('RuntimeError', 'manual_seed expected a long, but got float');
  }
  const integer = BigInt(seed);
  if (integer < -(2n ** 63n) || integer >= 2n ** 64n) {
    throw new TorchError('ValueError', 'Overflow when unpacking long long');
  }
  return BigInt.asUintN(64, integer);
}
