import * as vscode from 'vscode';
import { onCellsMoved, onTextEdited } from '../../services/onEdited';
import { Changing } from '../../services/owner';
import {
  type CellRange,
  type DropoutCall,
  type Expected,
  placedRange,
  type Trace,
} from '../../protocol/reading';
import {
  isInTime,
  notebookSubject,
  type Reading,
  type ReplayResult,
  type Subject,
  subjectOf,
} from '../../reading';
import { expectedIn } from './expected';
import { type Known, LiveTrace, type ReadingForReplay, type TraceOptions } from './liveTrace';
import { hangOnRandom } from './randomness';
import { type Edit, isApart, lineStarts, type TextRange } from '../../text';

/** An evaluation of dropout, where it is in the text now: it moves along with what is typed beside it. */
export interface PlacedCall {
  from: number;
  to: number;
  readonly call: DropoutCall;
}

/** An evaluation of which nothing is known, where it is in the text now. */
export type PlacedMissed = TextRange & Pick<Trace['missed'][number], 'doubt'>;

/** An exception that ends a file or cell, where it is in the text now, and what does not run for it: thousands of statements, of which a hover alone asks. */
export type PlacedEnd = TextRange &
  Pick<Trace['ended'][number], 'error' | 'doubt'> & { readonly left: () => readonly TextRange[] };

/** Whether it is but a way to leave, as `exit()` is, and no fault. */
export function isExit({ error }: PlacedEnd): boolean {
  return /^SystemExit\b/.test(error);
}

/** A value that Python shows, and the line (from 0) on which the text has it now. */
export interface PlacedValue extends Expected {
  readonly line: number;
}

/** What replay says of one file or cell. */
export interface Replayed {
  readonly known: Known;
  /** Which of the known documents this is. */
  readonly cell: number;
  /** The same list for as long as each is on the line on which it was. */
  readonly calls: readonly PlacedCall[];
  /** Where the layer of a call was made; undefined for a function, and where that is no longer there. */
  readonly madeAt: (
    call: DropoutCall,
  ) => { readonly document: vscode.TextDocument; readonly from: number } | undefined;
  readonly missed: readonly PlacedMissed[];
  readonly ended: readonly PlacedEnd[];
  readonly values: readonly PlacedValue[];
}

/**
 * In milliseconds: so long hints and lenses wait for a first replay. VS Code shows none before it has all, those that need
 * no replay among them.
 */
export const PATIENCE = 100;

/** What is said of a file or cell while the documents that belong to it have these versions. */
interface Placed {
  readonly versions: readonly number[];
  readonly replayed: Replayed | undefined;
}

/** What of the reading it needs. */
type ReadingForReplays = ReadingForReplay &
  Pick<Reading, 'tracks' | 'log'> & {
    readonly endurance: Pick<Reading['endurance'], 'onTryAgain'>;
    readonly environments: Pick<Reading['environments'], 'onDidChange'>;
    readonly documents: Pick<Reading['documents'], 'preview'>;
  };

/**
 * Replays every open file and notebook that speaks of dropout under torch, when somebody asks for it, and keeps the
 * replays up to date: a change is a newer one. They are kept by the full uri, because the cells of a notebook share
 * their path.
 */
export class Replays extends Changing {
  readonly #live = new Map<string, LiveTrace>();
  /** Replays of what is known in which all that is drawn is in doubt. */
  readonly #doubted = new WeakMap<Known, Promise<Trace | undefined>>();
  readonly #placedOf = new WeakMap<Known, Map<vscode.TextDocument, Placed>>();

