import * as vscode from 'vscode';
import type { ToldText } from '../../protocol/reading';
import { groupsOf } from '../../previews/replay/groups';
import { askedGroup, replayedIn } from './questions';
import { assumptionsOf } from './expected';
import { byLine } from './lines';
import { isExit, PATIENCE, type Replays } from './replays';

/** Behind each line that calls dropout: how many elements it keeps. One hint a line, however many calls. */
export class ReplayHintsProvider implements vscode.InlayHintsProvider {
  constructor(private readonly replays: Replays) {}

  async provideInlayHints(
    document: vscode.TextDocument,
    range: vscode.Range,
    token: vscode.CancellationToken,
  ): Promise<vscode.InlayHint[]> {
    const replayed = await this.replays.of(document, token, { first: PATIENCE });
    if (replayed === undefined) return [];
    const lines = byLine(document, replayed)
      .filter(({ line }) => range.start.line <= line && line <= range.end.line)
      .map(({ line, calls }) => ({ end: document.lineAt(line).range.end, calls }))
      .filter(({ end }) => range.contains(end));
    const here = replayedIn(replayed, undefined);
    const asked = lines.map(({ calls: placed }) => {
      const calls = placed.map(({ call }) => call);
      const groups = groupsOf(placed, document.getText()).map(askedGroup);
      const of = { ...here, assumptions: assumptionsOf(replayed.known.trace, calls.at(-1)) };
      return { of, calls, groups };
    });
    const ends = replayed.ended.flatMap((one) => {
      const { line } = document.positionAt(one.to);
      const { end } = document.lineAt(line).range;
      const isShown = range.start.line <= line && line <= range.end.line && range.contains(end);
      // Of files that lean on what is not known here one of fourteen seems to raise something, and does not.
      const isSure = one.doubt === undefined && !isExit(one);
      return isShown && isSure ? [{ end, error: one.error }] : [];
    });
    const errors = ends.map(({ error }) => error);
    // Most lists are empty, and whoever types asks often.
    const [told = [], raised = []] = await Promise.all([
      asked.length > 0 ? this.replays.preview((previews) => previews.replayHints(asked)) : [],
      errors.length > 0 ? this.replays.preview((previews) => previews.endHints(errors)) : [],
    ]);
    return [...hintsAt(lines, told), ...hintsAt(ends, raised)];
  }
}

function hintsAt(
  places: readonly { readonly end: vscode.Position }[],
  told: readonly ToldText[],
): vscode.InlayHint[] {
  return told.flatMap(({ text, tooltip }, i) => {
    const end = places[i]?.end;
    if (end === undefined) return [];
    const hint = new vscode.InlayHint(end, text);
    hint.paddingLeft = true;
    hint.tooltip = tooltip;
    return [hint];
  });
}
