import { runtimeError, TorchError } from './errors';
import { parsePythonInteger } from './pythonNumber';

/** `c10::detail::default_rng_seed_val`: the seed of a generator nobody seeded. */
export const DEFAULT_SEED = 67280421310721n;

/**
 * The uint64 that a seed stands for (`THPGenerator_manualSeed` in torch/csrc/Generator.cpp).
 *
 * @param seed -2^63 … 2^64-1; a negative seed means 2^64 + seed.
 * @throws TorchError ValueError outside this range, RuntimeError for a number that is no integer.
 */
export function seedOf(seed: bigint | number): bigint {
  if (typeof seed === 'number' && !Number.isInteger(seed))
    throw runtimeError('manual_seed expected a long, but got float');
  const integer = BigInt(seed);
  if (integer < -(2n ** 63n) || integer >= 2n ** 64n)
    throw new TorchError('ValueError', 'Overflow when unpacking long long');
  return BigInt.asUintN(64, integer);
}

/**
 * Reads a seed as a user types it: a Python integer literal with at most one sign.
 *
 * @returns the integer as typed, ready for `manualSeed`.
 * @throws SyntaxError where the text is no integer, TorchError (in PyTorch's words) where it is out of range.
 */
export function parseSeed(text: string): bigint {
  const seed = parsePythonInteger(text);
  if (seed === undefined) throw new SyntaxError(text);
  seedOf(seed);
  return seed;
}
