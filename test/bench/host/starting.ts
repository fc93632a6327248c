/* What the bench's own extension does where the start of the one that is measured is timed. */
import * as vscode from 'vscode';
import { EMPTY, ID, type StartResult } from './scenario';
import { MessageChannel } from './timedGlobals';
import { timings } from './timings';

/** In milliseconds: by then the window has come to rest. VS Code waits for less than 10 seconds. */
const REST = 4000;

/**
 * Activates the extension that is measured where a file is open, as VS Code does with the first one in Python. VS Code waits with
 * the extensions that it activates once it has started until this one is active: so nothing else is done meanwhile.
 */
export async function start(uri: vscode.Uri): Promise<StartResult> {
  offerEmptyWebview();
  await vscode.window.showTextDocument(uri);
  await pause(REST);
  // VS Code itself has to load what asks for lenses at the first time, and as long again is the way there and back.
  await timeOfLenses(await note(uri, 'first.txt'));
  const nothing = await timeOfLenses(await note(uri, 'second.txt'));
  // What comes from its workers is noted: both extensions run in one program.
  Object.assign(globalThis, { MessageChannel });
  const begin = performance.now();
  await vscode.extensions.getExtension(ID)?.activate();
  const active = performance.now() - begin;
  await timeOfLenses(uri);
  const lenses = performance.now() - begin;
  const known = timings().facts.find((facts) => facts.uri === uri.toString());
  if (known === undefined) throw new Error('There are lenses without facts.');
  return { nothing, active, facts: known.at - begin, lenses };
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** A file beside another one in which there is nothing to find. */
async function note(beside: vscode.Uri, name: string): Promise<vscode.Uri> {
  const uri = vscode.Uri.joinPath(beside, '..', name);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode('Nothing\n'));
  return uri;
}

/** How long it takes until a file is open and VS Code has lenses of it. */
async function timeOfLenses(uri: vscode.Uri): Promise<number> {
  const begin = performance.now();
  await vscode.workspace.openTextDocument(uri);
  // What VS Code asks for, and shows.
  while ((await lensesOf(uri)) <= 1) await pause(1);
  return performance.now() - begin;
}

async function lensesOf(uri: vscode.Uri): Promise<number> {
  const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
    'vscode.executeCodeLensProvider',
    uri,
  );
  return lenses.length;
}

/** A lens that opens a webview in which there is nothing, beside which the panel's time is seen. */
function offerEmptyWebview(): void {
  const { lens: title, id } = EMPTY;
  vscode.commands.registerCommand(id, () => {
    const panel = vscode.window.createWebviewPanel(id, title, vscode.ViewColumn.Beside, {
      enableScripts: true,
    });
    panel.webview.html = `<!DOCTYPE html><html><body><p id="${id}">Nothing</p></body></html>`;
  });
  const lens = new vscode.CodeLens(new vscode.Range(0, 0, 0, 0), { title, command: id });
  vscode.languages.registerCodeLensProvider('python', { provideCodeLenses: () => [lens] });
  // As many as there are in a file once the extension knows it.
  vscode.languages.registerCodeLensProvider('plaintext', { provideCodeLenses: () => [lens, lens] });
}
