/*
 * What is timed of the extension in the extension host. The bench's own extension reads it there: both run in one
 * program, so they share its global variables.
 */

/** One entry of VS Code, a timer or a worker into the extension. */
export interface Entry {
  readonly name: string;
  /** In milliseconds: until the extension gave control back. */
  own: number;
  /** … until the last of its providers that could go on then had its answer, */
  ours: number;
  /** … and until all that was waiting had run: VS Code makes its own of an answer at once. */
  whole: number;
}

/** A provider's answer: how long it took from the call, in milliseconds. */
export interface Answer {
  readonly name: string;
  readonly took: number;
}

/** The facts about a document's version that came from the reader. */
export interface KnownFacts {
  readonly uri: string;
  readonly version: number;
  readonly at: number;
}

export interface Timings {
  entries: Entry[];
  answers: Answer[];
  facts: KnownFacts[];
}

const shared = globalThis as unknown as { dropoutTimings?: Timings };

/** What was timed since it was last taken; undefined where the extension is not there. */
export function takeTimings(): Timings | undefined {
  const taken = shared.dropoutTimings;
  if (taken !== undefined) shared.dropoutTimings = nothing();
  return taken;
}

export function timings(): Timings {
  return (shared.dropoutTimings ??= nothing());
}

function nothing(): Timings {
  return { entries: [], answers: [], facts: [] };
}

/** What Node has of it; a browser tells no processor time. */
const { process } = globalThis as unknown as {
  readonly process?: { threadCpuUsage?(): { readonly user: number; readonly system: number } };
};

/** In milliseconds: the thread's processor time in Node, which other programs do not spoil; else the time of the day. */
export function clock(): number {
  const usage = process?.threadCpuUsage?.();
  return usage === undefined ? performance.now() : (usage.user + usage.system) / 1000;
}

/**
 * In so many turns what was waiting has run: promises go on one after the other, each in a turn of its own, before
 * anything else comes to its turn.
 */
const TURNS = 300;

/** The entries after which something may still be waiting. */
const running = new Map<Entry, number>();

/** Notes that a provider has its answer. */
export function noteAnswer(name: string, took: number): void {
  timings().answers.push({ name, took });
  if (running.size === 0) return;
  const now = clock();
  for (const [entry, start] of running) entry.ours = now - start;
}

/** Notes an entry that began then, and ends now but for what waits for it. */
export function note(name: string, start: number): void {
  const own = clock() - start;
  const entry: Entry = { name, own, ours: own, whole: own };
  timings().entries.push(entry);
  running.set(entry, start);
  let turns = 0;
  const turn = (): void => {
    if (turns++ < TURNS) {
      queueMicrotask(turn);
      return;
    }
    // Only now: to look at the clock in each turn takes longer than most of what is timed.
    entry.whole = clock() - start;
    running.delete(entry);
  };
  turn();
}

type Callback = (...args: never[]) => unknown;

/** A function that is timed whenever it is called. */
export function timed<F extends Callback>(name: string, run: F): F {
  return function (this: unknown, ...args: never[]) {
    const start = clock();
    try {
      return run.apply(this, args);
    } finally {
      note(name, start);
    }
  } as F;
}
