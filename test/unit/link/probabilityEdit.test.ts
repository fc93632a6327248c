import assert from 'node:assert/strict';
import { probabilityEdit } from '../../../src/link/probabilityEdit';
import { analyze } from '../../../src/python';

const IMPORTS = 'import torch.nn as nn, torch.nn.functional as F\n';

/** Code; what it is after p of its last dropout call was written, `call` or `elsewhere`; or why it cannot be. */
const CASES: readonly [before: string, after: string, where: 'call' | 'elsewhere' | 'problem'][] = [
  ['nn.Dropout(0.5)', 'nn.Dropout(0.3)', 'call'],
  ['nn.Dropout(p=.5)', 'nn.Dropout(p=0.3)', 'call'],
  ['nn.Dropout((0.5))', 'nn.Dropout((0.3))', 'call'],
  ['nn.Dropout(-0.5)', 'nn.Dropout(0.3)', 'call'],
  ['nn.Dropout(1.)', 'nn.Dropout(0.3)', 'call'],
  ['nn.Dropout(1e-3, True)', 'nn.Dropout(0.3, True)', 'call'],
  ['nn.Dropout(\n  0.5,  # p\n)', 'nn.Dropout(\n  0.3,  # p\n)', 'call'],
  ['F.dropout(x, 0.5, training=t)', 'F.dropout(x, 0.3, training=t)', 'call'],
  // Omitted.
  ['nn.Dropout()', 'nn.Dropout(p=0.3)', 'call'],
  ['nn.Dropout( )', 'nn.Dropout(p=0.3 )', 'call'],
  ['nn.Dropout(\n  # none\n)', 'nn.Dropout(p=0.3\n  # none\n)', 'call'],
  ['nn.Dropout(inplace=True)', 'nn.Dropout(inplace=True, p=0.3)', 'call'],
  ['nn.Dropout(inplace=True,)', 'nn.Dropout(inplace=True, p=0.3,)', 'call'],
  ['F.dropout(x)', 'F.dropout(x, p=0.3)', 'call'],
  ['F.dropout(f(x, ")"))', 'F.dropout(f(x, ")"), p=0.3)', 'call'],
  [
    'F.dropout(\n  x,\n  training=t,  # always\n)',
    'F.dropout(\n  x,\n  training=t, p=0.3,  # always\n)',
    'call',
  ],
  ['nn.LSTM(8, 2)', 'nn.LSTM(8, 2, dropout=0.3)', 'call'],
  // A constant.
  ['P = 0.5\nnn.Dropout(P)', 'P = 0.3\nnn.Dropout(P)', 'elsewhere'],
  ['P: float = 0.5  # rate\nnn.Dropout(p=P)', 'P: float = 0.3  # rate\nnn.Dropout(p=P)', 'elsewhere'],
  ['P = 0.5\nQ = P\nnn.Dropout(Q)', 'P = 0.3\nQ = P\nnn.Dropout(Q)', 'elsewhere'],
  // Not to be written.
  ['class D(nn.Dropout):\n  pass\ndef f(p=0.5):\n  nn.Dropout(p)', 'notOneNumber', 'problem'],
  ['nn.Dropout(1 - 0.5)', 'notOneNumber', 'problem'],
  ['from config import P\nnn.Dropout(P)', 'unknown', 'problem'],
  ['nn.Dropout(**options)', 'unknown', 'problem'],
  ['nn.Dropout(0.1, 0.2, 0.3)', 'incomplete', 'problem'],
];

describe('writing p into the code', () => {
  for (const [before, after, where] of CASES) {
    it(`${JSON.stringify(before)} → ${JSON.stringify(after)}`, () => {
      const text = IMPORTS + before;
      const site = analyze([text], { notebook: false }).sites.at(-1) ?? assert.fail();
      const result = probabilityEdit([text], site, '0.3');
      if (!result.possible) {
        assert.deepEqual([result.problem, 'problem'], [after, where]);
        return;
      }
      const { from, to, text: inserted } = result.edit;
      const edited = text.slice(0, from) + inserted + text.slice(to);
      assert.deepEqual([edited.slice(IMPORTS.length), result.inCall ? 'call' : 'elsewhere'], [after, where]);
      const again = analyze([edited], { notebook: false }).sites.at(-1);
      assert.ok(again?.p.known === true && again.p.number.value === 0.3 && again.key === site.key);
    });
  }

  it('goes to the cell that holds the number', () => {
    const texts = [IMPORTS, 'x = 1\nP = 0.5', 'nn.Dropout(P)'];
    const site = analyze(texts, { notebook: true }).sites[0] ?? assert.fail();
    const result = probabilityEdit(texts, site, '0.3');
    assert.deepEqual(result, {
      possible: true,
      edit: { cell: 1, from: 10, to: 13, text: '0.3' },
      inCall: false,
    });
  });
});
