import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Edit, joinedEdits, movedRange, replacesAll, type Typed } from '../../../src/text';

/** Edits of a text in which `«…»` is the stretch: where both edges are afterwards. */
const CASES: readonly [name: string, typed: Typed, before: string, edit: [string, string], after: string][] =
  [
    ['typing before it', 'outside', 'ab«cd»ef', ['a', 'xya'], 'xyab«cd»ef'],
    ['deleting behind it', 'outside', 'ab«cd»ef', ['f', ''], 'ab«cd»e'],
    ['typing within it', 'outside', 'ab«cd»ef', ['d', 'xyd'], 'ab«cxyd»ef'],
    ['replacing all of it', 'outside', 'ab«cd»ef', ['cd', 'xyz'], 'ab«xyz»ef'],
    ['replacing across its start', 'within', 'ab«cd»ef', ['bc', 'xyz'], 'axyz«d»ef'],
    ['replacing across its end', 'within', 'ab«cd»ef', ['de', 'xyz'], 'ab«c»xyzf'],
    ['typing at its start', 'within', 'ab«cd»ef', ['', 'x'], 'ab«xcd»ef'],
    ['typing at its start, which is not its own', 'outside', 'ab«cd»ef', ['', 'x'], 'abx«cd»ef'],
  ];

/** The stretch between the marks, and the text without them. */
function unmarked(marked: string): { from: number; to: number; text: string } {
  return { from: marked.indexOf('«'), to: marked.indexOf('»') - 1, text: marked.replace(/[«»]/g, '') };
}

function mark(text: string, { from, to }: { from: number; to: number }): string {
  return `${text.slice(0, from)}«${text.slice(from, to)}»${text.slice(to)}`;
}

/** The same, done to the marked text itself: what is replaced takes a mark along only if that stands within. */
function edited(marked: string, { from, toBefore }: Edit, inserted: string, typed: Typed): string {
  // Where the marked text has as many characters of the text before it; of several such places, the first or last.
  const placeOf = (offset: number, last: boolean): number => {
    const places = [...Array(marked.length + 1).keys()].filter(
      (at) => marked.slice(0, at).replace(/[«»]/g, '').length === offset,
    );
    return places.at(last ? -1 : 0) ?? 0;
  };
  if (from === toBefore) {
    const [first, last] = [placeOf(from, false), placeOf(from, true)];
    const marks = marked.slice(first, last);
    const isBehind = typed === 'within' ? marks === '«' : marks === '»';
    const at = isBehind ? last : first;
    return marked.slice(0, at) + inserted + marked.slice(at);
  }
  const [start, end] = [placeOf(from, true), placeOf(toBefore, false)];
  const replaced = marked.slice(start, end);
  const opens = replaced.includes('«') ? '«' : '';
  const closes = replaced.includes('»') ? '»' : '';
  return marked.slice(0, start) + closes + inserted + opens + marked.slice(end);
}

describe('a stretch of text, after an edit', () => {
  for (const [name, typed, before, [old, text], after] of CASES) {
    it(`is where it should be: ${name}`, () => {
      const stretch = unmarked(before);
      const from = old === '' ? stretch.from : stretch.text.indexOf(old);
      const edit = { from, toBefore: from + old.length, toAfter: from + text.length };
      const now = stretch.text.slice(0, from) + text + stretch.text.slice(edit.toBefore);
      assert.equal(mark(now, movedRange(stretch, edit, typed)), after);
    });
  }

  it('has the edges that marks in the text have, however it is edited', () => {
    const offset = fc.nat(12);
    fc.assert(
      fc.property(
        fc.tuple(offset, offset).filter(([a, b]) => a !== b),
        fc.tuple(offset, offset),
        fc.string({ unit: fc.constantFrom('x', 'y'), maxLength: 5 }),
        fc.constantFrom<Typed>('within', 'outside'),
        ([a, b], [c, d], inserted, typed) => {
          const text = 'abcdefghijkl';
          const stretch = { from: Math.min(a, b), to: Math.max(a, b) };
          const [from, toBefore] = [Math.min(c, d), Math.max(c, d)];
          const edit = { from, toBefore, toAfter: from + inserted.length };
          const now = text.slice(0, from) + inserted + text.slice(toBefore);
          if (replacesAll(edit, stretch) && (from < stretch.from || stretch.to < toBefore)) return;
          assert.equal(
            mark(now, movedRange(stretch, edit, typed)),
            edited(mark(text, stretch), edit, inserted, typed),
          );
        },
      ),
      { numRuns: 2000 },
    );
  });

  it('is where it was after one edit after the other, where those typed into each other are joined', () => {
    const edit = fc.tuple(fc.nat(9), fc.nat(3), fc.nat(3)).map(([from, deleted, typed]) => ({
      ...{ from, toBefore: from + deleted, toAfter: from + typed, lines: typed - deleted },
    }));
    // As somebody types: behind what was typed before, with a step back now and then.
    const typing = fc.array(fc.constantFrom(1, 1, 1, -1), { maxLength: 9 }).chain((steps) =>
      fc.nat(9).map((start) => {
        let at = start;
        return steps.flatMap((step): Edit[] => {
          if (step < 0 && at === start) return [];
          const from = step < 0 ? at - 1 : at;
          const one = { from, toBefore: at, toAfter: step < 0 ? from : at + 1, lines: 0 };
          at = one.toAfter;
          return [one];
        });
      }),
    );
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            edit.map((one) => [one]),
            typing,
          ),
          { maxLength: 4 },
        ),
        fc.tuple(fc.nat(12), fc.nat(12)).filter(([a, b]) => a !== b),
        fc.constantFrom<Typed>('within', 'outside'),
        (groups, [a, b], typed) => {
          const edits: readonly Edit[] = groups.flat();
          const joined = joinedEdits(edits);
          const moved = (all: readonly Edit[]) =>
            all.reduce((stretch, one) => movedRange(stretch, one, typed), {
              ...{ from: Math.min(a, b), to: Math.max(a, b) },
            });
          assert.deepEqual(moved(joined), moved(edits));
          const linesOf = (all: readonly Edit[]) => all.reduce((sum, { lines = NaN }) => sum + lines, 0);
          assert.equal(linesOf(joined), linesOf(edits));
        },
      ),
      { numRuns: 5000 },
    );
    assert.equal(joinedEdits([0, 1, 2].map((i) => ({ from: i, toBefore: i, toAfter: i + 1 }))).length, 1);
  });

  it('is replaced as a whole only where nothing of it is left', () => {
    const stretch = { from: 2, to: 4 };
    const replaced = (from: number, toBefore: number): boolean =>
      replacesAll({ from, toBefore, toAfter: 9 }, stretch);
    assert.deepEqual(
      [replaced(2, 4), replaced(1, 5), replaced(2, 3), replaced(3, 4), replaced(2, 2)],
      [true, true, false, false, false],
    );
  });
});
