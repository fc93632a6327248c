import * as vscode from 'vscode';

/** Tells when the window is gone back to; VS Code's own event also tells of other changes while it has the focus. */
export function onFocused(told: () => void): vscode.Disposable {
  let isFocused = vscode.window.state.focused;
  return vscode.window.onDidChangeWindowState(({ focused }) => {
    if (focused && !isFocused) told();
    isFocused = focused;
  });
}
