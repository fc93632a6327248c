import * as vscode from 'vscode';
import { problemCount, problemsOf, type Row, worst } from './rows';

/** Rows with something wrong have uris of their own, which say what to draw at them. */
const SCHEME = 'dropout-map';

/** The uri by which a row is coloured and counted; of a file that its icon is found by. */
export function decoratedUri(row: Row): vscode.Uri {
  const severity = worst(row)?.severity ?? 'hint';
  const count = problemsOf(row).filter((problem) => problem.severity !== 'hint').length;
  const path = row.type === 'file' ? `/${row.path}` : '/';
  const fragment = row.type === 'file' || row.type === 'class' ? String(count) : '!';
  return vscode.Uri.from({ scheme: SCHEME, path, query: count === 0 ? '' : severity, fragment });
}

/** Colours rows with something wrong, and counts at files and classes how much that is. */
export class MapDecorations implements vscode.FileDecorationProvider {
  provideFileDecoration({ scheme, query, fragment }: vscode.Uri): vscode.FileDecoration | undefined {
    if (scheme !== SCHEME || query === '') return undefined;
    const isError = query === 'error';
    const colour = isError ? 'list.errorForeground' : 'list.warningForeground';
    const count = Number(fragment);
    const said = Number.isNaN(count) ? vscode.l10n.t('there is a problem') : problemCount(count);
    // A badge has room for two characters.
    const badge = count > 9 ? '9+' : fragment;
    return new vscode.FileDecoration(
      badge,
      said,
      query === 'information' ? undefined : new vscode.ThemeColor(colour),
    );
  }
}
