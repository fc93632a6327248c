import assert from 'node:assert/strict';
import { analyze, siteNames } from '../../../src/python';

const IMPORTS = 'import torch\nfrom torch import nn\nimport torch.nn.functional as F\n';

/** What calls are known by: `Net: drop, forward: F.dropout`, without a class `drop`. */
function names(code: string, ...cells: string[]): string {
  const texts = [IMPORTS + code, ...cells];
  return siteNames(analyze(texts, { notebook: cells.length > 0 }))
    .map(({ owner, name }) => (owner === '' ? name : `${owner}: ${name}`))
    .join(' | ');
}

const NET = 'class Net(nn.Module):\n  def __init__(self):\n';

const CASES: readonly [what: string, code: string, expected: string][] = [
  ['an attribute', `${NET}    self.drop = nn.Dropout(0.1)`, 'Net: drop'],
  ['a deeper attribute', `${NET}    self.a.b = nn.Dropout(0.1)`, 'Net: a.b'],
  ['a name', 'drop = nn.Dropout(0.1)', 'drop'],
  ['a name with a type', 'drop: nn.Module = nn.Dropout(0.1)', 'drop'],
  ['the first of two names', 'a = b = nn.Dropout(0.1)', 'a'],
  ['one of several values', 'a, b = 1, nn.Dropout(0.1)', 'nn.Dropout'],
  ['an item', 'parts["drop"] = nn.Dropout(0.1)', 'parts["drop"]'],
  ['a layer of a sequence', 'net = nn.Sequential(nn.Linear(1, 1), nn.Dropout(0.1))', 'net[1]'],
  [
    'a layer of a sequence in a sequence',
    'net = nn.Sequential(nn.Sequential(nn.Dropout(0.1)), nn.Sequential(f, nn.Dropout(0.2)))',
    'net[0][0] | net[1][1]',
  ],
  ['a layer behind unpacked ones', 'net = nn.Sequential(*layers, nn.Dropout(0.1))', 'net'],
  ['a layer of a list', 'net = nn.ModuleList([nn.Dropout(0.1), nn.Dropout(0.2)])', 'net[0] | net[1]'],
  ['a layer of a dictionary', 'net = nn.ModuleDict({"a": nn.Dropout(0.1), "b": f})', 'net["a"]'],
  ['a layer of a dictionary by keywords', 'net = nn.ModuleDict(dict(a=nn.Dropout(0.1)))', 'net["a"]'],
  ['a layer of a dictionary of pairs', 'net = nn.ModuleDict([["a", f], ("b", nn.Dropout(0.1))])', 'net["b"]'],
  [
    'a layer of a sequence in a dictionary',
    'net = nn.ModuleDict({"a": nn.Sequential(f, nn.Dropout(0.1))})',
    'net["a"][1]',
  ],
  [
    'a layer of a sequence with names',
    'from collections import OrderedDict\nnet = nn.Sequential(OrderedDict([("f", f), ("drop", nn.Dropout(0.1))]))',
    'net.drop',
  ],
  ['a layer under a key that is no text', 'net = {key: nn.Dropout(0.1)}', 'nn.Dropout'],
  ['a layer in a tuple', 'net = (f, nn.Dropout(0.1))', 'nn.Dropout'],
  ['a condition', 'drop = nn.Dropout(p) if p else nn.Identity()', 'drop'],
  ['parentheses', 'drop = (\n  nn.Dropout(0.1)\n)', 'drop'],
  ['an output of a layer', 'y = nn.Dropout(0.1)(x)', 'nn.Dropout'],
  ['an output of a function', 'y = F.dropout(x)', 'F.dropout'],
  ['another maker', 'net = Block(nn.Dropout(0.1))', 'nn.Dropout'],
  [
    'a method',
    'class Net(nn.Module):\n  def forward(self, x):\n    return F.dropout(x)',
    'Net: forward: F.dropout',
  ],
  [
    'a function in a method',
    'class Net(nn.Module):\n  def forward(self, x):\n    def f(x):\n      return F.dropout(x)\n    return f(x)',
    'Net: forward.f: F.dropout',
  ],
  ['a function', 'def f(x):\n  return F.dropout(x)', 'f: F.dropout'],
  [
    'a class in a class',
    'class A(nn.Module):\n  class B(nn.Module):\n    def __init__(self):\n      self.drop = nn.Dropout(0.1)',
    'A.B: drop',
  ],
  [
    'a class in a function',
    'def make():\n  class B(nn.Module):\n    def __init__(self):\n      self.drop = nn.Dropout(0.1)',
    'B: drop',
  ],
  ['a callee in two lines', '(torch\n  .nn.functional.dropout(x))', 'torch .nn.functional.dropout'],
];

describe('what calls are known by', () => {
  for (const [what, code, expected] of CASES)
    it(`is told of ${what}`, () => assert.equal(names(code), expected));

  it('is told of each cell', () =>
    assert.equal(
      names('a = nn.Dropout(0.1)', 'b = nn.Dropout(0.2)', 'x = 1\nc = nn.Dropout(0.2)'),
      'a | b | c',
    ));

  it('is told where statements touch, and of many', () => {
    const many = Array.from({ length: 200 }, (_, i) => `d${i} = nn.Dropout(0.1)`);
    assert.equal(names(many.join('\n')), many.map((line) => line.split(' ')[0]).join(' | '));
    assert.equal(names('a = nn.Dropout(0.1);b = nn.Dropout(0.1)'), 'a | b');
  });

  it('is cut where it is long', () => assert.equal(names(`${'x'.repeat(80)} = nn.Dropout(0.1)`).length, 60));
});
