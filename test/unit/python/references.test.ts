import assert from 'node:assert/strict';
import { analyze, layerAt } from '../../../src/python';
import { reprNumber } from '../../../src/torch';

const IMPORTS = 'import torch\nfrom torch import nn\nimport torch.nn.functional as F\n';
const NET = 'class Net(nn.Module):\n  def __init__(self, deep):\n    super().__init__()\n';

/** What the name at `|` is said to be: `drop: 0.3`, `self.drop: 0.1 or else`, `a: 0.1, 0.2`; '' for no layer. */
function meant(cells: readonly string[]): string {
  const marked = cells.map((cell, i) => (i === 0 ? IMPORTS : '') + cell);
  const cell = marked.findIndex((text) => text.includes('|'));
  const offset = marked[cell]?.indexOf('|') ?? assert.fail('no |');
  const texts = marked.map((text) => text.replace('|', ''));
  const layer = layerAt(analyze(texts, { notebook: cells.length > 1 }), cell, offset, {});
  if (layer === undefined) return '';
  assert.equal(layer.cell, cell);
  assert.ok(layer.from <= offset && offset <= layer.to, 'the range lies around the place');
  const numbers = layer.sites.map(({ p }) => (p.known ? reprNumber(p.number) : '?')).join(', ');
  return `${layer.text}: ${numbers}${layer.mayBeOther ? ' or else' : ''}`;
}

const CASES: readonly [what: string, code: string | readonly string[], expected: string][] = [
  ['its definition', 'dr|op = nn.Dropout(0.3)', 'drop: 0.3'],
  ['a call of it', 'drop = nn.Dropout(0.3)\ny = drop|(x)', 'drop: 0.3'],
  ['its mode', 'drop = nn.Dropout(0.3)\ndrop.ev|al()', 'drop: 0.3'],
  ['its mode, by the name', 'drop = nn.Dropout(0.3)\n|drop.train()', 'drop: 0.3'],
  ['a mode with an argument', 'drop = nn.Dropout(0.3)\ndrop.|train(False)', 'drop: 0.3'],
  ['another method', 'drop = nn.Dropout(0.3)\ndrop.|forward(x)', ''],
  ['an alias', 'a = nn.Dropout(0.3)\nb = a\n|b(x)', 'b: 0.3'],
  ['what returns itself', 'a = nn.Dropout(0.3).eval().to(d)\n|a(x)', 'a: 0.3'],
  ['another cell', ['drop = nn.Dropout(0.3)', 'x = 1', 'dro|p(x)'], 'drop: 0.3'],
  ['what was bound last', 'a = nn.Dropout(0.3)\na = nn.Dropout(0.4)\n|a(x)', 'a: 0.4'],
  ['the first of two', '|a = nn.Dropout(0.3)\na = nn.Dropout(0.4)', 'a: 0.3'],
  ['two, of which one holds', 'a = nn.Dropout(0.3)\nif b:\n  a = nn.Dropout(0.4)\n|a(x)', 'a: 0.3, 0.4'],
  ['a condition', 'a = nn.Dropout(0.3) if b else nn.Identity()\n|a(x)', 'a: 0.3 or else'],
  ['an output', 'y = nn.Dropout(0.3)(x)\nprint(|y)', ''],
  ['an output of a function', 'y = F.dropout(x)\nprint(|y)', ''],
  ['an argument', 'drop = nn.Dropout(0.3)\nnn.Sequential(lin, dr|op)', 'drop: 0.3'],
  ['a keyword', 'drop = nn.Dropout(0.3)\nf(|drop=1)', ''],
  ['a parameter of that name', 'drop = nn.Dropout(0.3)\ndef f(|drop):\n  pass', ''],
  ['a use of such a parameter', 'drop = nn.Dropout(0.3)\ndef f(drop):\n  return |drop(x)', ''],
  ['a global from within a function', 'drop = nn.Dropout(0.3)\ndef f(x):\n  return |drop(x)', 'drop: 0.3'],
  ['a lambda’s parameter', 'd = nn.Dropout(0.3)\nlambda d: |d(x)', ''],
  ['a deleted name', 'd = nn.Dropout(0.3)\ndel d\n|d(x)', ''],
  ['a layer around dropout', 'a = nn.LSTM(3, 4, 2, dropout=0.2)\n|a(x)', 'a: 0.2'],
  ['a sequence', 'a = nn.Sequential(nn.Dropout(0.2))\n|a(x)', ''],
  ['names in a circle', 'a = b\nb = a\n|a(x)\nnn.Dropout(0.1)', ''],
  ['an attribute where it is made', `${NET}    self.dr|op = nn.Dropout(0.1)`, 'self.drop: 0.1'],
  [
    'an attribute where it is called',
    `${NET}    self.drop = nn.Dropout(0.1)\n  def forward(self, x):\n    return self.|drop(x)`,
    'self.drop: 0.1',
  ],
  [
    'an attribute that is only named',
    `${NET}    self.drop = nn.Dropout(0.1)\n  def get(self):\n    return self.|drop`,
    'self.drop: 0.1',
  ],
  [
    'an attribute’s mode',
    `${NET}    self.drop = nn.Dropout(0.1)\n  def forward(self, x):\n    self.drop.|eval()`,
    'self.drop: 0.1',
  ],
  [
    'an attribute of an object',
    `${NET}    self.drop = nn.Dropout(0.1)\nnet = Net(1)\nnet.|drop(x)`,
    'net.drop: 0.1',
  ],
  [
    'an attribute with a condition',
    `${NET}    if deep:\n      self.drop = nn.Dropout(0.1)\n    else:\n      self.drop = nn.Identity()\n  def forward(self, x):\n    return self.|drop(x)`,
    'self.drop: 0.1 or else',
  ],
  [
    'an attribute set from outside',
    `${NET}    self.drop = nn.Dropout(0.1)\n  def forward(self, x):\n    return self.|drop(x)\nnet = Net(1)\nnet.drop = nn.Dropout(0.2)`,
    'self.drop: 0.1, 0.2',
  ],
  [
    'an attribute of a derived class',
    `${NET}    self.drop = nn.Dropout(0.1)\n  def forward(self, x):\n    return self.|drop(x)\nclass Deep(Net):\n  def __init__(self):\n    self.drop = nn.Dropout(0.5)`,
    'self.drop: 0.1, 0.5',
  ],
  [
    'an inherited attribute',
    `${NET}    self.drop = nn.Dropout(0.1)\nclass Deep(Net):\n  def forward(self, x):\n    return self.|drop(x)`,
    'self.drop: 0.1',
  ],
  ['the object itself', `${NET}    self.drop = nn.Dropout(0.1)\n    |self.drop.eval()`, ''],
  ['no name at all', 'drop = nn.Dropout(0.3)\n|\n', ''],
];

describe('the layer that a name stands for', () => {
  for (const [what, code, expected] of CASES) {
    it(what, () => assert.equal(meant(typeof code === 'string' ? [code] : code), expected));
  }

  it('is asked at any place of any text without a throw', () => {
    const text = `${IMPORTS}drop = nn.Dropout(0.3)\nself.drop = [drop(\n  lambda: drop.eval(), {drop: x.y.z[drop]}\ndef f(drop=drop, *`;
    const analysis = analyze([text], { notebook: false });
    for (let offset = -1; offset <= text.length + 1; offset++) layerAt(analysis, 0, offset, {});
    assert.equal(layerAt(analysis, 7, 0, {}), undefined);
  });
});
