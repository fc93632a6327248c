import * as vscode from 'vscode';

/** Has things that are disposed of with it. */
export abstract class Owner implements vscode.Disposable {
  readonly #owned: { dispose(): unknown }[] = [];

  protected own(...things: { dispose(): unknown }[]): void {
    this.#owned.push(...things);
  }

  dispose(): void {
    vscode.Disposable.from(...this.#owned).dispose();
  }
}

/** Tells those who listen whenever it has changed. */
export abstract class Changing extends Owner {
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChange = this.#changed.event;

  constructor() {
    super();
    this.own(this.#changed);
  }

  protected changed(): void {
    this.#changed.fire();
  }
}
