import assert from 'node:assert/strict';
import {
  fitsCells,
  levelsOf,
  maskLevels,
  outputLevels,
  panned,
  placeAt,
  revealing,
  type ViewBounds,
  wholeView,
  zoomed,
} from '../../../src/playground';
import { Tensor } from '../../../src/torch';

const SQUARE: ViewBounds = { columns: 1000, rows: 1000, width: 250, height: 250 };

describe('what of a plane is seen', () => {
  const WHOLE: readonly [bounds: ViewBounds, view: object][] = [
    [SQUARE, { x: 0, y: 0, cell: 0.25 }],
    [
      { columns: 10, rows: 5, width: 200, height: 200 },
      { x: 0, y: -2.5, cell: 20 },
    ],
    // No larger than need be, and in the middle.
    [
      { columns: 2, rows: 1, width: 200, height: 100 },
      { x: -1.5, y: -0.75, cell: 40 },
    ],
    // A million in a row would be a thread: its beginning is seen.
    [
      { columns: 1e6, rows: 1, width: 240, height: 60 },
      { x: 0, y: -2, cell: 12 },
    ],
  ];
  for (const [bounds, view] of WHOLE) {
    it(`is at first ${JSON.stringify(view)} of ${bounds.columns} by ${bounds.rows}`, () =>
      assert.deepEqual(wholeView(bounds), view));
  }

  it('keeps the point under the pointer where it is as it is zoomed', () => {
    const point = { x: 60, y: 200 };
    let view = wholeView(SQUARE);
    const cell = placeAt(view, point);
    for (let i = 0; i < 8; i++) {
      view = zoomed(view, 1.5, point, SQUARE);
      const { x, y } = placeAt(view, point);
      assert.ok(Math.abs(x - cell.x) <= 1 && Math.abs(y - cell.y) <= 1);
    }
  });

  it('is zoomed in to cells of 64 pixels, and out to the whole', () => {
    const point = { x: 0, y: 0 };
    assert.equal(zoomed(wholeView(SQUARE), 1e6, point, SQUARE).cell, 64);
    assert.deepEqual(zoomed({ x: 400, y: 400, cell: 10 }, 1e-6, point, SQUARE), wholeView(SQUARE));
  });

  it('is panned as far as the edges', () => {
    const view = { x: 10, y: 10, cell: 10 };
    assert.deepEqual(panned(view, 50, -20, SQUARE), { x: 5, y: 12, cell: 10 });
    assert.deepEqual(panned(view, 1e6, -1e6, SQUARE), { x: 0, y: 975, cell: 10 });
  });

  it('moves just so far that a cell is seen whole', () => {
    const view = { x: 10, y: 10, cell: 10 };
    assert.deepEqual(revealing(view, { x: 20, y: 20 }, SQUARE), view);
    assert.deepEqual(revealing(view, { x: 35, y: 9 }, SQUARE), { x: 11, y: 9, cell: 10 });
  });
});

describe('a tensor is a picture', () => {
  const CASES: readonly [shape: readonly number[], fits: boolean][] = [
    [[3, 5], true],
    [[], true],
    [[0, 5], true],
    [[4, 16], true],
    [[3, 17], false],
    [[8, 9], false],
    [[8, 8], true],
    [[12, 5], true],
    [[13, 2], false],
    // What small models are called on: a batch of 16 examples.
    [[16, 8], false],
    [[2, 3, 2, 2], true],
    [[1_000_000], false],
  ];
  for (const [shape, fits] of CASES) {
    it(`${fits ? 'not' : ''} where it has the shape (${shape.join(', ')})`, () =>
      assert.equal(fitsCells(shape), fits));
  }
});

describe('the levels of a picture', () => {
  const tensor = (...values: number[]): Tensor => new Tensor(Float32Array.from(values), [values.length]);
  it('rise with the values', () => {
    assert.deepEqual([...levelsOf(tensor(-1, 0, 1))], [40, 147, 255]);
    assert.deepEqual([...levelsOf(tensor(Infinity, -Infinity, 0, 2))], [255, 40, 40, 255]);
  });
  it('are one where all values are', () => assert.deepEqual([...levelsOf(tensor(3, 3))], [150, 150]));
  it('of an output are 0 where it was dropped, and only there', () => {
    const mask = Uint8Array.of(1, 0, 1);
    assert.deepEqual([...outputLevels(tensor(-2, -0, 2), mask)], [128, 0, 255]);
    assert.deepEqual([...outputLevels(tensor(2, 0, 2), mask)], [150, 0, 150]);
  });
  it('of a mask are the weakest and the strongest', () => {
    assert.deepEqual([...maskLevels(Uint8Array.of(1, 0), 2)], [255, 0]);
    assert.deepEqual([...maskLevels(undefined, 2)], [75, 75]);
  });
});
