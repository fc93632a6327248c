import type * as vscode from 'vscode';
import type { PlaygroundState } from './playground/state';
import type { PlaygroundStore } from './playground/store';

const KEY = 'playground';
/** In milliseconds. A drag of the slider is kept once, when it rests. */
const DELAY = 200;

/**
 * Keeps the playground in the workspace's own storage. The webviews keep it, too, but what a hidden tab keeps comes back
 * only when VS Code revives it, and is gone with the tab when the playground is opened anew before.
 */
export class KeptSession implements vscode.Disposable {
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #subscription: { dispose(): void };

  constructor(
    private readonly memento: vscode.Memento,
    store: PlaygroundStore,
  ) {
    this.#subscription = store.onDidChange((state) => {
      clearTimeout(this.#timer);
      // A default is nobody's work.
      if (store.changedAt > 0) this.#timer = setTimeout(() => this.#keep(state, store.changedAt), DELAY);
    });
  }

  /** What was kept last, as a webview would store it, unchecked; undefined where there is nothing. */
  get stored(): unknown {
    return this.memento.get(KEY);
  }

  #keep(state: PlaygroundState, changedAt: number): void {
    void this.memento.update(KEY, { ...state, changedAt });
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#subscription.dispose();
  }
}
