import * as vscode from 'vscode';
import { askPython } from '../services/pythonExtension';
import type { Settings } from '../services/settings';

/**
 * The Python interpreters to ask, best first; the next one is for where one does not exist. The setting comes
 * first, then the Python extension's choice, then what PATH has.
 */
export async function interpreters(
  settings: Settings,
  log: vscode.LogOutputChannel,
): Promise<readonly string[]> {
  const chosen = settings.get('verify.interpreter').trim();
  if (chosen !== '') return [chosen];
  const active = await askPython(async (environments) => {
    const path = environments.getActiveEnvironmentPath(vscode.window.activeTextEditor?.document.uri);
    return (await environments.resolveEnvironment(path))?.executable.uri?.fsPath;
  }, log);
  return active === undefined ? ['python3', 'python'] : [active];
}
