import type { CallOutcome } from '../playground/callOutcome';
import { scriptOf } from '../playground/script';
import { SessionReplay } from '../playground/session';
import type { PlaygroundStore } from '../playground/store';

export { MAX_WRITTEN_ELEMENTS, tensorCode } from '../playground/tensorCode';

/** The code of the call of that number, or of the last one. */
export function scriptFor(store: PlaygroundStore, number: unknown): string {
  return scriptOf(store.state, shownCall(store, number));
}

/** The call of that number; the last one where there is none. */
export function shownCall({ state }: PlaygroundStore, number: unknown): CallOutcome {
  const calls = new SessionReplay().calls(state, state.calls.length);
  const call = calls.find((candidate) => candidate.number === number) ?? calls.at(-1);
  if (call === undefined) throw new Error('A session has at least one call.');
  return call;
}
