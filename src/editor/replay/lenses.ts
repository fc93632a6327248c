import * as vscode from 'vscode';
import { lateLens, saidInTime } from '../lateLens';
import { tooMuchLens } from '../tooMuch';
import { groupsOf } from './groups';
import { byLine } from './lines';
import type { Replays } from './replays';
import { shortLenses } from './shortLens';

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
      if (group === undefined || first === undefined) return [];
      const range = new vscode.Range(document.positionAt(first.from), document.positionAt(first.to));
      return shortLenses(document, replayed, group).map((make) => lateLens(range, make));
    });
    return saidInTime(lenses, lines.length);
  }
}
