import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { eventually } from '../eventually';
import { closeEverything, openNotebook, openPython, replace } from './editor';

const MODEL = `from torch import nn
import torch.nn.functional as F

class Net(nn.Module):
    def __init__(self, p=0.3):
        super().__init__()
        self.p = p
        self.spare = nn.Dropout(p)
        self.rnn = nn.LSTM(8, 16, dropout=0.3)

    def forward(self, x):
        x = F.dropout(x, p=self.p)
        x = nn.Dropout(0.5)(x)
        return self.rnn(x)[0]
`;

const SEVERITIES = ['error', 'warning', 'information', 'hint'];

function shown(uri: vscode.Uri): vscode.Diagnostic[] {
  return vscode.languages.getDiagnostics(uri).filter(({ source }) => source === 'dropout-playground');
}

function inWords({ severity, range, code }: vscode.Diagnostic): string {
  const rule = typeof code === 'object' ? code.value : '';
  return `${range.start.line + 1} ${SEVERITIES[severity]} ${rule}`;
}

async function expectShown(document: vscode.TextDocument, expected: readonly string[]): Promise<void> {
  await eventually(() => shown(document.uri).map(inWords).sort(), [...expected].sort());
}

async function actionsAt(
  document: vscode.TextDocument,
  line: number,
  kind?: string,
): Promise<vscode.CodeAction[]> {
  const { range } = document.lineAt(line - 1);
  return await vscode.commands.executeCommand<vscode.CodeAction[]>(
    ...(['vscode.executeCodeActionProvider', document.uri, range, kind] as const),
  );
}

const ALL = [
  '8 hint unused-layer',
  '9 warning single-layer-rnn',
  '12 warning always-on',
  '13 warning new-layer-in-forward',
];

