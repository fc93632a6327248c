// Where the labels of the plots in the tab Why find room.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  alongLine,
  around,
  besideLevel,
  besidePoint,
  boxOf,
  overlap,
  placeLabels,
} from '../../../media/playground/why/placing';

const BOUNDS = { left: 48, right: 360, top: 0, bottom: 155 };

describe('the labels of a plot', () => {
  it('never lie on a curve, on each other, or beyond the plot', () => {
    const x = fc.double({ min: 46, max: 360, noNaN: true });
    const y = fc.double({ min: 8, max: 156, noNaN: true });
    const curve = fc.array(fc.tuple(x, y), { minLength: 2, maxLength: 8 });
    let placed = 0;
    fc.assert(
      fc.property(curve, fc.tuple(x, y), y, ([...points], [atX, atY], level) => {
        points.sort(([a], [b]) => a - b);
        const taken = [...alongLine(points), around(atX, atY, 7)];
        const labels = placeLabels(
          [
            { text: 'p = 0.5', spots: besidePoint(atX, atY, 7) },
            { text: 'underfits', spots: besidePoint(atX, atY, 7) },
            { text: 'noise alone', spots: besideLevel(46, 346, level) },
          ],
          taken,
          BOUNDS,
        );
        placed += labels.length;
        const boxes = labels.map((label) => boxOf(label.text, label));
        boxes.forEach((box, i) => {
          assert.ok(box.left >= BOUNDS.left && box.right <= BOUNDS.right);
          assert.ok(box.top >= BOUNDS.top && box.bottom <= BOUNDS.bottom);
          assert.ok(![...taken, ...boxes.slice(0, i)].some((other) => overlap(box, other)));
        });
      }),
    );
    assert.ok(placed > 100, `${placed}`);
  });

  it('stand at the first spot that is free', () => {
    const spots = besidePoint(200, 80, 7);
    const at = (taken: Parameters<typeof placeLabels>[1]) =>
      placeLabels([{ text: 'p = 0.5', spots }], taken, BOUNDS)[0];
    assert.deepEqual(at([]), { text: 'p = 0.5', ...spots[0] });
    assert.deepEqual(at([around(200, 100, 3)]), { text: 'p = 0.5', ...spots[1] });
  });

  it('are left out where there is no room', () => {
    const full = [{ left: 0, right: 400, top: 0, bottom: 200 }];
    assert.deepEqual(placeLabels([{ text: 'x', spots: besidePoint(200, 80, 7) }], full, BOUNDS), []);
  });

  it('leave a line no gap through which a label could lie on it', () => {
    const boxes = alongLine([
      [0, 0],
      [100, 50],
    ]);
    for (let i = 0; i <= 100; i++) assert.ok(boxes.some((box) => overlap(box, around(i, i / 2, 0.5))));
  });
});
