import * as vscode from 'vscode';

/** The command that hides or shows them. */
export const TOGGLE_QUIET = 'dropoutPlayground.toggleQuiet';

const KEY = 'quiet';

/** Whether the reader has hidden all lenses, hints and items of this window, as who asks others what dropout will do. */
export class Quiet implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;

  /** @param memento remembers it for the window */
  constructor(private readonly memento: vscode.Memento) {}

  get isOn(): boolean {
    return this.memento.get(KEY) === true;
  }

  /** Hides what is shown, or shows what is hidden. */
  async toggle(): Promise<void> {
    await this.memento.update(KEY, !this.isOn);
    this.#changed.fire();
  }

  dispose(): void {
    this.#changed.dispose();
  }
}
