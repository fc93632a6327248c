// What is packaged, as the packager itself lists it.
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { listFiles, PackageManager } from '@vscode/vsce';

const root = join(import.meta.dirname, '../../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

describe('the package', () => {
  let files: readonly string[] = [];

  // To list them is to look through all that was built and downloaded.
  before(async function () {
    this.timeout(60_000);
    files = await listFiles({ cwd: root, packageManager: PackageManager.None });
  });

  it('holds what the extension needs at run time, and nothing else', () => {
    const unexpected = files.filter(
      (path) =>
        !/^(package(\.nls(\.[a-z-]+)?)?\.json|README\.md|CHANGELOG\.md|LICENSE|docs\/(rules\/)?[a-z-]+\.md|l10n\/.*\.json|dist\/.*\.(js|css)|dist\/page\.html|media\/(icons|example|readme|walkthrough)\/[^/]+\.(svg|png|ipynb)|media\/verify\/verify\.py)$/.test(
          path,
        ),
    );
    assert.deepEqual(unexpected, []);
    const needs = [
      ...[
        'package.json',
        'package.nls.json',
        ...['', '.ja', '.zh-cn'].map((language) => `l10n/bundle.l10n${language}.json`),
        ...['', '.ja', '.zh-cn'].map((language) => `package.nls${language}.json`),
        'README.md',
        'CHANGELOG.md',
        'LICENSE',
      ],
      ...['media/example/dropout.ipynb', 'media/readme/playground.png', 'media/icons/icon.png'],
      'media/verify/verify.py',
      ...['playground-dark', 'playground-light', 'view'].map((name) => `media/icons/${name}.svg`),
    ];
    for (const needed of needs) {
      assert.ok(files.includes(needed), needed);
    }
    // The bundles are there once they are built; `npm test` builds them before.
    if (existsSync(join(root, 'dist'))) {
      for (const bundle of [
        'dist/extension.js',
        'dist/verify.js',
        'dist/reader.js',
        'dist/replayer.js',
        'dist/previewer.js',
        'dist/webview/playground.js',
        'dist/webview/playground.css',
        'dist/webview/worker.js',
        'dist/page.html',
      ]) {
        assert.ok(files.includes(bundle), bundle);
      }
    }
  });

  it('has a README that links to nothing that it or its user guide does not have', () => {
    const readme = read('README.md');
    const guide = read('docs/user-guide.md');
    const headings = [...`${readme}\n${guide}`.matchAll(/^#+ (.*)$/gm)].map(
      ([, text = '']) =>
        `#${text
          .toLowerCase()
          .replaceAll(/[^\w\- ]/g, '')
          .replaceAll(' ', '-')}`,
    );
    const targets = [...readme.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
    assert.ok(targets.length > 5);
    const dead = targets.filter(
      (target) =>
        !target.startsWith('https://') &&
        !(
          files.includes(target.replace(/#.*/, '')) &&
          headings.includes(/#.*/.exec(target)?.[0] ?? headings[0] ?? '')
        ),
    );
    assert.deepEqual(dead, []);
  });
});
