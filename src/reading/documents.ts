import * as vscode from 'vscode';
import type {
  CellFacts,
  DropoutSite,
  LayerReference,
  PreviewQuestions,
  ReaderHost,
  ReaderQuestions,
  ReadTogether,
  ScriptBelow,
  TextEdit,
  ToldProblem,
} from '../protocol/reading';
import { changedFacts, mayDrop } from '../protocol/reading';
import { Changing } from '../services/owner';
import type { Endurance } from './endurance';
import type { Environments } from './environments';
import { filesHost } from './filesHost';
import { isInTime } from './isInTime';
import { placedProblems, placedSites, type Wanted } from './placing';
import type { StartWorker } from './startWorker';
import { isSame, type Subject, subjectOf, type Versions } from './subject';
import type { Tracks } from './tracks';
import { type Asked, Lost, WorkerClient } from './workerClient';
import { WorkspaceFiles } from './workspaceFiles';

/** What the reader said of a file or notebook. */
interface Known extends Versions {
  readonly cells: readonly CellFacts[];
  /** It is too much to be read. */
  readonly isUnread: boolean;
}

/** A question that waits for its answer. */
interface Asking {
  readonly work: Promise<void>;
  /** Whether the answer comes before those who wait for it are given older facts instead. One timer serves all of them. */
  readonly isInTime: Promise<boolean>;
}

/** The layer for which a name stands, with the documents of the cells to which its calls refer. */
export type Layer = LayerReference & { readonly documents: readonly vscode.TextDocument[] };

/** In milliseconds: so long a request waits for newer facts where older ones are known. */
const PATIENCE = 25;

/**
 * Knows the dropout calls of every open Python document. The reader finds them, in a worker of its own; here is what it
 * said, by document and version, and where that is in the text as it is now. A change is of what is shown: other files were
 * read or changed, or what was late is known now.
 */
