import type * as vscode from 'vscode';
import { trackRange } from './trackedRange';
import type { TextRange } from '../text';

/** A stretch of a document's text, followed through edits. */
export class TrackedPlace {
  #text: string;

  constructor(
    readonly document: vscode.TextDocument,
    /** Undefined once it was deleted. */
    public range: TextRange | undefined,
  ) {
    this.#text = document.getText();
  }

  changed({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    if (document !== this.document) return;
    const changes = contentChanges.map(({ rangeOffset, rangeLength, text }) => ({
      from: rangeOffset,
      to: rangeOffset + rangeLength,
      text,
    }));
    this.range = this.range && trackRange(this.range, changes, this.#text);
    this.#text = document.getText();
  }
}
