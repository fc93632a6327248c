import * as vscode from 'vscode';
import { fullName, SECTION, type SettingName } from './settings';

/** Tells when the value of a setting may be another one, or of any whose name begins so; of all where none is named. */
export function onSettingChanged(
  name: SettingName | 'problems' | undefined,
  told: () => void,
): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration(name === undefined ? SECTION : fullName(name))) told();
  });
}
