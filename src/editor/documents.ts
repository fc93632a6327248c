import * as vscode from 'vscode';
import {
  type Analysis,
  analyze,
  type DropoutSite,
  isTyping,
  type SettledSites,
  settleWhileTyping,
} from '../python';

interface Known {
  readonly analysis: Analysis;
  /** The text documents of the cells, in the analysis's order, and the version of each that was analysed. */
  readonly documents: readonly vscode.TextDocument[];
  readonly versions: readonly number[];
  /** The reader is in the middle of a statement, in one of the cells. */
  readonly typing: boolean;
}

/**
 * Knows the dropout calls of every open Python document. A notebook's cells are analysed together, because an
 * import in one serves the others. Results are kept by document and version and dropped when a document closes.
 */
export class DropoutDocuments implements vscode.Disposable {
  readonly #known = new Map<string, Known>();
  /** What each document shows, by its full uri: the cells of a notebook share their path. */
  readonly #settled = new Map<string, SettledSites>();
  readonly #subscriptions = [
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      this.#known.delete(uri.toString());
      this.#settled.delete(uri.toString());
    }),
    vscode.workspace.onDidCloseNotebookDocument(({ uri }) => void this.#known.delete(uri.toString())),
  ];

  dispose(): void {
    vscode.Disposable.from(...this.#subscriptions).dispose();
  }

  /** The dropout calls in a file or a cell, with their positions in it; while a statement is half typed, those shown before. */
  sitesOf(document: vscode.TextDocument): readonly DropoutSite[] {
    const { analysis, documents, typing } = this.#analysisFor(document);
    const cell = documents.indexOf(document);
    if (cell < 0) return [];
    const uri = document.uri.toString();
    const text = analysis.cells[cell]?.text ?? '';
    const before = this.#settled.get(uri);
    const sites = analysis.sites.filter((site) => site.cell === cell);
    const unsettled = analysis.unsettled.filter((lines) => lines.cell === cell);
    const settled =
      before !== undefined && typing ? settleWhileTyping(before, text, sites, unsettled) : { text, sites };
    this.#settled.set(uri, settled);
    return settled.sites;
  }

  #analysisFor(document: vscode.TextDocument): Known {
    const notebook = cellOf(document)?.notebook;
    const key = (notebook ?? document).uri.toString();
    const documents = notebook === undefined ? [document] : pythonCells(notebook);
    const known = this.#known.get(key);
    if (known !== undefined && isCurrent(known, documents)) return known;
    const texts = documents.map((cell) => cell.getText());
    const analysis = analyze(texts, { notebook: notebook !== undefined }, known?.analysis);
    const typing = documents.some((cell, index) => {
      const before = known?.documents.indexOf(cell) ?? -1;
      const earlier = known?.analysis.cells[before];
      const broken = analysis.unsettled.filter((lines) => lines.cell === index);
      if (earlier === undefined) return false;
      // What did not change is as it was: still half typed, while another cell is edited, or not.
      return earlier.text === texts[index]
        ? known?.typing === true && broken.length > 0
        : isTyping(earlier.text, texts[index] ?? '', broken);
    });
    const fresh = { analysis, documents, versions: documents.map(({ version }) => version), typing };
    this.#known.set(key, fresh);
    return fresh;
  }
}

/** The documents themselves are compared, because the uri of an unsaved file is used again once it is closed. */
function isCurrent({ documents, versions }: Known, now: readonly vscode.TextDocument[]): boolean {
  return (
    documents.length === now.length &&
    now.every((document, i) => document === documents[i] && document.version === versions[i])
  );
}

/** The notebook cell that a document is the text of; undefined for a file. */
export function cellOf(document: vscode.TextDocument): vscode.NotebookCell | undefined {
  for (const notebook of vscode.workspace.notebookDocuments) {
    const cell = notebook.getCells().find((candidate) => candidate.document === document);
    if (cell !== undefined) return cell;
  }
  return undefined;
}

function pythonCells(notebook: vscode.NotebookDocument): vscode.TextDocument[] {
  return notebook
    .getCells()
    .filter(({ kind, document }) => kind === vscode.NotebookCellKind.Code && document.languageId === 'python')
    .map(({ document }) => document);
}
