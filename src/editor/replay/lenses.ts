import * as vscode from 'vscode';
import { tooMuchLens } from '../tooMuch';
import { type CallGroup, groupsOf } from './groups';
import { byLine } from './lines';
import { openReplayed } from './openReplayed';
import type { PlacedCall, Replays } from './replays';
import { callText, drew, layerText } from './replayTexts';

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
    if (replayed.known.problem !== undefined) return replayed.cell === 0 ? [tooMuchLens('replayed')] : [];
    const others = await this.others(document, token);
    const own = replayed.calls.filter(({ call, from }) => call.within !== undefined || !others.has(from));
    return byLine(document, own).flatMap(({ calls }) => {
      const [group] = groupsOf(calls, document.getText());
      const [first] = group?.calls ?? [];
      if (group === undefined || first === undefined) return [];
      const range = new vscode.Range(document.positionAt(first.from), document.positionAt(first.to));
      const command = openReplayed(document, replayed, first);
      return [new vscode.CodeLens(range, { title: title(group, first), ...command })];
    });
  }
}

/** What opens: the first evaluation of a group, which others on its line may come before. */
function title({ within, calls }: CallGroup, first: PlacedCall): string {
  const { call, seed } = first.call;
  if (within !== undefined) {
    const layer = layerText({ ...within, ...first.call.within, layers: 1 });
    const which =
      calls.length > 1 ? vscode.l10n.t('the first of {0} calls', calls.length) : callText(first.call);
    return vscode.l10n.t('Open {0}, {1}, in playground', layer, which);
  }
  if (calls.length > 1) return vscode.l10n.t('Open the first of {0} calls in playground', calls.length);
  if (!drew(first.call) || seed === undefined) return vscode.l10n.t('Open this call in playground');
  return vscode.l10n.t('Open call {0} after seed {1} in playground', call, seed);
}
