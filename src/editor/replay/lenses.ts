import * as vscode from 'vscode';
import { byLine } from './lines';
import { openReplayed } from './openReplayed';
import type { PlacedCall, Replays } from './replays';

/** Above each line that calls dropout: the way into the playground, on that very call. */
export class ReplayLensProvider {
  constructor(private readonly replays: Replays) {}

  async provideCodeLenses(
    document: vscode.TextDocument,
    token: vscode.CancellationToken,
  ): Promise<vscode.CodeLens[]> {
    const replayed = await this.replays.of(document, token);
    if (replayed === undefined) return [];
    return byLine(document, replayed.calls).flatMap(({ calls }) => {
      const [first] = calls;
      if (first === undefined) return [];
      const range = new vscode.Range(document.positionAt(first.from), document.positionAt(first.to));
      const command = openReplayed(document, replayed, first);
      return [new vscode.CodeLens(range, { title: title(first, calls.length), ...command })];
    });
  }
}

function title({ call: { call, seed, kept } }: PlacedCall, calls: number): string {
  if (calls > 1) return vscode.l10n.t('Open the first of {0} calls in playground', calls);
  if (kept === undefined || seed === undefined) return vscode.l10n.t('Open this call in playground');
  return vscode.l10n.t('Open call {0} after seed {1} in playground', call, seed);
}
