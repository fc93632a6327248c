import type { History } from '../playground/undoHistory';
import type { PlaygroundState } from '../playground/state';

/** The form in which a session is stored. 0.1.0 stored the state itself, without a version. */
export const STORED_VERSION = 1;

/** How many bytes a stored session has at most, in JSON and UTF-8, unless its present state alone has more. */
export const MAX_STORED_BYTES = 256 * 1024;

/** A state, each of its parts as the index of its value. */
export type StoredState = Readonly<Record<string, number>>;

/**
 * What is stored of a session, by the extension and by its webviews; plain data, safe in JSON. States that follow each
 * other differ in a part or two, so each different part is stored once.
 */
export interface StoredSession {
  readonly version: typeof STORED_VERSION;
  /** Absent where nobody has done anything yet. */
  readonly session?: {
    /** When something was last done, in milliseconds since 1970; of two stored sessions the later holds. */
    readonly changedAt: number;
    readonly parts: readonly unknown[];
    readonly present: StoredState;
    readonly past: readonly StoredState[];
    readonly future: readonly StoredState[];
  };
}

/** What there is to store of a history. Steps that find no room are left out, those farthest from the present. */
export function storedForm({ past, present, future }: History, changedAt: number): StoredSession {
  const table = new PartTable();
  const now = table.add(present, Infinity) ?? {};
  const empty = {
    version: STORED_VERSION,
    session: { changedAt, parts: [], present: {}, past: [], future: [] },
  };
  let room = MAX_STORED_BYTES - byteLength(JSON.stringify(empty)) - table.bytes;
  const fitting = (states: readonly PlaygroundState[]): StoredState[] => {
    const stored: StoredState[] = [];
    for (const state of [...states].reverse()) {
      const before = table.bytes;
      const entry = table.add(state, room);
      if (entry === undefined) break;
      room -= table.bytes - before;
      stored.unshift(entry);
    }
    return stored;
  };
  // What was undone is nearer to the reader's hands than what was done long ago.
  const undone = fitting(future);
  const done = fitting(past);
  const { parts } = table;
  return { version: STORED_VERSION, session: { changedAt, parts, present: now, past: done, future: undone } };
}

/** The different parts of some states. */
class PartTable {
  readonly parts: unknown[] = [];
  /** How much all that was added takes. */
  bytes = 0;
  readonly #indices = new Map<string, number>();
  /** States share most of their parts, which then are the very same objects. */
  readonly #texts = new Map<unknown, string>();

  /** Adds a state, unless it takes more than `room`: then nothing is. */
  add(state: PlaygroundState, room: number): StoredState | undefined {
    const fresh = new Map<string, unknown>();
    const indices = Object.entries(state).map(([name, value]: [string, unknown]) => {
      const text = this.#textOf(value);
      const index = this.#indices.get(text);
      if (index !== undefined) return [name, index] as const;
      if (!fresh.has(text)) fresh.set(text, value);
      return [name, this.parts.length + [...fresh.keys()].indexOf(text)] as const;
    });
    const entry = Object.fromEntries(indices);
    const bytes = [JSON.stringify(entry), ...fresh.keys()].reduce(
      (sum, text) => sum + byteLength(text) + 1,
      0,
    );
    if (bytes > room) return undefined;
    for (const [text, value] of fresh) this.#indices.set(text, this.parts.push(value) - 1);
    this.bytes += bytes;
    return entry;
  }

  #textOf(value: unknown): string {
    let text = this.#texts.get(value);
    if (text === undefined) this.#texts.set(value, (text = JSON.stringify(value)));
    return text;
  }
}

/** How many bytes a text has in UTF-8. */
function byteLength(text: string): number {
  // Two units that make one character have four bytes.
  const longer = text.match(/[\u0080-\uffff]/g) ?? [];
  return text.length + longer.reduce((sum, unit) => sum + (unit < '\u0800' || isSurrogate(unit) ? 1 : 2), 0);
}

function isSurrogate(unit: string): boolean {
  return unit >= '\ud800' && unit <= '\udfff';
}
