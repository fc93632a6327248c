import * as vscode from 'vscode';
import { onTextEdited } from '../../services/onEdited';

/** Knows which cells were edited after they ran, as far as that happened in this window. */
export class EditedCells implements vscode.Disposable {
  readonly #edited = new WeakSet<vscode.TextDocument>();
  readonly #subscriptions = [
    onTextEdited((document) => this.#edited.add(document)),
    vscode.workspace.onDidChangeNotebookDocument(({ cellChanges }) => {
      for (const { cell, outputs, executionSummary } of cellChanges)
        if (outputs !== undefined || executionSummary !== undefined) this.#edited.delete(cell.document);
    }),
  ];

  has(document: vscode.TextDocument): boolean {
    return this.#edited.has(document);
  }

  dispose(): void {
    vscode.Disposable.from(...this.#subscriptions).dispose();
  }
}
