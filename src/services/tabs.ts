import * as vscode from 'vscode';

/** Whether a tab shows a file or notebook. */
export function shows({ input }: vscode.Tab, uri: string): boolean {
  return (
    (input instanceof vscode.TabInputText || input instanceof vscode.TabInputNotebook) &&
    input.uri.toString() === uri
  );
}
