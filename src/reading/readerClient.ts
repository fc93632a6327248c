import type * as vscode from 'vscode';
import { converse, type ReaderHost, type ReaderQuestions } from '../protocol/reading';
import type { Endurance } from './endurance';
import type { RunningWorker, StartWorker } from './startWorker';

/** The reader ended before it answered, while it read the file or notebook of that key. */
export class Lost extends Error {
  constructor(
    reason: string,
    readonly key: string | undefined,
  ) {
    super(reason);
  }
}

interface Running {
  readonly worker: RunningWorker;
  readonly questions: ReturnType<typeof converse<ReaderQuestions, object>>;
  /** What it reads now. */
  key: string | undefined;
}

/** In milliseconds: how often it is looked after while it is to answer, how long it may be silent, and after which idle time it ends. */
const BEAT = 1000;
const SILENCE = 5000;
const IDLE = 300_000;

/** The host's end of the reader: starts it for the first question, watches over it, and starts it anew when it was lost. */
export class ReaderClient implements vscode.Disposable {
  #running: Promise<Running> | undefined;
  #open = 0;
  #watch: Timer | undefined;
  #idle: Timer | undefined;

  /**
   * @param host what it may ask
   * @param onLost it is gone, with all that it was told
   */
  constructor(
    private readonly start: StartWorker,
    private readonly host: Omit<ReaderHost, 'begins'>,
    private readonly endurance: Endurance,
    private readonly onLost: () => void,
  ) {}

  dispose(): void {
    clearTimeout(this.#watch);
    clearTimeout(this.#idle);
    void this.#running?.then((running) => this.#end(running, 'disposed'));
  }

  /** Whether it is there, or about to be. */
  get isRunning(): boolean {
    return this.#running !== undefined;
  }

  /** Tells it something, if it is there. */
  tell(notice: (reader: Running['questions']) => Promise<void>): void {
    void this.#running?.then(({ questions }) => notice(questions)).catch(String);
  }

  /** Asks it something. @throws Lost where it ended before it answered */
  async ask<T>(question: (reader: Running['questions']) => Promise<T>): Promise<T> {
    this.#open++;
    clearTimeout(this.#idle);
    try {
      if (this.endurance.isOff) throw new Lost('it is off', undefined);
      this.#running ??= this.#begin();
      const running = await this.#running;
      this.#watch ??= setTimeout(() => void this.#look(running), BEAT);
      return await question(running.questions);
    } finally {
      this.#open--;
      if (this.#open === 0) this.#rest();
    }
  }

  async #begin(): Promise<Running> {
    let worker;
    try {
      worker = await this.start('reader');
    } catch (error) {
      this.#running = undefined;
      this.endurance.noteEnd('reader', String(error));
      throw new Lost(String(error), undefined);
    }
    const own = {
      listFiles: (root: string) => this.host.listFiles(root),
      readFiles: (uris: readonly string[]) => this.host.readFiles(uris),
      filesRead: () => this.host.filesRead(),
      begins: (key: string) => {
        running.key = key;
      },
    };
    const questions = converse<ReaderQuestions, ReaderHost>(worker.port, own, () => undefined);
    const running: Running = { worker, questions, key: undefined };
    worker.onEnd((reason) => {
      if (questions.$closed) return;
      this.endurance.noteEnd('reader', reason);
      this.#end(running, reason);
    });
    return running;
  }

  /** Ends it if it is silent for too long. */
  async #look(running: Running): Promise<void> {
    const silent = Symbol();
    const silence = new Promise((resolve) => setTimeout(() => resolve(silent), SILENCE));
    const answer = await Promise.race([running.questions.ping().catch(String), silence]);
    this.#watch = undefined;
    if (running.questions.$closed) return;
    if (answer === silent) this.#end(running, 'it does not answer');
    else if (this.#open > 0) this.#watch = setTimeout(() => void this.#look(running), BEAT);
  }

  #rest(): void {
    clearTimeout(this.#watch);
    this.#watch = undefined;
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => void this.#running?.then((running) => this.#end(running, 'idle')), IDLE);
  }

  #end({ worker, questions, key }: Running, reason: string): void {
    this.#running = undefined;
    clearTimeout(this.#watch);
    this.#watch = undefined;
    worker.end();
    this.onLost();
    questions.$close(new Lost(reason, key));
  }
}
