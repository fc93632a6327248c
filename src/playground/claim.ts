import { gpuOf, leavesToChance, numelOf, type PythonNumber } from '../torch';
import type { PlaygroundState } from './state';

/**
 * What may be said of numbers that are shown. docs/exactness.md has the proofs behind it.
 *
 * - `exact`: real PyTorch gave the same, bit for bit, call after call.
 * - `published`: computed from PyTorch's source; numbers that somebody published come out of the same kernel.
 * - `fromSource`: computed from PyTorch's source. Nobody has compared it.
 */
export type ComputedClaim = 'exact' | 'published' | 'fromSource';

/** `supposed`: computed with a p that the code has only by a guess, or that the reader tries in its place. */
export type Claim = ComputedClaim | 'supposed';

/** How many elements a thread of the published kernel loads at once. */
const PUBLISHED_WIDTH = 4;

/**
 * What may be said of numbers that are shown for a call in the code. Whoever shows some asks here.
 *
 * @param supposed the p that is only supposed; undefined where p is known
 * @param draws how many calls since seeding drew
 */
export function claimOf(
  { supposed, ...session }: Computed & { readonly supposed?: PythonNumber | undefined },
  draws: number,
): Claim {
  const { type, value } = session.layer.p;
  const isSupposed = supposed?.type === type && supposed.value === value;
  return isSupposed ? 'supposed' : computedClaim(session, draws);
}

type Computed = Pick<PlaygroundState, 'generator' | 'layer' | 'shape'>;

/**
 * What may be said of a session's numbers, float32 and on contiguous memory, as the weakest of them bears it.
 *
 * @param draws how many calls since seeding drew
 */
function computedClaim({ generator, layer, shape }: Computed, draws: number): ComputedClaim {
  if (gpuOf(generator) === undefined) return 'exact';
  // Published are the zeros of one plain dropout right after seeding, and the sums of another kernel's.
  const isPlain = layer.kind === 'Dropout' && !layer.inplace;
  return isPlain && numelOf(shape) % PUBLISHED_WIDTH === 0 && draws <= 1 ? 'published' : 'fromSource';
}

/** In what a session's numbers are weaker: `lastDigit`: what is dropped is exact, but a value of the input hangs on the last bit of a logarithm, sine or cosine (`NormalResult`). */
export type NumbersClaim = ComputedClaim | 'lastDigit';

/**
 * The claim for all numbers that the panel shows, as those of the session itself, wherever it was opened.
 *
 * @param isInputExact whether the input's values are PyTorch's to the last bit
 */
export function numbersClaim(state: PlaygroundState, isInputExact: boolean): NumbersClaim {
  const training = state.calls.filter((call) => call.training).length;
  const claim = computedClaim(state, state.earlier.training + training);
  return claim === 'exact' && !isInputExact ? 'lastDigit' : claim;
}

/**
 * What is to be said first of all that the panel shows. `inside`: it stands for the dropout inside something else, which
 * has other inputs; `supposed`: of p that is a guess; else the claim for its numbers.
 *
 * @param numbers what `numbersClaim` says
 */
export function sessionClaim(
  state: PlaygroundState,
  numbers: NumbersClaim,
): NumbersClaim | 'inside' | 'supposed' {
  const { origin, layer } = state;
  // Of another kind it stands for nothing in the code.
  if (origin?.inside !== undefined && layer.kind === 'Dropout') return 'inside';
  return isGuessed(state) ? 'supposed' : numbers;
}

/** Whether the session stands for one run of code that sets no seed: others may drop other values. */
export function isOneRun({ origin, layer }: PlaygroundState): boolean {
  const draws = leavesToChance(layer) && origin?.inside?.does !== 'idle';
  return origin?.illustrative === true && draws;
}

/** Whether the session's p is one that the code has only by a guess. */
export function isGuessed(state: PlaygroundState): boolean {
  return claimOf({ ...state, supposed: state.origin?.guess }, 0) === 'supposed';
}
