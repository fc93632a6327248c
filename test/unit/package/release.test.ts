// What is made or checked for a release.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { thirdParty } from '../../host/licenses.mjs';
import { isPreRelease, missing } from '../../host/release.mjs';

describe('a release', () => {
  const own = { version: '0.2.0', publisher: 'somebody', repository: 'github:somebody/it' };

  it('has the notices of all that is bundled (npm run licenses writes them anew)', async () =>
    assert.equal(
      readFileSync(join(import.meta.dirname, '../../../docs/third-party.md'), 'utf8'),
      await thirdParty(),
    ));

  for (const [what, tag, manifest, count] of [
    ['nothing is missing', 'v0.2.0', own, 0],
    ['the tag is another version', 'v0.3.0', own, 1],
    ['the publisher is the placeholder', 'v0.2.0', { ...own, publisher: 'dropout-playground' }, 1],
    ['nobody gave a repository', 'v0.2.0', { version: '0.2.0', publisher: 'somebody' }, 1],
  ] as const)
    it(`${count === 0 ? 'goes on' : 'stops'} where ${what}`, () =>
      assert.equal(missing(tag, manifest).length, count));

  it('is a pre-release by its odd minor number', () =>
    assert.deepEqual(['0.1.0', '0.2.3', '1.11.0'].map(isPreRelease), [true, false, true]));
});
