import * as vscode from 'vscode';

/** Above a file or cell that was given up: what is not shown, and until when. */
export function tooMuchLens(what: 'read' | 'replayed'): vscode.CodeLens {
  const title =
    what === 'read'
      ? vscode.l10n.t('$(watch) Too much to be read')
      : vscode.l10n.t('$(watch) Too much to be replayed');
  const tooltip = vscode.l10n.t(
    'It took too long, or too much memory, and was ended. Dropout Playground tries again when the code changes.',
  );
  return new vscode.CodeLens(new vscode.Range(0, 0, 0, 0), { title, tooltip, command: '' });
}
