import * as vscode from 'vscode';
import { fitted } from '../lens';
import { doubtTextFor } from './cellNumbers';
import { groupsOf } from './groups';
import { byLine } from './lines';
import type { Replays } from './replays';
import { callsText, exactText, hintTexts } from './replayTexts';

/** Behind each line that calls dropout: how many elements it keeps. One hint a line, however many calls. */
export class ReplayHintsProvider implements vscode.InlayHintsProvider {
  constructor(private readonly replays: Replays) {}

  async provideInlayHints(
    document: vscode.TextDocument,
    range: vscode.Range,
    token: vscode.CancellationToken,
  ): Promise<vscode.InlayHint[]> {
    const replayed = await this.replays.of(document, token);
    if (replayed === undefined) return [];
    return byLine(document, replayed.calls).flatMap(({ line, calls }) => {
      const { end } = document.lineAt(line).range;
      if (!range.contains(end)) return [];
      const groups = groupsOf(calls, document.getText());
      const doubt = groups.find(({ summary }) => summary.doubt !== undefined)?.summary.doubt;
      const texts = hintTexts(groups);
      const hint = new vscode.InlayHint(end, fitted(texts, []));
      hint.paddingLeft = true;
      const whole = hint.label === texts[0] ? '' : `${texts[0]}\n`;
      const claim =
        doubt === undefined
          ? exactText(replayed.known.options.backend)
          : vscode.l10n.t('Not certain: {0}', doubtTextFor(replayed, doubt));
      hint.tooltip = `${whole}${callsText(calls)}. ${claim}.`;
      return [hint];
    });
  }
}
