// The texts of cells that are narrower than what a tensor prints.
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { shortTexts } from '../../../src/playground';

describe('short texts', () => {
  const byLength = (texts: readonly string[], room: number) =>
    shortTexts(texts, (text) => text.length <= room);

  const CASES: readonly [texts: string[], room: number, short: string[], isRounded: boolean][] = [
    [['0.', '2.'], 2, ['0.', '2.'], false],
    [['0.0000', '1.4286'], 4, ['0.', '1.43'], true],
    [['0.0000', '-1.6667'], 4, ['0.', '-1.7'], true],
    [['-0.0000', '1.6667'], 4, ['-0.', '1.67'], true],
    [['12.3456', '0.1000'], 3, ['12', '0'], true],
    [['123456.', '0.'], 4, ['1e5', '0.'], true],
    [['1.0000e-05', '2.0000e+00'], 5, ['1e-5', '2e0'], true],
    [['nan', '-inf', '1.2345'], 4, ['nan', '-inf', '1.23'], true],
  ];
  for (const [texts, room, short, isRounded] of CASES) {
    it(`of ${texts.join(' ')} in the room of ${room}`, () => {
      assert.deepEqual(byLength(texts, room), { texts: short, isRounded });
    });
  }

  it('are never further from the number than half of the last digit that they show', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -9, max: 9, noNaN: true }), { minLength: 1 }), (values) => {
        const printed = values.map((value) => value.toFixed(4));
        const { texts } = byLength(printed, 5);
        texts.forEach((text, i) => {
          const decimals = text.split('.')[1]?.length ?? 0;
          assert.ok(
            Math.abs(Number(text) - Number(printed[i])) <= 0.5000001 * 10 ** -decimals,
            `${printed[i]} ${text}`,
          );
        });
      }),
    );
  });
});
