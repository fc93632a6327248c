import assert from 'node:assert/strict';
import { paragraph } from '../../../media/playground/paragraph';

describe('a paragraph', () => {
  for (const [sentences, together] of [
    [['One.', 'Two.'], 'One. Two.'],
    [['One.', '', 'Three.'], 'One. Three.'],
    [['一。', '二。', 'eval 三。'], '一。二。eval 三。'],
    [[''], ''],
  ] as const)
    it(`of ${JSON.stringify(sentences)} is ${JSON.stringify(together)}`, () =>
      assert.equal(paragraph(...sentences), together));
});
