import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually } from '../eventually';
import { closeEverything, hoverOn, lensesOf, openNotebook, openPython, titlesOf, until } from './editor';

const IMPORTS = 'import torch\nfrom torch import nn\nimport torch.nn.functional as F\n';
const decoder = new TextDecoder();

/** Markdown as the reader sees it, without the escapes and the commands behind the links. */
function visible(markdown: string): string {
  return markdown.replace(/\]\(command:[^)]*\)/g, ']').replaceAll('\\', '');
}

/** Writes a file into the workspace, whose name is then the tests' own. */
async function writeFile(name: string, text: string): Promise<vscode.Uri> {
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  const uri = vscode.Uri.joinPath(folder?.uri ?? assert.fail(), name);
  await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(text));
  return uri;
}

async function effectsOf(document: vscode.TextDocument): Promise<string[]> {
  return (await titlesOf(document)).filter((title) => !/^\d+ (?:Try|Clear)/.test(title));
}

async function runLens(document: vscode.TextDocument, title: RegExp): Promise<void> {
  const lens = (await lensesOf(document)).find((candidate) => title.test(candidate.title));
  const { command } = lens ?? assert.fail(`no lens ${title.source}`);
  await vscode.commands.executeCommand(command.command, ...((command.arguments ?? []) as unknown[]));
}

async function hintsOf(document: vscode.TextDocument): Promise<string[]> {
  const range = new vscode.Range(0, 0, document.lineCount, 0);
  const hints = await vscode.commands.executeCommand<vscode.InlayHint[]>(
    'vscode.executeInlayHintProvider',
    document.uri,
    range,
  );
  return hints.map(({ position, label }) => `${position.line}:${position.character} ${label as string}`);
}

