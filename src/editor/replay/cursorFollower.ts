import * as vscode from 'vscode';
import type { PlaygroundStore } from '../../playground';
import type { CursorMode } from '../../services/cursorMode';
import { Owner } from '../../services/owner';
import { Pause } from '../../services/pause';
import type { PlacedCall, Replays } from './replays';
import { shownEvaluation } from './shownEvaluation';

/** How long the cursor rests before its call is looked for, in milliseconds: it passes over lines on its way. */
const REST = 150;

/**
 * Lets the playground show the replayed call under the cursor. That makes no step for undo, but for the first call, whose
 * place another session had. Once the reader has changed something there the call is pinned: nothing is overwritten.
 */
export class CursorFollower extends Owner {
  /** The request that is shown; undefined before the first. */
  #shown: string | undefined;
  /** The last editor with Python that had the cursor: while the reader is in the playground no editor is active. */
  #editor: vscode.TextEditor | undefined;
  readonly #rest = new Pause(REST, () => this.#look());
  #search = new vscode.CancellationTokenSource();

  constructor(
    private readonly replays: Replays,
    private readonly store: PlaygroundStore,
    private readonly mode: CursorMode,
  ) {
    super();
    this.own(
      this.#rest,
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => this.#see(textEditor)),
      vscode.window.onDidChangeActiveTextEditor((editor) => this.#see(editor)),
      replays.onDidChange(() => this.#lookSoon()),
      mode.onDidChange(() => {
        if (mode.name !== 'following') return;
        this.#shown = undefined;
        this.#lookSoon();
      }),
      store.onDidChange(() => {
        if (mode.name === 'following' && this.#shown !== undefined && this.#isChanged()) mode.set('pinned');
      }),
    );
    this.#see(vscode.window.activeTextEditor ?? vscode.window.visibleTextEditors.find(isPython));
  }

  #see(editor: vscode.TextEditor | undefined): void {
    if (editor === undefined || !isPython(editor)) return;
    this.#editor = editor;
    this.#lookSoon();
  }

  /** Whether the reader did something since: what the code or the cursor does is no step. */
  #isChanged(): boolean {
    const { last, future } = this.store.history;
    return last !== undefined || future.length > 0;
  }

  #lookSoon(): void {
    this.#rest.dispose();
    this.#search.cancel();
    if (this.mode.name === 'following') this.#rest.begin();
  }

  async #look(): Promise<void> {
    if (this.#editor?.document.isClosed !== false) return;
    const { document, selection } = this.#editor;
    this.#search = new vscode.CancellationTokenSource();
    const { token } = this.#search;
    const isOver = (): boolean => token.isCancellationRequested || this.mode.name !== 'following';
    const replayed = await this.replays.of(document, token);
    if (replayed === undefined || isOver()) return;
    const placed = callAt(document, replayed.calls, selection.active);
    if (placed === undefined) return;
    const evaluation = shownEvaluation(document, replayed, placed);
    const request = await this.replays.preview((previews) => previews.replayedRequest(evaluation));
    if (request === undefined || isOver()) return;
    const shown = JSON.stringify(request);
    if (shown === this.#shown) return;
    const isFirst = this.#shown === undefined;
    this.#shown = shown;
    this.store.lead(request, isFirst);
  }

  override dispose(): void {
    this.#search.cancel();
    super.dispose();
  }
}

function isPython({ document }: vscode.TextEditor): boolean {
  return document.languageId === 'python';
}

/** The call in which the cursor is, or else the first on its line. */
function callAt(
  document: vscode.TextDocument,
  calls: readonly PlacedCall[],
  position: vscode.Position,
): PlacedCall | undefined {
  const offset = document.offsetAt(position);
  const onLine = calls.filter(({ from }) => document.positionAt(from).line === position.line);
  return onLine.find(({ from, to }) => from <= offset && offset <= to) ?? onLine[0];
}
