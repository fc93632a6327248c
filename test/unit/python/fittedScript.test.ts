import assert from 'node:assert/strict';
import { fittedScript } from '../../../src/python';

const SCRIPT = `import torch

torch.manual_seed(0)
p = 0.5
layer = torch.nn.Dropout(p)
input = torch.ones(3, 5)
print(layer(input))
`;

/**
 * Code with `|` in the call below whose statement the script is put, and what names the script then has: those of
 * torch, p, layer and input; `-` for no import.
 */
const CASES: readonly [marked: string, names: string][] = [
  ['|D()', 'torch p layer input'],
  // What the same scope binds, or reads.
  ['layer = |D()', 'torch p dropout_layer input'],
  ['p = 0.1\n|D(p)', 'torch dropout_p layer input'],
  ['|D()\ninput = read()', 'torch p layer dropout_input'],
  ['name = input()\n|D()', 'torch p layer dropout_input'],
  ['for p in model.parameters(): pass\n|D()', 'torch dropout_p layer input'],
  ['with open(a) as input:\n  |D()', 'torch p layer dropout_input'],
  ['from a import layer\n|D()', 'torch p dropout_layer input'],
  ['import layer.b\n|D()', 'torch p dropout_layer input'],
  ['import a as layer\n|D()', 'torch p dropout_layer input'],
  ['def layer(): pass\n|D()', 'torch p dropout_layer input'],
  ['class layer: pass\n|D()', 'torch p dropout_layer input'],
  ['(layer, a), p = b\n|D()', 'torch dropout_p dropout_layer input'],
  ['print(f"{p!r:>{input}}")\n|D()', 'torch dropout_p layer dropout_input'],
  ['def forward(self, input):\n  |D()', 'torch p layer dropout_input'],
  ['def forward(self, *input, **p):\n  |D()', 'torch dropout_p layer dropout_input'],
  ['def f():\n  global p\n  |D()', 'torch dropout_p layer input'],
  ['|D()\ntry: a\nexcept E as p: pass', 'torch dropout_p layer input'],
  // What is no name of the scope.
  ['|D(p=0.5, input=1)', 'torch p layer input'],
  ['self.layer = |D()', 'torch p layer input'],
  ['"p layer input"  # p\n|D()', 'torch p layer input'],
  ['def f(p): return p\n|D()', 'torch p layer input'],
  ['def f():\n  p = 1\n  return p\n|D()', 'torch p layer input'],
  ['def f():\n  for p, input in a: print(p)\n|D()', 'torch p layer input'],
  ['[p for p in a]\nlambda layer: layer\n|D()', 'torch p layer input'],
  ['{p: input for a in b for p, input in a}\n|D()', 'torch p layer input'],
  ['class A:\n  p = 1\n  def f(self): return self.p\n|D()', 'torch p layer input'],
  ['def f(p):\n  |D()\ndef g(layer): return layer', 'torch dropout_p layer input'],
  // What functions within read or change.
  ['def f(): return p\n|D()', 'torch dropout_p layer input'],
  ['def f():\n  global p\n  p = 1\n|D()', 'torch dropout_p layer input'],
  ['def f(a=p): return a\n|D()', 'torch dropout_p layer input'],
  ['def f(p=p): return p\n|D()', 'torch dropout_p layer input'],
  ['def f(a: p) -> layer: pass\n|D()', 'torch dropout_p dropout_layer input'],
  ['class A(layer):\n  def f(self): return p\n|D()', 'torch dropout_p dropout_layer input'],
  ['class A:\n  p = 1\n  def f(self): return p\n|D()', 'torch dropout_p layer input'],
  ['def f():\n  |D()\n  return lambda x: p + x', 'torch dropout_p layer input'],
  ['def f():\n  |D()\n  return [p + x for x in y]', 'torch dropout_p layer input'],
  ['def f():\n  def g():\n    def h(): return p\n  |D()', 'torch dropout_p layer input'],
  // What the scopes around have.
  ['p = 0.1\ndef f():\n  |D()', 'torch dropout_p layer input'],
  ['def f():\n  |D()\nprint(p)', 'torch dropout_p layer input'],
  ['def f(layer):\n  def g():\n    |D()', 'torch p dropout_layer input'],
  ['class A:\n  def f(self):\n    |D()\n  def g(self, p): pass', 'torch p layer input'],
  // A class makes attributes of what it binds.
  ['class A:\n  d = |D()\n  def f(self): return self.p', 'torch dropout_p layer input'],
  // The names that come to mind next.
  ['dropout_layer = layer = |D()', 'torch p dropout_layer_2 input'],
  ['dropout_p = dropout_p_2 = p = |D()', 'torch dropout_p_3 layer input'],
  // A decorator and a default stand outside.
  ['def f(p, d=|D()): pass', 'torch p layer input'],
  // Torch.
  ['import torch\n|D()', 'torch p layer input'],
  ['import torch\ndef f():\n  |D()', '- p layer input'],
  ['import torch, os\nimport torch.nn as nn\ndef f():\n  torch.relu(x)\n  |D()', '- p layer input'],
  ['import torch.nn\nclass A:\n  def f(self):\n    |D()', '- p layer input'],
  ['def f():\n  |D()\nimport torch', '- p layer input'],
  ['def f():\n  import torch\n  |D()', 'torch p layer input'],
  ['from torch import nn\ndef f():\n  |D()', 'torch p layer input'],
  ['import torch as t\ndef f():\n  |D()', 'torch p layer input'],
  ['from a import torch\ndef f():\n  |D()', 'dropout_torch p layer input'],
  ['import a as torch\n|D()', 'dropout_torch p layer input'],
  ['import torch\ndef f(torch):\n  |D()', 'dropout_torch p layer input'],
  ['torch = load()\n|D()', 'dropout_torch p layer input'],
  ['from a import *\ndef f():\n  torch.relu(x)\n  |D()', 'dropout_torch p layer input'],
  ['import torch\nif a: torch = None\ndef f():\n  |D()', 'dropout_torch p layer input'],
  ['import torch\ndef f():\n  g(torch)\n  |D()', '- p layer input'],
  // Code that is not finished.
  ['def f(input):\n  |D(', 'torch p layer dropout_input'],
  ['|', 'torch p layer input'],
];

