import assert from 'node:assert/strict';
import { itSaysAllOf, said } from './allSaid';

const HEAD = `import torch
from torch import nn
import torch.nn.functional as F
from data import load
torch.manual_seed(0)
layer = nn.Dropout(0.5)
x = torch.ones(3, 5)
z = load()
`;
const BECAUSE = 'is not known: line 4: data is a module that is not known here.';

/** Code, its piece that is pointed at, and what is said there; undefined where nothing is said of what is missed. */
const CASES: readonly (readonly [name: string, code: string, at: string, says: string | undefined])[] = [
  ['a layer', 'y = layer(z)\n', 'layer(z)', BECAUSE],
  ['a layer in eval mode', 'layer.eval()\ny = layer(z)\n', 'layer(z)', BECAUSE],
  ['a function', 'y = F.dropout(z, 0.5)\n', 'F.dropout(z, 0.5)', BECAUSE],
  [
    'a function that takes no defaults',
    'y = torch.dropout(z, 0.5, True)\n',
    'torch.dropout(z, 0.5, True)',
    BECAUSE,
  ],
  ['a p that is not known', 'y = F.dropout(x, z)\n', 'F.dropout(x, z)', BECAUSE],
  [
    'a mode that is not known',
    'y = F.dropout(x, 0.5, training=z)\n',
    'F.dropout(x, 0.5, training=z)',
    BECAUSE,
  ],
  ['a call within a call', 'y = abs(layer(z))\n', 'layer(z)', BECAUSE],
  ['a loop', 'for _ in range(9):\n    y = layer(z)\n', 'layer(z)', BECAUSE],
  [
    'a module’s own forward',
    'class Net(nn.Module):\n    def __init__(self):\n        super().__init__()\n        self.drop = nn.Dropout(0.5)\n\n    def forward(self, a):\n        return self.drop(a)\n\n\nnet = Net()\ny = net(z)\n',
    'self.drop(a)',
    BECAUSE,
  ],
  ['dropout within what is called', 'y = nn.Sequential(layer)(z)\n', 'nn.Sequential(layer)(z)', BECAUSE],
  ['what is known', 'y = layer(x)\n', 'layer(x)', undefined],
  ['what is known at times', 'for one in (z, x):\n    y = layer(one)\n', 'layer(one)', undefined],
  ['what is no dropout', 'y = nn.ReLU()(z)\n', 'nn.ReLU()(z)', undefined],
  ['what is not run', 'def f():\n    return layer(z)\n', 'layer(z)', undefined],
];

describe('a call of dropout of which nothing is known', () => {
  for (const [name, code, at, says] of CASES)
    it(`${says === undefined ? 'is not meant by' : 'has its reason:'} ${name}`, async () => {
      const whole = HEAD + code;
      const { hovers } = await said([{ code: whole }]);
      const missed = hovers.filter(({ text }) => text.includes('What this call does'));
      const found = missed.map(({ from, to, text }) => [whole.slice(from, to), text]);
      assert.deepEqual(found, says === undefined ? [] : [[at, `${at}\nWhat this call does ${says}`]]);
    });
  itSaysAllOf('previews/replay/missedHover.ts');
});
