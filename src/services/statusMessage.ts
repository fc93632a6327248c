import * as vscode from 'vscode';

/** How long it stands in the status bar, in milliseconds. */
const DURATION = 5000;

/** Says what a command came to, for those who look at their code and not at the playground. */
export function tell(text: string): void {
  vscode.window.setStatusBarMessage(`Dropout Playground: ${text}`, DURATION);
}