describe('a script among the reader’s code', () => {
  for (const [marked, expected] of CASES)
    it(JSON.stringify(marked), () => {
      const text = marked.replace('|', '');
      const fitted = fittedScript(SCRIPT, { texts: [text], offset: marked.indexOf('|') });
      const [torch = '', p = '', layer = '', input = ''] = expected.split(' ');
      const name = torch === '-' ? 'torch' : torch;
      const imported = torch === '-' ? '' : `import torch${name === 'torch' ? '' : ` as ${name}`}\n\n`;
      assert.equal(
        fitted,
        `${imported}${name}.manual_seed(0)\n${p} = 0.5\n${layer} = ${name}.nn.Dropout(${p})\n${input} = ${name}.ones(3, 5)\nprint(${layer}(${input}))\n`,
      );
    });

  it('has names for what it binds in passing', () => {
    const script = '_ = torch.rand(3)\nfor _ in range(2):\n    layer(input)\n';
    const texts = ['_ = gettext\ndef f():\n  D()'];
    assert.equal(
      fittedScript(script, { texts, offset: texts[0]?.indexOf('D') }),
      'dropout_unused = torch.rand(3)\nfor dropout_unused in range(2):\n    layer(input)\n',
    );
  });

  /** The cells of a notebook share their names. */
  const NOTEBOOKS: readonly [cells: readonly string[], names: string][] = [
    [['import torch', 'layer = D()', 'x = 1'], 'torch p dropout_layer input'],
    [['%matplotlib inline\nx = 1', '!echo {p}'], 'torch dropout_p layer input'],
    [['%%timeit\nlayer(x)', 'files = !ls {input}'], 'torch p dropout_layer dropout_input'],
    [['x = input?'], 'torch p layer dropout_input'],
    [['def f(p): return p', 'class A:\n  layer = 1'], 'torch p layer input'],
    [[], 'torch p layer input'],
  ];
  for (const [texts, names] of NOTEBOOKS)
    it(`in a cell of its own: ${JSON.stringify(texts)}`, () => {
      const [, p = '', layer = '', input = ''] = names.split(' ');
      assert.match(
        fittedScript(SCRIPT, { texts, offset: undefined }),
        new RegExp(`^import torch\\n[^]*\\n${p} = [^]*\\n${layer} = [^]*\\n${input} = `),
      );
    });

  it('leaves alone every name of what is nested too deeply to be read', () => {
    const text = `D()\n${'('.repeat(600)}layer${')'.repeat(600)}`;
    assert.match(fittedScript(SCRIPT, { texts: [text], offset: 0 }), /^dropout_layer = /m);
  });
});
