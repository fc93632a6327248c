import * as vscode from 'vscode';
import { cellOf } from '../reading';
import { shows } from '../services/tabs';
import { type LocatedCall, shownPlace } from './locatedCall';

/** Shows a call in an editor and moves the focus to it: where its document is open already, else beside the playground. */
export function reveal(located: LocatedCall): Promise<void> {
  const { document, from } = shownPlace(located);
  return revealPlace(document, from);
}

/** Shows a place of a file or cell in the same manner. */
export async function revealPlace(document: vscode.TextDocument, from: number): Promise<void> {
  const selection = new vscode.Range(document.positionAt(from), document.positionAt(from));
  const cell = cellOf(document);
  if (cell === undefined) {
    await vscode.window.showTextDocument(document, { selection, viewColumn: columnFor(document.uri) });
    return;
  }
  const { notebook, index } = cell;
  const viewColumn = columnFor(notebook.uri);
  const cells = new vscode.NotebookRange(index, index + 1);
  await vscode.window.showNotebookDocument(notebook, { viewColumn, selections: [cells] });
  // With the cell chosen, this moves the cursor into it.
  await vscode.commands.executeCommand('notebook.cell.edit');
  const editor = vscode.window.visibleTextEditors.find((candidate) => candidate.document === document);
  if (editor === undefined) return;
  editor.selection = new vscode.Selection(selection.start, selection.end);
  editor.revealRange(selection, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

/** The column of the tab that shows a document; without one, a column where it does not cover the playground. */
function columnFor(uri: vscode.Uri): vscode.ViewColumn {
  const { all, activeTabGroup } = vscode.window.tabGroups;
  const group =
    all.find(({ tabs }) => tabs.some((tab) => shows(tab, uri.toString()))) ??
    all.find(({ activeTab }) => !(activeTab?.input instanceof vscode.TabInputWebview));
  return group?.viewColumn ?? (all.length > 1 ? activeTabGroup.viewColumn : vscode.ViewColumn.Beside);
}
