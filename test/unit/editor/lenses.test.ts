import assert from 'node:assert/strict';
import { fitted, LONGEST_LENS, lensLength } from '../../../src/previews/lens';
import { lensesOf, saidOf } from './previews';

const IMPORTS = 'import torch\nfrom torch import nn\nimport torch.nn.functional as F\n';
const inForward = (call: string): string =>
  `class Net(nn.Module):\n  def __init__(self, p=None):\n    self.p = 0.3\n  def forward(self, x):\n    return ${call}`;

/** A call, and its short lenses. */
const CASES: readonly (readonly [code: string, ...lenses: string[]])[] = [
  ['nn.Dropout(0.5)', 'drops 50%, rest × 2', 'Try it'],
  ['nn.Dropout()', 'drops 50%, rest × 2', 'Try it'],
  ['nn.Dropout(0.3)', 'drops 30%, rest × 1.43', 'Try it'],
  ['nn.Dropout(0.004)', 'drops 0.4%, rest × 1.004', 'Try it'],
  ['nn.Dropout(1e-6)', 'drops <0.1%, rest × 1.0000', 'Try it'],
  ['nn.Dropout(0)', 'drops nothing', 'Try it'],
  ['nn.Dropout(1)', 'drops everything', 'Try it'],
  ['nn.Dropout2d(0.2)', 'drops 20% of channels, rest × 1.25', 'Try it'],
  ['nn.Dropout2d(1/3)', 'drops 33.3% of channels, rest × 1.5', 'Try it'],
  ['nn.Dropout2d(0.9999)', 'drops >99.9% of channels', 'Try it'],
  ['nn.AlphaDropout(0.5)', 'drops 50%, keeps mean 0, variance 1', 'Try it'],
  ['F.dropout(x, 0.5, False)', 'off, training is False', 'Try it'],
  ['nn.LSTM(3, 4, 2, dropout=0.3)', 'drops 30% between its layers', 'Try it'],
  ['P = 0.1\nnn.Dropout(P)', 'p = 0.1 from line 4', 'Try it'],
  ['def build(p=0.1):\n  nn.Dropout(p)', 'p = 0.1 from line 4', 'Try it'],
  ['def build(p=0.0):\n  nn.Dropout(p)', 'p = 0.0 from line 4', 'Try a p'],
  [
    '@dataclass\nclass Defaults:\n  drop = 0.2\ndef build(config):\n  nn.Dropout(config.drop)',
    'p = 0.2? guessed from line 6',
    'Try it',
  ],
  ['def build(p=None):\n  nn.Dropout(p)', 'p unknown: None by default', 'Try a p'],
  ['nn.Dropout(q)', 'p unknown: not defined here', 'Try a p'],
  ['nn.Dropout(*given)', 'p unknown: it may be in given', 'Try a p'],
  ['nn.Dropout(*what_was_given_here)', 'p unknown: it may be in what_was…', 'Try a p'],
  // What is wrong.
  [inForward('F.dropout(x, p=0.3)'), '$(warning)\u00a0stays on in eval()', 'Fix', 'Try it'],
  [
    `class Net(nn.Module):\n  def forward(self, x):\n    F.dropout(x, 0.5, self.training)`,
    '$(warning)\u00a0drops nothing: result unused',
    'Fix',
    'Try it',
  ],
  [
    'class Net(nn.Module):\n  def forward(self, x):\n    return F.dropout(x, self.training)',
    '$(warning)\u00a0drops all where p is True',
    'Fix',
    'Try it',
  ],
  [
    'class Net(nn.Module):\n  def __init__(self):\n    self.layers = [nn.Dropout(0.1)]\n  def forward(self, x):\n    return self.layers[0](x)',
    '$(warning)\u00a0eval() does not reach it',
    'Fix',
    'Try it',
  ],
  ['nn.LSTM(3, 4, dropout=True)', '$(warning)\u00a0PyTorch refuses a truth value as p', 'Try it'],
  ['nn.Dropout("a")', '$(warning)\u00a0p is no number', 'Try it'],
  [inForward('nn.Dropout(0.3)(x)'), '$(warning)\u00a0stays on in eval()', 'Try it'],
  ['nn.LSTM(3, 4, dropout=0.3)', '$(warning)\u00a0drops nothing: it has one layer', 'Fix'],
  ['nn.Dropout(1.5)', '$(warning)\u00a0p = 1.5 is no probability', 'Try it'],
  // What is not: meant so, or no module.
  [inForward('F.dropout(x, 0.3, training=True)'), 'drops 30%, rest × 1.43', 'Try it'],
  [inForward('F.dropout(x, 0.3, self.training)'), 'drops 30%, rest × 1.43', 'Try it'],
  [inForward('F.dropout(x, 0.0)'), 'drops nothing', 'Try it'],
  ['F.dropout(x, 0.5)', 'drops 50%, rest × 2', 'Try it'],
  ['nn.Dropout(0.5)(x)', 'drops 50%, rest × 2', 'Try it'],
  ['nn.LSTM(3, 4, dropout=0)', 'drops nothing: it has one layer', 'Try it'],
];