export class DropoutDocuments extends Changing {
  readonly #known = new Map<string, Known>();
  /** What is being asked. The next question waits for the answer, for the reader answers with the newest text it has. */
  readonly #asking = new Map<string, Asking>();
  /** Files and notebooks of which somebody was given older facts: he is told to ask again once there are newer ones. */
  readonly #behind = new Set<string>();
  /** The texts at which a reader ended by itself: that may have been by chance, and the next one is given them once more. */
  readonly #endedOver = new Map<string, string>();
  /** Documents that the reader has. */
  readonly #sent = new Set<vscode.TextDocument>();
  /** Whether a document may have dropout in it, in which version. */
  readonly #mayDrop = new WeakMap<vscode.TextDocument, { readonly version: number; readonly may: boolean }>();
  /** How often other files changed, so that what is known was out of date. */
  #outdatings = 0;
  readonly #reader: WorkerClient<ReaderQuestions, ReaderHost>;
  /** Says what is shown of what the reader found; it is another one, because the reader may be busy with a long file. */
  readonly #previewer: WorkerClient<PreviewQuestions, Pick<ReaderHost, 'begins'>>;
  readonly #files = new WorkspaceFiles({
    changed: (changes) => this.#reader.tell((reader) => reader.filesChanged.asEvent(changes)),
    foldersChanged: () => this.#reader.tell((reader) => reader.forgetRoots.asEvent()),
  });

  constructor(
    start: StartWorker,
    private readonly endurance: Endurance,
    private readonly tracks: Tracks,
    environments: Environments,
    private readonly log: Pick<vscode.LogOutputChannel, 'warn'>,
  ) {
    super();
    this.#reader = new WorkerClient(start, endurance, {
      role: 'reader',
      host: {
        ...filesHost(environments),
        filesRead: () => this.#outdate(),
      },
      ping: (reader) => reader.ping(),
      onLost: () => this.#sent.clear(),
    });
    this.#previewer = new WorkerClient(start, endurance, {
      role: 'previewer',
      host: {},
      ping: (previewer) => previewer.ping(),
      onLost: () => undefined,
    });
    this.own(
      endurance.onTryAgain(() => this.changed()),
      environments.onDidChange(() => this.#reader.tell((reader) => reader.packagesChanged.asEvent())),
      this.#reader,
      this.#previewer,
      this.#files,
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        // VS Code also tells when a document is saved.
        if (!this.#sent.has(document) || contentChanges.length === 0) return;
        const changes = contentChanges.map(({ rangeOffset, rangeLength, text }) => ({
          from: rangeOffset,
          to: rangeOffset + rangeLength,
          text,
        }));
        const edit = { uri: document.uri.toString(), version: document.version, changes };
        this.#reader.tell((reader) => reader.edit.asEvent(edit));
        // Whoever shows something of it asks in a moment, once VS Code has gone all the way to its window and back.
        const subject = subjectOf(document);
        if (this.#known.has(subject.key) && !this.#asking.has(subject.key) && this.#mayHaveDropout(subject))
          void this.#askFacts(subject);
      }),
      vscode.workspace.onDidCloseTextDocument((document) => {
        this.#forget(document.uri);
        if (!this.#sent.delete(document)) return;
        this.#reader.tell((reader) => reader.close.asEvent(document.uri.toString()));
      }),
      vscode.workspace.onDidCloseNotebookDocument(({ uri }) => this.#forget(uri)),
    );
  }

  /**
   * The dropout calls in a file or a cell, with their positions in it; while a statement is half typed, those shown
   * before. Undefined where the question is cancelled or the document closed before they are known.
   *
   * @param fresh whether to wait for those of the newest text, however long that takes
   * @param wanted which have to be in place; the others may be missing, or stand where they stood before
   */
  async sitesOf(
    document: vscode.TextDocument,
    token: vscode.CancellationToken,
    { fresh = false, wanted = 'all' }: { readonly fresh?: boolean; readonly wanted?: Wanted } = {},
  ): Promise<readonly DropoutSite[] | undefined> {
    const facts = await this.#factsOf(document, token, fresh);
    return facts && placedSites(facts, document, this.tracks, wanted);
  }

  /**
   * What is wrong in a file or a cell, whatever the settings say of it; while a statement is half typed, what was shown
   * before. Undefined as for the calls.
   */
  async problemsOf(
    document: vscode.TextDocument,
    token: vscode.CancellationToken,
    { fresh = false } = {},
  ): Promise<readonly ToldProblem[] | undefined> {
    const facts = await this.#factsOf(document, token, fresh);
    return facts && placedProblems(facts, document, this.tracks);
  }

  /** What is known of one file or cell; nothing is found in one that was not read. */
  async #factsOf(
    document: vscode.TextDocument,
    token: vscode.CancellationToken,
    fresh: boolean,
  ): Promise<CellFacts | undefined> {
    const known = await this.#knownFor(document, token, fresh);
    if (known === undefined) return undefined;
    const { uri, version } = document;
    const unread = { uri: uri.toString(), version, sites: [], problems: [] };
    return known.cells[known.documents.indexOf(document)] ?? unread;
  }

  /** Whether edits of a file or cell mend problems of these rules, one each, and do no harm. @throws Lost */
  mends(
    document: vscode.TextDocument,
    rules: readonly string[],
    edits: readonly TextEdit[],
  ): Promise<boolean> {
    const subject = subjectOf(document);
    const cell = subject.documents.indexOf(document);
    const plain = edits.map(({ from, to, text }) => ({ from, to, text }));
    return this.#ask(subject, (reader, together) =>
      reader.mends(together, { cell, rules: [...rules], edits: plain }),
    );
  }

  /** The comment that says of a problem in a file or cell that it is none, where one can stand. @throws Lost */
  ignored(document: vscode.TextDocument, { rule, from }: ToldProblem): Promise<TextEdit | undefined> {
    const subject = subjectOf(document);
    const cell = subject.documents.indexOf(document);
    return this.#ask(subject, (reader, together) => reader.ignored(together, cell, { rule, from }));
  }

  /** Which packages are installed that the text names, of those of which it is known what comes of importing them. */
  installed(subject: Subject): Promise<string[]> {
    return this.#ask(subject, (reader, together) => reader.installed(together)).catch(() => []);
  }

  /** Whether a file or cell stays unread until it changes, because it is too much to be read. */
  isUnread(document: vscode.TextDocument): boolean {
    const subject = subjectOf(document);
    const known = this.#known.get(subject.key);
    return known?.isUnread === true && isSame(known, subject.documents);
  }

  /** The layer that a name or attribute at a place stands for; undefined also where the reader is busy with a newer text. */
  async layerAt(
    document: vscode.TextDocument,
    offset: number,
    token: vscode.CancellationToken,
  ): Promise<Layer | undefined> {
    const subject = subjectOf(document);
    if (!this.#mayHaveDropout(subject) || this.isUnread(document)) return undefined;
    const cell = subject.documents.indexOf(document);
    // Who points at something while a long file is typed in is not kept waiting: the next moment it can be told.
    if (this.#known.has(subject.key) && (await this.#asking.get(subject.key)?.isInTime) === false)
      return undefined;
    const layer = await unlessCancelled(
      token,
      this.#ask(subject, (reader, together) => reader.layerAt(together, cell, offset)),
    );
    return layer && { ...layer, documents: subject.documents };
  }

  /** Asks for what is to be said and drawn; undefined where nobody is there who could. */
  async preview<T>(question: (previews: Asked<PreviewQuestions>) => Promise<T>): Promise<T | undefined> {
    // It keeps nothing, so that another one will do.
    for (let turn = 0; turn < 2; turn++)
      try {
        return await this.#previewer.ask(question);
      } catch (error) {
        if (!(error instanceof Lost)) throw error;
      }
    return undefined;
  }

  /** The dropout calls that texts would have, read by themselves. @throws Lost */
  sitesIn(texts: readonly string[], notebook: boolean): Promise<DropoutSite[]> {
    return this.#reader.ask((reader) => reader.sitesIn([...texts], notebook));
  }

  /** A script as it fits into the reader's code, and where in a file it goes. @throws Lost */
  scriptBelow(script: ScriptBelow): Promise<{ readonly text: string; readonly offset: number }> {
    return this.#reader.ask((reader) => reader.scriptBelow(script));
  }

  /** What is known of what a document belongs to: the newest if it is there soon, else what was known before, unless that will not do. */
  async #knownFor(
    document: vscode.TextDocument,
    token: vscode.CancellationToken,
    fresh: boolean,
  ): Promise<Known | undefined> {
    while (!document.isClosed) {
      const subject = subjectOf(document);
      const known = this.#known.get(subject.key);
      if (known !== undefined && isSame(known, subject.documents)) return known;
      if (!this.#mayHaveDropout(subject)) return nothingIn(subject);
      if (token.isCancellationRequested || this.endurance.isOff) return undefined;
      // What is found is about to be shown. But the reader starts first: both at once would hold up what is found.
      if (!this.#previewer.isRunning)
        void this.#reader
          .ask((reader) => reader.ping())
          .then(() => this.preview((previewer) => previewer.ping()))
          .catch(String);
      const asking = this.#asking.get(subject.key) ?? this.#askFacts(subject);
      const isUsable = !fresh && known?.documents.includes(document) === true && !known.isUnread;
      if (isUsable && !(await asking.isInTime)) {
        this.#behind.add(subject.key);
        return known;
      }
      await unlessCancelled(token, asking.work);
    }
    return undefined;
  }

  #askFacts(subject: Subject): Asking {
    const { key, documents } = subject;
    const versions = documents.map(versionOf).join();
    const outdatings = this.#outdatings;
    const work = this.#ask(subject, (reader, together) => reader.facts(together))
      .then((answers) => {
        if (documents.every(({ isClosed }) => isClosed)) return;
        const before = byUri(this.#known.get(key)?.cells);
        const cells: CellFacts[] = [];
        for (const answer of answers) {
          const facts = changedFacts(before.get(answer.uri), answer);
          // What was closed meanwhile is asked for anew when somebody wants it.
          if (facts === undefined) return;
          cells.push(facts);
        }
        // What became known of other files on the way may have come too late for it.
        const isNewest = this.#outdatings === outdatings;
        const found = isNewest ? cells.map(versionOf) : [];
        this.#known.set(key, { documents, cells, isUnread: false, versions: found });
      })
      .catch((error: unknown) => {
        if (!(error instanceof Lost)) this.#leaveUnread(subject, String(error));
        else if (error.key === key) this.#lost(subject, versions, error);
      })
      .finally(() => {
        this.#asking.delete(key);
        if (this.#behind.delete(key)) this.changed();
      });
    const asking = { work, isInTime: isInTime(work, PATIENCE) };
    this.#asking.set(key, asking);
    return asking;
  }

  /** Asks the reader about documents, which it gets first. */
  #ask<T>(
    { key, notebook, documents }: Subject,
    question: (reader: Asked<ReaderQuestions>, together: ReadTogether) => Promise<T>,
  ): Promise<T> {
    const [first] = documents;
    const known = byUri(this.#known.get(key)?.cells);
    const together = {
      key,
      notebook: notebook !== undefined,
      cells: documents.map(({ uri: own, version }) => {
        const uri = own.toString();
        return { uri, version, known: known.get(uri)?.version };
      }),
      root: first && this.#files.rootOf((notebook ?? first).uri),
    };
    return this.#reader.ask((reader) => {
      for (const document of documents) {
        if (this.#sent.has(document)) continue;
        this.#sent.add(document);
        const { uri, version } = document;
        void reader.open.asEvent({ uri: uri.toString(), version, text: document.getText() });
      }
      return question(reader, together);
    });
  }

  /** A reader ended while it read some versions of documents. */
  #lost(subject: Subject, versions: string, { message, hung }: Lost): void {
    if (hung || this.#endedOver.get(subject.key) === versions) this.#leaveUnread(subject, message);
    this.#endedOver.set(subject.key, versions);
  }

  #forget(uri: vscode.Uri): void {
    this.#known.delete(uri.toString());
    this.#endedOver.delete(uri.toString());
  }

  #leaveUnread({ key, documents }: Subject, reason: string): void {
    this.log.warn(`${key} is not read until it changes: ${reason}`);
    const versions = documents.map(versionOf);
    this.#known.set(key, { documents, versions, cells: [], isUnread: true });
  }

  /** What was known may be otherwise now: it is asked anew. */
  #outdate(): void {
    this.#outdatings++;
    for (const [key, known] of this.#known)
      if (!known.isUnread) this.#known.set(key, { ...known, versions: [] });
    this.changed();
  }

  #mayHaveDropout({ key, documents }: Subject): boolean {
    // To look through a long text after each keystroke takes longer than all else that is done here.
    if (this.#known.get(key)?.cells.some(({ sites }) => sites.length > 0) === true) return true;
    return documents.some((document) => {
      const { version } = document;
      const known = this.#mayDrop.get(document);
      if (known?.version === version) return known.may;
      const may = mayDrop(document.getText());
      this.#mayDrop.set(document, { version, may });
      return may;
    });
  }
}

function nothingIn({ documents }: Subject): Known {
  return { documents, versions: documents.map(versionOf), cells: [], isUnread: false };
}

function byUri(cells: readonly CellFacts[] = []): ReadonlyMap<string, CellFacts> {
  return new Map(cells.map((cell) => [cell.uri, cell]));
}

function versionOf({ version }: { readonly version: number }): number {
  return version;
}

/** What comes of work, or undefined as soon as nobody waits for it any more, or where the reader was lost. */
async function unlessCancelled<T>(token: vscode.CancellationToken, work: Promise<T>): Promise<T | undefined> {
  let subscription: vscode.Disposable | undefined;
  const cancelled = new Promise<undefined>((resolve) => {
    subscription = token.onCancellationRequested(() => resolve(undefined));
  });
  try {
    return await Promise.race([work, cancelled]);
  } catch (error) {
    if (!(error instanceof Lost)) throw error;
    return undefined;
  } finally {
    subscription?.dispose();
  }
}
