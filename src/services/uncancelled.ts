import * as vscode from 'vscode';

/** For questions whose answer somebody waits for, however long it takes. */
export const UNCANCELLED = new vscode.CancellationTokenSource().token;
