import * as vscode from 'vscode';
import { shownSeverities } from '../editor/problems';
import type { MappedFile } from '../protocol/reading';
import { commandLink, markdownText } from '../wording';
import type { Settings } from '../services/settings';
import { decoratedUri } from './decorations';
import {
  type CallRow,
  EVERYTHING,
  type Filter,
  fileRow,
  type FileRow,
  type Row,
  rowLabel,
  worst,
} from './rows';
import type { Survey } from './survey';

/** The commands of a row; they take it, or its id. */
export const OPEN_ROW = 'dropoutPlayground.openMapped';
export const TRY_ROW = 'dropoutPlayground.tryMapped';
export const FIX_ROW = 'dropoutPlayground.fixMapped';

/** With more files than that, they are shown closed. */
const MOST_OPEN = 10;

/** The rows of the map, as VS Code's tree asks for them. */
export class MapTree implements vscode.TreeDataProvider<Row> {
  #filter = EVERYTHING;
  #rows: readonly FileRow[] | undefined;
  /** The rows of files as they were told of; where none of its calls is shown, nothing. */
  #known = new WeakMap<MappedFile, FileRow | 'hidden'>();

  constructor(
    private readonly survey: Survey,
    private readonly settings: Settings,
  ) {}

  get filter(): Filter {
    return this.#filter;
  }

  set filter(filter: Filter) {
    this.#filter = filter;
    this.relabel();
  }

  /** The rows of all files that are shown, in order. */
  get rows(): readonly FileRow[] {
    this.#rows ??= [...this.survey.files]
      .flatMap((file) => this.#rowOf(file))
      .sort((a, b) => (a.path < b.path ? -1 : 1));
    return this.#rows;
  }

  /** Other files are known. */
  refresh(): void {
    this.#rows = undefined;
  }

  /** What is shown of files is not what it was. */
  relabel(): void {
    this.#known = new WeakMap();
    this.refresh();
  }

  getChildren(row?: Row): Row[] {
    if (row === undefined) return [...this.rows];
    return 'children' in row ? [...row.children] : [];
  }

  getParent(row: Row): Row | undefined {
    return 'parent' in row ? row.parent : undefined;
  }

  getTreeItem(row: Row): vscode.TreeItem {
    const { label, description } = rowLabel(row);
    const item = new vscode.TreeItem(label, this.#stateOf(row));
    const problem = worst(row);
    item.id = row.id;
    item.description = description;
    item.iconPath = iconOf(row);
    item.resourceUri = decoratedUri(row);
    item.contextValue = isFixable(row) ? `${row.type} fixable` : row.type;
    // A click on a file or a class opens what is in it.
    if (!('children' in row))
      item.command = { title: vscode.l10n.t('Go to code'), command: OPEN_ROW, arguments: [row.id] };
    const wrong =
      'children' in row || problem === undefined ? [] : row.problems.map(({ message }) => message);
    item.accessibilityInformation = { label: [label, description, ...wrong].join(', ') };
    return item;
  }

  resolveTreeItem(item: vscode.TreeItem, row: Row): vscode.TreeItem {
    item.tooltip =
      row.type === 'file'
        ? vscode.Uri.parse(row.file.uri).fsPath
        : row.type === 'class'
          ? row.name
          : tooltipOf(row);
    return item;
  }

  /** The row of that id, wherever it is. */
  find(id: string): Row | undefined {
    const search = (rows: readonly Row[]): Row | undefined => {
      for (const row of rows) {
        const found = row.id === id ? row : search(this.getChildren(row));
        if (found !== undefined) return found;
      }
      return undefined;
    };
    return search(this.rows);
  }

  #rowOf(file: MappedFile): readonly FileRow[] {
    const row = this.#known.get(file) ?? this.#newRow(file) ?? 'hidden';
    this.#known.set(file, row);
    return row === 'hidden' ? [] : [row];
  }

  #newRow(file: MappedFile): FileRow | undefined {
    const uri = vscode.Uri.parse(file.uri);
    const scope = { uri, languageId: 'python' };
    const areShown = this.settings.get('problems.enabled', scope);
    const severityOf = shownSeverities(scope, this.settings);
    return fileRow(file, {
      path: vscode.workspace.asRelativePath(uri),
      filter: this.#filter,
      severityOf: (problem) => (areShown ? severityOf(problem) : undefined),
    });
  }

  #stateOf(row: Row): vscode.TreeItemCollapsibleState {
    if (!('children' in row)) return vscode.TreeItemCollapsibleState.None;
    const isOpen = row.type === 'class' || this.rows.length <= MOST_OPEN;
    return isOpen ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.Collapsed;
  }
}

/** Whether something that is wrong with a call can be mended from its row. */
export function isFixable(row: Row): row is CallRow {
  return row.type === 'call' && row.problems.some(({ fix }) => fix !== undefined);
}

/** What a call is, or what is wrong with it. */
function iconOf(row: Row): vscode.ThemeIcon {
  switch (row.type) {
    case 'file':
      return vscode.ThemeIcon.File;
    case 'class':
      return new vscode.ThemeIcon('symbol-class');
    case 'problem':
      return problemIcon(row.problems[0].severity);
    case 'call': {
      const [problem] = row.problems;
      if (problem !== undefined) return problemIcon(problem.severity);
      return new vscode.ThemeIcon(ICONS[row.call.state]);
    }
  }
}

const ICONS = {
  unknown: 'question',
  idle: 'circle-slash',
  layer: 'layers',
  function: 'symbol-method',
} as const;

function problemIcon(severity: NonNullable<ReturnType<typeof worst>>['severity']): vscode.ThemeIcon {
  switch (severity) {
    case 'error':
      return new vscode.ThemeIcon('error', new vscode.ThemeColor('list.errorForeground'));
    case 'warning':
      return new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));
    case 'information':
    case 'hint':
      return new vscode.ThemeIcon('info');
  }
}

function tooltipOf(row: Exclude<Row, { readonly children: unknown }>): vscode.MarkdownString {
  const { label, description } = rowLabel(row);
  const text = new vscode.MarkdownString();
  text.isTrusted = { enabledCommands: [OPEN_ROW, TRY_ROW, FIX_ROW] };
  const add = (line: string): unknown => text.appendMarkdown(`${line}\n\n`);
  if (row.type === 'call') {
    const { callee, owner, told } = row.call;
    const what = owner === '' ? callee : vscode.l10n.t('{0} in {1}', callee, owner);
    add(`**${markdownText(label)}** · ${markdownText(what)}`);
    add(markdownText(description));
    add(markdownText(told.verdict));
  }
  for (const { message, rule } of row.problems) add(`${markdownText(message)} (${markdownText(rule)})`);
  const links = [commandLink(vscode.l10n.t('Go to code'), OPEN_ROW, row.id)];
  if (row.type === 'call') links.push(commandLink(vscode.l10n.t('Try it'), TRY_ROW, row.id));
  if (isFixable(row)) links.push(commandLink(vscode.l10n.t('Fix'), FIX_ROW, row.id));
  add(links.join(' · '));
  return text;
}
