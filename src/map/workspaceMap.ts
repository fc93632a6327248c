import * as vscode from 'vscode';
import type { Reading } from '../reading';
import { ContextKey } from '../services/contextKey';
import { Owner } from '../services/owner';
import { onSettingChanged } from '../services/onSettingChanged';
import { tell } from '../services/statusMessage';
import { MapDecorations } from './decorations';
import { askFilter } from './filterInput';
import { Follower } from './follower';
import { MAP_VIEW, type MapHost } from './mapHost';
import { mendRow, openRow, tryRow } from './rowActions';
import { EVERYTHING, isFiltered, problemCount, type Row, summary, tableOf } from './rows';
import { Survey } from './survey';
import { MapTree } from './tree';

/** In milliseconds: while much is found, it is drawn that often. */
const REDRAW = 100;

/** Dropout in the workspace: what is known, the tree that shows it, and what can be done with both. */
export class WorkspaceMap extends Owner {
  readonly tree: MapTree;
  readonly #survey: Survey;
  readonly #keys = {
    isReading: new ContextKey('mapIsReading'),
    isEmpty: new ContextKey('mapIsEmpty'),
    isFiltered: new ContextKey('mapIsFiltered'),
  };
  #drawn = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** @param changed the tree is to be drawn anew */
  constructor(
    private readonly host: MapHost,
    reading: Reading,
    private readonly view: vscode.TreeView<Row>,
    private readonly changed: () => void,
  ) {
    super();
    this.#survey = new Survey(reading, host.settings, host.log);
    this.tree = new MapTree(this.#survey, host.settings);
    this.own(
      this.#survey,
      this.#survey.onDidChange(() => this.#drawSoon()),
      vscode.window.registerFileDecorationProvider(new MapDecorations()),
      new Follower(view, this.tree),
      onSettingChanged('problems', () => {
        this.tree.relabel();
        this.#draw();
      }),
      // Paths begin with the folder's name where there are several.
      vscode.workspace.onDidChangeWorkspaceFolders(() => this.tree.relabel()),
    );
    this.refresh();
  }

  override dispose(): void {
    clearTimeout(this.#timer);
    super.dispose();
  }

  /** Reads the workspace, and says in the view how far that has come. */
  refresh({ focus = false } = {}): void {
    if (focus) this.#show();
    void vscode.window.withProgress({ location: { viewId: MAP_VIEW } }, () => this.#survey.read());
  }

  stop(): void {
    this.#survey.stop();
  }

  async askFilter(): Promise<void> {
    const filter = await askFilter(this.tree.filter);
    if (filter === undefined) return;
    this.tree.filter = filter;
    this.#draw();
    this.#show();
  }

  clearFilter(): void {
    this.tree.filter = EVERYTHING;
    this.#draw();
  }

  /** Copies what is shown. */
  async copy(format: 'markdown' | 'csv'): Promise<void> {
    await this.#survey.settled;
    const { rows } = this.tree;
    const asked = { ...tableOf(rows), format };
    const documents = await this.host.documents();
    const table = await documents.preview((previews) => previews.mapTable(asked));
    if (table === undefined) return;
    await vscode.env.clipboard.writeText(table);
    tell(vscode.l10n.t('copied: {0}', asked.summary));
  }

  async open(argument: unknown): Promise<void> {
    const row = this.#rowOf(argument);
    if (row !== undefined) await openRow(row);
  }

  async tryIt(argument: unknown): Promise<void> {
    const row = this.#rowOf(argument);
    if (row?.type === 'call') await tryRow(row, this.host);
  }

  async fix(argument: unknown): Promise<void> {
    const row = this.#rowOf(argument);
    if (row?.type === 'call') await mendRow(row, await this.host.documents());
  }

  /** The row that a command is about, by itself or by its id. */
  #rowOf(argument: unknown): Row | undefined {
    const id = typeof argument === 'object' && argument !== null && 'id' in argument ? argument.id : argument;
    return typeof id === 'string' ? this.tree.find(id) : this.view.selection[0];
  }

  #show(): void {
    void vscode.commands.executeCommand(`${MAP_VIEW}.focus`);
  }

  /** Draws at once, unless that was done just before. */
  #drawSoon(): void {
    this.#timer ??= setTimeout(
      () => {
        this.#timer = undefined;
        this.#draw();
      },
      Math.max(0, this.#drawn + REDRAW - Date.now()),
    );
  }

  #draw(): void {
    this.#drawn = Date.now();
    this.tree.refresh();
    const { state } = this.#survey;
    const { problems } = summary(this.tree.rows);
    this.view.badge = problems === 0 ? undefined : { value: problems, tooltip: problemCount(problems) };
    this.view.message = this.#message();
    this.#keys.isReading.set(state === 'reading');
    this.#keys.isEmpty.set(state === 'read' && [...this.#survey.files].length === 0);
    this.#keys.isFiltered.set(isFiltered(this.tree.filter));
    this.changed();
  }

  /** What stands above the rows. */
  #message(): string {
    const { l10n } = vscode;
    const { state, progress } = this.#survey;
    const { rows, filter } = this.tree;
    const shown = summary(rows).text;
    switch (state) {
      case 'unread':
      case 'reading':
        return progress.total === 0
          ? l10n.t('Looking for files…')
          : l10n.t('Reading: {0} of {1} files', progress.done, progress.total);
      case 'stopped':
        return l10n.t('Stopped after {0} of {1} files: {2}', progress.done, progress.total, shown);
      case 'failed':
        return l10n.t('The workspace could not be read. The log says why.');
      case 'read':
        if (isFiltered(filter)) return l10n.t('Filtered: {0}', shown);
        return rows.length === 0 ? '' : shown;
    }
  }
}
