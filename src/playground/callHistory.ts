import type { CallOutcome } from './session';
import type { PlaygroundState } from './state';

/** The mask of a call, undefined where none was drawn: in eval mode, with p = 0, or where PyTorch raised. */
export function maskOf({ outcome }: CallOutcome): Uint8Array | undefined {
  return outcome.ok ? outcome.mask : undefined;
}

/**
 * Which elements of a call are back again: kept, and dropped in the last call before it that drew a mask.
 *
 * @param calls in order, the call among them
 * @returns one byte per element, 1 where it is back; undefined where the call or those before it drew no mask.
 */
export function backAgain(calls: readonly CallOutcome[], number: number): Uint8Array | undefined {
  const call = calls.find((candidate) => candidate.number === number);
  const mask = call && maskOf(call);
  const before = calls.findLast((candidate) => candidate.number < number && maskOf(candidate) !== undefined);
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
    for (let i = 0; i < numel; i++) times[i] = (times[i] ?? 0) + (mask[i] === 0 ? 1 : 0);
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
