import * as vscode from 'vscode';
import { onFocused } from '../services/onFocused';
import { onCellsMoved } from '../services/onEdited';
import { Owner } from '../services/owner';
import { Pause } from '../services/pause';
import { originOf, placeOf, referenceTo } from '../editor';
import { cellOf, type DropoutDocuments } from '../reading';
import type { CallReference, FollowedCall, LayerCall, LinkView, SeenCall } from '../playground';
import type { DropoutSite } from '../protocol/reading';
import type { PythonNumber } from '../torch';
import { checkedEdit, writeTarget } from './checkedEdit';
import { changesIn } from './changes';
import { isGone, watchFile } from './fileWatcher';
import { findCall, twinsOf } from './findCall';
import { findUse } from './findUse';
import { cellsWith, documentsOf, savedAs } from './linkedDocuments';
import { type LocatedCall, shownPlace } from './locatedCall';
import { type FileMove, movedUri } from './movedUri';
import { writeProblemText } from './writeProblemText';
import { TrackedPlace } from './trackedPlace';
import { isWritable } from './writable';

/** In milliseconds: a reader who types is not followed from letter to letter. */
const REST = 150;

/** What a look into the code gives: what a panel shows, and what the playground takes over where the call is there. */
export interface LinkReading {
  readonly view: LinkView;
  readonly followed?: FollowedCall;
}

/** What following a call needs of the playground. */
export interface LinkHost {
  readonly documents: DropoutDocuments;
  /** The seed that the playground shows. */
  readonly seed: () => string;
  readonly onDidRead: (reading: LinkReading) => void;
}

/**
 * Follows one call in the reader's code: through edits by its place, after a reload by what it is known by, through
 * moves of its file by what VS Code tells of them. Tells what changed in it, and writes p into it.
 */
