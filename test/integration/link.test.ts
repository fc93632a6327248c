import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { OpenRequest } from '../../src/playground';
import { eventually } from '../eventually';
import { closeEverything, lensesOf, openNotebook, openPython, replace, until } from './editor';

/** Opens the playground from the first lens of a document, and moves p away from what the code has. */
async function openFromLens(document: vscode.TextDocument): Promise<void> {
  let lens;
  while (lens === undefined) lens = (await lensesOf(document)).find(({ title }) => title === 'Try it');
  const { command, arguments: args = [] } = lens.command;
  const [request] = args as [OpenRequest];
  const p = { type: 'float', value: 0.75 };
  await vscode.commands.executeCommand(command, { ...request, p });
}

/** Runs a command of the link until it has had its effect: first the call has to be found. */
async function runUntil(command: string, condition: () => boolean): Promise<void> {
  while (!condition()) {
    await vscode.commands.executeCommand(`dropoutPlayground.${command}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

const CODE = 'import torch\nfrom torch import nn\n\nlayer = nn.Dropout(0.5)\n';

describe('the link to the code', () => {
  afterEach(async () => {
    await vscode.commands.executeCommand('dropoutPlayground.unlink');
    await closeEverything();
  });

  it('leads back to the call, after edits above it', async () => {
    const document = await openPython(CODE);
    await openFromLens(document);
    await replace(document, '\n\n', '\nx = 1\ny = 2\n\n');
    const editor = vscode.window.activeTextEditor ?? assert.fail();
    editor.selection = new vscode.Selection(0, 0, 0, 0);
    await runUntil('goToCode', () => vscode.window.activeTextEditor?.selection.active.line === 5);
    assert.equal(vscode.window.activeTextEditor?.document, document);
    assert.equal(vscode.window.activeTextEditor.selection.active.character, 'layer = '.length);
  });

  it('leads back to the call of a layer from which the playground was opened', async () => {
    const document = await openPython(`${CODE}x = torch.ones(3, 5)\nlayer(x)\n`);
    let lens;
    while (lens === undefined) lens = (await lensesOf(document)).find(({ title }) => title === 'Try one');
    await vscode.commands.executeCommand(
      lens.command.command,
      ...((lens.command.arguments ?? []) as unknown[]),
    );
    await vscode.window.showTextDocument(document, { selection: new vscode.Range(0, 0, 0, 0) });
    await runUntil('goToCode', () => vscode.window.activeTextEditor?.selection.active.line === 5);
  });

  it('writes p to the code in one step that undo takes back', async () => {
    const document = await openPython(CODE.replace('0.5', ''));
    await openFromLens(document);
    await runUntil('writeProbability', () => document.getText().includes('nn.Dropout(p=0.75)'));
    await vscode.window.showTextDocument(document);
    await vscode.commands.executeCommand('undo');
    await eventually(() => document.getText(), /nn\.Dropout\(\)/);
  });

  it('writes p to a constant in another cell of the notebook', async () => {
    const notebook = await openNotebook('from torch import nn\nP = 0.25', 'layer = nn.Dropout(P)');
    const [constants, layer] = notebook.getCells().map(({ document }) => document);
    assert.ok(constants && layer);
    await openFromLens(layer);
    await runUntil('writeProbability', () => constants.getText().endsWith('P = 0.75'));
    assert.equal(layer.getText(), 'layer = nn.Dropout(P)');
  });

  it('goes to a cell of a notebook', async () => {
    const notebook = await openNotebook('from torch import nn', 'x = 1', 'layer = nn.Dropout(0.5)');
    const layer = notebook.cellAt(2).document;
    await openFromLens(layer);
    await vscode.window.showNotebookDocument(notebook, { selections: [new vscode.NotebookRange(0, 1)] });
    await runUntil('goToCode', () => vscode.window.activeTextEditor?.document === layer);
  });

  it('puts the code below the linked statement, as far indented', async () => {
    const text = 'from torch import nn\n\ndef f():\n    layer = nn.Dropout(0.5)\n    return layer\n';
    const document = await openPython(text);
    await openFromLens(document);
    await runUntil('insertBelow', () => document.getText() !== text);
    assert.match(
      document.getText(),
      /\n {4}layer = nn\.Dropout\(0\.5\)\n {4}import torch\n\n {4}torch\.manual_seed\(\d+\)\n {4}p = 0\.75\n {4}dropout_layer = torch\.nn\.Dropout\(p\)\n {4}input = torch\.ones\(3, 5\)\n {4}print\(dropout_layer\(input\)\)\n {4}return layer\n$/,
    );
  });

  it('puts the code below the linked cell, and without a link below the chosen one', async () => {
    const notebook = await openNotebook('from torch import nn', 'layer = nn.Dropout(0.5)', 'x = 1');
    await openFromLens(notebook.cellAt(1).document);
    await runUntil('insertBelow', () => notebook.cellCount === 4);
    assert.match(notebook.cellAt(2).document.getText(), /^import torch\n.*print\(.*\)$/s);
    await vscode.commands.executeCommand('dropoutPlayground.unlink');
    await vscode.window.showNotebookDocument(notebook, { selections: [new vscode.NotebookRange(0, 1)] });
    await until(() => vscode.window.activeNotebookEditor?.selection.start === 0);
    await vscode.commands.executeCommand('dropoutPlayground.insertBelow');
    await until(() => notebook.cellCount === 5);
    // What was put there first has the names that come first.
    assert.match(notebook.cellAt(3).document.getText(), /\nprint\(dropout_layer\(input\)\)$/);
    assert.match(notebook.cellAt(1).document.getText(), /\nprint\(dropout_layer_2\(dropout_input\)\)$/);
  });

  it('copies code and tensor', async () => {
    await vscode.commands.executeCommand('dropoutPlayground.copyCode');
    await eventually(async () => await vscode.env.clipboard.readText(), /^import torch\n/);
    await vscode.commands.executeCommand('dropoutPlayground.copyTensor');
    await eventually(async () => await vscode.env.clipboard.readText(), /^torch\.tensor\(\[\[/);
  });

  it('writes nothing where p is no number of this file', async () => {
    const document = await openPython(
      'from torch import nn\nfrom config import P\n\nlayer = nn.Dropout(P)\n',
    );
    const before = document.getText();
    // Its lens asks for a p; the command at the cursor opens it as it is.
    const editor = vscode.window.activeTextEditor ?? assert.fail();
    editor.selection = new vscode.Selection(3, 0, 3, 0);
    await vscode.commands.executeCommand('dropoutPlayground.openHere');
    await runUntil('goToCode', () => editor.selection.active.character === 'layer = '.length);
    await vscode.commands.executeCommand('dropoutPlayground.writeProbability');
    assert.equal(document.getText(), before);
  });
});
