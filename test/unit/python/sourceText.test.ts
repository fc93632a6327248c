import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parsableScript, withoutCellMagic, withoutLineMagics } from '../../../src/python/syntax/sourceText';
import { inWords, notebook, script } from './sites';
import { changedRegion, lineAt, lineStarts } from '../../../src/text';

describe('text made digestible for the grammar', () => {
  const FLOATS: readonly [text: string, parsed: string][] = [
    ['f(0.)', 'f(00)'],
    ['f(0., 1.)', 'f(00, 10)'],
    ['x = 1.\ny', 'x = 10\ny'],
    ['1.e-3', '10e-3'],
    ['1_0.', '1_00'],
    ['0.5', '0.5'],
    ['.5', '.5'],
    ['x.y', 'x.y'],
    ['x1.y', 'x1.y'],
    ['a.1.', 'a.1.'],
    ['1..real', '1..real'],
  ];
  for (const [text, parsed] of FLOATS) {
    it(`reads ${JSON.stringify(text)}`, () => assert.equal(parsableScript(text), parsed));
  }

  it('never moves a character', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...Array.from('0.1e-%!? ab_\\\n\r()')) }),
        fc.boolean(),
        (text, isCell) => {
          const parsed = isCell
            ? withoutLineMagics(parsableScript(withoutCellMagic(text)), () => false)
            : parsableScript(text);
          assert.equal(parsed.length, text.length);
          assert.deepEqual(lineStarts(parsed), lineStarts(text));
        },
      ),
    );
  });
});

describe('lines and changes', () => {
  it('counts lines as VS Code does', () => {
    const starts = lineStarts('a\nb\r\nc\rd');
    assert.deepEqual(starts, [0, 2, 5, 7]);
    assert.deepEqual(
      [0, 1, 2, 4, 5, 6, 7, 99].map((offset) => lineAt(starts, offset)),
      [0, 0, 1, 1, 2, 2, 3, 3],
    );
  });

  it('finds the one region that changed', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom('a', 'b') }),
        fc.string({ unit: fc.constantFrom('a', 'b') }),
        (a, b) => {
          const change = changedRegion(a, b);
          if (change === null) {
            assert.equal(a, b);
            return;
          }
          const { from, toBefore, toAfter } = change;
          assert.equal(a.slice(0, from) + b.slice(from, toAfter) + a.slice(toBefore), b);
        },
      ),
    );
  });
});

describe('notebook cells', () => {
  const IMPORT = 'from torch import nn';

  const MAGICS: readonly [cell: string, sites: readonly string[]][] = [
    ['%matplotlib inline\nnn.Dropout(0.1)', ['Dropout 0.1 literal']],
    ['!pip install torch\nnn.Dropout(0.1)', ['Dropout 0.1 literal']],
    ['if True:\n    !pip install \\\n      torch\nnn.Dropout(0.1)', ['Dropout 0.1 literal']],
    ['nn.Dropout?\nnn.Dropout(0.1)', ['Dropout 0.1 literal']],
    ['?nn.Dropout\nnn.Dropout(0.1)', ['Dropout 0.1 literal']],
    ['%%time\nnn.Dropout(0.1)', ['Dropout 0.1 literal']],
    ['%time d = nn.Dropout(0.1)', ['Dropout 0.1 literal']],
    ['if a:\n  %time nn.Dropout(0.1)\n  b', ['Dropout 0.1 literal']],
    ['%timeit nn.Dropout(0.1)', []],
    ['m = """\n%s items\n! not a magic\nx?\n""" % n\nnn.Dropout(0.1)', ['Dropout 0.1 literal']],
    ['x = f(\n  a\n  %b)\nnn.Dropout(0.1)', ['Dropout 0.1 literal']],
    ['%%timeit\nnn.Dropout(0.1)', []],
    ['%%python\nnn.Dropout(0.1)', []],
    ['%%bash\nnn.Dropout(0.1)', []],
    ['%%html\n<p>nn.Dropout(0.1)</p>', []],
    ['x = (7\n% nn.Dropout(0.1))', ['Dropout 0.1 literal']],
  ];
  for (const [cell, sites] of MAGICS) {
    it(`reads ${JSON.stringify(cell)}`, () =>
      assert.deepEqual(notebook(IMPORT, cell).sites.map(inWords), sites));
  }

  it('a broken cell hurts only itself', () => {
    const { sites } = notebook(IMPORT, 'def f(:\n  x = [(', 'nn.Dropout(0.1)', '"""', 'nn.Dropout(0.2)');
    assert.deepEqual(sites.map(inWords), ['Dropout 0.1 literal', 'Dropout 0.2 literal']);
  });

  it('gives positions within the cell', () => {
    const { sites } = notebook(IMPORT, '\n  nn.Dropout(0.1)');
    assert.deepEqual([sites[0]?.cell, sites[0]?.from, sites[0]?.to, sites[0]?.line], [1, 3, 18, 1]);
  });

  it('tells call sites apart by keys that survive edits elsewhere', () => {
    const keys = (text: string): string[] => script(text).sites.map(({ key }) => key);
    const text = `${IMPORT}\nclass A:\n  def f(self):\n    nn.Dropout()\n    nn.Dropout()\nnn.Dropout()`;
    assert.deepEqual(keys(text), ['A.f/Dropout/0', 'A.f/Dropout/1', '/Dropout/0']);
    assert.deepEqual(keys(text.replace('class A', 'x = 1\n\nclass A')), keys(text));
  });
});
