import type { FollowedCall } from './origin';
import { type Action, type PlaygroundState, reduce } from './state';

/** What the reader did, as far as it can be undone and done again. */
export interface History {
  /** The states before, the latest last. */
  readonly past: readonly PlaygroundState[];
  readonly present: PlaygroundState;
  /** The states that were undone, the next one last. */
  readonly future: readonly PlaygroundState[];
  /** The kind of the last step, to which an action that continues it belongs. */
  readonly last?: Action['type'];
}

/** How many steps can be undone. */
export const MAX_STEPS = 100;

/** A history that begins with a state. */
export function beginning(present: PlaygroundState): History {
  return { past: [], present, future: [] };
}

/**
 * What an action does to the history. Whatever the reader does is a step, and the events of one drag of the slider
 * are one. What the code does is none: the editor has an undo of its own. Nor is what only moves the examples.
 */
export function record(history: History, action: Action): History {
  const { present } = history;
  const next = reduce(present, action);
  if (isSame(next, present)) return history;
  if (action.type === 'moveExamples') return { ...history, present: next };
  if (action.type === 'follow') return follow(history, next, action.call);
  const past = continues(history, action) ? history.past : [...history.past, present].slice(-MAX_STEPS);
  return { past, present: next, future: [], last: action.type };
}

/** A step to a state that was made elsewhere. */
export function stepTo(history: History, next: PlaygroundState): History {
  const { past, present } = history;
  if (isSame(next, present)) return history;
  return { past: [...past, present].slice(-MAX_STEPS), present: next, future: [] };
}

/** The state before the last step; the history itself where there is none. */
export function undo(history: History): History {
  const { past, present, future } = history;
  const state = past.at(-1);
  if (state === undefined) return history;
  return { past: past.slice(0, -1), present: state, future: [...future, present] };
}

/** The state that was undone last; the history itself where there is none. */
export function redo(history: History): History {
  const { past, present, future } = history;
  const state = future.at(-1);
  if (state === undefined) return history;
  return { past: [...past, present], present: state, future: future.slice(0, -1) };
}

function continues({ last }: History, action: Action): boolean {
  return action.type === 'setProbability' && action.continues === true && last === action.type;
}

/** The call moved or changed in the code. Where it is now holds for every state that was linked to it. */
function follow(
  { past, present, future }: History,
  next: PlaygroundState,
  { origin }: FollowedCall,
): History {
  const moved = (state: PlaygroundState): PlaygroundState =>
    state.origin === present.origin ? { ...state, origin } : state;
  const onlyMoved = isSame({ ...next, origin: present.origin }, present);
  return { past: past.map(moved), present: next, future: onlyMoved ? future.map(moved) : [] };
}

/** Whether two states show the same: then there is no step between them. */
function isSame(a: object, b: object): boolean {
  const [inA, inB] = [Object.entries(a), new Map(Object.entries(b) as [string, unknown][])];
  return (
    inA.length === inB.size && inA.every(([name, value]: [string, unknown]) => isEqual(value, inB.get(name)))
  );
}

/** Parts that an action leaves alone stay the very same objects, so only what it made anew is compared. */
function isEqual(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
