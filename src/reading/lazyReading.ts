import * as vscode from 'vscode';
import type { Settings } from '../services/settings';
import type { Reading } from './reading';
import { UNCANCELLED } from '../services/uncancelled';

/** The reading of the open documents, for all who ask. It is loaded when somebody does. */
export class LazyReading implements vscode.Disposable {
  #loaded: Promise<Reading> | undefined;

  constructor(
    private readonly extensionUri: vscode.Uri,
    private readonly settings: Settings,
    private readonly log: vscode.LogOutputChannel,
  ) {}

  /** Begins with what somebody looks at: a worker comes up beside all that is still to be set up here. */
  begin(): void {
    const document = vscode.window.activeTextEditor?.document;
    if (document?.languageId !== 'python') return;
    void this.get().then(({ documents }) => documents.sitesOf(document, UNCANCELLED));
  }

  get(): Promise<Reading> {
    this.#loaded ??= import('./reading').then(
      ({ Reading, workerStarter }) => new Reading(workerStarter(this.extensionUri), this.settings, this.log),
    );
    return this.#loaded;
  }

  dispose(): void {
    void this.#loaded?.then((reading) => reading.dispose());
  }
}
