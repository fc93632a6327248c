import * as vscode from 'vscode';

/** A value that `when` and `enablement` clauses of package.json can ask for as `dropoutPlayground.` and its name. */
export class ContextKey {
  #value: boolean | undefined;

  constructor(private readonly name: string) {}

  set(value: boolean): void {
    if (value === this.#value) return;
    this.#value = value;
    void vscode.commands.executeCommand('setContext', `dropoutPlayground.${this.name}`, value);
  }
}
