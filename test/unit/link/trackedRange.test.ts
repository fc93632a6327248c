import assert from 'node:assert/strict';
import { trackRange } from '../../../src/link/trackedRange';

/** Edits of `«…»` (the tracked call): each replaces a text by another; the expected text has the call where it went. */
const CASES: readonly [
  name: string,
  before: string,
  edits: readonly [from: string, to: string][],
  after: string,
][] = [
  ['typing above', 'a\n«Dropout(0.5)»', [['a', 'abc\n\n']], 'abc\n\n\n«Dropout(0.5)»'],
  ['typing below', '«Dropout(0.5)»\nb', [['b', 'bcd']], '«Dropout(0.5)»\nbcd'],
  ['another p', '«Dropout(0.5)»', [['0.5', '0.25']], '«Dropout(0.25)»'],
  ['another kind', 'x = «Dropout(0.5)»', [['Dropout', 'Dropout2d']], 'x = «Dropout2d(0.5)»'],
  ['a module before it', 'x = «Dropout(0.5)»', [['= D', '= nn.D']], 'x = «nn.Dropout(0.5)»'],
  [
    'several edits at once',
    'a\n«Dropout(0.5)»\nb',
    [
      ['a', ''],
      ['0.5', '.1'],
      ['b', 'c'],
    ],
    '\n«Dropout(.1)»\nc',
  ],
  [
    'a formatter',
    'x=«Dropout( 0.5 )»\n',
    [['x=Dropout( 0.5 )', 'x = Dropout( 0.5 )']],
    'x = «Dropout( 0.5 )»\n',
  ],
  [
    'a reload of the file',
    'a\n«Dropout(0.5)»\nb',
    [['a\nDropout(0.5)\nb', 'a\na\nDropout(0.1)\nb']],
    'a\n«a\nDropout(0.1)»\nb',
  ],
  ['deletion', 'a\n«Dropout(0.5)»\nb', [['Dropout(0.5)', '']], 'gone'],
  ['deletion with the line', 'a\n«Dropout(0.5)»\nb', [['a\nDropout(0.5)\n', '']], 'gone'],
  ['replacement', 'x = «Dropout(0.5)»', [['Dropout(0.5)', 'Identity[1]']], 'gone'],
];

describe('a tracked call', () => {
  for (const [name, marked, edits, after] of CASES) {
    it(`stays with its text: ${name}`, () => {
      const from = marked.indexOf('«');
      const to = marked.indexOf('»') - 1;
      const before = marked.replace(/[«»]/g, '');
      const changes = edits.map(([old, text]) => {
        const start = before.indexOf(old);
        assert.ok(start >= 0, old);
        return { from: start, to: start + old.length, text };
      });
      let text = before;
      for (const change of changes.toReversed())
        text = text.slice(0, change.from) + change.text + text.slice(change.to);
      const range = trackRange({ from, to }, changes, before);
      const seen =
        range === undefined
          ? 'gone'
          : `${text.slice(0, range.from)}«${text.slice(range.from, range.to)}»${text.slice(range.to)}`;
      assert.equal(seen, after);
    });
  }
});
