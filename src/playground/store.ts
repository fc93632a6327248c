import { beginning, type History, record, redo, stepTo, undo } from './undoHistory';
import { type Action, INITIAL_STATE, type OpenRequest, type PlaygroundState, reduce } from './state';

/** The extension's only mutable state: one per window, read by the webviews, the commands and the previews. */
export class PlaygroundStore {
  #history = beginning(INITIAL_STATE);
  #changedAt = 0;
  readonly #listeners = new Set<(state: PlaygroundState) => void>();

  get state(): PlaygroundState {
    return this.#history.present;
  }

  get history(): History {
    return this.#history;
  }

  get canUndo(): boolean {
    return this.#history.past.length > 0;
  }

  get canRedo(): boolean {
    return this.#history.future.length > 0;
  }

  /** When something was last done, in milliseconds since 1970; 0 before. */
  get changedAt(): number {
    return this.#changedAt;
  }

  /** @returns whether anything changed */
  dispatch(action: Action): boolean {
    // Where only the examples move on, the session is as old as it was.
    const changedAt = action.type === 'moveExamples' ? this.#changedAt : Date.now();
    return this.#move(record(this.#history, action), changedAt);
  }

  undo(): void {
    this.#move(undo(this.#history), Date.now());
  }

  redo(): void {
    this.#move(redo(this.#history), Date.now());
  }

  /** Shows what the cursor in the code points at. It is no step for undo, unless something else was there before. */
  lead(request: OpenRequest, isStep: boolean): void {
    const history = this.#history;
    const present = reduce(history.present, { type: 'open', request });
    this.#move(isStep ? stepTo(history, present) : { past: history.past, present, future: [] }, Date.now());
  }

  /** Begins anew with a state that is nobody's step, as after a change of the settings. */
  begin(state: PlaygroundState): void {
    this.#move(beginning(state), this.#changedAt);
  }

  /**
   * Goes on with what an earlier window left, unless something was done since. The session is kept in more than one
   * place; what a webview kept has no history, and where it is ahead of the other it is a step further.
   *
   * @returns whether anything changed
   */
  restore(left: History, changedAt: number): boolean {
    if (this.#changedAt === 0) return this.#move(left, changedAt);
    return changedAt > this.#changedAt && this.#move(stepTo(this.#history, left.present), changedAt);
  }

  #move(history: History, changedAt: number): boolean {
    if (history === this.#history) return false;
    this.#history = history;
    this.#changedAt = changedAt;
    for (const listener of [...this.#listeners]) listener(history.present);
    return true;
  }

  /** Calls `listener` after every change. @returns a disposable that ends it. */
  onDidChange(listener: (state: PlaygroundState) => void): { dispose(): void } {
    this.#listeners.add(listener);
    return { dispose: () => this.#listeners.delete(listener) };
  }

  /** Calls `listener` after every change that moves the previews on. @returns a disposable that ends it. */
  onDidResample(listener: () => void): { dispose(): void } {
    let { resamples } = this.state;
    return this.onDidChange((state) => {
      if (state.resamples === resamples) return;
      ({ resamples } = state);
      listener();
    });
  }
}
