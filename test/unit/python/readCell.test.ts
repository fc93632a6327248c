import assert from 'node:assert/strict';
import { readCell } from '../../../src/python/syntax/ast/program';

describe('what was read of a cell', () => {
  const notebook = { notebook: true };

  it('is given again for the same text, in the same place of the same kind of document', () => {
    const text = '%matplotlib inline\nx = 1';
    const first = readCell(text, 0, notebook);
    assert.equal(readCell(text, 0, notebook), first);
    assert.deepEqual(
      first.body.map(({ cell, type }) => [cell, type]),
      [
        [0, 'Magic'],
        [0, 'Assign'],
      ],
    );
    assert.deepEqual(
      readCell(text, 1, notebook).body.map(({ cell }) => cell),
      [1, 1],
    );
    assert.equal(readCell(text, 0, { notebook: false }).verdict, 'broken');
    assert.equal(readCell(text, 0, notebook), first);
  });

  it('is forgotten behind much else, which was read later', () => {
    const [old, used] = ['old = 1', 'used = 1'];
    const first = readCell(old, 0, notebook);
    const second = readCell(used, 0, notebook);
    for (let number = 0; number < 60; number++) {
      readCell(`x = ${number}\n${'#\n'.repeat(500)}`, 0, notebook);
      assert.equal(readCell(used, 0, notebook), second);
    }
    assert.notEqual(readCell(old, 0, notebook), first);
    assert.deepEqual(readCell(old, 0, notebook), first);
  });
});
