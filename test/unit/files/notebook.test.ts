import assert from 'node:assert/strict';
import { cellsOf } from '../../../src/files';

describe('the cells of a notebook', () => {
  const code = { cell_type: 'code', metadata: {}, source: ['x = 1\n', 'y'] };
  const texts = (notebook: object): readonly string[] =>
    cellsOf(JSON.stringify(notebook)).map(({ text }) => text);

  it('are those in its language, where that is Python', () => {
    const cells = [code, { cell_type: 'markdown', source: 'z' }];
    assert.deepEqual(texts({ cells }), ['x = 1\ny']);
    for (const [metadata, count] of [
      [{ language_info: { name: 'python' } }, 1],
      [{ language_info: { name: 'Python' } }, 1],
      [{ kernelspec: { language: 'python', name: 'mine' } }, 1],
      [{ kernelspec: { language: 'R' } }, 0],
      [{ language_info: { name: 'R' }, kernelspec: { language: 'python' } }, 0],
      [{ kernelspec: 7 }, 1],
    ] as const)
      assert.equal(texts({ cells, metadata }).length, count, JSON.stringify(metadata));
  });

  it('have a language of their own', () => {
    const inLanguage = (languageId: string): object => ({ ...code, metadata: { vscode: { languageId } } });
    const cells = [inLanguage('shellscript'), inLanguage('python')];
    for (const language of ['python', 'R'])
      assert.deepEqual(cellsOf(JSON.stringify({ cells, metadata: { kernelspec: { language } } })), [
        { text: 'x = 1\ny', index: 1 },
      ]);
  });
});
