import assert from 'node:assert/strict';
import { analyze, Files, RULES, trace } from '../../../src/python';

/*
 * What travels from a worker to the editor is copied on its way. It is plain data, and no part of it drags along the syntax
 * tree, of which any node would do for a place.
 */

/** The keys of all objects in a value, by the way to them: `calls[].place`. */
function keysIn(value: unknown, path = '', found: Record<string, string[]> = {}): Record<string, string[]> {
  if (typeof value !== 'object' || value === null) return found;
  if (ArrayBuffer.isView(value)) {
    // A copy takes all of the memory that it is a view of.
    assert.equal(value.byteLength, value.buffer.byteLength, path);
  } else if (Array.isArray(value)) for (const item of value) keysIn(item, `${path}[]`, found);
  else {
    const known = (found[path] ??= []);
    for (const [key, inner] of Object.entries(value)) {
      if (!known.includes(key)) known.push(key);
      keysIn(inner, path === '' ? key : `${path}.${key}`, found);
    }
  }
  return found;
}

/** Asserts that a copy is equal, and that the keys are those which the types declare. */
function assertPlain(value: unknown, declared: Readonly<Record<string, string>>): void {
  assert.deepEqual(structuredClone(value), value);
  const found = Object.entries(keysIn(value)).map(([path, keys]) => [path, keys.toSorted().join(' ')]);
  const expected = Object.entries(declared).map(([path, keys]) => [
    path,
    keys.split(' ').toSorted().join(' '),
  ]);
  assert.deepEqual(Object.fromEntries(found), Object.fromEntries(expected));
}

const PLACE = 'cell line from to';
const DOUBT = 'code args cell line';

const NETWORK = `import torch
from torch import nn

class Net(nn.Module):
  def __init__(self):
    super().__init__()
    self.body = nn.Sequential(nn.Linear(3, 3), nn.Dropout(0.5))

  def forward(self, x):
    return self.body(x) * 2
`;

const RUNS: readonly (readonly string[])[] = [
  [NETWORK, 'torch.manual_seed(1)\nnet = Net()\nnet(torch.ones(2, 3))', 'print(net(torch.ones(1, 3)))\n1 +'],
  [
    'import torch\nprint(torch.cuda.is_available(), torch.dropout(torch.ones(4), 0.5, True))',
    'print({"a", "b"})',
    'import helpers\nprint(helpers.x)',
  ],
  [
    NETWORK,
    'import helpers\nx = helpers.x\nnet = Net()\nif x: torch.manual_seed(1)',
    'net(torch.ones(1, 3))\nx\nnn.Dropout()(x)',
  ],
  [
    'import torch\ntorch.manual_seed(1)',
    'd = torch.nn.Dropout()\nx = d(torch.ones(5).exp())',
    'print(x)\nprint(x @ x)',
  ],
  ['import helpers\nif helpers.x(): pass\nraise ValueError(1)\nprint(2)'],
  ['exec("1")', 'print(object())', 'n = sum(1 for _ in iter(int, 1))', 'print(n)', 'print "a"'],
];

describe('what is found out about a program', () => {
  it('is plain data where it was replayed', () => {
    const traces = RUNS.map((cells) => trace(cells, { budget: { steps: 10_000 } }));
    const codes = new Set(traces.flatMap(({ values }) => values.map(({ doubt }) => doubt?.code)));
    for (const code of [
      'unseeded',
      'unknownModule',
      'setOrder',
      'notUnderstood',
      'address',
      'tooLarge',
    ] as const)
      assert.ok(codes.has(code), code);
    assertPlain(traces, {
      '[]': 'values broken calls missed ended assumptions isLate',
      '[].ended[]': 'place error doubt left',
      '[].ended[].place': PLACE,
      '[].ended[].left[]': PLACE,
      '[].ended[].doubt': DOUBT,
      '[].missed[]': 'place doubt',
      '[].missed[].place': PLACE,
      '[].missed[].doubt': DOUBT,
      '[].assumptions[]': DOUBT,
      '[].values[]': 'cell line text doubt form assumed',
      '[].values[].doubt': DOUBT,
      '[].calls[]':
        'place within made layer training seed position call shape total isOnes kept picture maskDoubt doubt assumed',
      '[].calls[].place': PLACE,
      '[].calls[].within': 'path module value',
      '[].calls[].within.value': 'text doubt',
      '[].calls[].within.value.doubt': DOUBT,
      '[].calls[].made': PLACE,
      '[].calls[].layer': 'kind p inplace',
      '[].calls[].layer.p': 'type value',
      '[].calls[].picture': 'input inputValues output mask elements',
      '[].calls[].maskDoubt': DOUBT,
      '[].calls[].doubt': DOUBT,
    });
  });

  it('is plain data where it was read', () => {
    const files = new Files(['file:///w/a.py', 'file:///w/settings.py']);
    files.set('file:///w/settings.py', 'P = 0.25\n');
    const cells = [
      'from torch import nn\nimport torch.nn.functional as F\nfrom settings import P\ndrops = [nn.Dropout(P), nn.Dropout()]',
      'def f(x, p=0.1):\n  return F.dropout(x, p, training=False)',
      'for p in (0.1, 0.2): nn.Dropout(p)\nnn.Dropout(q)\nnn.LSTM(1, 1, dropout=0.5)\nnn.Dropout(',
    ];
    const options = { notebook: true, uri: 'file:///w/a.py', files, rules: RULES };
    const { sites, problems, unsettled } = analyze(cells, options);
    assert.deepEqual([sites.length, problems.length], [7, 1]);
    assertPlain(
      { sites, problems, unsettled },
      {
        '': 'sites problems unsettled',
        'sites[]':
          'cell from to calleeTo argument argumentsTo omitted written line kind form within sizes isIdle name verdict p active inplace mayBeOther drawsOtherwise key seed',
        'sites[].sizes': 'hidden_size',
        'sites[].argument': 'from to',
        'sites[].written': 'cell from to',
        'sites[].p': 'known number source reach steps unless guessed beside reason name values',
        'sites[].p.number': 'type value',
        'sites[].p.steps[]': 'text place',
        'sites[].p.steps[].place': 'uri cell from to line',
        'sites[].verdict': 'silenced reason on',
        'problems[]': 'rule severity message cell from to line site fixes related',
        'problems[].message': 'code args',
        'problems[].fixes[]': 'code args isSafe edits',
        'problems[].fixes[].edits[]': 'from to text',
        'unsettled[]': 'cell fromLine toLine',
      },
    );
  });
});
