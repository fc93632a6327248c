import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { forward, type GeneratorName, ones, reprTensor, seededGenerator } from '../../src/torch';
import { commandOf, rendered } from '../renderedMarkdown';
import { eventually } from '../eventually';
import { closeEverything, hoverOn, lensesOf, openNotebook, openPython } from './editor';

const SEEDED = 'import torch\nfrom torch import nn\ntorch.manual_seed(0)\n';

/** Markdown as the reader sees it, without the escapes. */
function visible(markdown: string): string {
  return markdown.replaceAll('\\', '');
}

describe('hovers', () => {
  afterEach(closeEverything);

  it('show the picture, the numbers that PyTorch prints and one sentence', async () => {
    const hover = visible(await hoverOn(await openPython(`${SEEDED}nn.Dropout(0.5)\n`), 'nn.Dropout'));
    assert.match(hover, /\*\*torch\.nn\.Dropout\*\* · p = 0\.5/);
    assert.match(hover, /is dropped with probability 0\.5 and what is kept is multiplied by 1\/\(1−p\) = 2/);
    assert.match(hover, /!\[8 of 15 values kept\]\(data:image\/svg\+xml,/);
    assert.match(hover, /Exactly what PyTorch 2\.7 or newer prints/);
    assert.ok(
      hover.includes(
        [
          '>>> _ = torch.manual_seed(0)',
          '>>> torch.nn.Dropout(0.5)(torch.ones(3, 5))',
          'tensor([[0., 0., 2., 0., 0.],',
          '        [0., 2., 2., 0., 2.],',
          '        [2., 2., 2., 0., 2.]])',
        ].join('\n'),
      ),
      hover,
    );
  });

  it('call themselves one possible run where no seed is set', async () => {
    const hover = await hoverOn(await openPython('from torch import nn\nnn.Dropout(0.5)\n'), 'nn.Dropout(');
    assert.match(hover, /One possible run/);
    assert.doesNotMatch(hover, /Exactly/);
  });

  it('say what is unknown, and what PyTorch would raise', async () => {
    const document = await openPython('from torch import nn\nnn.Dropout(q)\nnn.Dropout(1.5)\n');
    await eventually(
      async () => visible(await hoverOn(document, 'nn.Dropout(q)')),
      /p unknown: q is not defined in this file/,
    );
    await eventually(
      () => hoverOn(document, 'nn.Dropout(1.5)'),
      /ValueError: dropout probability has to be between 0 and 1, but got 1\.5/,
    );
  });

  it('name the function, and claim no mask where the code turns it off', async () => {
    const code = 'import torch.nn.functional as F\nF.alpha_dropout(x, 0.5)\n';
    const hover = visible(await hoverOn(await openPython(`${SEEDED}${code}`), 'F.alpha'));
    assert.match(hover, /\*\*torch\.nn\.functional\.alpha_dropout\*\*/);
    assert.match(hover, /torch\.nn\.AlphaDropout\(0\.5\)\.eval\(\)\(torch\.ones\(3, 5\)\)/);
    assert.doesNotMatch(hover, /Exactly/);
  });

  it('show on the callee and on p, and nothing elsewhere', async () => {
    const code = 'import torch.nn.functional as F\nx = 1\nF.dropout(F.relu(x), 0.5)\n';
    const document = await openPython(`${SEEDED}${code}`);
    await eventually(() => hoverOn(document, 'x = 1'), '');
    await eventually(() => hoverOn(document, 'relu'), '');
    await eventually(() => hoverOn(document, '0.5'), /!\[8 of 15/);
  });

  it('keep their links whatever stands in the line', async () => {
    const lines = [
      'nn.Dropout(0.5)  # off in eval :)',
      'a[0] = nn.Dropout(p=0.5)  # ](x) [y](z) `%41` \\"50%" <b> ~~漢字🎲~~',
      "net(nn.Dropout(0.5), '((', r'\\[')",
    ];
    for (const line of lines) {
      const document = await openPython(`${SEEDED}${line}\n`);
      const { links } = rendered(await hoverOn(document, 'nn.Dropout('));
      const link = links.find(({ text }) => text === 'Open in playground') ?? assert.fail(line);
      const lens = (await lensesOf(document)).find(({ title }) => title === 'Try it');
      const { command, arguments: args } = lens?.command ?? assert.fail(line);
      assert.deepEqual(commandOf(link.href), { command, args });
      assert.ok(JSON.stringify(args).includes(JSON.stringify(line)), line);
    }
  });

  it('show the layer that is meant on its name, on its mode and on an attribute', async () => {
    const document = await openPython(
      `${SEEDED}drop = nn.Dropout(0.3)\ny = drop(x)\ndrop.eval()\nclass Net(nn.Module):\n  def __init__(self, p=0.2):\n    self.d = nn.Dropout(p) if p else nn.Identity()\n  def forward(self, x):\n    return self.d(x)\n`,
    );
    const shown = async (use: string): Promise<string> => visible(await hoverOn(document, use));
    for (const use of ['drop(x)', 'eval()', 'drop = nn']) {
      await eventually(() => shown(use), /\*\*torch\.nn\.Dropout\*\* · p = 0\.3/);
      await eventually(() => shown(use), /eval\(\) silences it/);
    }
    await eventually(() => shown('d(x)'), /self\.d may be this layer, or something else:/);
    await eventually(() => shown('d(x)'), /p = 0\.2 ← \[line 8\]/);
    await eventually(() => hoverOn(document, 'y = drop'), '');
  });

  it('say of what holds dropout only what is true of the dropout inside', async () => {
    const document = await openPython(
      `${SEEDED}nn.TransformerEncoderLayer(8, 2)\nnn.LSTM(3, 4, 2, dropout=0.1)\n`,
    );
    for (const name of ['nn.Transformer', 'nn.LSTM'])
      await eventually(
        async () => visible(await hoverOn(document, name)),
        /eval\(\) silences it: all else that the layer does goes on\./,
      );
  });

  it('work in notebook cells', async () => {
    const notebook = await openNotebook('from torch import nn', 'nn.AlphaDropout(0.25)');
    await eventually(
      async () => visible(await hoverOn(notebook.cellAt(1).document, 'nn.Alpha')),
      /SELU’s saturation value with probability 0\.25/,
    );
  });

  it('are of the generator in the setting, and promise no more of it than is known', async () => {
    const document = await openPython(`${SEEDED}nn.Dropout(0.5)\n`);
    const settings = vscode.workspace.getConfiguration('dropoutPlayground');
    const hoverWith = async (value: unknown): Promise<string> => {
      await settings.update('generator', value, vscode.ConfigurationTarget.Workspace);
      return visible(await hoverOn(document, 'nn.Dropout'));
    };
    const printed = (name: GeneratorName, device?: string): string => {
      const layer = { kind: 'Dropout', p: { type: 'float', value: 0.5 }, inplace: false } as const;
      const generator = seededGenerator(name, 0);
      const { output } = forward(layer, ones([3, 5]), { training: true, generator });
      return reprTensor(output, device === undefined ? {} : { device });
    };
    try {
      await eventually(
        () => hoverWith('cpu-mkl'),
        /Exactly what x86 wheels of PyTorch up to 2\.6 print on Intel/,
      );
      const mkl = await hoverWith('cpu-mkl');
      assert.ok(mkl.includes(printed('cpu-mkl')), mkl);
      await eventually(() => hoverWith('cuda:T4'), /CUDA, T4/);
      const t4 = await hoverWith('cuda:T4');
      assert.match(
        t4,
        /Expected on CUDA, T4, .* as PyTorch 2\.11 draws on an H200, and not checked on that GPU/,
      );
      assert.doesNotMatch(t4, /Exactly/);
      assert.match(t4, />>> torch\.nn\.Dropout\(0\.5\)\(torch\.ones\(3, 5, device='cuda'\)\)/);
      assert.ok(t4.includes(printed('cuda:T4', 'cuda:0')), t4);
      // What is no generator is the CPU's.
      for (const value of ['cuda:GeForce 256', 7, null]) {
        await eventually(() => hoverWith(value), /Exactly what PyTorch 2\.7 or newer prints/);
      }
    } finally {
      await settings.update('generator', undefined, vscode.ConfigurationTarget.Workspace);
    }
  });

  it('can be turned off', async () => {
    const document = await openPython(`${SEEDED}nn.Dropout(0.5)\n`);
    const settings = vscode.workspace.getConfiguration('dropoutPlayground');
    try {
      await settings.update('hover.enabled', false, vscode.ConfigurationTarget.Workspace);
      await eventually(() => hoverOn(document, 'nn.Dropout'), '');
    } finally {
      await settings.update('hover.enabled', undefined, vscode.ConfigurationTarget.Workspace);
    }
  });
});
