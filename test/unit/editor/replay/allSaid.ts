import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { type SaidByReplay, saidByReplay } from '../replayed';

const ALL_SAID: string[] = [];

/** As `saidByReplay`, and remembers it. */
export async function said(...args: Parameters<typeof saidByReplay>): Promise<SaidByReplay> {
  const found = await saidByReplay(...args);
  const { hints, lenses, masks, items, hovers } = found;
  for (const { text, tooltip } of [...hints, ...lenses, ...masks, ...items]) ALL_SAID.push(text, tooltip);
  ALL_SAID.push(...items.map(({ leads }) => leads));
  ALL_SAID.push(...hovers.map(({ text }) => text));
  return found;
}

/** Tests that every text of some files of replay was said by then, in the same file of tests: others may run in another process. */
export function itSaysAllOf(...files: readonly string[]): void {
  for (const file of files)
    it(`says every text of ${file}`, () => {
      const code = readFileSync(path.join('src', file), 'utf8');
      const texts = [...code.matchAll(/l10n\.t\(\s*'([^']+)'/g)].map(([, text = '']) => text);
      assert.ok(texts.length > 0);
      for (const text of texts) {
        const parts = text.split(/\{\d\}/).map((part) => part.replace(/[^\w\s]/g, '\\$&'));
        const pattern = new RegExp(parts.join('.+'));
        assert.ok(
          ALL_SAID.some((one) => pattern.test(one)),
          text,
        );
      }
    });
}