export class LinkedCall extends Owner {
  #reference: CallReference;
  #place: TrackedPlace | undefined;
  /** The document's address, to know it again when it was closed. A notebook's cell has one of its own. */
  #address: string | undefined;
  #twins = 0;
  /** The call of the layer, where there is one beside the call that makes it. */
  #usePlace: TrackedPlace | undefined;
  #useTwins = 0;
  #useAddress: string | undefined;
  /** The text in which the call was last found; VS Code empties what was untitled before it closes it. */
  #lastText = '';
  #seen: SeenCall | undefined;
  readonly #soon = new Pause(REST, () => {
    const opens = this.#opens;
    this.#opens = false;
    return this.#read(opens);
  });
  /** Whether the next look into the code opens a document that is not open. */
  #opens = false;
  /** Counts the looks into the code: what an older one finds does not count any more. */
  #turn = 0;
  #watcher: vscode.Disposable | undefined;
  readonly #cancellation = new vscode.CancellationTokenSource();

  /** @param seen what the code had when the playground took it over, if that is known */
  constructor(
    reference: CallReference,
    seen: SeenCall | undefined,
    private readonly host: LinkHost,
  ) {
    super();
    this.#reference = reference;
    this.#seen = seen;
    const { workspace } = vscode;
    this.own(
      this.#soon,
      this.#cancellation,
      workspace.onDidChangeTextDocument((event) => this.#textChanged(event)),
      workspace.onDidOpenTextDocument(({ uri }) => this.#opened(uri, this.#address ?? this.#reference.uri)),
      workspace.onDidOpenNotebookDocument(({ uri }) => this.#opened(uri, this.#reference.uri)),
      workspace.onDidCloseTextDocument((document) => {
        if (document !== this.#place?.document && document !== this.#usePlace?.document) return;
        this.#forgetDocuments({ closed: document });
        this.#readLater();
      }),
      // Its cells have other addresses when it is opened again.
      workspace.onDidCloseNotebookDocument(({ uri }) => {
        if (uri.toString() !== this.#reference.uri) return;
        this.#forgetDocuments();
        this.#readLater();
      }),
      onCellsMoved(() => this.#readLater()),
      workspace.onDidRenameFiles(({ files }) =>
        this.#filesMoved(
          files.map(({ oldUri, newUri }) => ({ from: oldUri.toString(), to: newUri.toString() })),
        ),
      ),
      workspace.onDidDeleteFiles(({ files }) =>
        this.#filesMoved(files.map((uri) => ({ from: uri.toString(), to: undefined }))),
      ),
      // Not every file system tells what is done to it from outside.
      onFocused(() => this.#readLater()),
    );
    this.#watch();
    void this.#read(true);
  }

  override dispose(): void {
    this.#turn++;
    this.#cancellation.cancel();
    this.#watcher?.dispose();
    super.dispose();
  }

  /** The call where it is now, its document opened if need be; undefined where it is no longer there. */
  async locate(): Promise<LocatedCall | undefined> {
    const located = await this.#locate(true);
    this.#readLater();
    return located === 'closed' ? undefined : located;
  }

  /** Writes p into the code, in one step that the editor's undo takes back. @returns in words why that cannot be. */
  async write(p: PythonNumber): Promise<string | undefined> {
    const located = await this.locate();
    if (located === undefined) return writeProblemText('lost');
    if (!(await isWritable(vscode.Uri.parse(this.#reference.uri)))) return writeProblemText('readOnly');
    const result = await checkedEdit(located, p, this.host.documents);
    if (!result.possible) return writeProblemText(result.problem);
    const edit = new vscode.WorkspaceEdit();
    edit.replace(result.document.uri, result.range, result.text);
    return (await vscode.workspace.applyEdit(edit)) ? undefined : writeProblemText('refused');
  }

  #textChanged(event: vscode.TextDocumentChangeEvent): void {
    if (event.contentChanges.length === 0 || event.document.languageId !== 'python') return;
    this.#place?.changed(event);
    this.#usePlace?.changed(event);
    // Another cell, or another file, may hold the number that p is.
    this.#readLater();
  }

  #opened(uri: vscode.Uri, expected: string): void {
    // What was never saved has another address once it is.
    if (uri.toString() === expected || isUntitled(this.#reference)) this.#readLater();
  }

  /** Knows its documents no longer: one that was closed, or all of them with their addresses. */
  #forgetDocuments({ closed }: { readonly closed?: vscode.TextDocument } = {}): void {
    if (closed === undefined || closed === this.#place?.document) this.#place = undefined;
    if (closed === undefined || closed === this.#usePlace?.document) this.#usePlace = undefined;
    if (closed !== undefined) return;
    this.#address = undefined;
    this.#useAddress = undefined;
  }

  #filesMoved(moves: readonly FileMove[]): void {
    const uri = movedUri(this.#reference.uri, moves);
    if (uri === this.#reference.uri) return;
    if (uri !== undefined) this.#moveTo(uri);
    void this.#read(true);
  }

  #moveTo(uri: string): void {
    this.#forgetDocuments();
    this.#reference = { ...this.#reference, uri };
    this.#watch();
  }

  /** Hears of what is done to the file from outside. */
  #watch(): void {
    this.#watcher?.dispose();
    const uri = vscode.Uri.parse(this.#reference.uri);
    const watcher = watchFile(uri);
    // An open document is read again by VS Code itself.
    watcher?.onDidChange((changed) => {
      if (changed.toString() === uri.toString()) this.#readLater({ open: true });
    });
    watcher?.onDidCreate(() => this.#readLater({ open: true }));
    watcher?.onDidDelete(() => this.#readLater());
    this.#watcher = watcher;
  }

  #readLater({ open = false } = {}): void {
    this.#opens ||= open;
    this.#soon.begin();
  }

  async #read(open: boolean): Promise<void> {
    const turn = ++this.#turn;
    const isGoneNow = await this.#isGone();
    if (turn !== this.#turn) return;
    const located = isGoneNow ? undefined : await this.#locate(open);
    // A file that was only closed is as it was.
    if (turn !== this.#turn || located === 'closed') return;
    if (located === undefined) {
      const write = { possible: false, reason: writeProblemText(isGoneNow ? 'gone' : 'lost') } as const;
      this.host.onDidRead({ view: { place: '', lost: true, write } });
      return;
    }
    const { site } = located;
    const write = await writeTarget(located, vscode.Uri.parse(this.#reference.uri), this.host.documents);
    if (turn !== this.#turn) return;
    const { document, from } = shownPlace(located);
    const place = placeOf(document, document.positionAt(from).line);
    const p = site.p.known ? { p: site.p.number } : {};
    const origin = { ...originOf(document, site), label: place, call: this.#reference };
    // Where replay knows the call, it knows its p.
    if (located.shown !== undefined) delete origin.guess;
    const followed = { origin, ...this.#changes(located) };
    this.#seen = this.#reference.seen;
    this.host.onDidRead({ view: { place, lost: false, ...p, write }, followed });
  }

  #changes({ shown }: LocatedCall): Omit<FollowedCall, 'origin'> {
    const { seen } = this.#reference;
    const { seed, ...changes } = seen === undefined ? {} : changesIn(seen, this.#seen);
    // Between where a layer is made and where it is called, other seeds may be set.
    const isSeedOfCall = shown === undefined || this.#seen?.seed === this.host.seed();
    return seed !== undefined && isSeedOfCall ? { ...changes, seed } : changes;
  }

  /** Whether the file is gone; what was never saved may go on as a file. */
  async #isGone(): Promise<boolean> {
    if (!(await isGone(vscode.Uri.parse(this.#reference.uri)))) return false;
    const saved = isUntitled(this.#reference) ? savedAs(this.#reference, this.#lastText) : undefined;
    if (saved === undefined) return true;
    this.#moveTo(saved.toString());
    return false;
  }

  /** @returns `closed` where the document is not open and is not to be opened */
  async #locate(open: boolean): Promise<LocatedCall | 'closed' | undefined> {
    const documents =
      this.#place === undefined
        ? await documentsOf(this.#reference, this.#address, open)
        : [this.#place.document];
    if (documents === 'closed') return documents;
    for (const document of documents) {
      const site = await this.#findIn(document);
      if (site === undefined) continue;
      const { use } = this.#reference;
      if (use === undefined) return { document, site };
      const shown = this.#findUse(document, use);
      return shown && { document, site, shown };
    }
    return undefined;
  }

  async #findIn(document: vscode.TextDocument): Promise<DropoutSite | undefined> {
    const sites = await this.host.documents.sitesOf(document, this.#cancellation.token, { fresh: true });
    if (sites === undefined) return undefined;
    const text = document.getText();
    const { use, key, from } = this.#reference;
    const known = this.#place?.range ?? (key === '' ? { from, to: from } : undefined);
    const site = findCall(sites, text, { ...this.#reference, range: known, twins: this.#twins });
    if (site === undefined) return undefined;
    this.#reference = { ...referenceTo(document, site), ...(use === undefined ? {} : { use }) };
    this.#lastText = text;
    this.#place = new TrackedPlace(document, { from: site.from, to: site.to });
    this.#address = document.uri.toString();
    this.#twins = twinsOf(sites, text, this.#reference);
    return site;
  }

  /** Where the layer is called, in the file or notebook that makes it. */
  #findUse(document: vscode.TextDocument, use: LayerCall): LocatedCall['shown'] {
    // What the layer is called: `layer =`.
    const name = /^([\w.]+)\s*=$/.exec(this.#reference.head)?.[1];
    const wanted = { ...use, range: this.#usePlace?.range, twins: this.#useTwins };
    const found = cellsWith(document, use, this.#useAddress).flatMap((cell) => {
      const here = findUse(cell.getText(), wanted, name);
      return here === undefined ? [] : [{ ...here, cell }];
    });
    // The likeliest comes first; of others that look alike none stands in for it.
    const [first] = found;
    const isLikely = first !== undefined && cellOf(first.cell)?.index === use.cell;
    if (first === undefined || (found.length > 1 && !isLikely)) return undefined;
    const cell = cellOf(first.cell)?.index;
    this.#reference = {
      ...this.#reference,
      use: { ...(cell === undefined ? {} : { cell }), ...first.use },
    };
    this.#usePlace = new TrackedPlace(first.cell, first.range);
    this.#useAddress = first.cell.uri.toString();
    this.#useTwins = first.twins;
    return { document: first.cell, from: first.use.from };
  }
}

function isUntitled({ uri }: CallReference): boolean {
  return uri.startsWith('untitled:');
}
