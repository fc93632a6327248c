import * as vscode from 'vscode';
import { pythonCells } from '../editor';
import type { CallReference } from '../playground';

/**
 * The documents in which a call may be, the likeliest first.
 *
 * @param address the one in which it was last, where that is known: then it is in no other
 * @param open whether a document that is not open is opened, without showing it
 * @returns `closed` where it is not open and is not to be opened
 */
export async function documentsOf(
  { uri, cell }: CallReference,
  address: string | undefined,
  open: boolean,
): Promise<readonly vscode.TextDocument[] | 'closed'> {
  if (cell === undefined) {
    const document = await openDocument(uri, vscode.workspace.textDocuments, open, (parsed) =>
      vscode.workspace.openTextDocument(parsed),
    );
    return document === 'closed' ? document : document === undefined ? [] : [document];
  }
  const notebook = await openDocument(uri, vscode.workspace.notebookDocuments, open, (parsed) =>
    vscode.workspace.openNotebookDocument(parsed),
  );
  if (notebook === 'closed' || notebook === undefined) return notebook ?? [];
  const documents = pythonCells(notebook);
  const known = documents.filter((document) => document.uri.toString() === address);
  if (address !== undefined && (known.length > 0 || !open)) return known;
  // After a reload the cell is where it was, unless somebody else changed the file.
  const likely = cell < notebook.cellCount ? notebook.cellAt(cell).document : undefined;
  return documents.toSorted((a, b) => Number(b === likely) - Number(a === likely));
}

async function openDocument<T extends { readonly uri: vscode.Uri; readonly isClosed: boolean }>(
  uri: string,
  known: readonly T[],
  open: boolean,
  load: (uri: vscode.Uri) => Thenable<T>,
): Promise<T | 'closed' | undefined> {
  const document = known.find((candidate) => !candidate.isClosed && candidate.uri.toString() === uri);
  if (document !== undefined) return document;
  if (!open) return 'closed';
  const parsed = vscode.Uri.parse(uri);
  // Opening it would make a new, empty one.
  if (parsed.scheme === 'untitled') return undefined;
  try {
    return await load(parsed);
  } catch {
    return undefined;
  }
}
