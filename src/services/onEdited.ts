import * as vscode from 'vscode';

/** Tells of each Python file and cell whose text is changed; VS Code's own event also tells when one is saved. */
export function onTextEdited(told: (document: vscode.TextDocument) => void): vscode.Disposable {
  return vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
    if (contentChanges.length > 0 && document.languageId === 'python') told(document);
  });
}

/** Tells of each notebook where cells come, go or move; VS Code's own event also tells of outputs. */
export function onCellsMoved(told: (notebook: vscode.NotebookDocument) => void): vscode.Disposable {
  return vscode.workspace.onDidChangeNotebookDocument(({ notebook, contentChanges }) => {
    if (contentChanges.length > 0) told(notebook);
  });
}