describe('where p comes from', () => {
  afterEach(closeEverything);

  it('is told by the lens, which leads there, and step by step by the hover', async () => {
    const document = await openPython(
      `${IMPORTS}class Net(nn.Module):\n  def __init__(self, config, p=0.1):\n    self.config = config\n    self.d = nn.Dropout(p)\n`,
    );
    await eventually(() => effectsOf(document), ['6 p = 0.1 from line 5']);
    const hover = visible(await hoverOn(document, 'nn.Dropout('));
    assert.match(hover, /\*\*torch\.nn\.Dropout\*\* · p = 0\.1 ← \[line 5\]/);
    assert.match(hover, /A caller may set another p\./);
    assert.match(hover, /eval\(\) silences it/);
    await runLens(document, /^p = 0\.1/);
    await until(() => vscode.window.activeTextEditor?.selection.active.line === 4);
  });

  it('is found in a notebook that calls what is in the file, and is led to there', async () => {
    const cell = (source: string, type = 'code') => ({
      ...{ cell_type: type, metadata: {}, source },
      ...(type === 'code' && { outputs: [], execution_count: null }),
    });
    const cells = [
      cell('# Training', 'markdown'),
      cell('from provenance_net import CalledNet\nCalledNet(0.35)'),
    ];
    const notebook = {
      cells,
      metadata: { language_info: { name: 'python' } },
      nbformat: 4,
      nbformat_minor: 5,
    };
    const net =
      'class CalledNet(nn.Module):\n  def __init__(self, p):\n    super().__init__()\n    self.d = nn.Dropout(p)\n';
    const uris = [
      await writeFile('lab.ipynb', JSON.stringify(notebook)),
      await writeFile('provenance_net.py', IMPORTS + net),
    ];
    try {
      const document = await vscode.workspace.openTextDocument(uris[1] ?? assert.fail());
      await vscode.window.showTextDocument(document);
      await eventually(() => effectsOf(document), ['6 p = 0.35 from lab.ipynb, cell 2']);
      await runLens(document, /^p = 0\.35/);
      await until(() => {
        const editor = vscode.window.activeTextEditor;
        return (
          editor?.document.getText().includes('CalledNet(0.35)') === true &&
          editor.selection.active.line === 1
        );
      });
    } finally {
      await closeEverything();
      for (const uri of uris) await vscode.workspace.fs.delete(uri);
    }
  });

  it('is found in another file, and follows that file when it is saved', async () => {
    const uri = await writeFile('provenance_config.py', 'class NetConfig:\n    provenance_rate = 0.25\n');
    try {
      const document = await openPython(
        `${IMPORTS}class Net(nn.Module):\n  def __init__(self, config):\n    self.d = nn.Dropout(config.provenance_rate)\n`,
      );
      const effect = async (): Promise<string> => (await effectsOf(document))[0] ?? '';
      // That there is a new file VS Code tells only some time later.
      await eventually(effect, '5 p = 0.25 from provenance_config.py:2');
      await eventually(
        async () => visible(await hoverOn(document, 'nn.Dropout(')),
        /← \[provenance_config\.py:2\]/,
      );
      const changed = decoder.decode(await vscode.workspace.fs.readFile(uri)).replace('0.25', '0.75');
      await vscode.workspace.fs.writeFile(uri, new TextEncoder().encode(changed));
      while (!(await effect()).startsWith('5 p = 0.75'))
        await new Promise((resolve) => setTimeout(resolve, 50));
      await runLens(document, /^p = 0\.75/);
      await until(() => vscode.window.activeTextEditor?.document.uri.path === uri.path);
      await eventually(() => vscode.window.activeTextEditor?.selection.active.line, 1);
    } finally {
      await closeEverything();
      await vscode.workspace.fs.delete(uri);
    }
  });

  it('is found in another cell', async () => {
    const notebook = await openNotebook('from torch import nn\nRATE = 0.25', 'nn.Dropout(RATE)');
    const [effect] = await effectsOf(notebook.cellAt(1).document);
    assert.equal(effect, '0 p = 0.25 from another cell, line 2');
  });

  it('is off where only the caller would turn it on', async () => {
    const document = await openPython(`${IMPORTS}def f(p=0.0):\n  return nn.Dropout(p)\n`);
    await eventually(() => effectsOf(document), ['4 p = 0.0 from line 4']);
  });

  it('takes a value that the reader tries, and forgets it', async () => {
    const document = await openPython(`${IMPORTS}def f(p):\n  return nn.Dropout(p)\n`);
    const before = ['4 p unknown: it has no default', '4 Try a p'];
    // Other files are looked through first, for a caller.
    await eventually(() => titlesOf(document), before);
    const asked = runLens(document, /^Try a p$/);
    // The box suggests 0.1.
    const isTried = async (): Promise<boolean> => (await effectsOf(document))[0] === '4 what if p = 0.1';
    while (!(await isTried())) {
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    await asked;
    await eventually(async () => visible(await hoverOn(document, 'nn.Dropout(')), /A p that you try\./);
    assert.equal(document.isDirty, false);
    await runLens(document, /^Clear what-if$/);
    await eventually(() => titlesOf(document), before);
  });
});

describe('the verdict on eval()', () => {
  afterEach(closeEverything);

  it('is in the lens where it is a warning and, with its reason, in the hover', async () => {
    const document = await openPython(
      `${IMPORTS}class Net(nn.Module):\n  def forward(self, x):\n    x = F.dropout(x, 0.5)\n    return F.dropout(x, 0.25, training=self.training)\n`,
    );
    await eventually(
      () => effectsOf(document),
      ['5 $(warning)\u00a0stays on in eval()', '5 Fix', '6 drops 25%, rest × 1.33'],
    );
    await eventually(
      async () => visible(await hoverOn(document, 'F.dropout(x, 0.5')),
      /eval\(\) does not silence it: its training argument is omitted/,
    );
  });
});

describe('inlay hints', () => {
  afterEach(closeEverything);

  it('show the default where p is omitted', async () => {
    const document = await openPython(
      `${IMPORTS}nn.Dropout()\nnn.Dropout(0.1)\nnn.MultiheadAttention(8, 2)\nnn.TransformerEncoderLayer(8, 2)\nF.dropout(x)\n`,
    );
    await eventually(
      () => hintsOf(document),
      [
        '3:11 p=0.5',
        '5:26 , dropout=0.0',
        '6:31 , dropout=0.1',
        '7:11 , p=0.5',
        // Nothing is called x there.
        "7:12 → NameError: name 'x' is not defined",
      ],
    );
    // Attention that drops nothing has no lens.
    await eventually(
      async () => (await effectsOf(document)).map((title) => title.split(' ')[0]),
      ['3', '4', '6', '7'],
    );
  });

  it('can be turned off', async () => {
    const document = await openPython(`${IMPORTS}nn.Dropout()\n`);
    const settings = vscode.workspace.getConfiguration('dropoutPlayground');
    try {
      await settings.update('inlayHints.enabled', false, vscode.ConfigurationTarget.Workspace);
      await eventually(() => hintsOf(document), []);
    } finally {
      await settings.update('inlayHints.enabled', undefined, vscode.ConfigurationTarget.Workspace);
    }
  });
});
