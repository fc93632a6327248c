import type * as vscode from 'vscode';
import { converse, PATIENCE, type ReplayerQuestions, type ReplayRequest } from '../protocol/reading';
import type { Trace } from '../protocol/reading';
import type { Endurance } from './endurance';
import type { RunningWorker, StartWorker } from './startWorker';

/**
 * What a replay came to: `tooLong` where it had to be ended, `failed` where its workers ended by themselves over it, `off`
 * where none is started any more; undefined where nobody wanted it any more.
 */
export type ReplayResult = Trace | 'tooLong' | 'failed' | 'off' | undefined;

interface Job {
  readonly texts: readonly string[];
  readonly options: ReplayRequest;
  readonly signal: AbortSignal | undefined;
  readonly done: (result: ReplayResult) => void;
}

interface Ready {
  readonly worker: RunningWorker;
  readonly questions: ReturnType<typeof converse<ReplayerQuestions, object>>;
}

/** In milliseconds: replay ends itself after 1,800 of these; who does not is ended. */
const LONGEST = 2300;
/** After which idle time the replayers end. */
const IDLE = 300_000;
/** So many stand ready at most. */
const MOST_READY = 2;
/** So soon after another one, no replayer is started, for somebody who types ends them faster than that. */
const PAUSE = 250;

/** What is replayed one after the other. */
class Queue {
  readonly jobs: Job[] = [];
  isBusy = false;
}

/**
 * The host's end of the replayers: one replays, one thing after the other, and one stands ready, because to cancel a
 * replay is to end its worker. What nobody waits for has a queue of its own, behind which nothing else has to wait.
 */
export class ReplayerClient implements vscode.Disposable {
  readonly #queue = new Queue();
  readonly #patient = new Queue();
  /** Those that have nothing to do: they are there, or on their way. */
  readonly #ready: Promise<Ready>[] = [];
  #isDisposed = false;
  #lastStart = 0;
  #idle: Timer | undefined;

  constructor(
    private readonly start: StartWorker,
    private readonly endurance: Endurance,
  ) {}

  dispose(): void {
    this.#isDisposed = true;
    this.#rest();
  }

  /** Replays texts, until `signal` says that nobody wants to know any more. */
  replay(texts: readonly string[], options: ReplayRequest, signal?: AbortSignal): Promise<ReplayResult> {
    return new Promise((done) => {
      const queue = options.isPatient === true ? this.#patient : this.#queue;
      queue.jobs.push({ texts, options, signal, done });
      void this.#work(queue);
    });
  }

  async #work(queue: Queue): Promise<void> {
    if (queue.isBusy) return;
    queue.isBusy = true;
    clearTimeout(this.#idle);
    for (let job = queue.jobs.shift(); job !== undefined; job = queue.jobs.shift()) {
      let result = await this.#run(job);
      // It may have been the worker's fault.
      if (result === 'failed') result = await this.#run(job);
      job.done(result);
    }
    queue.isBusy = false;
    if (this.#queue.isBusy || this.#patient.isBusy) return;
    this.#idle = setTimeout(() => this.#rest(), IDLE);
  }

  async #run(job: Job): Promise<ReplayResult> {
    const { texts, options, signal } = job;
    const isOver = (): boolean => signal?.aborted === true || this.#isDisposed;
    if (isOver()) return undefined;
    if (this.endurance.isOff) return 'off';
    const taken = this.#ready.shift() ?? this.#begin();
    // Before it is needed, for it takes longer to come than to be asked.
    if (this.#ready.length === 0) {
      const next = this.#begin();
      // Whoever takes it is told.
      next.catch(String);
      this.#ready.push(next);
    }
    const ready = await taken.catch(String);
    if (typeof ready === 'string') return 'failed';
    // It ended while it had nothing to do: that says nothing of these texts.
    if (ready.questions.$closed) return this.#run(job);
    if (isOver()) {
      this.#ready.unshift(taken);
      return undefined;
    }
    const { worker, questions } = ready;
    let timer: Timer | undefined;
    const ended = new Promise<'tooLong' | undefined>((resolve) => {
      timer = setTimeout(() => resolve('tooLong'), options.isPatient === true ? PATIENCE * LONGEST : LONGEST);
      signal?.addEventListener('abort', () => resolve(undefined));
    });
    const answer = questions.replay([...texts], options).catch(() => 'failed' as const);
    const result = await Promise.race([answer, ended]);
    clearTimeout(timer);
    if (typeof result === 'object' && this.#ready.length < MOST_READY) this.#ready.unshift(taken);
    else {
      this.endurance.note('replayer', typeof result === 'string' ? result : 'unwanted');
      questions.$close();
      worker.end();
    }
    return result;
  }

  async #begin(): Promise<Ready> {
    const wait = this.#lastStart + PAUSE - Date.now();
    this.#lastStart = Math.max(Date.now(), this.#lastStart + PAUSE);
    if (wait > 0) await new Promise<void>((resolve) => setTimeout(resolve, wait));
    if (this.#isDisposed) throw new Error('nobody wants it any more');
    const worker = await this.start('replayer').catch((error: unknown) => {
      this.endurance.noteEnd('replayer', String(error));
      throw error;
    });
    const questions = converse<ReplayerQuestions, object>(worker.port, {}, () => undefined);
    worker.onEnd((reason) => {
      if (questions.$closed) return;
      this.endurance.noteEnd('replayer', reason);
      questions.$close();
    });
    await questions.ping();
    return { worker, questions };
  }

  /** Ends those that have nothing to do. */
  #rest(): void {
    clearTimeout(this.#idle);
    for (const ready of this.#ready.splice(0))
      void ready.then(({ worker, questions }) => {
        questions.$close();
        worker.end();
      }, String);
  }
}
