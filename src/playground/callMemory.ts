import { type CallOutcome, SessionReplay } from './session';
import type { Call, PlaygroundState } from './state';

/** A call's place in the random stream, on which its outcome depends beside layer, input, seed and generator. */
interface Place extends Call {
  readonly number: number;
  /** How many calls in training mode came before it. */
  readonly trainingBefore: number;
}

/** Computes all listed calls of a session, and of those that it has computed before only what is new. */
export class CallMemory {
  #subject = '';
  #known: readonly { readonly place: Place; readonly call: CallOutcome }[] = [];

  /** @param replay what makes the calls */
  constructor(private readonly replay = new SessionReplay()) {}

  /** The outcomes of all listed calls, oldest first. A call that is as it was is the very object it was. */
  calls(state: PlaygroundState): readonly CallOutcome[] {
    const { layer, seed, skipped, generator, shape, input } = state;
    const subject = JSON.stringify([layer, seed, skipped, generator, shape, input]);
    const places = placesOf(state);
    const [first] = places;
    const offset =
      subject === this.#subject ? this.#known.findIndex(({ place }) => isSame(place, first)) : -1;
    const known = offset < 0 ? [] : this.#known.slice(offset);
    const reused = places.findIndex((place, index) => !isSame(known[index]?.place, place));
    const kept = known.slice(0, reused < 0 ? places.length : reused).map(({ call }) => call);
    const calls = [...kept, ...this.replay.calls(state, places.length - kept.length)];
    this.#subject = subject;
    this.#known = calls.flatMap((call, index) => {
      const place = places[index];
      return place === undefined ? [] : [{ place, call }];
    });
    return calls;
  }
}

function placesOf({ calls, earlier }: PlaygroundState): readonly Place[] {
  let trainingBefore = earlier.training;
  return calls.map(({ training }, index) => {
    const place = { number: earlier.total + index + 1, training, trainingBefore };
    if (training) trainingBefore++;
    return place;
  });
}

function isSame(a: Place | undefined, b: Place | undefined): boolean {
  return a?.number === b?.number && a?.training === b?.training && a?.trainingBefore === b?.trainingBefore;
}
