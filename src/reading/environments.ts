import * as vscode from 'vscode';
import { onFocused } from '../services/onFocused';
import { askPython } from '../services/pythonExtension';
import { fullName, type Settings } from '../services/settings';

/** What a folder's own environment is called. */
const OWN = ['.venv', 'venv'];
/** The settings that say whether packages are read, and whose. */
const SAYING = ['packages.enabled', 'verify.interpreter'] as const;

/**
 * Which environment of Python the code of a folder has: there its packages are read. Only in workspaces that are trusted, and
 * not in a browser, where there are none.
 */
export class Environments implements vscode.Disposable {
  readonly #changed = new vscode.EventEmitter<void>();
  /** It may be another one, or have other packages. */
  readonly onDidChange = this.#changed.event;
  #listening: vscode.Disposable | undefined;
  readonly #subscriptions: readonly { dispose(): unknown }[];

  constructor(
    private readonly settings: Settings,
    private readonly log: Pick<vscode.LogOutputChannel, 'warn'>,
  ) {
    const changed = (): void => this.#changed.fire();
    this.#subscriptions = [
      this.#changed,
      vscode.workspace.onDidGrantWorkspaceTrust(changed),
      vscode.workspace.onDidChangeConfiguration((event) => {
        if (SAYING.some((setting) => event.affectsConfiguration(fullName(setting)))) changed();
      }),
      // Packages are installed in a terminal: here, or elsewhere.
      vscode.window.onDidEndTerminalShellExecution(changed),
      onFocused(changed),
    ];
  }

  dispose(): void {
    vscode.Disposable.from(...this.#subscriptions, ...(this.#listening ? [this.#listening] : [])).dispose();
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
      this.#listening ??= environments.onDidChangeActiveEnvironmentPath?.(() => this.#changed.fire());
      return environments.getActiveEnvironmentPath(folder).path;
    }, this.log);
  }
}

/** The environment of an interpreter; undefined for a mere name, which stands for whatever PATH has. */
function around(interpreter = ''): string | undefined {
  if (!/^(?:[\\/]|[A-Za-z]:)/.test(interpreter)) return undefined;
  return interpreter.replace(/[\\/](?:(?:bin|Scripts)[\\/][^\\/]+|python[^\\/]*\.exe)$/i, '');
}
