import * as vscode from 'vscode';
import type { Analysis, DropoutSite, Files, LayerReference, SettledSites } from '../python';
import { analyze, isTyping, layerAt, settleWhileTyping } from '../python';
import { WorkspaceFiles } from './workspaceFiles';

interface Known {
  readonly analysis: Analysis;
  /** The text documents of the cells, in the analysis's order, and the version of each that was analysed. */
  readonly documents: readonly vscode.TextDocument[];
  readonly versions: readonly number[];
  /** The reader is in the middle of a statement, in one of the cells. */
  readonly typing: boolean;
  /** The other files that it was made with. */
  readonly files: Files | undefined;
}

/**
 * Knows the dropout calls of every open Python document. A notebook's cells are analysed together, because an
 * import in one serves the others. Results are kept by document and version and dropped when a document closes.
 */
export class DropoutDocuments implements vscode.Disposable {
  readonly #known = new Map<string, Known>();
  /** What is being analysed. It is never broken off for a newer text: what it finds, that one can build on. */
  readonly #running = new Map<string, Promise<void>>();
  /** What each document shows, by its full uri: the cells of a notebook share their path. */
  readonly #settled = new Map<string, SettledSites>();
  readonly #workspace = new WorkspaceFiles();
  /** Other files were read or changed: what is shown may have changed with them. */
  readonly onDidChange = this.#workspace.onDidChange;
  readonly #subscriptions = [
    this.#workspace,
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      this.#known.delete(uri.toString());
      this.#settled.delete(uri.toString());
    }),
    vscode.workspace.onDidCloseNotebookDocument(({ uri }) => void this.#known.delete(uri.toString())),
  ];

  dispose(): void {
    vscode.Disposable.from(...this.#subscriptions).dispose();
  }

  /**
   * The dropout calls in a file or a cell, with their positions in it; while a statement is half typed, those shown
   * before. Undefined where the question is cancelled or the document closed before they are known.
   */
  async sitesOf(
    document: vscode.TextDocument,
    token: vscode.CancellationToken,
  ): Promise<readonly DropoutSite[] | undefined> {
    const known = await this.#analysisFor(document, token);
    if (known === undefined) return undefined;
    const { analysis, documents, typing } = known;
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

  /** The layer that a name or attribute at a place stands for, with the documents of the cells to which its calls refer. */
  async layerAt(
    document: vscode.TextDocument,
    offset: number,
    token: vscode.CancellationToken,
  ): Promise<(LayerReference & { readonly documents: readonly vscode.TextDocument[] }) | undefined> {
    const known = await this.#analysisFor(document, token);
    if (known === undefined) return undefined;
    const { analysis, documents, files } = known;
    const options = { uri: pathOf(document), ...(files && { files }) };
    const cell = documents.indexOf(document);
    const layer = analysis.sites.length === 0 ? undefined : layerAt(analysis, cell, offset, options);
    return layer && { ...layer, documents };
  }

  async #analysisFor(
    document: vscode.TextDocument,
    token: vscode.CancellationToken,
  ): Promise<Known | undefined> {
    while (!document.isClosed) {
      const { notebook, documents } = analysedWith(document);
      const key = (notebook ?? document).uri.toString();
      const known = this.#known.get(key);
      if (known !== undefined && isCurrent(known, documents)) return known;
      if (token.isCancellationRequested) return undefined;
      const running = this.#running.get(key) ?? this.#analyse(key, documents, notebook !== undefined);
      this.#running.set(key, running);
      await running;
    }
    return undefined;
  }

  #filesFor(documents: readonly vscode.TextDocument[], texts: readonly string[]): Promise<Files> | undefined {
    const [first] = documents;
    if (first === undefined || !texts.some((text) => MAY_DROP.test(text))) return undefined;
    return this.#workspace.filesFor((cellOf(first)?.notebook ?? first).uri);
  }

  async #analyse(key: string, documents: readonly vscode.TextDocument[], notebook: boolean): Promise<void> {
    try {
      const known = this.#known.get(key);
      const versions = documents.map(({ version }) => version);
      const texts = documents.map((cell) => cell.getText());
      const files = await this.#filesFor(documents, texts);
      const uri = documents[0] === undefined ? '' : pathOf(documents[0]);
      const isAbandoned = (): boolean => documents.length > 0 && documents.every(({ isClosed }) => isClosed);
      let analysis = known?.files === files ? known?.analysis : undefined;
      for (let round = 0; round < MOST_ROUNDS; round++) {
        analysis = analyze(texts, { notebook, uri, ...(files && { files }) }, analysis);
        const wanted = files?.takeWanted() ?? [];
        if (files === undefined || wanted.length === 0 || isAbandoned()) break;
        const reading = this.#workspace.read(files, wanted);
        // Slow file systems must not hold up what is known without them.
        if (!(await isInTime(reading))) break;
      }
      if (analysis === undefined || isAbandoned()) return;
      const typing = isHalfTyped(documents, analysis, known);
      this.#known.set(key, { analysis, documents, versions, typing, files });
    } finally {
      this.#running.delete(key);
    }
  }
}

/** So often an analysis may ask for other files: those that it needs may need others. */
const MOST_ROUNDS = 12;
/** In milliseconds. */
const LONGEST_WAIT = 500;

async function isInTime(work: Promise<void>): Promise<boolean> {
  const late = new Promise<boolean>((resolve) => setTimeout(() => resolve(false), LONGEST_WAIT));
  return await Promise.race([work.then(() => true), late]);
}

/** Where a document is stored, or the notebook that it is a cell of. */
function pathOf(document: vscode.TextDocument): string {
  return (cellOf(document)?.notebook ?? document).uri.toString();
}

/** Only what can hold dropout is worth looking into other files for. */
const MAY_DROP = /drop|attention|transformer|\b(?:RNN|LSTM|GRU)\b/i;

/** Whether the reader is in the middle of a statement, in one of the cells. */
function isHalfTyped(
  documents: readonly vscode.TextDocument[],
  { cells, unsettled }: Analysis,
  known: Known | undefined,
): boolean {
  return documents.some((cell, index) => {
    const before = known?.documents.indexOf(cell) ?? -1;
    const earlier = known?.analysis.cells[before];
    const text = cells[index]?.text ?? '';
    if (earlier === undefined) return false;
    const broken = unsettled.filter((lines) => lines.cell === index);
    // What did not change is as it was: still half typed, while another cell is edited, or not.
    return earlier.text === text
      ? known?.typing === true && broken.length > 0
      : isTyping(earlier.text, text, broken);
  });
}

/** The documents themselves are compared, because the uri of an unsaved file is used again once it is closed. */
function isCurrent(
  { documents, versions, files, analysis }: Known,
  now: readonly vscode.TextDocument[],
): boolean {
  return (
    analysis.filesVersion === (files?.version ?? 0) &&
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

/** What is analysed together with a document: the Python cells of its notebook, or the file alone. */
export function analysedWith(document: vscode.TextDocument): {
  readonly notebook: vscode.NotebookDocument | undefined;
  readonly documents: readonly vscode.TextDocument[];
} {
  const notebook = cellOf(document)?.notebook;
  return { notebook, documents: notebook === undefined ? [document] : pythonCells(notebook) };
}

export function pythonCells(notebook: vscode.NotebookDocument): vscode.TextDocument[] {
  return notebook
    .getCells()
    .filter(({ kind, document }) => kind === vscode.NotebookCellKind.Code && document.languageId === 'python')
    .map(({ document }) => document);
}
