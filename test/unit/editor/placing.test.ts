// What is placed in a text that was typed into since it was read: no more than is asked for, and that as if all were.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import type * as vscode from 'vscode';
import { analyze } from '../../../src/python';
import { placedSites, type Wanted } from '../../../src/reading/placing';
import type { Tracks } from '../../../src/reading';
import { type Edit, lineAt, lineStarts } from '../../../src/text';

const TEXT = `from torch import nn\n${'a = nn.Dropout(0.1); b = nn.Dropout()\n# between\n'.repeat(8)}`;
const { sites } = analyze([TEXT], { notebook: false });

/** Some of a text gives way to another one. */
const typed = fc.record({
  at: fc.nat(TEXT.length),
  length: fc.constantFrom(0, 0, 0, 1, 30),
  text: fc.constantFrom('', 'x', 'ab', '\n', 'x\ny\n'),
});

type Typed = typeof typed extends fc.Arbitrary<infer T> ? T : never;

/** The text after edits, and what of the calls in it is placed there. */
function after(edits: readonly Typed[]) {
  let text = TEXT;
  const tracked = edits.map(({ at, length, text: by }): Edit => {
    const [from, toBefore] = [Math.min(at, text.length), Math.min(at + length, text.length)];
    const lines = lineStarts(by).length - lineStarts(text.slice(from, toBefore)).length;
    text = text.slice(0, from) + by + text.slice(toBefore);
    return { from, toBefore, toAfter: from + by.length, lines };
  });
  const starts = lineStarts(text);
  const positionAt = (offset: number) => ({ line: lineAt(starts, offset) });
  const document = { version: 2, positionAt } as unknown as vscode.TextDocument;
  const tracks = { since: () => tracked } as unknown as Tracks;
  return (wanted: Wanted) =>
    placedSites({ uri: 'a', version: 1, sites, problems: [] }, document, tracks, wanted);
}

describe('calls in a text that was typed into', () => {
  it('stand near a stretch as they do where all are placed', () => {
    fc.assert(
      fc.property(
        fc.array(typed, { maxLength: 3 }),
        fc.nat(TEXT.length),
        fc.nat(40),
        (edits, from, length) => {
          const placed = after(edits);
          const to = from + length;
          const isThere = (site: { readonly from: number; readonly to: number }) =>
            site.from <= to && from <= site.to;
          assert.deepEqual(placed({ from, to }).filter(isThere), placed('all').filter(isThere));
        },
      ),
    );
  });

  it('are on the same lines where no more is asked', () => {
    const linesOf = (found: readonly (typeof sites)[number][]) => found.map(({ key, line }) => [key, line]);
    fc.assert(
      fc.property(fc.array(typed, { maxLength: 2 }), (edits) => {
        const placed = after(edits);
        assert.deepEqual(linesOf(placed('lines')), linesOf(placed('all')));
      }),
    );
  });
});
