import type * as vscode from 'vscode';
import { converse } from '../protocol/reading';
import type { Endurance } from './endurance';
import type { RunningWorker, StartWorker } from './startWorker';

/** The worker ended before it answered, while it read the file or notebook of that key; by itself, or because it did `hang`. */
export class Lost extends Error {
  constructor(
    reason: string,
    readonly key?: string,
    readonly hung = false,
  ) {
    super(reason);
  }
}

/** What a worker may be asked. */
export type Asked<Questions extends object> = ReturnType<typeof converse<Questions, object>>;

interface Running<Questions extends object> {
  readonly worker: RunningWorker;
  readonly questions: Asked<Questions>;
  /** What it reads now. */
  key: string | undefined;
}

/** What a worker of one role is, and what it may ask of the host. */
interface Employment<Questions extends object, Host extends object> {
  readonly role: Parameters<StartWorker>[0];
  readonly host: Omit<Host, 'begins'>;
  readonly ping: (worker: Asked<Questions>) => Promise<void>;
  /** It is gone, with all that it was told. */
  readonly onLost: () => void;
}

/** In milliseconds: how often it is looked after while it is to answer, how long it may be silent, and after which idle time it ends. */
const BEAT = 1000;
const SILENCE = 5000;
const IDLE = 300_000;

/** The host's end of a worker that keeps something: starts it for the first question, watches over it, and starts it anew when it was lost. */
export class WorkerClient<Questions extends object, Host extends { begins(key: string): void }>
  implements vscode.Disposable
{
  #running: Promise<Running<Questions>> | undefined;
  #open = 0;
  #watch: Timer | undefined;
  #idle: Timer | undefined;

  constructor(
    private readonly start: StartWorker,
    private readonly endurance: Endurance,
    private readonly employment: Employment<Questions, Host>,
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
  tell(notice: (worker: Asked<Questions>) => Promise<void>): void {
    void this.#running?.then(({ questions }) => notice(questions)).catch(String);
  }

  /** Asks it something. @throws Lost where it ended before it answered */
  async ask<T>(question: (worker: Asked<Questions>) => Promise<T>): Promise<T> {
    this.#open++;
    clearTimeout(this.#idle);
    try {
      if (this.endurance.isOff) throw new Lost('it is off');
      this.#running ??= this.#begin();
      const running = await this.#running;
      this.#watch ??= setTimeout(() => void this.#look(running), BEAT);
      return await question(running.questions);
    } finally {
      this.#open--;
      if (this.#open === 0) this.#rest();
    }
  }

  async #begin(): Promise<Running<Questions>> {
    const { role, host } = this.employment;
    let worker;
    try {
      worker = await this.start(role);
    } catch (error) {
      this.#running = undefined;
      this.endurance.noteEnd(role, String(error));
      throw new Lost(String(error));
    }
    const own = {
      ...host,
      begins: (key: string) => {
        running.key = key;
      },
    };
    const questions = converse<Questions, object>(worker.port, own, () => undefined);
    const running: Running<Questions> = { worker, questions, key: undefined };
    worker.onEnd((reason) => {
      if (questions.$closed) return;
      this.endurance.noteEnd(role, reason);
      this.#end(running, reason);
    });
    return running;
  }

  /** Ends it if it is silent for too long. */
  async #look(running: Running<Questions>): Promise<void> {
    const silent = Symbol();
    const silence = new Promise((resolve) => setTimeout(() => resolve(silent), SILENCE));
    const answer = await Promise.race([this.employment.ping(running.questions).catch(String), silence]);
    this.#watch = undefined;
    if (running.questions.$closed) return;
    if (answer === silent) this.#end(running, 'it does not answer', true);
    else if (this.#open > 0) this.#watch = setTimeout(() => void this.#look(running), BEAT);
  }

  #rest(): void {
    clearTimeout(this.#watch);
    this.#watch = undefined;
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => void this.#running?.then((running) => this.#end(running, 'idle')), IDLE);
  }

  #end({ worker, questions, key }: Running<Questions>, reason: string, hung = false): void {
    this.endurance.note(this.employment.role, reason);
    this.#running = undefined;
    clearTimeout(this.#watch);
    this.#watch = undefined;
    worker.end();
    this.employment.onLost();
    questions.$close(new Lost(reason, key, hung));
  }
}
