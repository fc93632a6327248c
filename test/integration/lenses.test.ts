import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { closeEverything, lensesOf, openNotebook, openPython, pythonCell, replace, titlesOf } from './editor';

describe('lenses in a Python file', () => {
  afterEach(closeEverything);

  it('tell p, what it does, and the mask for the seed that the code sets', async () => {
    const document = await openPython(
      'import torch\nfrom torch import nn\ntorch.manual_seed(0)\nlayer = nn.Dropout(0.5)\nnn.Dropout2d(p=0.2)\n',
    );
    assert.deepEqual(await titlesOf(document), [
      '3 p = 0.5 · drops 50% · kept × 2 · off in eval()',
      '3 Open in playground',
      '3 seed 0: □□■□□ □■■□■ ■■■□■',
      '4 p = 0.2 · drops 20% of channels · kept × 1.25 · off in eval()',
      '4 Open in playground',
      '4 seed 0: □■■ □■■',
    ]);
  });

  it('say why p is unknown, what PyTorch would raise, and when a function is off', async () => {
    const document = await openPython(
      [
        'from torch import nn',
        'import torch.nn.functional as F',
        'class Net(nn.Module):',
        '    def __init__(self, drop=0.1):',
        '        self.a = nn.Dropout(drop)',
        '        self.c = nn.Dropout(q)',
        '        self.b = nn.Dropout(2)',
        '    def forward(self, x):',
        '        return F.alpha_dropout(x, 0.5)',
        'nn.Dropout(0.9996)',
        'nn.Dropout(0.004)',
      ].join('\n'),
    );
    const effects = (await titlesOf(document)).filter((title) => !/Open|illustrative|What if/.test(title));
    assert.deepEqual(effects, [
      '4 p = 0.1 ← drop ← line 4 · drops 10% · kept × 1.11 · off in eval()',
      '5 p unknown: q is not defined in this file · off in eval()',
      '6 ValueError: dropout probability has to be between 0 and 1, but got 2',
      '8 p = 0.5 · off, training is False',
      '9 p = 0.9996 · drops >99.9% · kept × 2500 · off in eval()',
      '10 p = 0.004 · drops 0.4% · kept × 1.004016 · off in eval()',
    ]);
  });

  it('call a mask illustrative where no seed is set, and move it on with every resampling', async () => {
    const document = await openPython('from torch import nn\nnn.Dropout(0.5)\n');
    const mask = async (): Promise<string> =>
      (await titlesOf(document)).find((title) => title.includes('■')) ?? '';
    const first = await mask();
    assert.match(first, /^1 illustrative: [□■]{5} [□■]{5} [□■]{5}$/);
    assert.equal(await mask(), first);
    const seen = new Set<string>([first]);
    for (let i = 0; i < 5; i++) {
      await vscode.commands.executeCommand('dropoutPlayground.resample');
      seen.add(await mask());
    }
    assert.ok(seen.size > 1, [...seen].join('\n'));
  });

  it('stay in place while a line is half typed, and follow it when it is finished', async () => {
    const document = await openPython('from torch import nn\na = nn.Dropout(0.5)\nb = nn.Dropout(0.25)\n');
    const before = await titlesOf(document);
    for (const [text, next] of [
      ['(0.5)', '('],
      ['Dropout(\n', 'Dropout(0.\n'],
      ['a = ', '# more\na = '],
    ] as const) {
      await replace(document, text, next);
      const now = await titlesOf(document);
      assert.equal(now.length, before.length, document.getText());
    }
    await replace(document, '0.\n', '0.75)\n');
    const lines = (await lensesOf(document))
      .filter(({ title }) => title.startsWith('p'))
      .map((lens) => [lens.line, lens.title]);
    assert.deepEqual(lines, [
      [2, 'p = 0.75 · drops 75% · kept × 4 · off in eval()'],
      [3, 'p = 0.25 · drops 25% · kept × 1.33 · off in eval()'],
    ]);
  });

  it('leave files without torch’s dropout alone', async () => {
    assert.deepEqual(await titlesOf(await openPython('from flax import linen as nn\nnn.Dropout(0.5)\n')), []);
  });

  it('can be turned off, and on again', async () => {
    const document = await openPython('from torch import nn\nnn.Dropout(0.5)\n');
    const settings = vscode.workspace.getConfiguration('dropoutPlayground');
    try {
      await settings.update('codeLens.enabled', false, vscode.ConfigurationTarget.Workspace);
      assert.deepEqual(await titlesOf(document), []);
    } finally {
      await settings.update('codeLens.enabled', undefined, vscode.ConfigurationTarget.Workspace);
    }
    assert.equal((await titlesOf(document)).length, 3);
  });
});

describe('lenses in a notebook', () => {
  afterEach(closeEverything);

  const effectsIn = async (notebook: vscode.NotebookDocument): Promise<string[][]> =>
    Promise.all(
      notebook
        .getCells()
        .map(async ({ document }) => (await titlesOf(document)).filter((title) => /^\d+ (p|V)/.test(title))),
    );

  const change = async ({ uri }: vscode.NotebookDocument, edit: vscode.NotebookEdit): Promise<void> => {
    const workspaceEdit = new vscode.WorkspaceEdit();
    workspaceEdit.set(uri, [edit]);
    assert.ok(await vscode.workspace.applyEdit(workspaceEdit));
  };

  it('see imports, constants and seeds of other cells', async () => {
    const notebook = await openNotebook(
      'import torch\np = 0.25',
      'torch.manual_seed(0)',
      '\ntorch.nn.Dropout(p)',
    );
    const last = notebook.cellAt(2).document;
    assert.deepEqual(await titlesOf(last), [
      '1 p = 0.25 ← another cell, line 2 · drops 25% · kept × 1.33 · off in eval()',
      '1 Open in playground',
      '1 seed 0: □■■□■ □■■■■ ■■■■■',
    ]);
  });

  it('follow the edit of another cell, and cells that come and go', async () => {
    const notebook = await openNotebook('from torch import nn', 'p = 0.25', 'nn.Dropout(p)');
    assert.deepEqual(await effectsIn(notebook), [
      [],
      [],
      ['0 p = 0.25 ← another cell, line 1 · drops 25% · kept × 1.33 · off in eval()'],
    ]);

    await replace(notebook.cellAt(1).document, '0.25', '0.5');
    assert.deepEqual((await effectsIn(notebook))[2], [
      '0 p = 0.5 ← another cell, line 1 · drops 50% · kept × 2 · off in eval()',
    ]);

    await change(notebook, vscode.NotebookEdit.insertCells(2, [pythonCell('p = 0.75')]));
    await change(notebook, vscode.NotebookEdit.deleteCells(new vscode.NotebookRange(1, 2)));
    assert.deepEqual(await effectsIn(notebook), [
      [],
      [],
      ['0 p = 0.75 ← another cell, line 1 · drops 75% · kept × 4 · off in eval()'],
    ]);
  });

  it('survive a broken cell and IPython’s magics', async () => {
    const notebook = await openNotebook(
      '%matplotlib inline\nfrom torch import nn',
      'x = [(',
      'nn.Dropout(0.)',
    );
    assert.deepEqual((await effectsIn(notebook))[2], ['0 p = 0.0 · drops nothing']);
  });
});
