import * as vscode from 'vscode';
import { type DropoutDocuments, placeOf, referenceTo } from '../editor';
import type { CallReference, FollowedCall, LinkView } from '../playground';
import type { DropoutSite } from '../python';
import type { PythonNumber } from '../torch';
import { checkedEdit, writeTarget } from './checkedEdit';
import { changesIn, type Seen } from './changes';
import { findCall, twinsOf } from './findCall';
import { documentsOf } from './linkedDocuments';
import { writeProblemText } from './texts';
import { type TextRange, trackRange } from './trackedRange';
import { isWritable } from './writable';

/** In milliseconds: a reader who types is not followed from letter to letter. */
const REST = 150;

/** A call, in the document that holds it now. */
export interface LocatedCall {
  readonly document: vscode.TextDocument;
  readonly site: DropoutSite;
}

/** What a look into the code gives: what a panel shows, and what the playground takes over where the call is there. */
export interface LinkReading {
  readonly view: LinkView;
  readonly followed?: FollowedCall;
}

/**
 * Follows one call in the reader's code: through edits by its place, after a reload by what it is known by. Tells what
 * changed in it, and writes p into it.
 */
export class LinkedCall implements vscode.Disposable {
  #reference: CallReference;
  #document: vscode.TextDocument | undefined;
  /** The document's address, to know it again when it was closed. A notebook's cell has one of its own. */
  #address: string | undefined;
  /** The document's text before the next edit. */
  #text = '';
  #range: TextRange | undefined;
  #twins = 0;
  #seen: Seen | undefined;
  #timer: Timer | undefined;
  /** Counts the looks into the code: what an older one finds does not count any more. */
  #turn = 0;
  readonly #cancellation = new vscode.CancellationTokenSource();
  readonly #subscriptions: readonly { dispose(): unknown }[];

  constructor(
    reference: CallReference,
    private readonly documents: DropoutDocuments,
    private readonly onDidRead: (reading: LinkReading) => void,
  ) {
    this.#reference = reference;
    const { workspace } = vscode;
    this.#subscriptions = [
      this.#cancellation,
      workspace.onDidChangeTextDocument((event) => this.#textChanged(event)),
      workspace.onDidOpenTextDocument(({ uri }) => {
        if (uri.toString() === (this.#address ?? this.#reference.uri)) this.#readLater();
      }),
      workspace.onDidCloseTextDocument((document) => {
        if (document !== this.#document) return;
        this.#document = undefined;
        this.#range = undefined;
        this.#readLater();
      }),
      workspace.onDidChangeNotebookDocument(({ contentChanges }) => {
        if (contentChanges.length > 0) this.#readLater();
      }),
    ];
    void this.#read(true);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#turn++;
    this.#cancellation.cancel();
    vscode.Disposable.from(...this.#subscriptions).dispose();
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
    const result = await checkedEdit(located, p);
    if (!result.possible) return writeProblemText(result.problem);
    const edit = new vscode.WorkspaceEdit();
    edit.replace(result.document.uri, result.range, result.text);
    return (await vscode.workspace.applyEdit(edit)) ? undefined : writeProblemText('refused');
  }

  #textChanged({ document, contentChanges }: vscode.TextDocumentChangeEvent): void {
    if (contentChanges.length === 0 || document.languageId !== 'python') return;
    if (document === this.#document) {
      const changes = contentChanges.map(({ rangeOffset, rangeLength, text }) => ({
        offset: rangeOffset,
        length: rangeLength,
        text,
      }));
      this.#range = this.#range && trackRange(this.#range, changes, this.#text);
      this.#text = document.getText();
    }
    // Another cell, or another file, may hold the number that p is.
    this.#readLater();
  }

  #readLater(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#read(false), REST);
  }

  async #read(open: boolean): Promise<void> {
    const turn = ++this.#turn;
    const located = await this.#locate(open);
    // A file that was only closed is as it was.
    if (turn !== this.#turn || located === 'closed') return;
    if (located === undefined) {
      const write = { possible: false, reason: writeProblemText('lost') } as const;
      this.onDidRead({ view: { place: '', lost: true, write } });
      return;
    }
    const { document, site } = located;
    const write = await writeTarget(located, vscode.Uri.parse(this.#reference.uri));
    if (turn !== this.#turn) return;
    const place = placeOf(document, site.line);
    const p = site.p.known ? { p: site.p.number } : {};
    const origin = { label: place, illustrative: site.seed === undefined, call: this.#reference };
    const followed = { origin, ...changesIn(site, this.#seen) };
    this.#seen = site;
    this.onDidRead({ view: { place, lost: false, ...p, write }, followed });
  }

  /** @returns `closed` where the document is not open and is not to be opened */
  async #locate(open: boolean): Promise<LocatedCall | 'closed' | undefined> {
    const documents =
      this.#document === undefined
        ? await documentsOf(this.#reference, this.#address, open)
        : [this.#document];
    if (documents === 'closed') return documents;
    for (const document of documents) {
      const site = await this.#findIn(document);
      if (site !== undefined) return { document, site };
    }
    return undefined;
  }

  async #findIn(document: vscode.TextDocument): Promise<DropoutSite | undefined> {
    const sites = await this.documents.sitesOf(document, this.#cancellation.token);
    if (sites === undefined) return undefined;
    const text = document.getText();
    const wanted = { ...this.#reference, range: this.#range, twins: this.#twins };
    const site = findCall(sites, text, wanted);
    if (site === undefined) return undefined;
    this.#reference = referenceTo(document, site);
    this.#document = document;
    this.#address = document.uri.toString();
    this.#text = text;
    this.#range = { from: site.from, to: site.to };
    this.#twins = twinsOf(sites, text, this.#reference);
    return site;
  }
}
