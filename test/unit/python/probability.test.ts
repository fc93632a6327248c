import assert from 'node:assert/strict';
import { inWords, notebook, script } from './sites';

/** Sources for `nn.Dropout(…)` and what is read; `F` and `nn` are torch's. */
const CASES: readonly [code: string, expected: string][] = [
  ['nn.Dropout()', 'Dropout 0.5 default'],
  ['nn.Dropout(inplace=True)', 'Dropout 0.5 default'],
  ['nn.Dropout(0.1)', 'Dropout 0.1 literal'],
  ['nn.Dropout(p=0.1)', 'Dropout 0.1 literal'],
  ['nn.Dropout(inplace=False, p=0.1)', 'Dropout 0.1 literal'],
  ['nn.Dropout(0.1, True)', 'Dropout 0.1 literal'],
  ['nn.Dropout(\n  0.1,  # p\n)', 'Dropout 0.1 literal'],
  ['nn.Dropout(0.)', 'Dropout 0.0 literal'],
  ['nn.Dropout(1.)', 'Dropout 1.0 literal'],
  ['nn.Dropout(p=0.)', 'Dropout 0.0 literal'],
  ['nn.Dropout(1.e-3)', 'Dropout 0.001 literal'],
  ['nn.Dropout(.5)', 'Dropout 0.5 literal'],
  ['nn.Dropout(1e-5)', 'Dropout 1e-05 literal'],
  ['nn.Dropout(0)', 'Dropout 0 literal'],
  ['nn.Dropout(1)', 'Dropout 1 literal'],
  ['nn.Dropout((0.3))', 'Dropout 0.3 literal'],
  ['nn.Dropout(-0.3)', 'Dropout -0.3 literal'],
  ['nn.Dropout(1.5)', 'Dropout 1.5 literal'],
  ['F.dropout(x)', 'Dropout 0.5 default'],
  ['F.dropout(x, 0.2)', 'Dropout 0.2 literal'],
  ['F.dropout(x, training=t, p=0.2)', 'Dropout 0.2 literal'],
  ['F.dropout(input=x, p=0.2)', 'Dropout 0.2 literal'],
  ['F.dropout2d(x, .2, True)', 'Dropout2d 0.2 literal'],
  // A name that is assigned a number.
  ['p = 0.25\nnn.Dropout(p)', 'Dropout 0.25 constant'],
  ['p = 0.\nnn.Dropout(p)', 'Dropout 0.0 constant'],
  ['p: float = 0.25\nnn.Dropout(p)', 'Dropout 0.25 constant'],
  ['p = q = 0.25\nnn.Dropout(p=q)', 'Dropout 0.25 constant'],
  ['p, n = 0.25, 3\nnn.Dropout(p)', 'Dropout 0.25 constant'],
  ['(n, p) = (3, 0.25)\nnn.Dropout(p)', 'Dropout 0.25 constant'],
  ['a = 0.25\nb = a\nnn.Dropout(b)', 'Dropout 0.25 constant'],
  ['p = 0.1\np = 0.2\nnn.Dropout(p)', 'Dropout 0.2 constant'],
  ['p = 0.1\nnn.Dropout(p)\np = 0.2', 'Dropout 0.1 constant'],
  ['P = 0.1\ndef f():\n  return nn.Dropout(P)', 'Dropout 0.1 constant'],
  ['if (p := 0.1):\n  nn.Dropout(p)', 'Dropout 0.1 constant'],
  ['p = 0.1\nfor i in r:\n  nn.Dropout(p)', 'Dropout 0.1 constant'],
  ['p = 0.1\nif a:\n  p = 0.1\nnn.Dropout(p)', 'Dropout 0.1 constant'],
  // Never a value that may be another one when the line runs.
  ['p = 0.1\nif a:\n  p = 0.2\nnn.Dropout(p)', 'Dropout ? reassigned p'],
  ['p = 0.1\nfor i in r:\n  nn.Dropout(p)\n  p = 0.2', 'Dropout ? reassigned p'],
  ['P = 0.1\ndef f():\n  return nn.Dropout(P)\nP = 0.2', 'Dropout ? reassigned P'],
  ['P = 0.1\ndef g():\n  global P\n  P = 0.2\ndef f():\n  return nn.Dropout(P)', 'Dropout ? reassigned P'],
  ['p = 0.1\np += 0.1\nnn.Dropout(p)', 'Dropout ? unreadable p'],
  ['p = 0.1\ndel p\nnn.Dropout(p)', 'Dropout ? unreadable p'],
  ['p = 0.1\nwith a as p:\n  nn.Dropout(p)', 'Dropout ? unreadable p'],
  ['p, *q = 0.1, 0.2, 0.3\nnn.Dropout(p)', 'Dropout ? unreadable p'],
  ['p = [0.1]\nnn.Dropout(p)', 'Dropout ? expression [0.1]'],
  ['p = 0.1,\nnn.Dropout(p)', 'Dropout ? unreadable p'],
  ['p = (0.1, 0.2)\nnn.Dropout(p)', 'Dropout ? expression (0.1, 0.2)'],
  ['[p, q] = 0.1, 0.2\nnn.Dropout(q)', 'Dropout 0.2 constant'],
  ['p, q = f()\nnn.Dropout(q)', 'Dropout ? unreadable q'],
  ['def f(p=0.1):\n  nn.Dropout(p)', 'Dropout 0.1 parameter'],
  ['p = 0.5\ndef f(p):\n  nn.Dropout(p)', 'Dropout ? parameter p'],
  ['p = 0.5\nlambda p: nn.Dropout(p)', 'Dropout ? parameter p'],
  ['for p in [0.1]:\n  nn.Dropout(p)', 'Dropout 0.1 constant'],
  ['p = 0.5\n[nn.Dropout(p) for p in ps]', 'Dropout ? loop p'],
  ['nn.Dropout(self.p)', 'Dropout ? attribute self.p'],
  ['nn.Dropout(config["p"])', 'Dropout ? subscript config["p"]'],
  ['nn.Dropout(1 - 0.9)', 'Dropout 0.09999999999999998 literal'],
  ['nn.Dropout(f())', 'Dropout ? expression f()'],
  ['from c import P\nnn.Dropout(P)', 'Dropout ? imported P'],
  ['nn.Dropout(p)', 'Dropout ? undefined p'],
  ['def f():\n  nn.Dropout(p)\n  p = 0.5', 'Dropout ? undefined p'],
  ['nn.Dropout(True)', 'Dropout 1 literal'],
  ['F.dropout(x, True)', 'Dropout 1 literal'],
  ['nn.Dropout(False)', 'Dropout 0 literal'],
  ['nn.Dropout(self.training)', 'Dropout ? boolean self.training'],
  ['def f(train):\n  F.dropout(x, not train)', 'Dropout ? boolean not train'],
  ['train = 0.1\nF.dropout(x, train)', 'Dropout 0.1 constant'],
  ['nn.LSTM(3, 4, 2, dropout=False)', 'Dropout ? boolean False'],
  ['def f(p=False):\n  nn.Dropout(p)', 'Dropout 0 parameter'],
  ['def f(p=True):\n  nn.Dropout(p)', 'Dropout ? boolean True'],
  ['def f(p=False):\n  nn.LSTM(3, 4, 2, dropout=p)', 'Dropout ? boolean False'],
  ['def f(p=False):\n  if p:\n    nn.Dropout(p)\nf()\nf(0.3)', 'Dropout 0.3 caller'],
  ['def f(p=False):\n  nn.Dropout(p or 0.2)', 'Dropout 0.2 constant'],
  ['nn.Dropout(*a)', 'Dropout ? unpacked a'],
  ['nn.Dropout(**k)', 'Dropout ? unpacked k'],
  ['nn.Dropout(0.1, **k)', 'Dropout 0.1 literal'],
  ['F.dropout(*a, 0.1)', 'Dropout ? unpacked a'],
  ['nn.Dropout(0.1, False, 3)', 'Dropout ? incomplete (0.1, False, 3)'],
  ['nn.Dropout(rate=0.1)', 'Dropout ? incomplete (rate=0.1)'],
  ['nn.Dropout(0.1, p=0.2)', 'Dropout ? incomplete (0.1, p=0.2)'],
  ['nn.Dropout(p := 0.7)', 'Dropout 0.7 literal'],
  ['p = 0.5\nprint(p := 0.7)\nnn.Dropout(p)', 'Dropout ? reassigned p'],
  ['p = 0.5\na and (p := 0.7)\nnn.Dropout(p)', 'Dropout ? reassigned p'],
  ['p, q = 0.1, 0.2\np, q = q, p\nnn.Dropout(q)', 'Dropout 0.1 constant'],
  ['dropout = 0.1\ndropout = nn.Dropout(dropout)', 'Dropout 0.1 constant'],
  ['def f(dropout):\n  dropout = nn.Dropout(dropout)', 'Dropout ? parameter dropout'],
  ['p = 0.5\ndef f[p](x):\n  nn.Dropout(p)', 'Dropout ? unreadable p'],
  ['P = 0.5\nfrom config import *\nnn.Dropout(P)', 'Dropout ? reassigned P'],
  ['def s():\n  global p\n  p = 0.9\np = 0.5\ns()\nnn.Dropout(p)', 'Dropout ? reassigned p'],
  [
    'def f():\n  def g():\n    nonlocal p\n    p = 0.9\n  p = 0.5\n  g()\n  nn.Dropout(p)',
    'Dropout ? reassigned p',
  ],
  ['p = 0.1\ndef f():\n  p = 0.5\n  def g():\n    global p\n    nn.Dropout(p)', 'Dropout 0.1 constant'],
];

