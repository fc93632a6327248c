import * as vscode from 'vscode';
import { type CallGroup, groupsOf } from './groups';
import { byLine } from './lines';
import { openReplayed } from './openReplayed';
import type { Replays } from './replays';
import { callText, layerText } from './texts';

/** Above each line that calls dropout: the way into the playground, on that very call. */
export class ReplayLensProvider {
  constructor(
    private readonly replays: Replays,
    /** Where the calls start that have lenses of their own, which lead there as well. */
    private readonly others: (
      document: vscode.TextDocument,
      token: vscode.CancellationToken,
    ) => Promise<ReadonlySet<number>>,
  ) {}

  async provideCodeLenses(
    document: vscode.TextDocument,
    token: vscode.CancellationToken,
  ): Promise<vscode.CodeLens[]> {
    const replayed = await this.replays.of(document, token);
    if (replayed === undefined) return [];
    const others = await this.others(document, token);
    const own = replayed.calls.filter(({ call, from }) => call.within !== undefined || !others.has(from));
    return byLine(document, own).flatMap(({ calls }) => {
      const [group] = groupsOf(calls, document.getText());
      const [first] = group?.calls ?? [];
      if (group === undefined || first === undefined) return [];
      const range = new vscode.Range(document.positionAt(first.from), document.positionAt(first.to));
      const command = openReplayed(document, replayed, first);
      return [new vscode.CodeLens(range, { title: title(group, calls.length), ...command })];
    });
  }
}

function title({ within, calls: [first] }: CallGroup, calls: number): string {
  if (first === undefined) return '';
  const { call, seed, kept } = first.call;
  if (within !== undefined) {
    const which = calls > 1 ? vscode.l10n.t('the first of {0} calls', calls) : callText(first.call);
    return vscode.l10n.t('Open {0}, {1}, in playground', layerText(within), which);
  }
  if (calls > 1) return vscode.l10n.t('Open the first of {0} calls in playground', calls);
  if (kept === undefined || seed === undefined) return vscode.l10n.t('Open this call in playground');
  return vscode.l10n.t('Open call {0} after seed {1} in playground', call, seed);
}
