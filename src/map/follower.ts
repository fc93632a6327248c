import * as vscode from 'vscode';
import { cellOf, subjectOf } from '../reading';
import { Owner } from '../services/owner';
import { Pause } from '../services/pause';
import type { CallRow, FileRow, Row } from './rows';
import { callsOf } from './rows';
import type { MapTree } from './tree';

/** In milliseconds: so long the cursor rests before the map follows it. */
const PAUSE = 200;

/** Lets the map show the file in the active editor, and the call at its cursor. */
export class Follower extends Owner {
  constructor(
    private readonly view: vscode.TreeView<Row>,
    private readonly tree: MapTree,
  ) {
    super();
    const pause = new Pause(PAUSE, () => this.#follow());
    const later = (): void => pause.begin();
    this.own(
      pause,
      vscode.window.onDidChangeActiveTextEditor(later),
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
        if (textEditor === vscode.window.activeTextEditor) later();
      }),
      view.onDidChangeVisibility(later),
    );
  }

  async #follow(): Promise<void> {
    const editor = vscode.window.activeTextEditor;
    if (!this.view.visible || editor?.document.languageId !== 'python') return;
    const { key } = subjectOf(editor.document);
    const file = this.tree.rows.find((row) => row.id === key);
    if (file === undefined) return;
    const row = callAt(file, editor) ?? file;
    const [selected] = this.view.selection;
    // Between two calls of a file the one that was looked at stays.
    if (selected !== undefined && (row === selected || (row === file && fileOf(selected) === key))) return;
    await this.view.reveal(row, { select: true, focus: false });
  }
}

/** The call on the cursor's line. */
function callAt(file: FileRow, { document, selection }: vscode.TextEditor): CallRow | undefined {
  const cell = cellOf(document)?.index;
  return callsOf(file).find((row) => row.cell === cell && row.call.line === selection.active.line);
}

function fileOf(row: Row): string {
  return 'parent' in row ? fileOf(row.parent) : row.id;
}
