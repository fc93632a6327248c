// Where the equation's tensors go, by nothing but the room and the shape.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { arrangementOf } from '../../../src/playground';

describe('the arrangement of the equation', () => {
  const CASES: readonly [
    width: number,
    kind: string,
    cellWidth: number,
    cellHeight: number,
    free: boolean,
  ][] = [
    [1176, 'row', 40, 32, true],
    [676, 'row', 34, 32, false],
    [560, 'row', 27, 32, false],
    [436, 'row', 22, 28, false],
    [420, 'row', 20, 28, false],
    [296, 'square', 25, 25, true],
    [216, 'stack', 37, 23, false],
    [146, 'stack', 23, 23, false],
  ];
  for (const [width, kind, cellWidth, cellHeight, hasFreePlace] of CASES) {
    it(`of (3, 5) in ${width} pixels is a ${kind} of cells ${cellWidth} wide`, () => {
      const found = arrangementOf(width, [3, 5]);
      assert.deepEqual(
        [found.kind, found.cellWidth, found.cellHeight, found.hasFreePlace],
        [kind, cellWidth, cellHeight, hasFreePlace],
      );
    });
  }

  it('gives a tensor of a column or two the room of its heading, where it is there', () => {
    const widths = (width: number): number[] =>
      [[], [4, 1], [2, 2], [4, 3], [3, 5]].map((shape) => arrangementOf(width, shape).tensorWidth);
    assert.deepEqual(widths(1176), [132, 132, 132, 130, 208]);
    assert.deepEqual(widths(420), [112, 112, 112, 112, 108]);
    // In a stack nothing stands beside it.
    assert.deepEqual(widths(216), [132, 132, 132, 130, 193]);
  });

  it('leaves the row where its cells would be too small, and gives pictures the room there is', () => {
    assert.equal(arrangementOf(676, [2, 3, 2, 4]).kind, 'square');
    assert.equal(arrangementOf(676, [4, 16]).kind, 'stack');
    const picture = arrangementOf(436, [1000, 1000]);
    assert.deepEqual([picture.kind, picture.tensorWidth], ['row', 118]);
  });

  it('gives a tensor that is alone no smaller cells where there is more room', () => {
    for (const shape of [[3, 5], [4], [2, 3, 2, 4]]) {
      let last = 0;
      for (let width = 100; width < 1000; width += 7) {
        const { kind, cellWidth } = arrangementOf(width, shape, true);
        assert.ok(kind === 'stack' && cellWidth >= last, `${shape.join()} in ${width} pixels`);
        last = cellWidth;
      }
      assert.equal(last, 40);
    }
  });

  it('fits the room unless the smallest cells are wider, for any shape', () => {
    const shape = fc.array(fc.integer({ min: 1, max: 6 }), { maxLength: 5 });
    fc.assert(
      fc.property(fc.integer({ min: 140, max: 2000 }), shape, (width, sizes) => {
        const found = arrangementOf(width, sizes);
        assert.ok(found.width <= width || found.cellWidth === 20, JSON.stringify(found));
        assert.ok(found.cellWidth >= 20);
      }),
    );
  });
});
