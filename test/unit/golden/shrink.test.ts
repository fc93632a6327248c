import assert from 'node:assert/strict';
import { reproduction } from '../../golden/pythonSource';
import { RandomCases, type Case } from '../../golden/randomCases';
import { shrink } from '../../golden/shrink';

/** A case on which `fails`, made as small as it gets. */
async function smallest(fails: (testCase: Case) => boolean): Promise<string> {
  const cases = new RandomCases('shrink');
  let found = cases.next();
  while (!fails(found)) found = cases.next();
  return reproduction(await shrink(found, (testCase) => Promise.resolve(fails(testCase))));
}

describe('the shrinker of npm run test:torch', () => {
  it('leaves the one call that matters', async () => {
    const script = await smallest(
      (testCase) =>
        testCase.about === 'sequence' &&
        testCase.sequence.steps.length > 0 &&
        testCase.sequence.steps.some(
          (step) => step.call === 'randn' && step.shape.reduce((a, b) => a * b, 1) >= 16,
        ),
    );
    const [, shape = ''] =
      /^import base64, struct, torch\ntorch\.manual_seed\(0\)\nprint\(torch\.randn\(\(([\d, ]+)\)/.exec(
        script,
      ) ?? [];
    assert.equal(
      shape.split(',').reduce((numel, size) => numel * Number(size.trim() || 1), 1),
      16,
      script,
    );
    assert.equal(script.split('\n').length, 4);
  });

  it('leaves of a tensor what matters', async () => {
    const script = await smallest(
      (testCase) =>
        testCase.about === 'repr' &&
        testCase.printing.tensor.dtype === 'bfloat16' &&
        testCase.printing.tensor.shape.length >= 2,
    );
    assert.match(
      script,
      /t = torch\.(ones|empty)\([01], dtype=torch\.bfloat16\)\.reshape\(\([01], [01]\)\)\nprint\(t\)$/,
    );
  });

  it('takes characters from a text', async () => {
    assert.equal(
      await smallest(
        ({ about, ...rest }) => about === 'literal' && 'text' in rest && rest.text.includes('_'),
      ),
      'print(repr(_))',
    );
  });

  it('writes a script for every case', () => {
    const cases = new RandomCases('scripts');
    for (let i = 0; i < 300; i++) {
      const testCase = cases.next();
      // A program is its own script, and may say anything; so may the bytes of a tensor.
      if (testCase.about !== 'program') {
        const script = reproduction(testCase).replace(/b64decode\("[^"]*"\)/g, '');
        assert.doesNotMatch(script, /undefined|NaN|\[object/);
      }
    }
  });
});
