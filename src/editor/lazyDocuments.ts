import type * as vscode from 'vscode';
import type { DropoutDocuments } from '.';

/** The dropout calls of the open documents, for all who ask. The parser is loaded when somebody does. */
export class LazyDocuments implements vscode.Disposable {
  #loaded: Promise<DropoutDocuments> | undefined;

  get(): Promise<DropoutDocuments> {
    this.#loaded ??= import('.').then(({ DropoutDocuments }) => new DropoutDocuments());
    return this.#loaded;
  }

  dispose(): void {
    void this.#loaded?.then((documents) => documents.dispose());
  }
}
