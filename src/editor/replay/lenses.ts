import * as vscode from 'vscode';
import { groupsOf } from '../../previews/replay/groups';
import { drew } from '../../previews/replay/summary';
import { lateLenses, saidInTime } from '../lateLens';
import { tooMuchLens } from '../tooMuch';
import { askedReplayedCall } from './asked';
import { byLine } from './lines';
import type { Replays } from './replays';

/** Above each line that calls dropout: what it comes to, and the way into the playground, on that very call. */
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
    const lines = byLine(document, own);
    const lenses = lines.flatMap(({ calls }) => {
      const [group] = groupsOf(calls, document.getText());
      const [first] = group?.calls ?? [];
      // Where none drops anything there is nothing to tell.
      if (group?.summary.kept === undefined || first === undefined) return [];
      const range = new vscode.Range(document.positionAt(first.from), document.positionAt(first.to));
      return lateLenses(range, 2, async () => {
        const shown = group.calls.find(({ call }) => drew(call)) ?? first;
        const asked = askedReplayedCall(document, replayed, group, shown);
        return (await this.replays.preview((previews) => previews.replayLenses([asked])))?.[0];
      });
    });
    return saidInTime(lenses, lines.length);
  }
}
