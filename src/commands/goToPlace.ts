import * as vscode from 'vscode';

/** Opens a place in the reader's code. Its argument comes from a lens or a hover, or from anybody. */
export async function goToPlace(argument: unknown): Promise<void> {
  if (typeof argument !== 'object' || argument === null) return;
  const { uri, line } = argument as Record<string, unknown>;
  if (typeof uri !== 'string' || typeof line !== 'number' || !(line >= 0)) return;
  const start = new vscode.Position(Math.floor(line), 0);
  await vscode.commands.executeCommand('vscode.open', vscode.Uri.parse(uri), {
    selection: new vscode.Range(start, start),
  });
}
