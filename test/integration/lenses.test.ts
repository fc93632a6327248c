import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { LensStyle } from '../../src/editor/codeLens';
import { eventually } from '../eventually';
import {
  closeEverything,
  hoverOn,
  openNotebook,
  openPython,
  pythonCell,
  replace,
  titlesOf,
  until,
} from './editor';

describe('lenses in a Python file', () => {
  afterEach(closeEverything);

  it('say what each call does, and in full the way to p and the mask for the seed that the code sets', async () => {
    const document = await openPython(
      'import torch\nfrom torch import nn\ntorch.manual_seed(0)\nlayer = nn.Dropout(0.5)\nnn.Dropout2d(p=0.2)\n',
    );
    await eventually(
      () => titlesOf(document),
      ['3 drops 50%, rest × 2', '3 Try it', '4 drops 20% of channels, rest × 1.25', '4 Try it'],
    );
    await styled('full', () =>
      eventually(
        () => titlesOf(document),
        [
          '3 p = 0.5 · drops 50%, rest × 2 · off in eval()',
          '3 Try it',
          '3 seed 0: □□■□□ □■■□■ ■■■□■',
          '4 p = 0.2 · drops 20% of channels, rest × 1.25 · off in eval()',
          '4 Try it',
          '4 seed 0: □■■ □■■',
        ],
      ),
    );
    await styled('problems', () => eventually(() => titlesOf(document), []));
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
    const effects = async (): Promise<string[]> =>
      (await titlesOf(document)).filter((title) => !/Try|one possible run|What if/.test(title));
    await eventually(effects, [
      '4 p = 0.1 from line 4',
      '5 p unknown: not defined here',
      '6 $(warning)\u00a0p = 2 is no probability',
      '8 off, training is False',
      '9 drops >99.9%, rest × 2500',
      '10 drops 0.4%, rest × 1.004',
    ]);
    await styled('full', () =>
      eventually(effects, [
        '4 p = 0.1 ← drop ← line 4 · drops 10%, rest × 1.11 · off in eval()',
        '5 p unknown: q is not defined in this file · off in eval()',
        '6 ValueError: dropout probability has to be between 0 and 1, but got 2',
        '8 p = 0.5 · off, training is False',
        '9 p = 0.9996 · drops >99.9%, rest × 2500 · off in eval()',
        '10 p = 0.004 · drops 0.4%, rest × 1.004 · off in eval()',
      ]),
    );
    await styled('problems', () =>
      eventually(() => titlesOf(document), ['6 $(warning)\u00a0p = 2 is no probability', '6 Try it']),
    );
  });

  it('show in full one possible run where no seed is set, and move it on with every resampling', async () => {
    const document = await openPython('from torch import nn\nnn.Dropout(0.5)\n');
    let mask = '';
    const drawn = (): Promise<string> =>
      styled('full', async () => {
        mask = (await titlesOf(document)).find((title) => title.includes('■')) ?? '';
      }).then(() => mask);
    const first = await drawn();
    assert.match(first, /^1 one possible run: [□■]{5} [□■]{5} [□■]{5}$/);
    const again = await drawn();
    assert.equal(again, first);
    const seen = new Set<string>([first]);
    for (let i = 0; i < 5; i++) {
      await vscode.commands.executeCommand('dropoutPlayground.resample');
      seen.add(await drawn());
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
    const effects = async () => (await titlesOf(document)).filter((title) => title.includes('drops'));
    await eventually(effects, ['2 drops 75%, rest × 4', '3 drops 25%, rest × 1.33']);
  });

  it('leave files without torch’s dropout alone', async () => {
    const titles = await titlesOf(await openPython('from flax import linen as nn\nnn.Dropout(0.5)\n'));
    assert.deepEqual(titles, []);
  });

  it('can be turned off, and on again', async () => {
    const document = await openPython('from torch import nn\nnn.Dropout(0.5)\n');
    const settings = vscode.workspace.getConfiguration('dropoutPlayground');
    try {
      await settings.update('codeLens.enabled', false, vscode.ConfigurationTarget.Workspace);
      await eventually(() => titlesOf(document), []);
    } finally {
      await settings.update('codeLens.enabled', undefined, vscode.ConfigurationTarget.Workspace);
    }
    await eventually(async () => (await titlesOf(document)).length, 2);
  });

  it('are hidden with the hints and items of the window, and shown again', async () => {
    const document = await openPython(
      'import torch\ntorch.manual_seed(0)\nlayer = torch.nn.Dropout()\nlayer(torch.ones(3))\n',
    );
    const seen = async (): Promise<number[]> => {
      const range = new vscode.Range(0, 0, document.lineCount, 0);
      const hints = await vscode.commands.executeCommand<vscode.InlayHint[]>(
        'vscode.executeInlayHintProvider',
        document.uri,
        range,
      );
      return [(await titlesOf(document)).length, hints.length];
    };
    await eventually(seen, [4, 2]);
    await vscode.commands.executeCommand('dropoutPlayground.toggleQuiet');
    await eventually(seen, [0, 0]);
    // Hovers are asked for one by one, and stay.
    await eventually(() => hoverOn(document, 'nn.Dropout('), /p = 0\\.5/);
    await vscode.commands.executeCommand('dropoutPlayground.toggleQuiet');
    await eventually(seen, [4, 2]);
  });
});

/** Does something while lenses have another style. */
async function styled(style: LensStyle, act: () => Promise<void>): Promise<void> {
  const settings = vscode.workspace.getConfiguration('dropoutPlayground');
  try {
    await settings.update('codeLens.style', style, vscode.ConfigurationTarget.Workspace);
    const now = () => vscode.workspace.getConfiguration('dropoutPlayground').get('codeLens.style');
    await until(() => now() === style);
    await act();
  } finally {
    await settings.update('codeLens.style', undefined, vscode.ConfigurationTarget.Workspace);
  }
}

describe('lenses in a notebook', () => {
  afterEach(closeEverything);

  const effectsIn = async (notebook: vscode.NotebookDocument): Promise<string[][]> =>
    Promise.all(
      notebook
        .getCells()
        .map(async ({ document }) => (await titlesOf(document)).filter((title) => !title.endsWith('Try it'))),
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
    await eventually(() => titlesOf(last), ['1 p = 0.25 from another cell, line 2', '1 Try it']);
  });

  it('follow the edit of another cell, and cells that come and go', async () => {
    const notebook = await openNotebook('from torch import nn', 'p = 0.25', 'nn.Dropout(p)');
    await eventually(() => effectsIn(notebook), [[], [], ['0 p = 0.25 from another cell, line 1']]);

    await replace(notebook.cellAt(1).document, '0.25', '0.5');
    await eventually(async () => (await effectsIn(notebook))[2], ['0 p = 0.5 from another cell, line 1']);

    await change(notebook, vscode.NotebookEdit.insertCells(2, [pythonCell('p = 0.75')]));
    await change(notebook, vscode.NotebookEdit.deleteCells(new vscode.NotebookRange(1, 2)));
    await eventually(() => effectsIn(notebook), [[], [], ['0 p = 0.75 from another cell, line 1']]);
  });

  it('survive a broken cell and IPython’s magics', async () => {
    const notebook = await openNotebook(
      '%matplotlib inline\nfrom torch import nn',
      'x = [(',
      'nn.Dropout(0.)',
    );
    await eventually(async () => (await effectsIn(notebook))[2], ['0 drops nothing']);
  });
});
