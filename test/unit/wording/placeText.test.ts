import assert from 'node:assert/strict';
import { placeText } from '../../../src/wording';

const CASES: readonly [uri: string | undefined, cell: number, text: string][] = [
  [undefined, 0, 'line 3'],
  [undefined, 1, 'another cell, line 3'],
  ['file:///work/my%20config.py', 0, 'my config.py:3'],
  ['file:///env/lib/python3.12/site-packages/timm/layers/drop.py', 0, 'timm/layers/drop.py:3'],
  ['file:///usr/lib/python3/dist-packages/six.py', 0, 'six.py:3'],
];

describe('what a place is called', () => {
  for (const [uri, cell, text] of CASES)
    it(`is ${text}`, () => {
      assert.equal(placeText({ uri, cell, from: 0, to: 1, line: 2 }, 0), text);
    });
});