  constructor(
    private readonly reading: ReadingForReplays,
    private readonly options: () => TraceOptions,
  ) {
    super();
    this.own(
      onTextEdited((document) => this.#touch(document)),
      onCellsMoved(({ uri }) => this.#live.get(uri.toString())?.touch()),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor: { document } }) => {
        if (this.#live.size > 0) this.#live.get(subjectOf(document).key)?.leave();
      }),
      vscode.window.onDidChangeActiveTextEditor(() => {
        for (const live of this.#live.values()) live.leave();
      }),
      vscode.workspace.onDidCloseTextDocument(({ uri }) => this.#drop(uri)),
      vscode.workspace.onDidCloseNotebookDocument(({ uri }) => this.#drop(uri)),
      reading.environments.onDidChange(() => {
        for (const live of this.#live.values()) void live.checkPackages();
      }),
      reading.endurance.onTryAgain(() => {
        for (const live of this.#live.values()) live.dispose();
        this.#live.clear();
        this.changed();
      }),
    );
  }

  /** As `DropoutDocuments.preview`. */
  get preview(): Reading['documents']['preview'] {
    return (question) => this.reading.documents.preview(question);
  }

  override dispose(): void {
    for (const live of this.#live.values()) live.dispose();
    super.dispose();
  }

  /**
   * What is known of a file or cell, in place in its text as it is now; replays it first if nothing is known yet.
   * Undefined where there is nothing to replay, or nobody waits for it any more.
   *
   * @param first in milliseconds: so long the first replay is waited for
   * @param newer and so long that of the newest text, where an older one could be shown meanwhile
   */
  async of(
    document: vscode.TextDocument,
    token: vscode.CancellationToken,
    { first = Infinity, newer = 0 } = {},
  ): Promise<Replayed | undefined> {
    const live = this.#liveOf(subjectOf(document));
    if (live === undefined) return undefined;
    while ((live.known === undefined || (newer > 0 && !live.isCurrent)) && !isOver(document, token)) {
      const isKnown = live.known !== undefined;
      const patience = isKnown ? newer : first;
      // What is begun at each keystroke would be ended by the next.
      const update = isKnown && newer < Infinity ? live.keepUp() : live.update();
      if (patience === Infinity) await update;
      else if (update === undefined || !(await isInTime(update, patience))) break;
    }
    if (live.known === undefined || isOver(document, token)) return undefined;
    void live.keepUp();
    return this.#placed(live.known, document);
  }

  /** Whether what is known of a file or cell is of its newest text. */
  isCurrent(document: vscode.TextDocument): boolean {
    return this.#live.get(subjectOf(document).key)?.isCurrent === true;
  }

  /** What is known of a file or cell by now, in place in its text as it is now. */
  peek(document: vscode.TextDocument): Replayed | undefined {
    const known = this.#live.get(subjectOf(document).key)?.known;
    return known && this.#placed(known, document);
  }

  /** The replay of what is known with another build of PyTorch; undefined where nobody waits for it any more. */
  async withBackend(
    { texts, request }: Known,
    backend: TraceOptions['backend'],
    token: vscode.CancellationToken,
  ): Promise<Trace | undefined> {
    const abandon = new AbortController();
    const subscription = token.onCancellationRequested(() => abandon.abort());
    const result = await this.reading.replayer.replay(texts, { ...request, backend }, abandon.signal);
    subscription.dispose();
    return traceOf(result);
  }

  /** For each value that a file or cell shows, whether it hangs on random numbers; none where it was closed meanwhile. */
  async hangOnRandom({ known, cell }: Replayed): Promise<readonly boolean[]> {
    const { texts, request, trace } = known;
    let doubted = this.#doubted.get(known);
    if (doubted === undefined) {
      const random = { ...request, doubtsRandom: true };
      doubted = this.reading.replayer.replay(texts, random).then(traceOf);
      this.#doubted.set(known, doubted);
    }
    const found = await doubted;
    return found === undefined ? [] : hangOnRandom(trace, found, cell);
  }

  #liveOf(subject: Subject): LiveTrace | undefined {
    const { key } = subject;
    let live = this.#live.get(key);
    if (!mentionsDropout(subject)) {
      live?.dispose();
      this.#live.delete(key);
      return undefined;
    }
    if (live === undefined) {
      const { notebook } = subject;
      live = new LiveTrace(
        () => (notebook === undefined ? subject : notebookSubject(notebook)),
        this.options,
        this.reading,
        () => {
          const { problem, request } = live?.known ?? {};
          if (problem !== undefined && problem !== 'off') {
            const when =
              problem === 'tooLong' && request?.isPatient === false ? 'once more, later' : 'when it changes';
            this.reading.log.warn(`${key} is replayed ${when}: ${problem}`);
          }
          this.changed();
        },
      );
      this.#live.set(key, live);
    }
    return live;
  }

  /** Everybody who asks about the same texts gets the same. */
  #placed(known: Known, document: vscode.TextDocument): Replayed | undefined {
    const versions = known.documents.map(({ version }) => version);
    const placed = this.#placedOf.get(known) ?? new Map<vscode.TextDocument, Placed>();
    this.#placedOf.set(known, placed);
    const before = placed.get(document);
    if (before?.versions.every((version, i) => version === versions[i]) === true) return before.replayed;
    const replayed = this.#place(known, document, before);
    placed.set(document, { versions, replayed });
    return replayed;
  }

  #place(known: Known, document: vscode.TextDocument, before: Placed | undefined): Replayed | undefined {
    const { documents, versions, texts, trace } = known;
    const cell = documents.indexOf(document);
    const text = texts[cell];
    if (text === undefined) return undefined;
    const { tracks } = this.reading;
    const edits = tracks.since(document, versions[cell] ?? 0);
    /** Where something of the replayed text is now; undefined where it is gone. */
    const placeNow = (range: TextRange): TextRange | undefined => edits && placedRange(range, edits);
    /** Those that are in this cell, and still there. */
    const placed = <Before extends { readonly place: CellRange }, Now>(
      all: readonly Before[],
      at: (stretch: TextRange, one: Before) => Now,
    ): Now[] =>
      all.flatMap((one) => {
        const stretch = one.place.cell === cell ? placeNow(one.place) : undefined;
        return stretch === undefined ? [] : [at(stretch, one)];
      });
    const madeAt: Replayed['madeAt'] = ({ made }) => {
      const owner = made && documents[made.cell];
      if (made === undefined || owner?.isClosed !== false) return undefined;
      const since = tracks.since(owner, versions[made.cell] ?? 0);
      const place = since && placedRange(made, since);
      return place && { document: owner, from: place.from };
    };
    const typed = before && tracks.since(document, before.versions[cell] ?? 0);
    let calls = before?.replayed?.calls;
    if (calls === undefined || typed === undefined || !haveMoved(calls, typed))
      calls = placed(trace.calls, ({ from, to }, call) => ({ from, to, call }));
    const missed = placed(trace.missed, ({ from, to }, { doubt }) => ({ from, to, doubt }));
    const ended = placed(trace.ended, ({ from, to }, { error, doubt, left }) => ({
      ...{ from, to, error, doubt },
      left: () => left.flatMap((one) => placeNow(one) ?? []),
    }));
    let starts: readonly number[] | undefined;
    const values = expectedIn(trace, cell).flatMap((expected): PlacedValue[] => {
      starts ??= lineStarts(text);
      const line = lineStretch(text, starts, expected.value.line);
      const stretch = line && placeNow(line);
      return stretch === undefined ? [] : [{ ...expected, line: document.positionAt(stretch.from).line }];
    });
    return { known, cell, calls, madeAt, missed, ended, values };
  }

  #touch(document: vscode.TextDocument): void {
    if (this.#live.size > 0) this.#live.get(subjectOf(document).key)?.touch();
  }

  #drop(uri: vscode.Uri): void {
    const key = uri.toString();
    this.#live.get(key)?.dispose();
    this.#live.delete(key);
  }
}

function isOver(document: vscode.TextDocument, token: vscode.CancellationToken): boolean {
  return document.isClosed || token.isCancellationRequested;
}

/**
 * Moves calls along with what was typed beside them, which leaves each on its line: of thousands none is made anew. Returns
 * false where something else has happened.
 */
function haveMoved(calls: readonly PlacedCall[], [edit, more]: readonly Edit[]): boolean {
  if (edit === undefined) return true;
  const { toBefore, toAfter, lines } = edit;
  const by = toAfter - toBefore;
  if (more !== undefined || lines !== 0 || !calls.every((call) => isApart(edit, call))) return false;
  for (const call of calls)
    if (call.from >= toBefore) {
      call.from += by;
      call.to += by;
    }
  return true;
}

function traceOf(result: ReplayResult): Trace | undefined {
  return typeof result === 'object' ? result : undefined;
}

/** Where a line of a text is, without what ends it and without white space around it; undefined where there is none. */
function lineStretch(text: string, starts: readonly number[], line: number): TextRange | undefined {
  const start = starts[line];
  if (start === undefined) return undefined;
  const whole = text.slice(start, starts[line + 1] ?? text.length);
  const from = start + whole.length - whole.trimStart().length;
  return { from, to: from + whole.trim().length };
}

/** Longer texts are data or machine-made: replay would not come to their end. */
const MAX_LENGTH = 200_000;

/** Whether there may be something to replay: torch and dropout are both spoken of, in whatever cell. */
function mentionsDropout({ documents }: Subject): boolean {
  const texts = documents.map((document) => document.getText());
  const length = texts.reduce((sum, text) => sum + text.length, 0);
  const has = (pattern: RegExp): boolean => texts.some((text) => pattern.test(text));
  return length <= MAX_LENGTH && has(/\btorch\b/) && has(/dropout/i);
}
