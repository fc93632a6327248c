import * as vscode from 'vscode';
import { onCellsMoved, onTextEdited } from '../../services/onEdited';
import { type DropoutDocuments, subjectOf } from '../../reading';
import { Owner } from '../../services/owner';
import { Pause } from '../../services/pause';
import { onSettingChanged } from '../../services/onSettingChanged';
import type { Settings } from '../../services/settings';
import { diagnosticOf, isChecked, severitiesIn, SOURCE } from './shown';

/** In milliseconds: so long somebody types before what is wrong is looked at again. */
const PAUSE = 300;

/**
 * Shows what is wrong in every open Python document and notebook cell. VS Code moves what is shown with the text; it is
 * replaced only when more is known.
 */
export class ProblemDiagnostics extends Owner {
  readonly #shown = vscode.languages.createDiagnosticCollection(SOURCE);
  /** What is looked at once nobody has typed for a while: a keystroke in a notebook concerns all of its cells. */
  readonly #waiting = new Set<vscode.TextDocument>();
  readonly #pause = new Pause(PAUSE, () => this.#showAll());
  /** What is being looked at. */
  readonly #looking = new Map<vscode.TextDocument, vscode.CancellationTokenSource>();
  #documents: DropoutDocuments | undefined;

  /** @param pages where the pages of the rules are */
  constructor(
    private readonly load: () => Promise<DropoutDocuments>,
    private readonly settings: Settings,
    private readonly pages: vscode.Uri,
  ) {
    super();
    this.own(
      this.#pause,
      this.#shown,
      vscode.workspace.onDidOpenTextDocument((document) => this.#look(document, 0)),
      vscode.workspace.onDidCloseTextDocument((document) => {
        this.#forget(document);
        this.#shown.delete(document.uri);
      }),
      onTextEdited((document) => {
        this.#look(document);
        // In a notebook a cell may decide on what is wrong in another.
        if (document.uri.scheme === 'vscode-notebook-cell') this.#lookAtAll(isCell);
      }),
      onCellsMoved(() => this.#lookAtAll(isCell)),
      onSettingChanged('problems', () => this.#lookAtAll()),
    );
    // What is opened is looked at as soon as can be: what else is asked about it then has been read.
    for (const document of vscode.workspace.textDocuments) this.#look(document, 0);
  }

  override dispose(): void {
    for (const document of [...this.#looking.keys()]) this.#forget(document);
    super.dispose();
  }

  #lookAtAll(isWanted: (document: vscode.TextDocument) => boolean = () => true): void {
    for (const document of vscode.workspace.textDocuments) if (isWanted(document)) this.#look(document);
  }

  /** Looks at a document once the reader pauses for so many milliseconds. */
  #look(document: vscode.TextDocument, pause?: number): void {
    if (!isChecked(document)) return;
    this.#forget(document);
    this.#waiting.add(document);
    this.#pause.begin(pause);
  }

  #forget(document: vscode.TextDocument): void {
    this.#waiting.delete(document);
    this.#looking.get(document)?.cancel();
    this.#looking.delete(document);
  }

  #showAll(): void {
    // VS Code takes its time for a setting, which is the same for all cells of a notebook.
    const enabled = new Map<string, boolean>();
    for (const document of this.#waiting) {
      const { key } = subjectOf(document);
      const isEnabled = enabled.get(key) ?? this.settings.get('problems.enabled', document);
      enabled.set(key, isEnabled);
      if (isEnabled) {
        const looking = new vscode.CancellationTokenSource();
        this.#looking.set(document, looking);
        void this.#show(document, looking.token);
      } else if (this.#shown.has(document.uri)) this.#shown.delete(document.uri);
    }
    this.#waiting.clear();
  }

  async #show(document: vscode.TextDocument, token: vscode.CancellationToken): Promise<void> {
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
    if (this.#documents === undefined) this.own(documents.onDidChange(() => this.#lookAtAll()));
    this.#documents = documents;
    return documents;
  }
}

function isCell({ uri }: vscode.TextDocument): boolean {
  return uri.scheme === 'vscode-notebook-cell';
}