describe('short lenses', () => {
  for (const [code, ...lenses] of CASES)
    it(code.replace(/\s+/g, ' '), async () => {
      const said = await saidOf(IMPORTS + code);
      assert.deepEqual(said.lenses.short, lenses);
      const isWrong = lenses[0]?.startsWith('$(warning)') === true;
      assert.deepEqual(said.lenses.problems, isWrong ? lenses : []);
    });

  for (const [calls, short, full] of [
    [500, 1000, 1500],
    [501, 501, 501],
    [2500, 2500, 2500],
  ] as const)
    it(`are all there for each of ${calls} calls, or one where these are very many`, async () => {
      const code =
        IMPORTS + Array.from({ length: calls }, (_, i) => `a${i} = nn.Dropout(0.${i + 1})`).join('\n');
      for (const [style, count] of [
        ['short', short],
        ['problems', 0],
        ['full', full],
      ] as const)
        assert.equal((await lensesOf(code, style)).length, count, style);
    });

  it('are none where nobody is there who could say them', async () => {
    const lenses = await lensesOf(`${IMPORTS}nn.Dropout(0.5)`, 'short', () => Promise.resolve(undefined));
    assert.deepEqual(lenses, []);
  });

  it('give way to fewer words where there is no room', () => {
    const other = 'Try it';
    const room = LONGEST_LENS - ' | Try it'.length;
    const long = 'p = 0.1 from a_file_with_a_long_name.py:120';
    assert.equal(fitted([long, 'p = 0.1 from another file'], [other]), 'p = 0.1 from another file');
    assert.equal(fitted([long], [other]), 'p = 0.1 from a_file_with_a_long…');
    assert.equal(
      fitted(['$(warning)\u00a0'.padEnd(60, 'x')], [other]).length,
      room + '$(warning)'.length - 1,
    );
    assert.equal(fitted(['a', 'b'], [other]), 'a');
  });

  for (const [text, room, cut] of [
    ['8 layers within self.encoder: 127–267 kept', 40, '8 layers within self.encoder: 127–267…'],
    ['8 layers within self.encoder: 127–267 kept', 36, '8 layers within self.encoder…'],
    ['dropout within F.scaled_dot_product_attention', 30, 'dropout within F.scaled_dot…'],
    ['p = 0.30000000000000004? guessed', 20, 'p =…'],
    ['p = 33.3% of it all', 9, 'p =…'],
    ['a_very_long_name', 9, 'a_very…'],
    ['averylongnamethatisoneword', 9, 'averylon…'],
    ['p 未知：默认值为 None', 9, 'p 未知：默认值…'],
    ['$(warning) stays on in eval()', 12, '$(warning) stays on…'],
  ] as const)
    it(`are cut between words and numbers: ${text}`, () => {
      assert.equal(fitted([text], [], room), cut);
      assert.ok(lensLength(cut) <= room);
    });
});
