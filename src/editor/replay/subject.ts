import type * as vscode from 'vscode';
import { cellOf, pythonCells } from '../documents';

/** What is replayed as one: a file, or the Python cells of a notebook. */
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
  return { key: notebook.uri.toString(), notebook, documents: pythonCells(notebook) };
}

/** Longer texts are not replayed: reading them would keep the extension host too long. */
const MAX_LENGTH = 200_000;

/** Whether there may be something to replay: torch and dropout are both spoken of, in whatever cell. */
export function mentionsDropout({ documents }: Subject): boolean {
  const texts = documents.map((document) => document.getText());
  const length = texts.reduce((sum, text) => sum + text.length, 0);
  const has = (pattern: RegExp): boolean => texts.some((text) => pattern.test(text));
  return length <= MAX_LENGTH && has(/\btorch\b/) && has(/dropout/i);
}

/** Whether the very same documents are as they were. */
export function isSame(
  documents: readonly vscode.TextDocument[],
  versions: readonly number[],
  now: readonly vscode.TextDocument[],
): boolean {
  return (
    documents.length === now.length &&
    now.every((document, i) => document === documents[i] && document.version === versions[i])
  );
}
