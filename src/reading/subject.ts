import * as vscode from 'vscode';

/** What is read and replayed as one: a file, or the Python cells of a notebook. */
export interface Subject {
  /** The full uri of the file or notebook. */
  readonly key: string;
  readonly notebook: vscode.NotebookDocument | undefined;
  readonly documents: readonly vscode.TextDocument[];
}

/** What a document belongs to. */
export function subjectOf(document: vscode.TextDocument): Subject {
  const notebook = cellOf(document)?.notebook;
  return notebook === undefined
    ? { key: document.uri.toString(), notebook, documents: [document] }
    : notebookSubject(notebook);
}

export function notebookSubject(notebook: vscode.NotebookDocument): Subject {
  return cellsOf(notebook).subject;
}

/** The notebook cell that a document is the text of; undefined for a file. */
export function cellOf(document: vscode.TextDocument): vscode.NotebookCell | undefined {
  for (const notebook of vscode.workspace.notebookDocuments) {
    const cell = cellsOf(notebook).byDocument.get(document);
    if (cell !== undefined) return cell;
  }
  return undefined;
}

/** A notebook's cells in one of its versions. */
interface Cells {
  readonly version: number;
  readonly byDocument: ReadonlyMap<vscode.TextDocument, vscode.NotebookCell>;
  readonly subject: Subject;
}

// A notebook may have hundreds, each of which asks for all of them.
const known = new WeakMap<vscode.NotebookDocument, Cells>();

function cellsOf(notebook: vscode.NotebookDocument): Cells {
  const before = known.get(notebook);
  const { version } = notebook;
  if (before?.version === version) return before;
  const byDocument = new Map(notebook.getCells().map((cell) => [cell.document, cell]));
  const documents = pythonCells(notebook);
  const cells = { version, byDocument, subject: { key: notebook.uri.toString(), notebook, documents } };
  known.set(notebook, cells);
  return cells;
}

export function pythonCells(notebook: vscode.NotebookDocument): vscode.TextDocument[] {
  return notebook
    .getCells()
    .filter(({ kind, document }) => kind === vscode.NotebookCellKind.Code && document.languageId === 'python')
    .map(({ document }) => document);
}

/** The versions of documents for which something is known. */
export interface Versions {
  readonly documents: readonly vscode.TextDocument[];
  readonly versions: readonly number[];
}

/** Whether the very same documents are as they were; the uri of an unsaved file is used again once it is closed. */
export function isSame({ documents, versions }: Versions, now: readonly vscode.TextDocument[]): boolean {
  return (
    documents.length === now.length &&
    now.every((document, i) => document === documents[i] && document.version === versions[i])
  );
}
