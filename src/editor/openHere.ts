import * as vscode from 'vscode';
import { tell } from '../services/statusMessage';
import { shows } from '../services/tabs';
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
  if (document !== undefined && (await openFirst(host, document, line))) return;
  await vscode.commands.executeCommand('dropoutPlayground.open');
  tell(
    cell === undefined
      ? vscode.l10n.t('there is no dropout call on this line')
      : vscode.l10n.t('there is no dropout call in this cell'),
  );
}

/** Shows the first call on a line in the playground, or of all of a file or cell. Resolves to whether there is one. */
async function openFirst(host: PreviewsHost, document: vscode.TextDocument, line?: number): Promise<boolean> {
  if (document.languageId !== 'python') return false;
  const { onLine, requestAt } = await import('.');
  const request = await requestAt(host, document, onLine(document, line));
  if (request === undefined) return false;
  await vscode.commands.executeCommand('dropoutPlayground.openCall', request);
  return true;
}

/**
 * Shows the first call of the notebook or file at hand in a playground that opens linked to another one that no tab shows any
 * more: the reader would take that for what stands before them. Resolves to whether it did.
 */
export async function openInPlaceOfClosed(host: PreviewsHost): Promise<boolean> {
  const linked = host.store.state.origin?.call?.uri;
  if (linked === undefined) return false;
  if (vscode.window.tabGroups.all.some(({ tabs }) => tabs.some((tab) => shows(tab, linked)))) return false;
  const { activeNotebookEditor: book, activeTextEditor: editor } = vscode.window;
  const documents = book?.notebook.getCells().map((cell) => cell.document) ?? [editor?.document];
  for (const document of documents)
    if (document !== undefined && (await openFirst(host, document))) return true;
  return false;
}

function cellIn(argument: unknown): vscode.NotebookCell | undefined {
  return vscode.workspace.notebookDocuments
    .flatMap((notebook) => notebook.getCells())
    .find((cell) => cell === argument);
}
