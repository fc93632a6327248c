import assert from 'node:assert/strict';
import { ExcludeRules, GitRules, isLeftOut } from '../../../src/files';

const EXCLUDED: readonly [pattern: string, path: string, isLeftOut: boolean][] = [
  ['**/build', '/w/build/', true],
  ['**/build', '/w/a/b/build/', true],
  ['**/build', '/w/builder/', false],
  ['build', '/w/build/', true],
  ['build', '/w/a/build/', false],
  ['build/**', '/w/build/a.py', true],
  ['a/*.py', '/w/a/b.py', true],
  ['a/*.py', '/w/a/b/c.py', false],
  ['**/*.{ipynb,py}', '/w/a/b.py', true],
  ['**/*.{ipynb,py}', '/w/a/b.txt', false],
  ['{a,b/{c,d}}/x.py', '/w/b/d/x.py', true],
  ['{a,b/{c,d}}/x.py', '/w/c/x.py', false],
  ['!a.py', '/w/a.py', false],
  ['!a.py', '/w/!a.py', true],
  ['#a.py', '/w/#a.py', true],
  ['/a.py', '/w/a.py', true],
  ['**/[ab].py', '/w/c/a.py', true],
  ['**/?.py', '/w/ab.py', false],
  ['a{b.py', '/w/a{b.py', true],
  ['', '/w/a.py', false],
];

describe('what settings exclude', () => {
  for (const [pattern, path, expected] of EXCLUDED)
    it(`is ${expected ? '' : 'not '}${path} by ${pattern}`, () =>
      assert.equal(isLeftOut(path, [new ExcludeRules('/w/', [pattern])]), expected));

  it('is cut off where there are too many alternatives', () => {
    const pattern = '{a,b}'.repeat(40);
    assert.equal(isLeftOut('/w/x.py', [new ExcludeRules('/w/', [pattern, '*.py'])]), true);
  });
});

describe('what is left out', () => {
  const top = new GitRules('/w/', '*.py\n!kept.py\nbuild/\n');
  const below = new GitRules('/w/a/', '!own.py\n/kept.py\n');

  for (const [path, expected] of [
    ['/w/x.py', true],
    ['/w/kept.py', false],
    ['/w/a/own.py', false],
    ['/w/a/kept.py', true],
    ['/w/a/other.py', true],
    ['/w/a/build/', true],
    ['/w/a/x.ipynb', false],
  ] as const)
    it(`is ${expected ? '' : 'not '}${path}`, () => {
      const rules = path.startsWith('/w/a/') ? [top, below] : [top];
      assert.equal(isLeftOut(path, rules), expected);
    });
});
