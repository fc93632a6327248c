import assert from 'node:assert/strict';
import { trace } from '../../../golden/traces';

const START = `import torch, copy
from torch import nn
import torch.nn.functional as F
torch.manual_seed(0)
x = torch.ones(2, 3)
drop = nn.Dropout(0.5)
net = nn.Sequential(nn.Linear(3, 3), nn.Dropout(0.2), nn.Linear(3, 1))
deep = nn.Sequential(nn.Sequential(drop), nn.ReLU())
`;

/** Each evaluation as `where it is: layer path of what is called = what that gave, made by`. */
function evaluations(code: string): string[] {
  const text = START + code;
  const textAt = ({ from, to }: { from: number; to: number }): string => text.slice(from, to);
  return trace([text], { notebook: false }).calls.map(({ place, within, made }) => {
    const { path = '', module = '-', value } = within ?? {};
    const what = within === undefined ? 'itself' : `${module} '${path}'`;
    return [
      `${textAt(place)}: ${what}`,
      ...(value === undefined ? [] : [`= ${value.text.slice(0, 8)}${value.doubt?.code ?? ''}`]),
      ...(made === undefined ? [] : [`by ${textAt(made)}`]),
    ].join(' ');
  });
}

const CASES: readonly [code: string, ...expected: string[]][] = [
  ['drop(x)', 'drop(x): itself by nn.Dropout(0.5)'],
  ['drop.eval()\ndrop(x)', 'drop(x): itself by nn.Dropout(0.5)'],
  ['nn.Dropout(0.1)(x)', 'nn.Dropout(0.1)(x): itself by nn.Dropout(0.1)'],
  ['F.dropout(x)', 'F.dropout(x): itself'],
  ['torch.dropout(x, 0.5, True)', 'torch.dropout(x, 0.5, True): itself'],
  ['out = net(x)', "net(x): Dropout '1' = tensor([ by nn.Dropout(0.2)"],
  ['net.eval()\nnet(x)', "net(x): Dropout '1' = tensor([ by nn.Dropout(0.2)"],
  ['deep(x)', "deep(x): Dropout '0.0' = tensor([ by nn.Dropout(0.5)"],
  ['nn.Sequential(drop)(x)', "nn.Sequential(drop)(x): Dropout '0' = tensor([ by nn.Dropout(0.5)"],
  ['copy.deepcopy(net)(x)', "copy.deepcopy(net)(x): Dropout '1' = tensor([ by nn.Dropout(0.2)"],
  ['net[1](x)', 'net[1](x): itself by nn.Dropout(0.2)'],
  [
    'drop(net(x))',
    "net(x): Dropout '1' = tensor([ by nn.Dropout(0.2)",
    'drop(net(x)): itself by nn.Dropout(0.5)',
  ],
  // What is called need not be a module, nor give a tensor, nor anything at all.
  ['list(map(drop, [x]))', "list(map(drop, [x])): Dropout '' = [tensor( by nn.Dropout(0.5)"],
  ['(lambda one: drop(one).sum())(x)', 'drop(one): itself by nn.Dropout(0.5)'],
  ['{drop(x)}', 'drop(x): itself by nn.Dropout(0.5)'],
  [
    'nn.Sequential(drop, nn.Linear(9, 9))(x)',
    "nn.Sequential(drop, nn.Linear(9, 9))(x): Dropout '0' by nn.Dropout(0.5)",
  ],
  // A class of the reader's shows its own calls.
  [
    'class Net(nn.Module):\n  def __init__(self):\n    super().__init__()\n    self.d = nn.Dropout(0.3)\n  def forward(self, x):\n    return self.d(x) + 1\nNet()(x)',
    'self.d(x): itself by nn.Dropout(0.3)',
  ],
  [
    'class My(nn.Dropout):\n  def __init__(self, p):\n    super().__init__(p)\nnn.Sequential(My(0.3))(x)',
    "nn.Sequential(My(0.3))(x): My '0' = tensor([ by My(0.3)",
  ],
];

describe('an evaluation of dropout within what the code calls', () => {
  for (const [code, ...expected] of CASES) it(code, () => assert.deepEqual(evaluations(code), expected));

  it('gives the value with the reason where it is not exact', () => {
    const [unseeded] = trace([START.replace('torch.manual_seed(0)', '') + 'net(x)']).calls;
    assert.equal(unseeded?.within?.value?.doubt?.code, 'unseeded');
  });
});

describe('what hangs on random numbers', () => {
  /** The cells whose values are in doubt only where all that is drawn is in doubt. */
  const cases: readonly [code: string, hangs: boolean][] = [
    ['drop(x)', true],
    ['drop(x).sum().item()', true],
    ['net(x)', true],
    ['torch.rand(2)', true],
    ['torch.rand(2, generator=torch.Generator())', true],
    ['torch.rand(2, generator=torch.Generator().manual_seed(1))', true],
    ['nn.Linear(2, 2).weight', true],
    ['"%.1f" % torch.rand(1).item()', true],
    ['drop.training', false],
    ['1 / (1 - drop.p)', false],
    ['drop.p', false],
    ['drop', false],
    ['net', false],
    ['x', false],
    ['drop(x).shape', false],
    ['drop.eval()', false],
    ['drop.eval()(x)', false],
    ['F.dropout(x, training=False)', false],
    ['nn.Dropout(0.0)(x)', false],
  ];
  for (const [code, hangs] of cases)
    it(`${code}: ${hangs}`, () => {
      const cells = [START, code];
      const [plain, doubted] = [trace(cells), trace(cells, { doubtsRandom: true })];
      assert.equal(plain.values.length, 1);
      assert.equal(plain.doubts[0], undefined);
      assert.equal(doubted.doubts[0] !== undefined, hangs);
      assert.equal(doubted.values[0]?.text, plain.values[0]?.text);
    });
});