describe('which p a call passes', () => {
  for (const [code, expected] of CASES) {
    it(code.replaceAll('\n', '; '), () => {
      const imports = 'import torch\nfrom torch import nn\nimport torch.nn.functional as F\n';
      assert.deepEqual(script(imports + code).sites.map(inWords), [expected]);
    });
  }

  it('reads a constant from another cell, and the last one before the call', () => {
    const { sites } = notebook('from torch import nn\np = 0.5', 'nn.Dropout(p)', 'p = 0.1', 'nn.Dropout(p)');
    assert.deepEqual(sites.map(inWords), ['Dropout 0.5 constant', 'Dropout 0.1 constant']);
  });

  it('reads names that refer to each other in a circle as unknown', () => {
    const { sites } = script('from torch import nn\ndef f():\n  nn.Dropout(a)\na = b\nb = a');
    assert.equal(sites[0]?.p.known, false);
  });
});

describe('when a call drops', () => {
  const CASES: readonly [call: string, active: string][] = [
    ['nn.Dropout(0.5)', 'training'],
    ['F.dropout(x)', 'always'],
    ['F.dropout(x, 0.5, True)', 'always'],
    ['F.dropout(x, training=False)', 'never'],
    ['F.dropout(x, training=self.training)', 'depends'],
    ['F.dropout(x, **k)', 'depends'],
    ['F.alpha_dropout(x)', 'never'],
    ['F.alpha_dropout(x, training=True)', 'always'],
  ];
  for (const [call, active] of CASES) {
    it(call, () => {
      const { sites } = script(
        `import torch\nfrom torch import nn\nfrom torch.nn import functional as F\n${call}`,
      );
      assert.equal(sites[0]?.active, active);
    });
  }
});

