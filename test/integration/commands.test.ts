import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually } from '../eventually';
import { closeEverything, lensesOf, openPython, playgroundTabs, titlesOf, until } from './editor';

const extension = vscode.extensions.getExtension('dropout-playground.dropout-playground');

describe('the extension', () => {
  it('registers every command that its manifest describes', async () => {
    await extension?.activate();
    const { contributes } = (extension ?? assert.fail()).packageJSON as {
      contributes: { commands: { command: string }[] };
    };
    const registered = await vscode.commands.getCommands(true);
    for (const { command } of contributes.commands) assert.ok(registered.includes(command), command);
  });
});

describe('the playground’s commands', () => {
  afterEach(closeEverything);

  it('open one panel, however often', async () => {
    await vscode.commands.executeCommand('dropoutPlayground.open');
    await vscode.commands.executeCommand('dropoutPlayground.open');
    await until(() => playgroundTabs().length > 0);
    assert.equal(playgroundTabs().length, 1);
    assert.equal(playgroundTabs()[0]?.label, 'Dropout Playground');
  });

  it('bring the panel up beside the code, and leave the code in focus', async () => {
    await openPython('from torch import nn\n');
    await vscode.commands.executeCommand('dropoutPlayground.toggleTraining');
    await until(() => playgroundTabs().length > 0);
    await eventually(() => playgroundTabs()[0]?.group.viewColumn, vscode.ViewColumn.Two);
    await eventually(() => vscode.window.activeTextEditor?.document.languageId, 'python');
    await vscode.commands.executeCommand('dropoutPlayground.toggleTraining');
  });

  it('open a call from its lens', async () => {
    const document = await openPython('from torch import nn\nnn.Dropout3d(0.5)\n');
    const lenses = await lensesOf(document);
    const open = lenses.find(({ title }) => title === 'Try it') ?? assert.fail(JSON.stringify(lenses));
    await vscode.commands.executeCommand(
      open.command.command,
      ...((open.command.arguments ?? []) as unknown[]),
    );
    await until(() => playgroundTabs().length > 0);
  });

  it('refuse an argument that is none, and open nothing', async () => {
    for (const argument of [undefined, 3, { kind: 'Linear' }]) {
      await vscode.commands.executeCommand('dropoutPlayground.openCall', argument);
    }
    assert.deepEqual(playgroundTabs(), []);
  });
});

describe('the example notebook', () => {
  afterEach(closeEverything);

  it('opens as a notebook with previews, as a copy that the reader may edit', async () => {
    await vscode.commands.executeCommand('dropoutPlayground.openExample');
    await until(() => vscode.window.activeNotebookEditor !== undefined);
    const notebook = vscode.window.activeNotebookEditor?.notebook ?? assert.fail();
    assert.ok(!notebook.uri.path.startsWith(extension?.extensionUri.path ?? '/'));
    const code = notebook.getCells().filter(({ kind }) => kind === vscode.NotebookCellKind.Code);
    const titles: string[] = [];
    for (const { document } of code) titles.push(...(await titlesOf(document)));
    assert.deepEqual(
      titles.filter((title) => title.includes('p = ')),
      ['5 p = 0.5 from line 5'],
    );
  });

  it('keeps what the reader changed', async () => {
    await vscode.commands.executeCommand('dropoutPlayground.openExample');
    await until(() => vscode.window.activeNotebookEditor !== undefined);
    const notebook = vscode.window.activeNotebookEditor?.notebook ?? assert.fail();
    const { uri } = notebook;
    const before = await vscode.workspace.fs.readFile(uri);
    try {
      const edit = new vscode.WorkspaceEdit();
      edit.set(uri, [vscode.NotebookEdit.deleteCells(new vscode.NotebookRange(1, notebook.cellCount))]);
      assert.ok(await vscode.workspace.applyEdit(edit));
      assert.ok(await notebook.save());
      await closeEverything();
      await vscode.commands.executeCommand('dropoutPlayground.openExample');
      await until(() => vscode.window.activeNotebookEditor !== undefined);
      await eventually(() => vscode.window.activeNotebookEditor?.notebook.cellCount, 1);
    } finally {
      await closeEverything();
      await vscode.workspace.fs.writeFile(uri, before);
    }
  });
});
