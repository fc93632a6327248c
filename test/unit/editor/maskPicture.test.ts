import assert from 'node:assert/strict';
import { maskPicture } from '../../../src/previews/maskPicture';
import { numelOf } from '../../../src/torch';

/** A shape, and how its elements are drawn. */
const CASES: readonly [shape: readonly number[], text: string, drawn: 'texts' | 'cells' | 'nothing'][] = [
  [[], '1.', 'texts'],
  [[3, 5], '1.4286', 'texts'],
  [[3, 5], '-1.4286e+00', 'texts'],
  [[2, 4, 3], '2.', 'texts'],
  [[4, 64], '1.4286', 'cells'],
  [[2, 4, 5, 5], '1.4286', 'cells'],
  [[32, 32], '2.', 'cells'],
  [[1, 1024], '2.', 'nothing'],
  [[1024, 1], '2.', 'nothing'],
];

describe('the picture of a mask in a hover', () => {
  for (const [shape, text, drawn] of CASES)
    it(`has ${drawn} for (${shape.join(', ')}) of ${text}`, () => {
      const count = numelOf(shape);
      const elements = Array.from({ length: count }, () => text);
      const mask = Uint8Array.from({ length: count }, (_, index) => index % 2);
      const picture = maskPicture({ shape, mask, elements }, 1);
      assert.equal(picture === undefined, drawn === 'nothing');
      if (picture === undefined) return;
      assert.equal(picture.svg.match(/<rect /g)?.length, count);
      assert.equal(picture.svg.includes('<text'), drawn === 'texts');
      const [, width, height] = /width="([\d.]+)" height="([\d.]+)"/.exec(picture.svg) ?? [];
      assert.equal(picture.width, Number(width));
      assert.ok(Number(width) <= 602 && Number(height) <= 242, `${width} × ${height}`);
    });
});