describe('which seed is in force', () => {
  const seeds = (text: string): (string | undefined)[] =>
    script(`import torch\nfrom torch import nn\n${text}`).sites.map(({ seed }) => seed);

  it('is the last one set before a call at the top level', () => {
    const text = 'nn.Dropout()\ntorch.manual_seed(1)\nnn.Dropout()\ntorch.manual_seed(2)\nnn.Dropout()';
    assert.deepEqual(seeds(text), [undefined, '1', '2']);
  });
  it('is the one set below a class, as scripts do', () => {
    assert.deepEqual(seeds('class A:\n  def f(self):\n    nn.Dropout()\ntorch.manual_seed(7)'), ['7']);
    assert.deepEqual(seeds('def f():\n  torch.manual_seed(7)\n  nn.Dropout()'), ['7']);
  });

  const NONE: readonly string[] = [
    'def f():\n  torch.manual_seed(7)\nnn.Dropout()',
    'def f():\n  torch.manual_seed(7)\nclass A:\n  def g(self):\n    nn.Dropout()',
    'def f():\n  nn.Dropout()\n  torch.manual_seed(7)',
    'if a:\n  torch.manual_seed(7)\nnn.Dropout()',
    'torch.manual_seed(1)\nif a:\n  torch.manual_seed(7)\nnn.Dropout()',
    'for a in b:\n  nn.Dropout()\n  torch.manual_seed(7)',
    'class A:\n  y = nn.Dropout()\ntorch.manual_seed(7)',
    '[[nn.Dropout() for a in b] for b in c]\ntorch.manual_seed(7)',
    'torch.manual_seed(1)\nclass A:\n  def f(self):\n    nn.Dropout()\ntorch.manual_seed(2)',
    'torch.manual_seed(1)\ntorch.seed()\nnn.Dropout()',
    'torch.manual_seed(1)\npl.seed_everything(7)\nnn.Dropout()',
    'torch.manual_seed(1)\nset_seed(7)\nnn.Dropout()',
    'torch.manual_seed(1)\ndef setup():\n  torch.manual_seed(2)\nsetup()\nnn.Dropout()',
    'with torch.random.fork_rng():\n  x\nnn.Dropout()',
  ];
  for (const text of NONE) {
    it(`is unsure after ${text.replaceAll('\n', '; ')}`, () => assert.deepEqual(seeds(text), [undefined]));
  }

  it('does not mind the seeds of other generators', () => {
    const others =
      'import random\nimport numpy as np\nrandom.seed(1)\nnp.random.seed(2)\ntorch.cuda.manual_seed_all(3)';
    assert.deepEqual(seeds(`torch.manual_seed(0)\n${others}\nnn.Dropout()`), ['0']);
  });

  it('keeps every digit of a 64-bit seed, and its sign', () => {
    assert.deepEqual(seeds('torch.manual_seed(18446744073709551615)\nnn.Dropout()'), [
      '18446744073709551615',
    ]);
    assert.deepEqual(seeds('S = -1\ntorch.manual_seed(S)\nnn.Dropout()'), ['-1']);
    assert.deepEqual(seeds('torch.random.manual_seed(0x10)\nnn.Dropout()'), ['16']);
  });
  it('is none where it cannot be read or PyTorch would refuse it', () => {
    for (const seed of ['args.seed', '0.5', '2**64', '18446744073709551616', '']) {
      assert.deepEqual(seeds(`torch.manual_seed(${seed})\nnn.Dropout()`), [undefined], seed);
    }
  });
});
