import * as vscode from 'vscode';
import { realOutputs } from './cellOutputs';
import type { Replays } from './replays';
import { UNCANCELLED } from '../../services/uncancelled';

/** The command that shows what replay says of a cell beside its stored output. */
export const COMPARE_OUTPUTS = 'dropoutPlayground.compareOutputs';

const SCHEME = 'dropout-output';

/** Holds the two texts that are compared, for the editor to read. */
export class OutputDiff implements vscode.TextDocumentContentProvider {
  readonly #texts = new Map<string, string>();

  constructor(private readonly replays: Replays) {}

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.#texts.get(uri.toString()) ?? '';
  }

  /** Opens the two texts of a cell. @param uri of the cell's text, by whoever runs the command */
  async show(uri: unknown): Promise<void> {
    const cell = vscode.workspace.notebookDocuments
      .flatMap((notebook) => notebook.getCells())
      .find(({ document }) => document.uri.toString() === uri);
    if (cell === undefined) return;
    const replayed = await this.replays.of(cell.document, UNCANCELLED, { newer: Infinity });
    const real = realOutputs(cell);
    if (replayed === undefined || real === undefined) return;
    const expected = replayed.values
      .map(({ value: { text, form } }) => text + (form === 'unended' ? '' : '\n'))
      .join('');
    const printed = real.printed + (real.result === undefined ? '' : `${real.result}\n`);
    this.#texts.clear();
    const left = this.#offer(cell, 'replay', expected);
    const right = this.#offer(cell, 'output', printed);
    const title = vscode.l10n.t('Cell {0}: replay ↔ stored output', cell.index + 1);
    await vscode.commands.executeCommand('vscode.diff', left, right, title, { preview: true });
  }

  /** Gives a text an address. Each showing has new ones, because editors keep what they have read. */
  #offer(cell: vscode.NotebookCell, side: 'replay' | 'output', text: string): vscode.Uri {
    const query = `${cell.index}-${Date.now()}`;
    const uri = vscode.Uri.from({ scheme: SCHEME, path: `/${side}.txt`, query });
    this.#texts.set(uri.toString(), text);
    return uri;
  }
}
