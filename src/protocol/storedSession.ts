import * as v from 'valibot';
import { beginning, type History, MAX_STEPS } from '../playground/undoHistory';
import { count, recordOf } from './sessionParts';
import { type Received, receiveState, storedChange } from './messages';
import type { PlaygroundState } from '../playground/state';
import type { PlaygroundStore } from '../playground/store';
import { STORED_VERSION, type StoredState } from './storedForm';

/** A session that was stored, as far as it could be read. */
export interface RestoredSession {
  readonly history: History;
  /** 0 where an earlier version stored it, which did not know. */
  readonly changedAt: number;
  /** Why its history could not be read, though the session could. */
  readonly problem?: string;
}

const entry = recordOf<number>((index) => v.is(count, index));
const steps = v.pipe(
  v.array(entry),
  v.check(({ length }) => length <= MAX_STEPS, 'too many steps'),
);

const storedSession = v.object({
  session: v.exactOptional(
    v.object({
      changedAt: count,
      parts: v.array(v.unknown()),
      present: entry,
      // What is wrong with these costs but the history.
      past: v.unknown(),
      future: v.unknown(),
    }),
  ),
});

/** Reads what this version or an earlier one stored; undefined where there is nothing. */
export function readStored(stored: unknown): Received<RestoredSession | undefined> {
  if (stored === undefined || stored === null) return { ok: true, message: undefined };
  const versioned = v.safeParse(v.object({ version: v.unknown() }), stored);
  if (!versioned.success) return readUnversioned(stored);
  const { version } = versioned.output;
  if (version !== STORED_VERSION)
    return {
      ok: false,
      reason: `another version of the extension stored it, in the form ${JSON.stringify(version)}`,
    };
  const parsed = v.safeParse(storedSession, stored);
  if (!parsed.success) return { ok: false, reason: v.summarize(parsed.issues) };
  const { session } = parsed.output;
  if (session === undefined) return { ok: true, message: undefined };
  const stateOf = statesFrom(session.parts);
  const present = stateOf(session.present);
  if (!present.ok) return present;
  const { changedAt } = session;
  const [past, future] = [readSteps(session.past, stateOf), readSteps(session.future, stateOf)];
  if (past.ok && future.ok) {
    const history = { past: past.message, present: present.message, future: future.message };
    return { ok: true, message: { history, changedAt } };
  }
  const problem = [past, future].flatMap((one) => (one.ok ? [] : [one.reason])).join('\n');
  return { ok: true, message: { history: beginning(present.message), changedAt, problem } };
}

/** Goes on with a stored session where that is later than what the store has; what cannot be read is told. */
export function restoreStored(stored: unknown, store: PlaygroundStore, warn: (text: string) => void): void {
  const read = readStored(stored);
  if (!read.ok) warn(`The stored playground was not restored: ${read.reason}`);
  else if (read.message !== undefined) {
    const { history, changedAt, problem } = read.message;
    if (problem !== undefined) warn(`The stored playground was restored without its history: ${problem}`);
    store.restore(history, changedAt);
  }
}

/** 0.1.0 stored the state itself, and beside its parts the time of the last change. */
function readUnversioned(stored: unknown): Received<RestoredSession> {
  const state = receiveState(stored);
  if (!state.ok) return state;
  return { ok: true, message: { history: beginning(state.message), changedAt: storedChange(stored) } };
}

function readSteps(
  stored: unknown,
  stateOf: (stored: StoredState) => Received<PlaygroundState>,
): Received<PlaygroundState[]> {
  const parsed = v.safeParse(steps, stored);
  if (!parsed.success) return { ok: false, reason: v.summarize(parsed.issues) };
  const states: PlaygroundState[] = [];
  for (const one of parsed.output) {
    const state = stateOf(one);
    if (!state.ok) return state;
    states.push(state.message);
  }
  return { ok: true, message: states };
}

/** Puts states together from their parts. States that had a part in common have the very same object again. */
function statesFrom(parts: readonly unknown[]): (stored: StoredState) => Received<PlaygroundState> {
  const shared = new Map<string, unknown>();
  return (stored) => {
    const received = receiveState(
      Object.fromEntries(Object.entries(stored).map(([name, index]) => [name, parts[index]])),
    );
    if (!received.ok) return received;
    const entries = Object.entries(received.message).map(([name, value]: [string, unknown]) => {
      const key = `${stored[name] ?? ''} ${name}`;
      if (!shared.has(key)) shared.set(key, value);
      return [name, shared.get(key)] as const;
    });
    return { ok: true, message: Object.fromEntries(entries) as unknown as PlaygroundState };
  };
}
