import * as vscode from 'vscode';

/** In milliseconds. VS Code asks for lenses after 250 to 2,500 of them, as long as answers took before. */
const PATIENCE = 3000;

interface Asked {
  readonly version: number;
  readonly token: vscode.CancellationToken;
  readonly timer: Timer;
}

/**
 * Reminds VS Code of lenses that it forgot: where the editor loses the focus just before it asks for them, it does not,
 * and shows none, or old ones, until the focus comes back (`onDidBlurEditorText` in its codelensController.ts).
 */
export class LensReminder implements vscode.Disposable {
  /** What was asked last for each document. */
  readonly #asked = new Map<vscode.TextDocument, Asked>();
  readonly #subscriptions = [
    vscode.workspace.onDidChangeTextDocument(({ document }) => {
      const last = this.#asked.get(document);
      if (last !== undefined) this.#wait(document, last);
    }),
    vscode.workspace.onDidCloseTextDocument((document) => this.#forget(document)),
  ];

  /** @param remind makes VS Code ask for the lenses of all documents */
  constructor(private readonly remind: () => void) {}

  dispose(): void {
    for (const document of [...this.#asked.keys()]) this.#forget(document);
    vscode.Disposable.from(...this.#subscriptions).dispose();
  }

  /** Somebody asks for the lenses of a document. */
  asked(document: vscode.TextDocument, token: vscode.CancellationToken): void {
    this.#wait(document, { version: document.version, token });
  }

  #wait(document: vscode.TextDocument, { version, token }: Pick<Asked, 'version' | 'token'>): void {
    this.#forget(document);
    const timer = setTimeout(() => this.#look(document), PATIENCE);
    this.#asked.set(document, { version, token, timer });
  }

  #look(document: vscode.TextDocument): void {
    const last = this.#asked.get(document);
    if (last === undefined || (last.version === document.version && !last.token.isCancellationRequested))
      return;
    // Once: where nobody shows them, nobody asks again.
    this.#asked.delete(document);
    this.remind();
  }

  #forget(document: vscode.TextDocument): void {
    clearTimeout(this.#asked.get(document)?.timer);
    this.#asked.delete(document);
  }
}
