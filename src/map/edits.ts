import * as vscode from 'vscode';
import { onCellsMoved, onTextEdited } from '../services/onEdited';
import type { EditedFile } from '../protocol/reading';
import { notebookSubject, type Subject, subjectOf } from '../reading';

/** In milliseconds: so long somebody types before the map looks at it. */
const PAUSE = 300;

/** Tells what somebody types into files and notebooks, and when they hold again. */
export class Edits implements vscode.Disposable {
  readonly #timers = new Map<string, ReturnType<typeof setTimeout>>();
  /** What was told of, and does not hold yet. */
  readonly #told = new Set<string>();
  readonly #subscriptions = [
    onTextEdited((document) => this.#later(subjectOf(document))),
    onCellsMoved((notebook) => this.#later(notebookSubject(notebook))),
    vscode.workspace.onDidSaveTextDocument(({ uri }) => this.#holds(uri)),
    vscode.workspace.onDidSaveNotebookDocument(({ uri }) => this.#holds(uri)),
    vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#holds(uri)),
    vscode.workspace.onDidCloseNotebookDocument(({ uri }) => this.#holds(uri)),
  ];

  constructor(private readonly tell: (file: EditedFile) => void) {}

  dispose(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    vscode.Disposable.from(...this.#subscriptions).dispose();
  }

  /** All files and notebooks in which something is typed and not saved. */
  all(): readonly EditedFile[] {
    const subjects = [
      ...vscode.workspace.textDocuments
        .filter(({ languageId, uri }) => languageId === 'python' && uri.scheme !== 'vscode-notebook-cell')
        .map(subjectOf),
      ...vscode.workspace.notebookDocuments.map(notebookSubject),
    ].filter(isDirty);
    for (const { key } of subjects) this.#told.add(key);
    return subjects.map(editedFile);
  }

  #later(subject: Subject): void {
    const { key } = subject;
    clearTimeout(this.#timers.get(key));
    const timer = setTimeout(() => {
      this.#timers.delete(key);
      if (isDirty(subject)) {
        this.#told.add(key);
        this.tell(editedFile(subject.notebook === undefined ? subject : notebookSubject(subject.notebook)));
      } else this.#holds(vscode.Uri.parse(key));
    }, PAUSE);
    this.#timers.set(key, timer);
  }

  #holds(uri: vscode.Uri): void {
    const key = uri.toString();
    clearTimeout(this.#timers.get(key));
    this.#timers.delete(key);
    if (this.#told.delete(key)) this.tell({ uri: key });
  }
}

function isDirty({ notebook, documents: [first] }: Subject): boolean {
  return notebook === undefined ? first?.isDirty === true && !first.isClosed : notebook.isDirty;
}

function editedFile({ key, notebook, documents }: Subject): EditedFile {
  const cells = notebook?.getCells() ?? [];
  return {
    uri: key,
    cells: documents.map((document) => ({
      text: document.getText(),
      index: Math.max(
        0,
        cells.findIndex((cell) => cell.document === document),
      ),
    })),
  };
}
