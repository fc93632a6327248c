import { gpuOf, type GpuName, leavesToChance, type PythonNumber } from '../torch';
import type { PlaygroundState } from './state';

/**
 * What may be said of numbers that are shown. docs/exactness.md has the proofs behind it.
 *
 * - `exact`: real PyTorch gave the same, bit for bit, call after call.
 * - `expected`: it did on another GPU; this one differs in how many threads it has at work, by its data sheet.
 */
export type ComputedClaim = 'exact' | 'expected';

/** `supposed`: computed with a p that the code has only by a guess, or that the reader tries in its place. */
export type Claim = ComputedClaim | 'supposed';

/** The GPUs on which PyTorch's own answers were compared (`test/golden/cuda.json`). */
const COMPARED_GPUS: readonly GpuName[] = ['H100 SXM', 'H200'];

/**
 * What may be said of numbers that are shown for a call in the code. Whoever shows some asks here.
 *
 * @param supposed the p that is only supposed; undefined where p is known
 */
export function claimOf({
  supposed,
  generator,
  layer,
}: Pick<PlaygroundState, 'generator' | 'layer'> & { readonly supposed?: PythonNumber | undefined }): Claim {
  const { type, value } = layer.p;
  const isSupposed = supposed?.type === type && supposed.value === value;
  return isSupposed ? 'supposed' : computedClaim(generator);
}

function computedClaim(generator: PlaygroundState['generator']): ComputedClaim {
  const gpu = gpuOf(generator);
  return gpu === undefined || COMPARED_GPUS.includes(gpu) ? 'exact' : 'expected';
}

/** In what a session's numbers are weaker: `lastDigit`: what is dropped is exact, but a value of the input hangs on the last bit of a logarithm, sine or cosine (`NormalResult`). */
export type NumbersClaim = ComputedClaim | 'lastDigit';

/**
 * The claim for all numbers that the panel shows, as those of the session itself, wherever it was opened.
 *
 * @param isInputExact whether the input's values are PyTorch's to the last bit
 */
export function numbersClaim(state: PlaygroundState, isInputExact: boolean): NumbersClaim {
  const claim = computedClaim(state.generator);
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
  return claimOf({ ...state, supposed: state.origin?.guess }) === 'supposed';
}
