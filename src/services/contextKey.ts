import * as vscode from 'vscode';

/** A value that `when` and `enablement` clauses of package.json can ask for. */
export class ContextKey {
  #value: boolean | undefined;

  constructor(private readonly name: string) {}

  set(value: boolean): void {
    if (value === this.#value) return;
    this.#value = value;
    void vscode.commands.executeCommand('setContext', this.name, value);
  }
}
