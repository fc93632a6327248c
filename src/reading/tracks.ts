import * as vscode from 'vscode';
import { type Edit, joinedEdits, lineStarts } from '../text';

/** More edits are not kept: what is as old as that is read anew before it is shown again. */
const MOST_EDITS = 2000;

interface Change {
  /** The version that it led to. */
  readonly version: number;
  readonly edits: readonly Edit[];
}

/**
 * Remembers how open Python documents were edited, so that what is known of an older text can be shown in place while
 * the newer one is read.
 */
export class Tracks implements vscode.Disposable {
  readonly #changes = new WeakMap<vscode.TextDocument, Change[]>();
  readonly #subscription = vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
    if (document.languageId !== 'python') return;
    const changes = this.#changes.get(document) ?? [];
    // From the end to the start, so that none moves what another one still speaks of.
    const edits = contentChanges
      .map(({ range: { start, end }, rangeOffset: from, rangeLength, text }) => ({
        from,
        toBefore: from + rangeLength,
        toAfter: from + text.length,
        lines: lineStarts(text).length - 1 - (end.line - start.line),
      }))
      .sort((a, b) => b.from - a.from);
    changes.push({ version: document.version, edits });
    if (changes.length > MOST_EDITS) changes.splice(0, MOST_EDITS / 2);
    this.#changes.set(document, changes);
  });

  dispose(): void {
    this.#subscription.dispose();
  }

  /** What happened to a document since a version, one edit after the other; undefined where that is not known. */
  since(document: vscode.TextDocument, version: number): readonly Edit[] | undefined {
    if (document.version === version) return [];
    const changes = this.#changes.get(document) ?? [];
    const first = changes.findIndex((change) => change.version > version);
    if (first < 0 || (first === 0 && changes[0]?.version !== version + 1)) return undefined;
    return joinedEdits(changes.slice(first).flatMap(({ edits }) => edits));
  }
}
