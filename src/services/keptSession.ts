import type * as vscode from 'vscode';
import type { PlaygroundStore } from '../playground/store';
import { storedForm } from '../protocol/storedForm';

const KEY = 'playground';
/** In milliseconds. What is done is kept at once, for the window may be reloaded next; a drag of the slider so often. */
const DELAY = 100;

/**
 * Keeps the playground, with its history, in the workspace's own storage, from which every window goes on. The webviews
 * keep its state, too, but what a hidden one keeps comes back only when VS Code revives it, and is gone with its tab.
 */
export class KeptSession implements vscode.Disposable {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #isPending = false;
  readonly #subscription: { dispose(): void };

  constructor(
    private readonly memento: vscode.Memento,
    private readonly store: PlaygroundStore,
    private readonly log: Pick<vscode.LogOutputChannel, 'warn'>,
  ) {
    this.#subscription = store.onDidChange(() => {
      // A default is nobody's work.
      this.#isPending = store.changedAt > 0;
      if (this.#timer === undefined) this.#keep();
    });
  }

  /** Goes on with what was kept last. Reading it takes more code than the rest of activation, so it is loaded only then. */
  async restore(): Promise<void> {
    const stored = this.memento.get<unknown>(KEY);
    if (stored === undefined) return;
    const { restoreStored } = await import('../protocol/storedSession');
    restoreStored(stored, this.store, (text) => this.log.warn(text));
  }

  #keep(): void {
    this.#timer = undefined;
    if (!this.#isPending) return;
    this.#isPending = false;
    this.#timer = setTimeout(() => this.#keep(), DELAY);
    void this.memento.update(KEY, storedForm(this.store.history, this.store.changedAt));
  }

  /** What is still to be kept is kept at once: the window may be closing. */
  dispose(): void {
    this.#subscription.dispose();
    clearTimeout(this.#timer);
    this.#keep();
    clearTimeout(this.#timer);
  }
}
