import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../../..');

/** Words that readers did not understand, or that promise what is not meant, and what is said in their place. */
const UNUSED: readonly (readonly [word: RegExp, instead: string])[] = [
  [/illustrati(?:ve|on)/i, 'one possible run'],
  [/matche?s? PyTorch/i, 'Output as predicted'],
  [/ran in another order/i, 'ran after [5]'],
  [/\bkept × /, 'rest × 2'],
  [/\buniform numbers?\b|\bShow u\b/i, 'random numbers'],
  [/the code has this p/, 'nothing: p is written where it differs'],
  [/same as PyTorch/, 'Exactly what PyTorch 2.7+ prints on a CPU'],
  [/≈/, 'usually 4–11 of 15 kept, or a question mark'],
  [/\bOpen .*call.* in playground$/, 'Open call 2'],
];

/** Every text: in the code of the host and of the pages, and in the manifest. */
function allTexts(): string[] {
  const texts = (file: string): string[] =>
    Object.values(JSON.parse(readFileSync(join(root, file), 'utf8')) as Record<string, string>);
  const bundles = readdirSync(join(root, 'l10n')).flatMap((name) =>
    name.endsWith('.json') ? [join('l10n', name)] : [],
  );
  return ['package.nls.json', ...bundles].flatMap(texts);
}

describe('the words of all texts', () => {
  const texts = allTexts();

  for (const [word, instead] of UNUSED)
    it(`are never ${word.source}, but “${instead}”`, () =>
      assert.deepEqual(
        texts.filter((text) => word.test(text)),
        [],
      ));

  it('are looked at', () => assert.ok(texts.length > 400));

  it('have no number with more digits than PyTorch prints', () =>
    assert.deepEqual(
      texts.filter((text) => /\d\.\d{5}/.test(text)),
      [],
    ));
});
