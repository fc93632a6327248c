import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import * as vscode from 'vscode';
import { CodeLink } from '../../src/link';
import type { LinkView, OpenRequest } from '../../src/playground';
import { PlaygroundStore } from '../../src/playground/store';
import type { Reading } from '../../src/reading';
import { closeEverything, lensesOf, openNotebook, openPython, readingHere, replace, until } from './editor';

const CODE = 'import torch\nfrom torch import nn\n\nlayer = nn.Dropout(0.5)\n';
const CALLED = 'import torch\ntorch.manual_seed(0)\nx = torch.ones(3, 5)\nlayer = torch.nn.Dropout(0.5)\n';

// The link itself is asked, for VS Code has no command that tells what a panel shows.
describe('the link to a call', () => {
  let reading: Reading;
  let store: PlaygroundStore;
  let link: CodeLink;

  beforeEach(() => {
    reading = readingHere();
    store = new PlaygroundStore();
    link = new CodeLink(store, reading.documents, () => undefined);
  });
  afterEach(async () => {
    link.dispose();
    reading.dispose();
    await closeEverything();
  });

  const view = (): LinkView | undefined => link.view;
  const isLinkedTo = (place: string) => (): boolean =>
    view()?.place === place && view()?.lost === false && view()?.p !== undefined;
  const isLostFor = (reason: string) => (): boolean => {
    const { lost, write } = view() ?? {};
    return lost === true && write?.possible === false && write.reason === reason;
  };
  const nameOf = ({ path }: vscode.Uri): string => path.split('/').at(-1) ?? '';

  /** A new folder in the workspace, with a file in it, which is open. */
  async function openInFolder(): Promise<{ folder: vscode.Uri; document: vscode.TextDocument }> {
    const [workspace] = vscode.workspace.workspaceFolders ?? [];
    const folder = vscode.Uri.joinPath(workspace?.uri ?? assert.fail(), `folder ${randomUUID()}`);
    const uri = vscode.Uri.joinPath(folder, 'inner', 'model.py');
    await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(CODE));
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.window.showTextDocument(document);
    return { folder, document };
  }

  /** Opens the playground as a lens of a document does, and waits until the call is found. */
  async function openFrom(document: vscode.TextDocument, title = /^Try it$/): Promise<OpenRequest> {
    for (;;) {
      const lens = (await lensesOf(document)).find((candidate) => title.test(candidate.title));
      const [request] = (lens?.command.arguments ?? []) as OpenRequest[];
      if (request === undefined) {
        await new Promise((resolve) => setTimeout(resolve, 20));
        continue;
      }
      store.dispatch({ type: 'open', request });
      await until(() => view() === undefined || view()?.p !== undefined);
      return request;
    }
  }

  /** Opens a notebook as the explorer does. */
  async function shownNotebook(uri: vscode.Uri): Promise<vscode.NotebookDocument> {
    await vscode.commands.executeCommand('vscode.openWith', uri, 'jupyter-notebook');
    const editor = (): vscode.NotebookEditor | undefined =>
      vscode.window.visibleNotebookEditors.find(({ notebook }) => notebook.uri.toString() === uri.toString());
    await until(() => editor() !== undefined);
    return editor()?.notebook ?? assert.fail();
  }

  const edited = async (change: (edit: vscode.WorkspaceEdit) => void): Promise<void> => {
    const edit = new vscode.WorkspaceEdit();
    change(edit);
    assert.ok(await vscode.workspace.applyEdit(edit));
  };

  it('says nothing of writing p before the code has been read', async () => {
    const { document } = await openInFolder();
    const [lens] = (await lensesOf(document)).filter(({ title }) => title === 'Try it');
    const [request] = (lens?.command.arguments ?? []) as OpenRequest[];
    store.dispatch({ type: 'open', request: request ?? assert.fail() });
    assert.deepEqual(view(), { place: 'model.py:4', lost: false });
    await until(() => view()?.write?.possible === true);
  });

  it('goes with a file that is renamed, and follows it there', async () => {
    const document = await openPython(CODE);
    await openFrom(document);
    const next = vscode.Uri.joinPath(document.uri, `../renamed ${randomUUID()}.py`);
    await edited((edit) => edit.renameFile(document.uri, next));
    await until(isLinkedTo(`${nameOf(next)}:4`));
    await replace(await vscode.workspace.openTextDocument(next), '0.5', '0.25');
    await until(() => store.state.layer.p.value === 0.25);
    assert.equal(store.state.origin?.call?.uri, next.toString());
  });

  it('goes with a folder that is renamed', async () => {
    const { folder, document } = await openInFolder();
    await openFrom(document);
    const next = vscode.Uri.joinPath(folder, `../renamed ${randomUUID()}`);
    await edited((edit) => edit.renameFile(folder, next));
    const uri = vscode.Uri.joinPath(next, 'inner', 'model.py');
    await until(() => store.state.origin?.call?.uri === uri.toString() && view()?.lost === false);
    await replace(await vscode.workspace.openTextDocument(uri), '0.5', '0.25');
    await until(() => store.state.layer.p.value === 0.25);
  });

  it('is lost with a file that is deleted, and back with it', async () => {
    const document = await openPython(CODE);
    await openFrom(document);
    await edited((edit) => edit.deleteFile(document.uri));
    await until(isLostFor('the file is no longer there'));
    assert.equal(view()?.place, `${nameOf(document.uri)}:4`);
    await vscode.workspace.fs.writeFile(document.uri, new TextEncoder().encode(`\n${CODE}`));
    await until(isLinkedTo(`${nameOf(document.uri)}:5`));
  });

  it('is lost with a folder that is deleted', async () => {
    const { folder, document } = await openInFolder();
    await openFrom(document);
    await edited((edit) => edit.deleteFile(folder, { recursive: true }));
    await until(isLostFor('the file is no longer there'));
  });

  it('is lost where a file or a folder is deleted or moved from outside', async () => {
    const document = await openPython(CODE);
    await openFrom(document);
    await vscode.workspace.fs.rename(
      document.uri,
      vscode.Uri.joinPath(document.uri, `../${randomUUID()}.py`),
    );
    await until(isLostFor('the file is no longer there'));
    const other = await openInFolder();
    await openFrom(other.document);
    await vscode.workspace.fs.delete(other.folder, { recursive: true });
    await until(isLostFor('the file is no longer there'));
  });

  it('is lost where the call is deleted, in the editor or in a file that is closed', async () => {
    const document = await openPython(CODE);
    await openFrom(document);
    await replace(document, 'layer = nn.Dropout(0.5)', '');
    await until(isLostFor('the call is no longer there'));
    await vscode.commands.executeCommand('undo');
    await until(isLinkedTo(`${nameOf(document.uri)}:4`));
  });

  it('goes with an untitled file that is saved', async () => {
    const [workspace] = vscode.workspace.workspaceFolders ?? [];
    const uri = vscode.Uri.joinPath(workspace?.uri ?? assert.fail(), `${randomUUID()}.py`);
    const document = await vscode.workspace.openTextDocument(uri.with({ scheme: 'untitled' }));
    await vscode.window.showTextDocument(document);
    await edited((edit) => edit.insert(document.uri, new vscode.Position(0, 0), CODE));
    assert.equal(document.languageId, 'python');
    await openFrom(document);
    assert.equal(store.state.origin?.call?.uri, document.uri.toString());
    assert.ok(await document.save());
    await until(() => store.state.origin?.call?.uri === uri.toString() && view()?.lost === false);
  });

  it('finds its cell again in a notebook that was closed and opened', async () => {
    const { uri } = await openNotebook('from torch import nn', 'layer = nn.Dropout(0.5)', 'x = 1');
    // What an extension opens stays open for minutes; under another name it is closed with its editor.
    const copy = vscode.Uri.joinPath(uri, `../${randomUUID()}.ipynb`);
    await vscode.workspace.fs.copy(uri, copy);
    await closeEverything();
    const notebook = await shownNotebook(copy);
    await openFrom(notebook.cellAt(1).document);
    const place = `${nameOf(copy)}, cell 2, line 1`;
    await until(isLinkedTo(place));
    await closeEverything();
    await until(() => notebook.isClosed);
    assert.equal(view()?.lost, false);
    const again = await shownNotebook(copy);
    await replace(again.cellAt(1).document, '0.5', '0.25');
    await until(() => store.state.layer.p.value === 0.25);
    await until(isLinkedTo(place));
    const next = vscode.Uri.joinPath(copy, `../${randomUUID()}.ipynb`);
    await vscode.workspace.saveAll();
    await edited((edit) => edit.renameFile(copy, next));
    await until(isLinkedTo(`${nameOf(next)}, cell 2, line 1`));
  });

  it('is that of the layer’s call where the playground is opened from there', async () => {
    const document = await openPython(`${CALLED}y = 1\nout = layer(x)\n`);
    const request = await openFrom(document, /^Open call 1$/);
    assert.equal(request.origin.label, `${nameOf(document.uri)}:6`);
    await until(isLinkedTo(`${nameOf(document.uri)}:6`));
    const { write } = view() ?? {};
    assert.deepEqual(write, {
      possible: true,
      elsewhere: { before: 'layer = torch.nn.Dropout(', place: `${nameOf(document.uri)}:4` },
    });
    await replace(document, '0.5', '0.25');
    await until(() => store.state.layer.p.value === 0.25);
    await replace(document, 'y = 1\n', 'y = 1\nz = 2\n');
    await until(isLinkedTo(`${nameOf(document.uri)}:7`));
    await link.goToCode();
    await until(() => vscode.window.activeTextEditor?.selection.active.line === 6);
    store.dispatch({ type: 'setProbability', p: { type: 'float', value: 0.75 } });
    await link.writeProbability();
    assert.match(document.getText(), /layer = torch\.nn\.Dropout\(0\.75\)/);
    await replace(document, 'out = layer(x)\n', '');
    await until(isLostFor('the call is no longer there'));
    store.dispatch({ type: 'unlink' });
    assert.equal(view(), undefined);
  });

  it('is that of a layer’s call in another cell, and of one within a model', async () => {
    const notebook = await openNotebook(
      `${CALLED}net = torch.nn.Sequential(torch.nn.Linear(5, 5), torch.nn.Dropout(0.1))`,
      'layer(x)',
      'layer(x)',
      'net(x)',
    );
    const name = nameOf(notebook.uri);
    await openFrom(notebook.cellAt(1).document, /^Open call 1$/);
    await until(isLinkedTo(`${name}, cell 2, line 1`));
    await openFrom(notebook.cellAt(3).document, /^Open call 3$/);
    await until(isLinkedTo(`${name}, cell 4, line 1`));
    await replace(notebook.cellAt(0).document, '0.1', '0.2');
    await until(() => store.state.layer.p.value === 0.2);
    await openFrom(notebook.cellAt(1).document, /^Open call 1$/);
    await edited((edit) =>
      edit.set(notebook.uri, [vscode.NotebookEdit.deleteCells(new vscode.NotebookRange(1, 2))]),
    );
    await until(isLostFor('the call is no longer there'));
  });

  it('is none where reading the code alone finds no call', async () => {
    const document = await openPython(`${CALLED}drop = [torch.nn.functional.dropout].pop()\nout = drop(x)\n`);
    await openFrom(document, /^Open call 1$/);
    await until(() => view() === undefined);
    assert.equal(store.state.origin?.call, undefined);
    assert.equal(store.state.origin?.label, `${nameOf(document.uri)}:6`);
  });
});
