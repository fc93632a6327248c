import type { CallOutcome } from './callOutcome';
import type { PlaygroundState } from './state';

/** The mask of a call, undefined where none was drawn: in eval mode, with p = 0, or where PyTorch raised. */
export function maskOf({ outcome }: CallOutcome): Uint8Array | undefined {
  return outcome.ok ? outcome.mask : undefined;
}

/** The last of some calls before the one of that number that drew a mask. */
export function maskBefore(calls: readonly CallOutcome[], number: number): CallOutcome | undefined {
  return calls.findLast((call) => call.number < number && maskOf(call) !== undefined);
}

/**
 * Which elements of a call are back again: kept, and dropped in the last call before it that drew a mask.
 *
 * @returns one byte per element, 1 where it is back; undefined where one of the two drew no mask.
 */
export function backAgain(call: CallOutcome, before: CallOutcome | undefined): Uint8Array | undefined {
  const mask = maskOf(call);
  const earlierMask = before && maskOf(before);
  return mask && earlierMask && mask.map((kept, i) => kept & (1 - (earlierMask[i] ?? 1)));
}

/** How often each element was dropped, and in how many calls that drew a mask. */
export interface DropCounts {
  readonly times: Uint32Array;
  readonly calls: number;
}

export function dropCounts(calls: readonly CallOutcome[], numel: number): DropCounts {
  const times = new Uint32Array(numel);
  const masks = calls.map(maskOf).filter((mask) => mask !== undefined);
  for (const mask of masks) {
    for (let i = 0; i < numel; i++) times[i] = (times[i] ?? 0) + 1 - (mask[i] ?? 1);
  }
  return { times, calls: masks.length };
}

/**
 * The session up to a listed call, with that call made in a mode of one's own choice.
 *
 * @param number which call since seeding, from 1; it must be listed
 */
export function upToCall(state: PlaygroundState, number: number, training: boolean): PlaygroundState {
  return { ...state, calls: [...state.calls.slice(0, number - state.earlier.total - 1), { training }] };
}
