import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { analyze, RULES } from '../../../../src/python';
import { fixed, type FixGolden, STAYING_ON } from '../../../golden/fixes';

const file = new URL('../../../golden/fixes.json', import.meta.url);
const { cases } = JSON.parse(readFileSync(file, 'utf8')) as { cases: readonly FixGolden[] };

describe('fixes of dropout that stays on, by real PyTorch', () => {
  it('are all asked about', () =>
    assert.deepEqual(
      cases.map(({ before }) => before),
      STAYING_ON,
    ));

  for (const { before, after, outputs } of cases)
    it(before.split('def forward')[1]?.split('\n').slice(1).join('; ').trim() ?? '', () => {
      const made = fixed(before);
      assert.equal(made.after, after);
      assert.deepEqual(analyze([after], { notebook: false, rules: RULES }).problems, []);
      // Two calls in a row differ in eval() before the fix, and are the same after it; in training they differ.
      const same = [outputs.before.eval.same, outputs.after.eval.same, outputs.after.train.same];
      assert.deepEqual(same, [false, true, false]);
      assert.equal(made.isSafe, true);
    });
});
