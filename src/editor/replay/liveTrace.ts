import type { ReplayRequest, Trace } from '../../protocol/reading';
import { isSame, type Reading, type ReplayResult, type Subject, type Versions } from '../../reading';
import { halfTyped, isTypedIn } from './halfTyped';

/** What replays depend on beside the code. */
export interface TraceOptions {
  /** How often the reader resampled; moves the stream on that stands in for unseeded code. */
  readonly resamples: number;
  readonly backend: 'cpu' | 'cpu-mkl';
}

/** A finished replay. */
export interface Known extends Versions {
  /** The texts that were replayed. */
  readonly texts: readonly string[];
  /** How they were; more time than others had what the clock had ended before. */
  readonly request: ReplayRequest;
  readonly trace: Trace;
  /** Why there is nothing in the trace. */
  readonly problem: Extract<ReplayResult, string> | undefined;
  /** The versions of the documents for which it is shown: newer ones than those replayed, where these are half typed. */
  readonly shownFor: readonly number[];
}

/** What of the reading replays. */
export interface ReadingForReplay {
  readonly replayer: Pick<Reading['replayer'], 'replay'>;
  readonly documents: Pick<Reading['documents'], 'installed'>;
}

/** In milliseconds: how long the reader has to pause before an edited text is replayed. */
const IDLE = 300;
/** In milliseconds: so long after a replay that the clock ended it is tried once more, with more time. */
const LATER = 3000;
const NOTHING: Trace = {
  values: [],
  calls: [],
  missed: [],
  ended: [],
  broken: [],
  assumptions: [],
  isLate: false,
};

/** Keeps the replay of one file or notebook up to date, between the reader's keystrokes. */
export class LiveTrace {
  #known: Known | undefined;
  /** Whether that is kept in place while something is typed that stops the newest text. */
  #isTyped = false;
  #timer: Timer | undefined;
  #running: { readonly done: Promise<void>; readonly abandon: AbortController } | undefined;
  /** Of what is tried once more, and of its wait. */
  #again = new AbortController();

  /**
   * @param read what is to be replayed, as it is now
   * @param changed is called whenever a newer replay is known
   */
  constructor(
    private readonly read: () => Subject,
    private readonly options: () => TraceOptions,
    private readonly reading: ReadingForReplay,
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
      known.request.backend === backend &&
      (known.request.illustration.resamples === resamples || !isIllustrative(known.trace));
    const { documents, shownFor: versions } = known;
    return isSameStream && isSame({ documents, versions }, this.read().documents);
  }

  /** Something changed: replays anew once the reader pauses. */
  touch(): void {
    this.#abandon();
    this.#timer = setTimeout(() => void this.#run(), IDLE);
  }

  /**
   * Sees to it that the newest text is replayed soon, if something else than an edit made what is known old. Gives what is
   * under way: while somebody types nothing is.
   */
  keepUp(): Promise<void> | undefined {
    if (this.#timer === undefined && this.#running === undefined) void this.update();
    return this.#running?.done;
  }

  /** Replays the newest text now, unless that is known. What is known afterwards may be older, if it was edited meanwhile. */
  async update(): Promise<void> {
    if (this.isCurrent) return;
    await (this.#running?.abandon.signal.aborted === false ? this.#running.done : this.#run());
  }

  /** The cursor has moved: what was kept in place while something was typed is replayed once that is left. */
  leave(): void {
    const known = this.#known;
    if (known === undefined || !this.#isTyped) return;
    const { documents } = this.read();
    const texts = documents.map((document) => document.getText());
    if (isTypedIn(known, { documents, texts })) return;
    this.#isTyped = false;
    this.#replayAnew(known);
  }

  /** Other packages may be installed now: replays anew where these are others than it was told of. */
  async checkPackages(): Promise<void> {
    const known = this.#known;
    const installed = await this.reading.documents.installed(this.read());
    if (known === undefined || known !== this.#known || String(installed) === String(known.request.installed))
      return;
    this.#replayAnew(known);
  }

  /** Shows what is known until there is something newer. */
  #replayAnew(known: Known): void {
    this.#known = { ...known, shownFor: [] };
    this.touch();
  }

  dispose(): void {
    this.#abandon();
  }

  /** Ends what is replayed or waits for it. */
  #abandon(): void {
    clearTimeout(this.#timer);
    this.#running?.abandon.abort();
    this.#again.abort();
  }

  #run(): Promise<void> {
    this.#abandon();
    this.#timer = undefined;
    const abandon = new AbortController();
    const run = { abandon, done: this.isCurrent ? Promise.resolve() : this.#trace(abandon.signal, false) };
    this.#running = run;
    return run.done.finally(() => {
      if (this.#running === run) this.#running = undefined;
    });
  }

  /** Tries once more, as long as nothing has changed: a machine that had much to do may be less busy then. */
  #tryAgain(): void {
    const again = new AbortController();
    this.#again = again;
    const timer = setTimeout(() => {
      if (this.isCurrent) void this.#trace(again.signal, true);
    }, LATER);
    again.signal.addEventListener('abort', () => clearTimeout(timer));
  }

  async #trace(signal: AbortSignal, isPatient: boolean): Promise<void> {
    const subject = this.read();
    const { key, documents } = subject;
    const { resamples, backend } = this.options();
    const versions = documents.map(({ version }) => version);
    const texts = documents.map((document) => document.getText());
    const illustration = { site: key, resamples };
    const request = {
      ...{ notebook: subject.notebook !== undefined, illustration, backend, isPatient },
      installed: await this.reading.documents.installed(subject),
    };
    const result = await this.reading.replayer.replay(texts, request, signal);
    if (result === undefined || signal.aborted) return;
    const problem = typeof result === 'string' ? result : undefined;
    const trace = typeof result === 'string' ? NOTHING : result;
    const before = this.#known;
    const half = before && halfTyped(before, { documents, texts, trace });
    this.#isTyped = half === 'typed';
    this.#known =
      before !== undefined && half !== undefined
        ? { ...before, shownFor: versions }
        : { documents, versions, texts, request, trace, problem, shownFor: versions };
    if (!isPatient && (problem === 'tooLong' || trace.isLate)) this.#tryAgain();
    this.changed();
  }
}

/** Whether a replay shows anything of the stream that stands in for a seed. */
function isIllustrative({ values, calls }: Trace): boolean {
  return (
    values.some(({ doubt }) => doubt?.code === 'unseeded') ||
    calls.some(({ seed, doubt }) => seed === undefined || doubt?.code === 'unseeded')
  );
}
