import * as vscode from 'vscode';
import { cellOf, pythonCells } from '../reading';
import type { CallReference, LayerCall } from '../playground';

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
  return likeliestFirst(documents, notebook, cell);
}

/** After a reload a cell is where it was, unless somebody else changed the file. */
function likeliestFirst(
  documents: readonly vscode.TextDocument[],
  notebook: vscode.NotebookDocument,
  cell: number,
): vscode.TextDocument[] {
  const likely = cell < notebook.cellCount ? notebook.cellAt(cell).document : undefined;
  return documents.toSorted((a, b) => Number(b === likely) - Number(a === likely));
}

/**
 * The documents in which the layer may be called that a document makes, the likeliest first.
 *
 * @param address as for `documentsOf`
 */
export function cellsWith(
  document: vscode.TextDocument,
  { cell }: LayerCall,
  address: string | undefined,
): readonly vscode.TextDocument[] {
  const notebook = cellOf(document)?.notebook;
  if (notebook === undefined || cell === undefined) return [document];
  const documents = pythonCells(notebook);
  return address === undefined
    ? likeliestFirst(documents, notebook, cell)
    : documents.filter(({ uri }) => uri.toString() === address);
}

/** The address under which a document was saved that was never saved before: that of one with its text. */
export function savedAs({ cell }: CallReference, text: string): vscode.Uri | undefined {
  const wanted = settled(text);
  const hasText = (document: vscode.TextDocument): boolean => settled(document.getText()) === wanted;
  const { textDocuments, notebookDocuments } = vscode.workspace;
  if (cell === undefined)
    return textDocuments.findLast(
      (document) => !document.isUntitled && document.languageId === 'python' && hasText(document),
    )?.uri;
  return notebookDocuments.findLast(
    (notebook) =>
      !notebook.isUntitled && cell < notebook.cellCount && hasText(notebook.cellAt(cell).document),
  )?.uri;
}

/** Without the white space that may go, or the line break that may come, when a file is saved. */
function settled(text: string): string {
  return text
    .split(/\r?\n/)
    .map((line) => line.trimEnd())
    .join('\n')
    .trimEnd();
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
