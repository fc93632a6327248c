import type * as vscode from 'vscode';
import { ContextKey } from './contextKey';
import { Changing } from './owner';

/** The command that hides or shows them. */
export const TOGGLE_QUIET = 'dropoutPlayground.toggleQuiet';

const KEY = 'quiet';

/** Whether the reader has hidden all lenses, hints and items of this window, as who asks others what dropout will do. */
export class Quiet extends Changing {
  readonly #key = new ContextKey('dropoutPlayground.isQuiet');

  /** @param memento remembers it for the window */
  constructor(private readonly memento: vscode.Memento) {
    super();
    this.#key.set(this.isOn);
  }

  get isOn(): boolean {
    return this.memento.get(KEY) === true;
  }

  /** Hides what is shown, or shows what is hidden. */
  async toggle(): Promise<void> {
    const isOn = !this.isOn;
    await this.memento.update(KEY, isOn);
    this.#key.set(isOn);
    this.changed();
  }
}
