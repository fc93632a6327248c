import assert from 'node:assert/strict';
import { axesText } from '../../../media/playground/equation/captions';
import { INITIAL_STATE } from '../../../src/playground';
import type { DropoutKind } from '../../../src/torch';

describe('what the axes of a tensor are', () => {
  const CASES: readonly (readonly [kind: DropoutKind, shape: readonly number[], text: string])[] = [
    ['Dropout', [3, 5], '3 examples × 5 neurons'],
    ['Dropout', [1, 5], '1 example × 5 neurons'],
    ['Dropout', [4, 1], '4 examples × 1 neuron'],
    ['Dropout', [5], '5 neurons'],
    ['Dropout', [1], '1 neuron'],
    ['Dropout', [2, 3, 4], '2 × 3 × 4 elements'],
    ['Dropout2d', [2, 3, 2, 2], '2 examples × 3 channels × 2 × 2'],
    ['Dropout2d', [1, 1, 2, 2], '1 example × 1 channel × 2 × 2'],
    ['Dropout1d', [1, 4], '1 channel × 4'],
  ];
  for (const [kind, shape, text] of CASES)
    it(`of ${kind} on (${shape.join(', ')}): ${text}`, () =>
      assert.equal(axesText({ ...INITIAL_STATE, layer: { ...INITIAL_STATE.layer, kind }, shape }), text));
});
