import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RULE_CODES } from '../../../src/python';
import { problemsIn } from '../python/problems/problems';

const folder = join(import.meta.dirname, '../../../docs/rules');
const PARTS = [
  'What is wrong',
  'In training and in eval()',
  'How to mend it',
  'When it is meant',
  'How often it was right',
];

describe('the pages of the rules', () => {
  it('are one each', () =>
    assert.deepEqual(readdirSync(folder).sort(), RULE_CODES.map((rule) => `${rule}.md`).sort()));

  for (const rule of RULE_CODES)
    it(`say of ${rule} all that is to be said`, () => {
      const page = readFileSync(join(folder, `${rule}.md`), 'utf8');
      assert.equal(page.split('\n')[0], `# ${rule}`);
      assert.deepEqual(
        [...page.matchAll(/^## (.*)$/gm)].map(([, title]) => title),
        PARTS,
      );
      assert.match(page, /\d+ (?:%|findings?)|raises/);
    });

  it('have the always-on example that is one', () => {
    const page = readFileSync(join(folder, 'always-on.md'), 'utf8');
    const code = /```python\n([^`]*)```/.exec(page)?.[1] ?? '';
    const imports = 'from torch import nn\nimport torch.nn.functional as F\n';
    assert.deepEqual(
      problemsIn(imports + code.replace('  # always-on', '')).map(({ rule }) => rule),
      ['always-on'],
    );
  });
});
