import assert from 'node:assert/strict';
import { fileGlob } from '../../../src/link/fileGlob';
import { type FileMove, movedUri } from '../../../src/link/movedUri';

const FILE = 'file:///work/net/model.py';

/** Events as `from > to`, or `from` alone for what was deleted; then where the file is. */
const CASES: readonly [what: string, events: readonly string[], after: string | undefined][] = [
  ['another file is moved', ['file:///work/net/other.py > file:///work/x.py'], FILE],
  ['the file is renamed', [`${FILE} > file:///work/net/drop.py`], 'file:///work/net/drop.py'],
  ['the file is moved', [`${FILE} > file:///else/model.py`], 'file:///else/model.py'],
  ['the file is deleted', [FILE], undefined],
  ['its folder is renamed', ['file:///work/net > file:///work/nets'], 'file:///work/nets/model.py'],
  ['a folder further up is moved', ['file:///work > file:///old/work'], 'file:///old/work/net/model.py'],
  ['its folder is deleted', ['file:///work/net'], undefined],
  ['a folder with a slash at its end', ['file:///work/net/ > file:///work/b/'], 'file:///work/b/model.py'],
  ['a folder is deleted whose name begins alike', ['file:///work/ne'], FILE],
  ['a file is deleted whose name begins alike', ['file:///work/net/model.p'], FILE],
  ['a file is deleted whose name goes on', ['file:///work/net/model.pyi'], FILE],
  ['a folder in another place', ['file:///other/work/net > file:///x'], FILE],
  ['the same path on another file system', ['vscode-vfs://github/work/net'], FILE],
  ['several at once', ['file:///a > file:///b', 'file:///work/net > file:///c'], 'file:///c/model.py'],
  [
    'the file and its folder at once',
    ['file:///work/net > file:///b', `${FILE} > file:///c/model.py`],
    'file:///c/model.py',
  ],
  [
    'the folder goes, and before it the file is moved',
    ['file:///work/net', `${FILE} > file:///m.py`],
    'file:///m.py',
  ],
  ['into a folder within', ['file:///work > file:///work/old'], 'file:///work/old/net/model.py'],
];

describe('where a file is once files were moved', () => {
  for (const [what, events, after] of CASES)
    it(what, () => {
      const moves = events.map((event): FileMove => {
        const [from = '', to] = event.split(' > ');
        return { from, to };
      });
      assert.equal(movedUri(FILE, moves), after);
    });

  it('keeps what is encoded', () => {
    const moves = [{ from: 'vscode-vfs://github/a%20b/c%23', to: 'vscode-vfs://github/d' }];
    assert.equal(
      movedUri('vscode-vfs://github/a%20b/c%23/m%C3%A9.ipynb', moves),
      'vscode-vfs://github/d/m%C3%A9.ipynb',
    );
  });
});

describe('the pattern of a file and the folders above it', () => {
  const cases: readonly [path: string, glob: string][] = [
    ['/model.py', 'model.py'],
    ['net/model.py', '{net,net/model.py}'],
    ['/a/b/c.ipynb', '{a,a/b,a/b/c.ipynb}'],
    ['/a,b/[c]{d}*.py', '{a?b,a?b/?c??d??.py}'],
  ];
  for (const [path, glob] of cases) it(path, () => assert.equal(fileGlob(path), glob));
});
