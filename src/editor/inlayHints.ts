import * as vscode from 'vscode';
import { reprNumber } from '../torch';
import type { DropoutDocuments } from '../reading';

/** Where a call omits its drop probability: the default that holds, `dropout=0.1`. */
export class DropoutInlayHintsProvider {
  constructor(private readonly documents: DropoutDocuments) {}

  async provideInlayHints(
    document: vscode.TextDocument,
    range: vscode.Range,
    token: vscode.CancellationToken,
  ): Promise<vscode.InlayHint[]> {
    // VS Code takes its time for a position.
    const [from, to] = [document.offsetAt(range.start), document.offsetAt(range.end)];
    const sites = (await this.documents.sitesOf(document, token, { wanted: { from, to } })) ?? [];
    return sites.flatMap(({ omitted, argumentsTo, p, name }) => {
      if (omitted === undefined || !p.known || argumentsTo < from || argumentsTo > to) return [];
      const position = document.positionAt(argumentsTo);
      const text = `${omitted}=${reprNumber(p.number)}`;
      const before = document.getText(new vscode.Range(document.positionAt(argumentsTo - 1), position));
      const hint = new vscode.InlayHint(position, before === '(' ? text : `, ${text}`);
      hint.tooltip = vscode.l10n.t('The default of {0}, because the call does not pass it', name);
      hint.textEdits = [vscode.TextEdit.insert(position, hint.label as string)];
      return hint;
    });
  }
}
