/*
 * The bench's own extension. It works in the same extension host as the one that is measured, does there what somebody
 * does who types, or who starts VS Code, and says what that took.
 */
import * as vscode from 'vscode';
import { type Answer, type BenchFile, type FileResult, RESULT, type Task, TASK } from './scenario';
import { longDay } from './longDay';
import { start } from './starting';
import { takeTimings, type Timings } from './timings';

/** In milliseconds: how often the host's delay is looked at, and pauses of somebody who types. */
const BEAT = 5;
const PAUSE = 60;
const LONG_PAUSE = 800;
/** After so many keystrokes there is a long pause, in which what was typed is replayed. */
const BURST = 10;
/** In milliseconds: how long facts are waited for, and a file's first lenses. */
const LONGEST = 5000;

export async function activate(): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  if (folder === undefined) return;
  const file = (name: string): vscode.Uri => vscode.Uri.joinPath(folder, name);
  let result: Answer;
  try {
    const task = JSON.parse(new TextDecoder().decode(await vscode.workspace.fs.readFile(file(TASK)))) as Task;
    if ('start' in task) result = { start: await start(file(task.start)) };
    else if ('day' in task) result = { day: await longDay(task.day, file(task.folder)) };
    else result = { files: await typeInAll(task.files, file) };
  } catch (error) {
    result = { error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
  await vscode.workspace.fs.writeFile(file(RESULT), new TextEncoder().encode(JSON.stringify(result)));
}

async function typeInAll(
  files: readonly BenchFile[],
  uri: (name: string) => vscode.Uri,
): Promise<FileResult[]> {
  // Once the window is there, and the extension active.
  await pause(3000);
  const results: FileResult[] = [];
  for (const file of files) {
    takeTimings();
    const delays = watchDelays();
    const document = await opened(file, uri(file.name));
    await pause(LONG_PAUSE);
    await ask(document, file.at);
    await until(() => knownFacts()?.some((facts) => facts.uri === document.uri.toString()) ?? true);
    await pause(LONG_PAUSE);
    const opening = takeTimings();
    const facts = await typeIn(document, file);
    results.push({ name: file.name, delays: delays.stop(), facts, opening, typing: takeTimings() });
    // Else VS Code asks whether to.
    await vscode.workspace.saveAll();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    await pause(LONG_PAUSE);
  }
  return results;
}

/** How late timers come, each as soon as the one before it came. */
function watchDelays(): { stop(): number[] } {
  const delays: number[] = [];
  let due = performance.now() + BEAT;
  const beat = (): void => {
    delays.push(Math.max(0, performance.now() - due));
    due = performance.now() + BEAT;
    timer = setTimeout(beat, BEAT);
  };
  let timer = setTimeout(beat, BEAT);
  return {
    stop: () => {
      clearTimeout(timer);
      return delays;
    },
  };
}

/** Types, asks for all that is shown after each keystroke, and gives how long the facts took each time. */
async function typeIn(document: vscode.TextDocument, file: BenchFile): Promise<number[]> {
  const times: number[] = [];
  for (let i = 0; i < file.keystrokes; i++) {
    const edit = new vscode.WorkspaceEdit();
    const place = document.positionAt(file.at);
    if (i % 2 === 0) edit.insert(document.uri, place, 'x');
    else edit.delete(document.uri, new vscode.Range(place, place.translate(0, 1)));
    const edited = changeOf(document);
    await vscode.workspace.applyEdit(edit);
    const { at, version } = await edited;
    await ask(document, file.at);
    const isIt = ({ uri, version: known }: Timings['facts'][number]): boolean =>
      uri === document.uri.toString() && known >= version;
    await until(() => knownFacts()?.some(isIt) ?? true);
    const known = knownFacts()?.find(isIt);
    if (known !== undefined) times.push(known.at - at);
    await pause(i % BURST === BURST - 1 ? LONG_PAUSE : PAUSE);
  }
  return times;
}

async function opened({ name, cell }: BenchFile, uri: vscode.Uri): Promise<vscode.TextDocument> {
  if (!name.endsWith('.ipynb')) {
    const document = await vscode.workspace.openTextDocument(uri);
    const editor = await vscode.window.showTextDocument(document);
    const middle = document.lineAt(document.lineCount >> 1).range;
    editor.revealRange(middle);
    return document;
  }
  const notebook = await vscode.workspace.openNotebookDocument(uri);
  const editor = await vscode.window.showNotebookDocument(notebook);
  editor.revealRange(new vscode.NotebookRange(cell, cell + 1), vscode.NotebookEditorRevealType.InCenter);
  return notebook.cellAt(cell).document;
}

/** Asks for what VS Code asks for. A cell has lenses only while it is in view. */
async function ask({ uri }: vscode.TextDocument, at: number): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const place = document.positionAt(at);
  const asked = [
    vscode.commands.executeCommand('vscode.executeCodeLensProvider', uri),
    vscode.commands.executeCommand('vscode.executeHoverProvider', uri, place),
    vscode.commands.executeCommand(
      'vscode.executeInlayHintProvider',
      uri,
      new vscode.Range(place.translate({ lineDelta: -Math.min(place.line, 30) }), place.translate(30)),
    ),
  ];
  await Promise.allSettled(asked);
}

/** When the next change of a document is told of, and the version that it has then. */
function changeOf(document: vscode.TextDocument): Promise<{ at: number; version: number }> {
  return new Promise((resolve) => {
    const subscription = vscode.workspace.onDidChangeTextDocument((event) => {
      if (event.document !== document) return;
      subscription.dispose();
      resolve({ at: performance.now(), version: document.version });
    });
  });
}

function knownFacts(): Timings['facts'] | undefined {
  return (globalThis as unknown as { dropoutTimings?: Timings }).dropoutTimings?.facts;
}

async function until(holds: () => boolean): Promise<void> {
  const end = performance.now() + LONGEST;
  while (!holds() && performance.now() < end) await pause(BEAT);
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
