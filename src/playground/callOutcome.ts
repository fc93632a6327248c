import type { ForwardResult, TorchError } from '../torch';
import type { Call, PlaygroundState } from './state';

/** What one `layer(input)` gives: PyTorch's output, or what PyTorch raises. */
export type Outcome =
  | ({ readonly ok: true } & ForwardResult)
  | { readonly ok: false; readonly error: Pick<TorchError, 'type' | 'message'> };

/** The uniform numbers by which a call decides what it keeps; not all of them need be at hand. */
export interface DrawnNumbers {
  /** How many elements, which follow one another, each of them is for. */
  readonly run: number;
  /** 1 - p in the precision of the comparison: kept is what has a number below it. */
  readonly threshold: number;
  /** The number of a unit, an element or a channel, in row-major order; undefined where it is not known yet. */
  readonly at: (unit: number) => number | undefined;
}

/** One call of the session, with its outcome. */
export interface CallOutcome extends Call {
  /** Which call since seeding, from 1. */
  readonly number: number;
  readonly outcome: Outcome;
  /** Whether the layer's calls in training mode draw anything: p is between 0 and 1, and PyTorch does not raise. */
  readonly draws: boolean;
  /** The uniform numbers that it drew; undefined where it drew none. */
  readonly numbers: () => DrawnNumbers | undefined;
}

/** A call's place in the random stream, on which its outcome depends beside layer, input, seed and generator. */
export interface CallPlace extends Call {
  readonly number: number;
  /** How many calls in training mode came before it. */
  readonly trainingBefore: number;
}

/** A session's places are asked for with each of its parts. */
const knownPlaces = new WeakMap<object, readonly CallPlace[]>();

/** The places of all listed calls, oldest first. */
export function placesOf(state: Pick<PlaygroundState, 'calls' | 'earlier'>): readonly CallPlace[] {
  const places = knownPlaces.get(state) ?? findPlaces(state);
  knownPlaces.set(state, places);
  return places;
}

/** The place of a listed call; undefined where it is not listed. */
export function placeOf(
  state: Pick<PlaygroundState, 'calls' | 'earlier'>,
  number: number,
): CallPlace | undefined {
  return placesOf(state)[number - state.earlier.total - 1];
}

/** The places of the calls that resamples make next. */
export function placesAhead(
  { calls, earlier }: Pick<PlaygroundState, 'calls' | 'earlier'>,
  count: number,
): readonly CallPlace[] {
  const training = calls.at(-1)?.training ?? true;
  const trainingBefore = earlier.training + calls.filter((call) => call.training).length;
  return Array.from({ length: count }, (_, index) => ({
    number: earlier.total + calls.length + index + 1,
    training,
    trainingBefore: trainingBefore + (training ? index : 0),
  }));
}

function findPlaces({ calls, earlier }: Pick<PlaygroundState, 'calls' | 'earlier'>): readonly CallPlace[] {
  let trainingBefore = earlier.training;
  return calls.map(({ training }, index) => {
    const place = { number: earlier.total + index + 1, training, trainingBefore };
    if (training) trainingBefore++;
    return place;
  });
}

/** Masks do not change, and one is counted for its title, its picture and its announcement. */
const keptCounts = new WeakMap<Uint8Array, number>();

/** How many elements of a mask are kept. */
export function keptCount(mask: Uint8Array): number {
  let kept = keptCounts.get(mask);
  if (kept !== undefined) return kept;
  kept = 0;
  for (const keep of mask) kept += keep;
  keptCounts.set(mask, kept);
  return kept;
}
