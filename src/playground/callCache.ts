import { type CallOutcome, type CallPlace, placesOf } from './callOutcome';
import { SessionReplay } from './session';
import type { PlaygroundState } from './state';

/** Computes all listed calls of a session, and of those that it has computed before only what is new. */
export class CallCache {
  #subject = '';
  #known: readonly { readonly place: CallPlace; readonly call: CallOutcome }[] = [];

  /** @param replay what makes the calls */
  constructor(private readonly replay = new SessionReplay()) {}

  /** The outcomes of all listed calls, oldest first. A call that is as it was is the very object it was. */
  calls(state: PlaygroundState): readonly CallOutcome[] {
    const subject = subjectOf(state);
    const places = placesOf(state);
    const [first] = places;
    const offset =
      subject === this.#subject ? this.#known.findIndex(({ place }) => isSame(place, first)) : -1;
    const known = offset < 0 ? [] : this.#known.slice(offset);
    const reused = places.findIndex((place, index) => !isSame(known[index]?.place, place));
    const kept = known.slice(0, reused < 0 ? places.length : reused).map(({ call }) => call);
    const calls = [...kept, ...this.replay.calls(state, places.length - kept.length)];
    this.#subject = subject;
    const listed = calls.flatMap((call, index) => {
      const place = places[index];
      return place === undefined ? [] : [{ place, call }];
    });
    this.#known = [...listed, ...(kept.length === places.length ? known.slice(kept.length) : [])];
    return calls;
  }

  /**
   * A call that may come after those that are listed, and is remembered with them.
   *
   * @param after the session with it as the last one
   */
  ahead(after: PlaygroundState): CallOutcome | undefined {
    const place = placesOf(after).at(-1);
    if (place === undefined || this.#subject !== subjectOf(after)) return undefined;
    const known = this.#known.find((call) => isSame(call.place, place));
    if (known !== undefined) return known.call;
    const [call] = this.replay.calls(after, 1);
    const last = this.#known.at(-1)?.place.number;
    if (call !== undefined && place.number - 1 === last) this.#known = [...this.#known, { place, call }];
    return call;
  }
}

function subjectOf({ layer, seed, skipped, generator, shape, input }: PlaygroundState): string {
  return JSON.stringify([layer, seed, skipped, generator, shape, input]);
}

function isSame(a: CallPlace | undefined, b: CallPlace | undefined): boolean {
  return a?.number === b?.number && a?.training === b?.training && a?.trainingBefore === b?.trainingBefore;
}
