import * as vscode from 'vscode';
import { ContextKey } from './contextKey';

/** The command that hides or shows them. */
export const TOGGLE_QUIET = 'dropoutPlayground.toggleQuiet';

const KEY = 'quiet';

/** Whether the reader has hidden all lenses, hints and items of this window, as who asks others what dropout will do. */
export class Quiet implements vscode.Disposable {
  readonly #key = new ContextKey('dropoutPlayground.isQuiet');
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;

  /** @param memento remembers it for the window */
  constructor(private readonly memento: vscode.Memento) {
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
    this.#changed.fire();
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
