// The user guide's tables against what the extension has: its commands, settings and keys.
import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { keyGroups } from '../../../media/playground/keyList';

const root = join(import.meta.dirname, '../../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');
const readme = read('README.md');
const guide = read('docs/user-guide.md');

interface Manifest {
  contributes: {
    commands: { command: string; title: string }[];
    menus: { commandPalette: { command: string; when: string }[] };
    configuration: { properties: Record<string, { default: unknown }> };
  };
}
const { contributes } = JSON.parse(read('package.json')) as Manifest;
const texts = JSON.parse(read('package.nls.json')) as Record<string, string>;

/** The rows of the table whose first column has that heading, as the texts of their cells. */
function table(heading: string): string[][] {
  const rows = guide
    .slice(guide.search(new RegExp(`^\\| ${heading} `, 'm')))
    .split(/\n(?!\|)/, 1)
    .join()
    .split('\n')
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  return rows.slice(2);
}

describe('the user guide', () => {
  it('lists the commands that the palette can offer, and no others', () => {
    const never = contributes.menus.commandPalette.filter(({ when }) => when === 'false');
    const offered = contributes.commands
      .filter(({ command }) => never.every((hidden) => hidden.command !== command))
      .map(({ title }) => texts[title.slice(1, -1)]);
    const listed = table('Command').flatMap(([titles = '']) => titles.split(', '));
    assert.deepEqual(listed.filter((title) => !title.startsWith('`npm')).sort(), offered.sort());
  });

  it('lists every setting with its default', () => {
    const listed = table('Setting').map(([name = '', value = '']) =>
      [name, value].map((text) => text.replaceAll('`', '')),
    );
    assert.deepEqual(
      listed.sort(),
      Object.entries(contributes.configuration.properties)
        .map(([name, setting]) => [name, String(setting.default)])
        .sort(),
    );
  });

  it('lists every key of the playground, as the playground itself does', () => {
    const keys = keyGroups({ singleKeys: true, inPanel: true, isMac: false })
      .flatMap((group) => group.keys)
      .flatMap(([combinations]) => combinations)
      .map((combination) => combination.replaceAll(' ', '+').replace('⇧', 'Shift'));
    const listed = table('Keys in the panel').flatMap(([cell = '']) =>
      [...cell.matchAll(/<kbd>(.*?)<\/kbd>/g)].map(([, key = '']) => key),
    );
    assert.deepEqual([...new Set(listed)].sort(), [...new Set(keys)].sort());
  });
});

describe('README', () => {
  it('names npm scripts that there are', () => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const named = [
      ...`${readme}\n${guide}\n${read('.github/CONTRIBUTING.md')}`.matchAll(
        /(?:`|^)npm (?:run )?([a-z][\w:-]*)/gm,
      ),
    ].map(([, name = '']) => name);
    assert.deepEqual(
      named.filter((name) => !(name in scripts)),
      [],
    );
  });
});

describe('docs/', () => {
  it('links only to files that there are', () => {
    const pages = readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' });
    for (const page of pages.filter((path) => path.endsWith('.md'))) {
      // In code, what looks like a link is none.
      const text = read(`docs/${page}`).replace(/```[^]*?```|`[^`\n]*`/g, '');
      const targets = [...text.matchAll(/\]\((?!https:|#)([^)#\s]+)/g)].map(([, target = '']) => target);
      for (const target of targets)
        assert.ok(existsSync(join(root, 'docs', dirname(page), target)), `${page}: ${target}`);
    }
  });
});
