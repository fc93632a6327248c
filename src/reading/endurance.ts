import * as vscode from 'vscode';

/** So many ends within so many milliseconds are no accident. */
const MOST_ENDS = 5;
const WITHIN = 60_000;

/** Leaves off starting what ends again and again by itself, until the reader asks for it. */
export class Endurance implements vscode.Disposable {
  #ends: number[] = [];
  #isOff = false;
  readonly #tried = new vscode.EventEmitter<void>();
  /** Somebody wants it to be tried once more. */
  readonly onTryAgain = this.#tried.event;

  constructor(private readonly log: Pick<vscode.LogOutputChannel, 'debug' | 'error'>) {}

  dispose(): void {
    this.#isOff = true;
    this.#tried.dispose();
  }

  get isOff(): boolean {
    return this.#isOff;
  }

  /** A worker is ended, as happens in the ordinary course of things. */
  note(role: string, reason: string): void {
    if (!this.#isOff) this.log.debug(`The ${role} is ended: ${reason}`);
  }

  /** A worker ended by itself. */
  noteEnd(role: string, reason: string): void {
    this.log.error(`The ${role} ended: ${reason}`);
    const now = Date.now();
    this.#ends = [...this.#ends.filter((time) => now - time < WITHIN), now];
    if (this.#ends.length < MOST_ENDS || this.#isOff) return;
    this.#isOff = true;
    void this.#offer();
  }

  async #offer(): Promise<void> {
    const again = vscode.l10n.t('Try again');
    const text = vscode.l10n.t(
      'Dropout Playground no longer reads your code: what reads it stopped {0} times within a minute.',
      MOST_ENDS,
    );
    if ((await vscode.window.showErrorMessage(text, again)) !== again) return;
    this.#ends = [];
    this.#isOff = false;
    this.#tried.fire();
  }
}
