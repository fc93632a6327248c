import assert from 'node:assert/strict';
import { library } from '../../../../src/python/library';
import { readCell } from '../../../../src/python/syntax/ast/program';
import { replay } from '../../../golden/traces';

/* What each module gives is compared with CPython in test/golden/teaching. */

describe('the library that is written in Python', () => {
  for (const [name, source] of library) {
    it(`has a text of ${name} that is fine Python`, () => {
      assert.equal(readCell(source, 0, { notebook: false }).verdict, 'fine');
    });

    it(`has ${name} at hand, whatever the reader's names are`, () => {
      const [value] = replay([
        `len = sum = isinstance = sorted = None\nimport ${name}\nprint(${name}.__name__ if 0 else 1)`,
      ]);
      assert.deepEqual([value?.text, value?.exact], ['1', true]);
    });
  }

  it('shows what a namespace holds', () => {
    const shown = replay([
      'from types import SimpleNamespace\nargs = SimpleNamespace(p=0.5)\nprint(args, vars(args).items())',
    ]);
    assert.deepEqual(
      shown.map(({ text, exact }) => [text, exact]),
      [["namespace(p=0.5) dict_items([('p', 0.5)])", true]],
    );
  });

  it('is no place of which a doubt tells', () => {
    const doubted = replay([
      'import statistics, random\nx = random.random()\ny = statistics.mean([x])\nprint(y)',
    ]);
    assert.deepEqual(
      doubted.map(({ reason }) => reason),
      ['no seed is set, so every run draws other numbers'],
    );
    const unknown = replay(['import statistics\n\n\nprint(statistics.mean([float("inf")]))']);
    assert.deepEqual(
      unknown.map(({ reason }) => reason),
      ['line 4: the digits of a number is not understood'],
    );
  });
});
