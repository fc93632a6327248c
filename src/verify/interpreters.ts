import * as vscode from 'vscode';
import { pythonEnvironments } from '../services/pythonExtension';
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
  const active = await activeInterpreter(log);
  return active === undefined ? ['python3', 'python'] : [active];
}

/** Where the Python extension has the interpreter that the reader chose there; undefined without either. */
async function activeInterpreter(log: vscode.LogOutputChannel): Promise<string | undefined> {
  try {
    const environments = await pythonEnvironments();
    const path = environments?.getActiveEnvironmentPath(vscode.window.activeTextEditor?.document.uri);
    const environment = await environments?.resolveEnvironment(path);
    return environment?.executable.uri?.fsPath;
  } catch (error) {
    log.warn(`The Python extension does not name its interpreter: ${String(error)}`);
    return undefined;
  }
}
