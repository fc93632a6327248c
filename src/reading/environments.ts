import * as vscode from 'vscode';
import { onFocused } from '../services/onFocused';
import { Changing } from '../services/owner';
import { askPython } from '../services/pythonExtension';
import { fullName, type Settings } from '../services/settings';

/** What a folder's own environment is called. */
const OWN = ['.venv', 'venv'];
/** The settings that say whether packages are read, and whose. */
const SAYING = ['packages.enabled', 'verify.interpreter'] as const;

/**
 * Which environment of Python the code of a folder has: there its packages are read. Only in workspaces that are trusted, and
 * not in a browser, where there are none. A change may be another one, or other packages in it.
 */
export class Environments extends Changing {
  #isListening = false;

  constructor(
    private readonly settings: Settings,
    private readonly log: Pick<vscode.LogOutputChannel, 'warn'>,
  ) {
    super();
    const changed = (): void => this.changed();
    this.own(
      vscode.workspace.onDidGrantWorkspaceTrust(changed),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (SAYING.some((setting) => event.affectsConfiguration(fullName(setting)))) changed();
      }),
      // Packages are installed in a terminal: here, or elsewhere.
      vscode.window.onDidEndTerminalShellExecution(changed),
      onFocused(changed),
    );
  }

  /** The uris of the environment of a folder, or of those that it may have; none where nothing is to be read. */
  async of(root: string): Promise<readonly string[]> {
    const folder = vscode.Uri.parse(root);
    const isHere = vscode.workspace.isTrusted && !('importScripts' in globalThis);
    if (!isHere || !this.settings.get('packages.enabled', folder)) return [];
    const named = around(this.settings.get('verify.interpreter').trim() || (await this.#chosen(folder)));
    return (
      named === undefined ? OWN.map((name) => vscode.Uri.joinPath(folder, name)) : [vscode.Uri.file(named)]
    ).map(String);
  }

  /** What the reader chose in the Python extension. */
  #chosen(folder: vscode.Uri): Promise<string | undefined> {
    return askPython((environments) => {
      const event = environments.onDidChangeActiveEnvironmentPath;
      if (!this.#isListening && event) this.own(event(() => this.changed()));
      this.#isListening = true;
      return environments.getActiveEnvironmentPath(folder).path;
    }, this.log);
  }
}

/** The environment of an interpreter; undefined for a mere name, which stands for whatever PATH has. */
function around(interpreter = ''): string | undefined {
  if (!/^(?:[\\/]|[A-Za-z]:)/.test(interpreter)) return undefined;
  return interpreter.replace(/[\\/](?:(?:bin|Scripts)[\\/][^\\/]+|python[^\\/]*\.exe)$/i, '');
}