describe('problems', () => {
  afterEach(closeEverything);

  it('are shown with their pages and what explains them', async () => {
    const document = await openPython(MODEL);
    await expectShown(document, ALL);
    const all = shown(document.uri);
    const unused = all.find(({ range }) => range.start.line === 7);
    assert.deepEqual(unused?.tags, [vscode.DiagnosticTag.Unnecessary]);
    const alwaysOn = all.find(({ range }) => range.start.line === 11);
    assert.equal(alwaysOn?.message, 'Dropout stays on in eval(): pass training=self.training');
    assert.deepEqual(
      alwaysOn.relatedInformation?.map(({ message, location }) => [message, location.range.start.line]),
      [['p is written here', 4]],
    );
    const code = alwaysOn.code as { target: vscode.Uri };
    assert.ok((await vscode.workspace.fs.readFile(code.target)).length > 0);
  });

  it('go when the document closes', async () => {
    const document = await openPython(MODEL);
    await expectShown(document, ALL);
    // VS Code keeps what was opened by a program for some minutes, but for one of another language.
    await vscode.languages.setTextDocumentLanguage(document, 'plaintext');
    await expectShown(document, []);
  });

  it('stay while a line is half typed, and follow the text', async () => {
    const document = await openPython(MODEL);
    await expectShown(document, ALL);
    await replace(document, 'class Net', 'x = (\nclass Net');
    await new Promise((resolve) => setTimeout(resolve, 1000));
    await expectShown(
      document,
      ALL.map((text) => text.replace(/^\d+/, (line) => String(Number(line) + 1))),
    );
    await replace(document, 'x = (\n', '');
    await replace(document, 'p=self.p)', 'p=self.p, training=self.training)');
    await expectShown(
      document,
      ALL.filter((text) => !text.includes('always-on')),
    );
  });

  it('have fixes that were tried, and a comment that silences them', async () => {
    const document = await openPython(MODEL);
    await expectShown(document, ALL);
    const actions = await actionsAt(document, 12);
    const titles = actions.map(({ title, isPreferred }) => [title, isPreferred]);
    assert.deepEqual(titles, [
      ['Pass training=self.training', true],
      ['Say in a comment that always-on is meant here', undefined],
    ]);
    await eventually(
      async () => (await actionsAt(document, 13)).map(({ title }) => title),
      [
        'Make the layer once: self.dropout = nn.Dropout(0.5)',
        'Say in a comment that new-layer-in-forward is meant here',
      ],
    );
    const [, ignore] = actions;
    assert.ok(ignore?.edit !== undefined && (await vscode.workspace.applyEdit(ignore.edit)));
    assert.equal(
      document.lineAt(11).text,
      '        x = F.dropout(x, p=self.p)  # dropout: ignore[always-on]',
    );
    await expectShown(
      document,
      ALL.filter((text) => !text.includes('always-on')),
    );
  });

  it('are all fixed at once where that is safe', async () => {
    const document = await openPython(MODEL);
    await expectShown(document, ALL);
    const [all, ...others] = await actionsAt(document, 1, 'source.fixAll.dropoutPlayground');
    assert.ok(all?.edit !== undefined && others.length === 0);
    assert.ok(await vscode.workspace.applyEdit(all.edit));
    assert.match(document.getText(), /F\.dropout\(x, p=self\.p, training=self\.training\)/);
    assert.match(document.getText(), /nn\.LSTM\(8, 16\)/);
    assert.match(document.getText(), /x = self\.dropout\(x\)/);
    await expectShown(document, ['8 hint unused-layer']);
  });

  it('are fixed by the command of a lens', async () => {
    const document = await openPython(MODEL);
    const reference = { uri: document.uri.toString(), site: 'Net.forward/Dropout/0', rule: 'always-on' };
    await vscode.commands.executeCommand('dropoutPlayground.fix', reference);
    assert.equal(document.lineAt(11).text.trim(), 'x = F.dropout(x, p=self.p, training=self.training)');
  });

  it('are those of a notebook’s cells together', async () => {
    const notebook = await openNotebook(
      'import torch\nfrom torch import nn',
      'drop = nn.Dropout(0.5)',
      'class Net(nn.Module):\n  def forward(self, x):\n    return drop(x)',
    );
    await expectShown(notebook.cellAt(1).document, ['1 warning hidden-from-modules']);
    await expectShown(notebook.cellAt(2).document, []);
  });

  it('are as serious as the settings say, and none where they are off', async () => {
    const document = await openPython(MODEL);
    const settings = vscode.workspace.getConfiguration('dropoutPlayground.problems', {
      languageId: 'python',
    });
    try {
      await settings.update('always-on', 'error', vscode.ConfigurationTarget.Workspace);
      await settings.update('unused-layer', 'off', vscode.ConfigurationTarget.Workspace);
      await expectShown(document, [
        '9 warning single-layer-rnn',
        '12 error always-on',
        '13 warning new-layer-in-forward',
      ]);
      await settings.update('enabled', false, vscode.ConfigurationTarget.Workspace);
      await expectShown(document, []);
    } finally {
      for (const name of ['always-on', 'unused-layer', 'enabled'])
        await settings.update(name, undefined, vscode.ConfigurationTarget.Workspace);
    }
    await expectShown(document, ALL);
  });

  it('are not said of what can only be read', async () => {
    const provider = vscode.workspace.registerTextDocumentContentProvider('only-shown', {
      provideTextDocumentContent: () => MODEL,
    });
    try {
      const document = await vscode.workspace.openTextDocument(vscode.Uri.parse('only-shown:/model.py'));
      const writable = await openPython(MODEL);
      await expectShown(writable, ALL);
      assert.equal(document.languageId, 'python');
      assert.deepEqual(shown(document.uri), []);
    } finally {
      provider.dispose();
    }
  });

  it('are said of what was never saved', async () => {
    const document = await vscode.workspace.openTextDocument({ language: 'python', content: MODEL });
    await vscode.window.showTextDocument(document);
    await expectShown(document, ALL);
  });
});
