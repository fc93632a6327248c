import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../../..');

type Texts = Readonly<Record<string, string>>;

const read = (path: string): Texts => JSON.parse(readFileSync(join(root, path), 'utf8')) as Texts;

/** What a translator must leave as it is: `{0}`, `$(icon)`, code, and where links lead. */
function fixedIn(text: string): readonly string[] {
  return (text.match(/\{\d+\}|\$\([\w-]+\)|\]\([^)]*\)/g) ?? []).toSorted();
}

const LANGUAGES = readdirSync(join(root, 'l10n')).flatMap(
  (name) => /^bundle\.l10n\.(.+)\.json$/.exec(name)?.[1] ?? [],
);

const BUNDLES = [
  { of: (language = '') => `l10n/bundle.l10n${language && `.${language}`}.json`, name: 'texts' },
  { of: (language = '') => `package.nls${language && `.${language}`}.json`, name: 'manifest' },
];

describe('the translations', () => {
  it('are in Simplified Chinese and Japanese', () => {
    assert.deepEqual(LANGUAGES.toSorted(), ['ja', 'zh-cn']);
  });

  for (const language of LANGUAGES)
    for (const { of, name } of BUNDLES)
      it(`have all ${name} in ${language}, with their placeholders, icons and links`, () => {
        const [english, translated] = [read(of()), read(of(language))];
        assert.deepEqual(Object.keys(translated).toSorted(), Object.keys(english).toSorted());
        for (const [key, text] of Object.entries(english)) {
          const own = translated[key] ?? '';
          assert.notEqual(own.trim(), '', key);
          assert.deepEqual(fixedIn(own), fixedIn(text), key);
        }
      });
});
