import { type Action, INITIAL_STATE, type PlaygroundState, reduce } from './state';

/** The extension's only mutable state: one per window, read by the panel, the commands and the previews. */
export class PlaygroundStore {
  #state = INITIAL_STATE;
  readonly #listeners = new Set<(state: PlaygroundState) => void>();

  get state(): PlaygroundState {
    return this.#state;
  }

  dispatch(action: Action): void {
    const next = reduce(this.#state, action);
    if (next === this.#state) return;
    this.#state = next;
    for (const listener of [...this.#listeners]) listener(next);
  }

  /** Calls `listener` after every change. @returns a disposable that ends it. */
  onDidChange(listener: (state: PlaygroundState) => void): { dispose(): void } {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  }
}
