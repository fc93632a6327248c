import assert from 'node:assert/strict';
import { samplesOf } from '../../../src/playground';
import type { DropoutKind } from '../../../src/torch';

describe('the samples of an input', () => {
  const CASES: readonly [kind: DropoutKind, shape: readonly number[], expected: readonly string[]][] = [
    ['Dropout', [3, 5], ['[0] 0…5×1', '[1] 5…5×1', '[2] 10…5×1']],
    ['Dropout', [5], ['[] 0…5×1']],
    ['Dropout', [], ['[] 0…1×1']],
    ['Dropout', [2, 2, 3], ['[0,0] 0…3×1', '[0,1] 3…3×1', '[1,0] 6…3×1', '[1,1] 9…3×1']],
    ['AlphaDropout', [2, 4], ['[0] 0…4×1', '[1] 4…4×1']],
    ['Dropout', [0, 5], []],
    // Without a batch: the rows are the channels of one sample.
    ['Dropout1d', [3, 5], ['[] 0…3×5']],
    ['Dropout1d', [2, 3, 5], ['[0] 0…3×5', '[1] 15…3×5']],
    ['Dropout2d', [2, 3, 2, 2], ['[0] 0…3×4', '[1] 12…3×4']],
    ['Dropout2d', [2, 1, 2, 2], ['[0] 0…1×4', '[1] 4…1×4']],
    ['Dropout2d', [5], []],
    ['Dropout3d', [3, 1, 2, 2], ['[] 0…3×4']],
    ['Dropout3d', [2, 3, 1, 2, 2], ['[0] 0…3×4', '[1] 12…3×4']],
    ['FeatureAlphaDropout', [2, 3], ['[0] 0…3×1', '[1] 3…3×1']],
  ];
  for (const [kind, shape, expected] of CASES) {
    it(`of ${kind} on (${shape.join(', ')})`, () => {
      const samples = samplesOf({ layer: { kind, p: { type: 'float', value: 0.5 }, inplace: false }, shape });
      const texts = samples.map(({ index, neurons }) => {
        neurons.forEach(({ offset, size }, i) => assert.equal(offset, (neurons[0]?.offset ?? 0) + i * size));
        return `[${index.join()}] ${neurons[0]?.offset}…${neurons.length}×${neurons[0]?.size}`;
      });
      assert.deepEqual(texts, expected);
    });
  }
});
