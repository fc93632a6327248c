import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import { Reading, type StartWorker, workerStarter } from '../../src/reading';
import { Settings } from '../../src/services/settings';

/** A lens as the reader sees it. */
export interface Lens {
  readonly line: number;
  readonly title: string;
  readonly command: vscode.Command;
}

/** Writes a new file into the workspace. Each has a name of its own, so that no test sees another's document. */
async function newFile(extension: string, content: string): Promise<vscode.Uri> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const uri = vscode.Uri.joinPath(
    folder?.uri ?? assert.fail('no folder is open'),
    `${randomUUID()}.${extension}`,
  );
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(content));
  return uri;
}

/** Starts workers as the extension does. */
export function startHere(): StartWorker {
  const extension =
    vscode.extensions.getExtension('dropout-playground.dropout-playground') ?? assert.fail('not installed');
  return workerStarter(extension.extensionUri);
}

/** Reads code as the extension does, in workers of its own. */
export function readingHere(): Reading {
  const log = { debug: () => undefined, warn: console.warn, error: console.error };
  return new Reading(startHere(), new Settings(vscode.workspace, log), log);
}

/** Opens Python text in an editor. */
export async function openPython(text: string): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument(await newFile('py', text));
  await vscode.window.showTextDocument(document);
  return document;
}

/** Opens a notebook of Python cells. */
export async function openNotebook(...cells: string[]): Promise<vscode.NotebookDocument> {
  const content = {
    cells: cells.map((source) => ({
      cell_type: 'code',
      metadata: {},
      source,
      outputs: [],
      execution_count: null,
    })),
    metadata: { language_info: { name: 'python' } },
    nbformat: 4,
    nbformat_minor: 5,
  };
  const notebook = await vscode.workspace.openNotebookDocument(
    await newFile('ipynb', JSON.stringify(content)),
  );
  await vscode.window.showNotebookDocument(notebook);
  return notebook;
}

export function pythonCell(text: string): vscode.NotebookCellData {
  return new vscode.NotebookCellData(vscode.NotebookCellKind.Code, text, 'python');
}

/** This extension's lenses in a document, as VS Code gets them from the provider. */
export async function lensesOf(document: vscode.TextDocument): Promise<Lens[]> {
  await bringIntoView(document);
  const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
    'vscode.executeCodeLensProvider',
    document.uri,
    100,
  );
  return lenses.map(({ range, command }) => ({
    line: range.start.line,
    title: command?.title ?? '',
    command: command ?? assert.fail('a lens without a command'),
  }));
}

/** The lenses’ titles, with their lines: `2 p = 0.5 · drops 50% · kept × 2`. */
export async function titlesOf(document: vscode.TextDocument): Promise<string[]> {
  return (await lensesOf(document)).map(({ line, title }) => `${line} ${title}`);
}

/** The Markdown of this extension's hover at the first place of `text` in a document. */
export async function hoverOn(document: vscode.TextDocument, text: string): Promise<string> {
  await bringIntoView(document);
  const position = document.positionAt(document.getText().indexOf(text) + 1);
  const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
    'vscode.executeHoverProvider',
    document.uri,
    position,
  );
  return hovers
    .flatMap(({ contents }) => contents)
    .map((content) => (content instanceof vscode.MarkdownString ? content.value : ''))
    .join('\n');
}

/** The editor's side of VS Code knows a notebook cell's text only some time after the cell has come into view. */
async function bringIntoView(document: vscode.TextDocument): Promise<void> {
  const editor = vscode.window.activeNotebookEditor;
  const cell = editor?.notebook.getCells().find((candidate) => candidate.document === document);
  if (editor === undefined || cell === undefined) return;
  editor.revealRange(
    new vscode.NotebookRange(cell.index, cell.index + 1),
    vscode.NotebookEditorRevealType.InCenter,
  );
  const isKnown = (): Thenable<boolean> =>
    vscode.commands.executeCommand('vscode.executeCodeLensProvider', document.uri).then(
      () => true,
      (error: unknown) => {
        if (error instanceof Error && error.message === 'Illegal argument') return false;
        throw error;
      },
    );
  while (!(await isKnown())) await new Promise((resolve) => setTimeout(resolve, 20));
}

/** Replaces the first occurrence of `before`, as typing would. */
export async function replace(document: vscode.TextDocument, before: string, after: string): Promise<void> {
  const start = document.getText().indexOf(before);
  assert.ok(start >= 0, `${before} is not in the document`);
  const edit = new vscode.WorkspaceEdit();
  const range = new vscode.Range(document.positionAt(start), document.positionAt(start + before.length));
  edit.replace(document.uri, range, after);
  assert.ok(await vscode.workspace.applyEdit(edit));
}

/** The open tabs that hold this extension's webview panel. */
export function playgroundTabs(): vscode.Tab[] {
  return vscode.window.tabGroups.all
    .flatMap(({ tabs }) => tabs)
    .filter(
      ({ input }) =>
        input instanceof vscode.TabInputWebview && input.viewType.endsWith('dropoutPlayground.playground'),
    );
}

/** Waits until a condition holds; the test's own timeout is the limit. */
export async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 20));
}

/** Closes every editor. What was changed is saved first, so that nothing asks. */
export async function closeEverything(): Promise<void> {
  await vscode.workspace.saveAll(false);
  await vscode.commands.executeCommand('workbench.action.closeAllEditors');
}

/** The inlay hints of a document, with their lines: `4 → 8 of 15 kept`. */
export async function hintsIn(document: vscode.TextDocument): Promise<string[]> {
  const hints = await vscode.commands.executeCommand<vscode.InlayHint[]>(
    'vscode.executeInlayHintProvider',
    document.uri,
    new vscode.Range(0, 0, document.lineCount, 0),
  );
  return hints
    .map(({ position, label }) => `${position.line} ${label as string}`)
    .filter((hint) => hint.includes('kept') || hint.includes('unchanged'));
}
