import * as vscode from 'vscode';

/** Opens a place in the reader's code. Its argument comes from a lens or a hover, or from anybody. */
export async function goToPlace(argument: unknown): Promise<void> {
  if (typeof argument !== 'object' || argument === null) return;
  const { uri, cell, line } = argument as Record<string, unknown>;
  if (typeof uri !== 'string' || typeof line !== 'number' || !(line >= 0)) return;
  const start = new vscode.Position(Math.floor(line), 0);
  const place = vscode.Uri.parse(uri);
  const file = typeof cell === 'number' ? await cellAt(place, cell) : place;
  await vscode.commands.executeCommand('vscode.open', file, { selection: new vscode.Range(start, start) });
}

/** The document of a notebook's cell; the notebook itself where it has no such cell any more. */
async function cellAt(uri: vscode.Uri, index: number): Promise<vscode.Uri> {
  const notebook = await vscode.workspace.openNotebookDocument(uri);
  return index >= 0 && index < notebook.cellCount ? notebook.cellAt(index).document.uri : uri;
}
