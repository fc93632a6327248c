import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { EditedCells, ReplayHintsProvider, Replays, ReplayStatusBarProvider } from '../../src/editor/replay';
import type { OpenRequest } from '../../src/playground';
import type { Reading } from '../../src/reading';
import { replay } from '../golden/traces';
import { eventually } from '../eventually';
import {
  closeEverything,
  hintsIn,
  hoverOn,
  lensesOf,
  openNotebook,
  openPython,
  readingHere,
  pythonCell,
  replace,
  titlesOf,
  until,
} from './editor';

const SEEDED = 'import torch\ntorch.manual_seed(0)\nx = torch.ones(3, 5)\nlayer = torch.nn.Dropout(0.5)\n';

describe('replay in a Python file', () => {
  afterEach(closeEverything);

  it('tells behind each call how much it keeps, once a line', async () => {
    const document = await openPython(
      `${SEEDED}layer(x)\nfor _ in range(3):\n    layer(x)\nlayer(layer(x))  # twice\nlayer.eval()\nlayer(x)\n`,
    );
    await eventually(
      () => hintsIn(document),
      ['4 → 8 of 15 kept', '6 → 6–8 of 15 kept', '7 → 7–12 of 15 kept', '9 → unchanged'],
    );
  });

  it('says what is usual where no seed is set, and shows one run, another with every resampling', async () => {
    const document = await openPython(
      'import torch\nlayer = torch.nn.Dropout(0.5)\nlayer(torch.ones(100))\n',
    );
    await eventually(() => hintsIn(document), ['2 usually 40–60 of 100 kept']);
    await eventually(() => hoverOn(document, 'layer(torch'), /One possible run: no seed is set/);
    const seen = new Set<string>();
    await eventually(async () => {
      await vscode.commands.executeCommand('dropoutPlayground.resample');
      seen.add(await hoverOn(document, 'layer(torch'));
      return seen.size > 1;
    }, true);
  });

  it('shows in a hover what a call gives, its input, and which call it is', async () => {
    const document = await openPython(`${SEEDED}layer(x)\ny = layer(x)\n`);
    await eventually(() => hoverOn(document, 'layer(x)'), /call 1 after seed 0/);
    const hover = await hoverOn(document, 'layer(x)');
    assert.match(hover, /layer\\\(x\\\)\*\* · call 1 after seed 0/);
    assert.match(hover, /8 of 15 kept, input of shape \\\(3, 5\\\)/);
    assert.match(hover, /Exactly what PyTorch 2\\\.7 or newer gives on the CPU:/);
    assert.match(hover, /data:image\/svg\+xml/);
    assert.ok(hover.includes('tensor([[0., 0., 2., 0., 0.],'), hover);
  });

  it('names the layer within what is called, and shows what that gives', async () => {
    const document = await openPython(
      `${SEEDED}net = torch.nn.Sequential(torch.nn.Linear(5, 5), layer, torch.nn.Linear(5, 1))\nout = net(x)\n`,
    );
    await eventually(() => hintsIn(document), ['5 → Dropout 1 within net: 5 of 15 kept']);
    const [lens] = (await lensesOf(document)).filter(({ line }) => line === 5);
    assert.equal(lens?.title, 'Dropout 1 within net');
    const hover = await hoverOn(document, 'net(x)');
    assert.match(hover, /\*\*Dropout `1` within `net`\*\* · call 1 after seed 0/);
    assert.match(
      hover,
      /`net\(x\)` itself gives, exactly:\s*```python\n>>> net\(x\)\ntensor\(\[\[[^\n]*\],\n/,
    );
    // Only what the call itself gives stands behind it.
    assert.equal(hover.split('>>> net(x)').length, 2);
  });

  it('shows what can be read of a call together with what it gives', async () => {
    const document = await openPython(
      `${SEEDED}import torch.nn.functional as F\nout = F.dropout(x, 0.25)\nout = torch.nn.Dropout(0.1)(x)\n`,
    );
    await eventually(
      async () => (await titlesOf(document)).filter((title) => /^[56]/.test(title)),
      ['5 □■■□■ □■■■■ ■■■■■', '5 Open call 1', '6 ■■■■■ ■■■■■ ■■■■■', '6 Open call 2'],
    );
    for (const text of ['F.dropout', 'torch.nn.Dropout(0.1)']) {
      const hover = await hoverOn(document, text);
      assert.match(hover, /· p = 0\\\.\d+[^]*eval\\\(\\\) (?:silences|does not silence) it/);
      assert.match(hover, /· call \d after seed 0[^]*of 15 kept, input of shape[^]*data:image\/svg[^]*>>> /);
      assert.equal(hover.split('Open in playground').length, 2, hover);
    }
    // The argument has what can be read, with an example.
    await eventually(() => hoverOn(document, '0.25'), /p = 0\\\.25[^]*data:image\/svg/);
  });

  it('shows on print what it prints, or why that is not certain', async () => {
    const document = await openPython(
      `${SEEDED}print(1 + 1)\nprint  (torch.fft.fft(x))\nt = torch.nn.Dropout(0.5)(x)\n`,
    );
    await eventually(() => hoverOn(document, 'print(1'), /prints exactly:[^]*\n2\n/);
    await eventually(
      () => hoverOn(document, 'print  ('),
      /What Python prints here is not known: line 6: torch/,
    );
  });

  it('stays in place while a statement is half typed', async () => {
    const document = await openPython(`${SEEDED}layer(x)\n`);
    await eventually(() => hintsIn(document), ['4 → 8 of 15 kept']);
    await replace(document, 'torch.manual', '# more\ntorch.manual');
    await eventually(() => hintsIn(document), ['5 → 8 of 15 kept']);
    await replace(document, '= torch.ones(3, 5)', '= torch.ones(3, ');
    // Longer than the pause after which edits are replayed: what is seen then is what stays.
    await new Promise((resolve) => setTimeout(resolve, 800));
    const staying = await hintsIn(document);
    assert.deepEqual(staying, ['5 → 8 of 15 kept']);
    await replace(document, '(3, ', '(2, 3)');
    await eventually(() => hintsIn(document), ['5 → 1 of 6 kept']);
  });

  it('stays above thousands of lines, whatever is typed above and between them', async () => {
    const document = await openPython(`${SEEDED}${'y = layer(x)\n'.repeat(600)}`);
    const lines = async (): Promise<number[]> => {
      const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
        'vscode.executeCodeLensProvider',
        document.uri,
      );
      return [...new Set(lenses.map(({ range }) => range.start.line))];
    };
    const expected = (): number[] =>
      document
        .getText()
        .split('\n')
        .flatMap((line, i) => (/^layer = |layer\(x\)/.test(line) ? [i] : []));
    await eventually(lines, expected());
    for (const [before, after] of [
      ['import torch', 'import  torch'],
      ['\ny =', '\nyear ='],
      ['\ny =', '\n\ny ='],
      ['year =', 'x ='],
    ] as const) {
      await replace(document, before, after);
      // At once, before it is replayed anew.
      const staying = await lines();
      assert.deepEqual(staying, expected(), after);
    }
    await replace(document, 'y = layer(x)\n', '');
    await replace(document, 'y = layer(x)', 'y = x');
    await eventually(lines, expected());
  });

  it('leaves other files alone, and can be turned off', async () => {
    const others = await hintsIn(await openPython('layer = print\nlayer(1)  # no dropout\n'));
    assert.deepEqual(others, []);
    const document = await openPython(`${SEEDED}layer(x)\n`);
    await eventually(() => hintsIn(document), ['4 → 8 of 15 kept']);
    const settings = vscode.workspace.getConfiguration('dropoutPlayground');
    try {
      await settings.update('replay.enabled', false, vscode.ConfigurationTarget.Workspace);
      await eventually(() => hintsIn(document), []);
    } finally {
      await settings.update('replay.enabled', undefined, vscode.ConfigurationTarget.Workspace);
    }
  });

  it('opens the playground on that very call from a lens', async () => {
    const document = await openPython(`${SEEDED}layer(x)\n`);
    const find = async () => (await lensesOf(document)).findLast(({ line }) => line === 4);
    await eventually(async () => (await find())?.title, 'Open call 1');
    const lens = (await find()) ?? assert.fail();
    const [request] = lens.command.arguments as [OpenRequest];
    assert.deepEqual([request.kind, request.seed, request.training], ['Dropout', '0', true]);
  });
});

describe('replay in a notebook', () => {
  const cancellation = new vscode.CancellationTokenSource();
  let reading: Reading;
  let replays: Replays;
  let edited: EditedCells;
  let provider: ReplayStatusBarProvider;

  // VS Code has no command that gives the items below a cell, so the provider itself is asked.
  before(() => {
    reading = readingHere();
    replays = new Replays(reading, () => ({ resamples: 0, backend: 'cpu' }));
    edited = new EditedCells();
    provider = new ReplayStatusBarProvider(replays, edited);
  });
  after(() => {
    vscode.Disposable.from(replays, reading, edited, cancellation).dispose();
  });
  afterEach(closeEverything);

  /** What stands below each cell; empty for those without. */
  const itemsIn = async (notebook: vscode.NotebookDocument): Promise<string[]> =>
    Promise.all(
      notebook
        .getCells()
        .filter(({ kind }) => kind === vscode.NotebookCellKind.Code)
        .map(async (cell) => {
          const items = await provider.provideCellStatusBarItems(cell, cancellation.token);
          return items.map(({ text }) => text).join(' ');
        }),
    );

  /** What each cell's calls keep; empty for those without. */
  const keptIn = async (notebook: vscode.NotebookDocument): Promise<string[]> =>
    Promise.all(
      notebook.getCells().map(async ({ document }) => {
        const all = new vscode.Range(0, 0, document.lineCount, 0);
        const hints = await new ReplayHintsProvider(replays).provideInlayHints(
          document,
          all,
          cancellation.token,
        );
        return hints.map(({ label }) => label as string).join();
      }),
    );

  const change = async ({ uri }: vscode.NotebookDocument, ...edits: vscode.NotebookEdit[]): Promise<void> => {
    const workspaceEdit = new vscode.WorkspaceEdit();
    workspaceEdit.set(uri, edits);
    assert.ok(await vscode.workspace.applyEdit(workspaceEdit));
  };

  const stdout = (text: string): vscode.NotebookCellOutput =>
    new vscode.NotebookCellOutput([vscode.NotebookCellOutputItem.stdout(text)]);

  it('finds that the example’s stored outputs are PyTorch’s', async () => {
    const extension = vscode.extensions.getExtension('dropout-playground.dropout-playground');
    const example = vscode.Uri.joinPath(
      extension?.extensionUri ?? assert.fail('no extension'),
      'media/example/dropout.ipynb',
    );
    const notebook = await vscode.workspace.openNotebookDocument(example);
    const matches = '$(check) Output as predicted';
    // Only masks, and what comes of them, hang on random numbers.
    const rest = ['', '', '', '', 'No seed, nothing to compare'];
    await eventually(() => itemsIn(notebook), ['', '', '', matches, matches, matches, ...rest]);
  });

  it('is done anew when cells are edited, broken, added, removed and moved', async () => {
    const notebook = await openNotebook(SEEDED, 'layer(x)', 'layer(x)');
    await eventually(() => keptIn(notebook), ['', '→ 8 of 15 kept', '→ 7 of 15 kept']);

    await replace(notebook.cellAt(0).document, '(3, 5)', '(2, 3)');
    await eventually(() => keptIn(notebook), ['', '→ 1 of 6 kept', '→ 5 of 6 kept']);

    await change(notebook, vscode.NotebookEdit.insertCells(1, [pythonCell('x = torch.ones(3, 5)')]));
    await eventually(() => keptIn(notebook), ['', '', '→ 8 of 15 kept', '→ 7 of 15 kept']);

    await replace(notebook.cellAt(1).document, 'x =', 'x = [(');
    await eventually(() => keptIn(notebook), ['', '', '→ 8 of 15 kept', '→ 7 of 15 kept']);

    const moved = pythonCell(notebook.cellAt(3).document.getText());
    await change(
      notebook,
      vscode.NotebookEdit.deleteCells(new vscode.NotebookRange(3, 4)),
      vscode.NotebookEdit.insertCells(1, [moved]),
    );
    await change(notebook, vscode.NotebookEdit.deleteCells(new vscode.NotebookRange(2, 3)));
    await eventually(() => keptIn(notebook), ['', '→ 1 of 6 kept', '→ 5 of 6 kept']);
  });

  it('survives a broken cell and magics', async () => {
    const notebook = await openNotebook('%matplotlib inline\nx = [(', SEEDED, '!pip list\nlayer(x)');
    await eventually(() => keptIn(notebook), ['', '', '→ 8 of 15 kept']);
  });

  it('names the reason where a stored output is another one', async () => {
    const notebook = await openNotebook(SEEDED, 'print(layer(torch.ones(3)))');
    const show = async (text: string, backendText: string): Promise<void> => {
      const cell = notebook.cellAt(1);
      const data = pythonCell(cell.document.getText());
      data.outputs = [stdout(text)];
      await change(notebook, vscode.NotebookEdit.replaceCells(new vscode.NotebookRange(1, 2), [data]));
      await eventually(async () => (await itemsIn(notebook))[1], backendText);
    };
    const older = replay(['import torch', SEEDED, 'layer(torch.ones(3))'], { backend: 'cpu-mkl' });
    await show(
      'tensor([2., 2., 2.])\n',
      '$(warning) Output differs from PyTorch 2.7+ on CPU $(diff) Compare',
    );
    await show(
      "tensor([0., 2., 0.], device='cuda:0')\n",
      '$(warning) Output differs: printed on a GPU $(diff) Compare',
    );
    await show(`${older[0]?.text ?? ''}\n`, '$(check) Output as PyTorch ≤ 2.6 gives on x86 $(diff) Compare');
    await show('tensor([0., 0., 2.])\n', '$(check) Output as predicted');
  });

  it('compares only what hangs on random numbers, and says what is so of its runs', async () => {
    const notebook = await openNotebook(SEEDED);
    /** Cells with the text, what was stored below it, and the number of its run; then what stands below each. */
    const show = async (
      cells: readonly (readonly [text: string, stored?: string | undefined, run?: number])[],
      items: readonly string[],
    ): Promise<void> => {
      const data = cells.map(([text, stored, run]) => {
        const cell = pythonCell(text);
        if (stored !== undefined) cell.outputs = [stdout(`${stored}\n`)];
        if (run !== undefined) cell.executionSummary = { executionOrder: run };
        return cell;
      });
      const all = new vscode.NotebookRange(0, notebook.cellCount);
      await change(notebook, vscode.NotebookEdit.replaceCells(all, data));
      await eventually(() => itemsIn(notebook), [...items]);
    };
    const one = `${SEEDED}print(layer(torch.ones(3)))`;
    const [right, wrong] = ['tensor([0., 0., 2.])', 'tensor([2., 2., 2.])'];
    const matches = '$(check) Output as predicted';
    await show(
      [
        [SEEDED],
        ['print(1 / (1 - layer.p))', '2.0'],
        ['print(layer.training)', 'True'],
        ['print(layer)', 'Dropout(p=0.5, inplace=False)'],
        ['print(layer(torch.ones(3)))', right],
        ['layer.eval()'],
        ['print(layer(torch.ones(3)))', 'tensor([1., 1., 1.])'],
        ['print(layer.training)', 'True'],
      ],
      ['', '', '', '', matches, '', '', ''],
    );
    await show([[one, right, 1]], [matches]);
    await show([[one, right, 7]], [matches]);
    await show([[one, wrong, 1]], ['$(warning) Output differs from PyTorch 2.7+ on CPU $(diff) Compare']);
    await show([[one, wrong, 7]], ['$(warning) Output differs: other runs came first $(diff) Compare']);
    await show([[one, wrong]], ['$(warning) Output differs from PyTorch 2.7+ on CPU $(diff) Compare']);
    const call = 'print(layer(torch.ones(3)))';
    await show(
      [[SEEDED], [call, wrong, 1]],
      ['', '$(warning) Output differs: cell 1 has not run $(diff) Compare'],
    );
    await show(
      [
        [SEEDED, undefined, 2],
        [call, wrong, 1],
      ],
      ['', '$(warning) Output differs: ran before [2] $(diff) Compare'],
    );
    await show(
      [
        [SEEDED, undefined, 1],
        [call, wrong, 2],
      ],
      ['', '$(warning) Output differs from PyTorch 2.7+ on CPU $(diff) Compare'],
    );
    await replace(notebook.cellAt(0).document, '(0)', '(0) ');
    await eventually(
      () => itemsIn(notebook),
      ['', '$(edit) Output differs: cell 1 was edited $(diff) Compare'],
    );
    await show(
      [[SEEDED], [call, wrong, 1]],
      ['', '$(warning) Output differs: cell 1 has not run $(diff) Compare'],
    );
    await replace(notebook.cellAt(0).document, '(0)', '(0) ');
    await eventually(
      () => itemsIn(notebook),
      ['', '$(warning) Output differs: cell 1 has not run $(diff) Compare'],
    );
  });

  it('shows both texts of a cell that differs', async () => {
    const notebook = await openNotebook(SEEDED, 'print(layer(x))');
    const data = pythonCell('print(layer(x))');
    data.outputs = [stdout('nothing\n')];
    await change(notebook, vscode.NotebookEdit.replaceCells(new vscode.NotebookRange(1, 2), [data]));
    const { uri } = notebook.cellAt(1).document;
    await vscode.commands.executeCommand('dropoutPlayground.compareOutputs', uri.toString());
    await until(
      () => vscode.window.tabGroups.activeTabGroup.activeTab?.input instanceof vscode.TabInputTextDiff,
    );
    const tab = vscode.window.tabGroups.activeTabGroup.activeTab;
    assert.ok(tab?.input instanceof vscode.TabInputTextDiff, String(tab?.label));
    const texts = await Promise.all(
      [tab.input.original, tab.input.modified].map(async (one) =>
        (await vscode.workspace.openTextDocument(one)).getText(),
      ),
    );
    assert.deepEqual([texts[0]?.slice(0, 13), texts[1]], ['tensor([[0., ', 'nothing\n']);
  });
});
