import assert from 'node:assert/strict';
import { gridLayout, Plane } from '../../../src/playground';
import { numelOf } from '../../../src/torch';

describe('the plane of a tensor', () => {
  const SHAPES: readonly (readonly number[])[] = [[], [4], [3, 5], [2, 3, 5], [2, 2, 1, 3], [2, 3, 2, 2, 4]];
  for (const shape of SHAPES) {
    it(`has every element once, where its matrix is: (${shape.join(', ')})`, () => {
      const plane = new Plane(shape);
      const { rows, columns, blocks } = gridLayout(shape);
      for (const { offset, blockRow, blockColumn } of blocks) {
        for (let i = 0; i < rows * columns; i++) {
          const place = {
            x: blockColumn * (columns + 1) + (i % columns),
            y: blockRow * (rows + 1) + Math.floor(i / columns),
          };
          assert.deepEqual(plane.placeOf(offset + i), place);
          assert.equal(plane.elementAt(place), offset + i);
        }
      }
      const all = [...plane.rows.keys()].flatMap((y) =>
        [...plane.columns.keys()].map((x) => plane.elementAt({ x, y })),
      );
      assert.equal(all.filter((element) => element !== undefined).length, numelOf(shape));
    });
  }

  for (const shape of [[0], [0, 5], [3, 0, 2], [1024, 1024, 1024, 1, 0]]) {
    it(`is empty without elements: (${shape.join(', ')})`, () => {
      const { columns, rows } = new Plane(shape);
      assert.equal(columns.length * rows.length, 0);
    });
  }

  it('has no element in a gap or outside', () => {
    const plane = new Plane([2, 2, 3]);
    for (const [x, y] of [
      [3, 0],
      [7, 0],
      [0, 2],
      [-1, 0],
    ] as const) {
      assert.equal(plane.elementAt({ x, y }), undefined);
    }
  });

  const CHANNELS: readonly [shape: readonly number[], first: number, count: number, expected: number[]][] = [
    [[3, 5], 5, 5, [0, 1, 5, 1]],
    [[2, 3, 2, 2], 16, 4, [3, 3, 2, 2]],
    [[2, 3, 4], 12, 4, [5, 0, 4, 1]],
    // A channel of three dimensions: its matrices one below the other.
    [[2, 3, 2, 2, 4], 16, 16, [5, 0, 4, 5]],
  ];
  for (const [shape, first, count, [x, y, width, height]] of CHANNELS) {
    it(`shows ${count} elements from ${first} on as a rectangle: (${shape.join(', ')})`, () =>
      assert.deepEqual(new Plane(shape).rectangleOf(first, count), { x, y, width, height }));
  }

  const MOVES: readonly [shape: readonly number[], from: number, key: string, to: number | undefined][] = [
    [[3, 5], 7, 'ArrowDown', 12],
    [[3, 5], 12, 'ArrowDown', undefined],
    [[3, 5], 4, 'ArrowRight', undefined],
    [[3, 5], 7, 'x', undefined],
    // Two samples of three channels, 2 × 2 each: blocks at 0, 4, 8 above 12, 16, 20.
    [[2, 3, 2, 2], 2, 'ArrowDown', 12],
    [[2, 3, 2, 2], 16, 'ArrowUp', 6],
    [[2, 3, 2, 2], 3, 'ArrowRight', 6],
    [[2, 3, 2, 2], 6, 'ArrowLeft', 3],
    [[2, 3, 2, 2], 9, 'ArrowRight', undefined],
    [[2, 3, 2, 2], 2, 'End', 11],
    [[2, 3, 2, 2], 11, 'Home', 2],
    [[2, 3, 2, 2], 6, 'Ctrl+End', 23],
    [[2, 3, 2, 2], 6, 'Ctrl+Home', 0],
    [[2, 3, 2, 2], 5, 'PageDown', 19],
    // Blocks that are not stored in the order in which they are seen.
    [[1, 2, 2, 1, 1], 0, 'ArrowRight', 2],
    [[1, 2, 2, 1, 1], 2, 'ArrowDown', 3],
    [[0, 5], 0, 'ArrowDown', undefined],
    [[], 0, 'ArrowDown', undefined],
  ];
  for (const [shape, from, key, to] of MOVES) {
    it(`(${shape.join(', ')}): ${key} leads from ${from} to ${String(to)}`, () =>
      assert.equal(new Plane(shape).neighbour(from, key.replace('Ctrl+', ''), key.startsWith('Ctrl')), to));
  }
});
