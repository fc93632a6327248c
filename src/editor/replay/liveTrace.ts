import type * as vscode from 'vscode';
import { type ReplayOptions, trace, type Trace } from '../../python';
import { illustrativeSeed } from '../illustration';
import { isSame, type Subject } from './subject';

/** What replays depend on beside the code. */
export interface TraceOptions {
  /** How often the reader resampled; moves the stream on that stands in for unseeded code. */
  readonly resamples: number;
  readonly backend: 'cpu' | 'cpu-mkl';
}

/** A finished replay. */
export interface Known {
  readonly documents: readonly vscode.TextDocument[];
  /** The versions of the documents for which it holds. */
  readonly versions: readonly number[];
  /** The texts that were replayed: of older versions, where the newest are half typed. */
  readonly texts: readonly string[];
  readonly notebook: boolean;
  readonly trace: Trace;
  /** The seed that stands in for one that the code does not set. */
  readonly seed: number;
  readonly options: TraceOptions;
}

/** In milliseconds: how long the reader has to pause before an edited text is replayed. */
const IDLE = 300;
/** An editor's answer is wanted soon, or not at all. */
const BUDGET = { steps: 1_000_000 };

/** Keeps the replay of one file or notebook up to date between the reader's keystrokes. */
export class LiveTrace {
  #known: Known | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #running: { readonly done: Promise<void>; abandoned: boolean } | undefined;

  /**
   * @param read what is to be replayed, as it is now
   * @param changed is called whenever a newer replay is known
   */
  constructor(
    private readonly read: () => Subject,
    private readonly options: () => TraceOptions,
    private readonly changed: () => void,
  ) {}

  /** What is known, if of an older text. */
  get known(): Known | undefined {
    return this.#known;
  }

  /** Whether what is known is that of the newest text. */
  get isCurrent(): boolean {
    const known = this.#known;
    if (known === undefined) return false;
    const { resamples, backend } = this.options();
    const isSameStream =
      known.options.backend === backend &&
      (known.options.resamples === resamples || !isIllustrative(known.trace));
    return isSameStream && isSame(known.documents, known.versions, this.read().documents);
  }

  /** Something changed: replays anew once the reader pauses. */
  touch(): void {
    if (this.#running) this.#running.abandoned = true;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#run(), IDLE);
  }

  /** Sees to it that the newest text is replayed soon, if something else than an edit made what is known old. */
  keepUp(): void {
    if (this.#timer === undefined && this.#running === undefined) void this.update();
  }

  /** Replays the newest text now, unless that is known. What is known afterwards may be older, if it was edited meanwhile. */
  async update(): Promise<void> {
    if (this.isCurrent) return;
    await (this.#running?.abandoned === false ? this.#running.done : this.#run());
  }

  dispose(): void {
    clearTimeout(this.#timer);
    if (this.#running) this.#running.abandoned = true;
  }

  #run(): Promise<void> {
    if (this.#running) this.#running.abandoned = true;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const run = { done: Promise.resolve(), abandoned: false };
    run.done = this.#trace(() => run.abandoned).finally(() => {
      if (this.#running === run) this.#running = undefined;
    });
    this.#running = run;
    return run.done;
  }

  async #trace(isAbandoned: () => boolean): Promise<void> {
    if (this.isCurrent) return;
    const { key, documents, notebook: owner } = this.read();
    const options = this.options();
    const versions = documents.map(({ version }) => version);
    const texts = documents.map((document) => document.getText());
    const seed = illustrativeSeed(key, options.resamples);
    const notebook = owner !== undefined;
    const trace = await traced(texts, { notebook, seed, backend: options.backend }, isAbandoned);
    if (trace === undefined) return;
    const before = this.#known;
    const isTyping = before !== undefined && isHalfTyped(before, documents, texts, trace);
    this.#known = isTyping
      ? { ...before, versions }
      : { documents, versions, texts, notebook, trace, seed, options };
    this.changed();
  }
}

/** Replays texts once others had their turn; undefined where nobody wants the result any more. */
export async function traced(
  texts: readonly string[],
  options: ReplayOptions,
  isAbandoned: () => boolean,
): Promise<Trace | undefined> {
  await new Promise<void>((resolve) => setTimeout(resolve));
  return isAbandoned() ? undefined : trace(texts, { ...options, budget: BUDGET });
}

/**
 * Whether all that was edited since the last replay is now broken: then the reader is in the middle of a statement, and
 * what was known stays in place.
 */
function isHalfTyped(
  before: Known,
  documents: readonly vscode.TextDocument[],
  texts: readonly string[],
  { broken }: Trace,
): boolean {
  if (documents.length !== before.documents.length) return false;
  const edited = texts.flatMap((text, i) => (text === before.texts[i] ? [] : [i]));
  return (
    edited.length > 0 &&
    documents.every((document, i) => document === before.documents[i]) &&
    edited.every((i) => broken.includes(i) && !before.trace.broken.includes(i))
  );
}

/** Whether a replay shows anything of the stream that stands in for a seed. */
function isIllustrative({ values, calls }: Trace): boolean {
  return (
    values.some(({ doubt }) => doubt?.code === 'unseeded') ||
    calls.some(({ seed, doubt }) => seed === undefined || doubt?.code === 'unseeded')
  );
}
