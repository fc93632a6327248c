import { gpuOf, numelOf } from '../torch';
import { isInputExact } from './input';
import type { PlaygroundState } from './state';

/**
 * What may be said of numbers that are shown. docs/exactness.md has the proofs behind it.
 *
 * - `exact`: real PyTorch gave the same, bit for bit, call after call.
 * - `published`: computed from PyTorch's source; numbers that somebody published come out of the same kernel.
 * - `fromSource`: computed from PyTorch's source. Nobody has compared it.
 */
export type Claim = 'exact' | 'published' | 'fromSource';

/** How many elements a thread of the published kernel loads at once. */
const PUBLISHED_WIDTH = 4;

/**
 * What may be said of a session's numbers, float32 and on contiguous memory, as the weakest of them bears it.
 *
 * @param draws how many calls since seeding drew
 */
export function claimOf(
  { generator, layer, shape }: Pick<PlaygroundState, 'generator' | 'layer' | 'shape'>,
  draws: number,
): Claim {
  if (gpuOf(generator) === undefined) return 'exact';
  // Published are the zeros of one plain dropout right after seeding, and the sums of another kernel's.
  const isPlain = layer.kind === 'Dropout' && !layer.inplace;
  return isPlain && numelOf(shape) % PUBLISHED_WIDTH === 0 && draws <= 1 ? 'published' : 'fromSource';
}

/**
 * The claim for all that the panel shows of a session. `lastDigit`: what is dropped is exact, but a value of the
 * input hangs on the last bit of a logarithm, sine or cosine (`NormalResult`).
 */
export function sessionClaim(state: PlaygroundState): Claim | 'lastDigit' {
  const training = state.calls.filter((call) => call.training).length;
  const claim = claimOf(state, state.earlier.training + training);
  return claim === 'exact' && !isInputExact(state) ? 'lastDigit' : claim;
}
