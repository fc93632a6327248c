import * as vscode from 'vscode';
import type { DropoutDocuments } from '../../reading';
import { SECTION, type Settings } from '../../services/settings';
import { diagnosticOf, isChecked, severitiesIn, SOURCE } from './shown';

/** In milliseconds: so long somebody types before what is wrong is looked at again. */
const PAUSE = 300;

/**
 * Shows what is wrong in every open Python document and notebook cell. VS Code moves what is shown with the text; it is
 * replaced only when more is known.
 */
export class ProblemDiagnostics implements vscode.Disposable {
  readonly #shown = vscode.languages.createDiagnosticCollection(SOURCE);
  /** What is about to be looked at, or is being. */
  readonly #pending = new Map<
    vscode.TextDocument,
    { readonly timer: Timer; readonly token: vscode.CancellationTokenSource }
  >();
  #documents: DropoutDocuments | undefined;
  readonly #subscriptions: { dispose(): unknown }[] = [
    this.#shown,
    vscode.workspace.onDidOpenTextDocument((document) => this.#look(document, 0)),
    vscode.workspace.onDidCloseTextDocument((document) => {
      this.#forget(document);
      this.#shown.delete(document.uri);
    }),
    vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length === 0) return;
      this.#look(document);
      // In a notebook a cell may decide on what is wrong in another.
      if (document.uri.scheme === 'vscode-notebook-cell') this.#lookAtAll(isCell);
    }),
    vscode.workspace.onDidChangeNotebookDocument(({ contentChanges }) => {
      if (contentChanges.length > 0) this.#lookAtAll(isCell);
    }),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration(`${SECTION}.problems`)) this.#lookAtAll();
    }),
  ];

  /** @param pages where the pages of the rules are */
  constructor(
    private readonly load: () => Promise<DropoutDocuments>,
    private readonly settings: Settings,
    private readonly pages: vscode.Uri,
  ) {
    // What is opened is looked at as soon as can be: what else is asked about it then has been read.
    for (const document of vscode.workspace.textDocuments) this.#look(document, 0);
  }

  dispose(): void {
    for (const document of [...this.#pending.keys()]) this.#forget(document);
    vscode.Disposable.from(...this.#subscriptions).dispose();
  }

  #lookAtAll(isWanted: (document: vscode.TextDocument) => boolean = () => true): void {
    for (const document of vscode.workspace.textDocuments) if (isWanted(document)) this.#look(document);
  }

  /** Looks at a document once the reader pauses for so many milliseconds. */
  #look(document: vscode.TextDocument, pause = PAUSE): void {
    if (!isChecked(document)) return;
    this.#forget(document);
    const token = new vscode.CancellationTokenSource();
    const timer = setTimeout(() => void this.#show(document, token.token), pause);
    this.#pending.set(document, { timer, token });
  }

  #forget(document: vscode.TextDocument): void {
    const pending = this.#pending.get(document);
    clearTimeout(pending?.timer);
    pending?.token.cancel();
    this.#pending.delete(document);
  }

  async #show(document: vscode.TextDocument, token: vscode.CancellationToken): Promise<void> {
    if (!this.settings.get('problems.enabled', document)) {
      this.#shown.delete(document.uri);
      return;
    }
    const documents = await this.#loaded();
    const { version } = document;
    const problems = await documents.problemsOf(document, token, { fresh: true });
    // What is shown stands until something newer is known.
    if (problems === undefined || token.isCancellationRequested) return;
    if (document.isClosed || document.version !== version) return;
    // Of hundreds of cells most have none, and had none: nobody needs to be told.
    if (problems.length === 0 && !this.#shown.has(document.uri)) return;
    const severityOf = severitiesIn(document, this.settings);
    const shown = problems.flatMap((problem) => {
      const severity = severityOf(problem);
      return severity === undefined ? [] : [diagnosticOf(problem, severity, document, this.pages)];
    });
    this.#shown.set(document.uri, shown);
  }

  async #loaded(): Promise<DropoutDocuments> {
    const documents = await this.load();
    if (this.#documents === undefined)
      this.#subscriptions.push(documents.onDidChange(() => this.#lookAtAll()));
    this.#documents = documents;
    return documents;
  }
}

function isCell({ uri }: vscode.TextDocument): boolean {
  return uri.scheme === 'vscode-notebook-cell';
}
