import * as vscode from 'vscode';
import { tell } from '../services/statusMessage';
import type { PreviewsHost } from './previewsHost';

/**
 * Shows the dropout call on the cursor's line in the playground, or the first one of a cell; the playground as it is where
 * there is none.
 *
 * @param argument by whoever runs the command: the cell from whose toolbar it comes
 */
export async function openHere(host: PreviewsHost, argument: unknown): Promise<void> {
  const cell = cellIn(argument);
  const editor = vscode.window.activeTextEditor;
  const document = cell?.document ?? editor?.document;
  const line = cell === undefined ? editor?.selection.active.line : undefined;
  const { onLine, requestAt } = await import('.');
  const request =
    document?.languageId === 'python' ? await requestAt(host, document, onLine(document, line)) : undefined;
  if (request !== undefined) {
    await vscode.commands.executeCommand('dropoutPlayground.openCall', request);
    return;
  }
  await vscode.commands.executeCommand('dropoutPlayground.open');
  tell(
    cell === undefined
      ? vscode.l10n.t('there is no dropout call on this line')
      : vscode.l10n.t('there is no dropout call in this cell'),
  );
}

function cellIn(argument: unknown): vscode.NotebookCell | undefined {
  return vscode.workspace.notebookDocuments
    .flatMap((notebook) => notebook.getCells())
    .find((cell) => cell === argument);
}
