import assert from 'node:assert/strict';
import {
  alphaDropout,
  dropout,
  featureAlphaDropout,
  featureDropout,
  Generator,
  ones,
} from '../../../src/torch';

// Where a stride of 0 leaves the order of the dimensions open, the noise decides. Strides of PyTorch 2.13.0.
describe('the memory layout of what dropout gives', () => {
  for (const [name, operator, shape, strides, expected] of [
    ['feature_dropout', featureDropout, [5, 2, 1, 1, 1], [1, 5, 15, 0, 15], [2, 1, 10, 2, 10]],
    ['feature_dropout', featureDropout, [2, 2, 1, 2, 1], [1, 4, 0, 2, 4], [2, 4, 2, 1, 2]],
    ['feature_dropout', featureDropout, [5, 2, 1], [1, 5, 0], [1, 5, 1]],
    ['feature_alpha_dropout', featureAlphaDropout, [5, 2, 1, 1], [1, 5, 0, 15], [2, 1, 2, 10]],
    ['dropout', dropout, [5, 2, 1, 1], [1, 5, 0, 15], [1, 5, 0, 15]],
    ['alpha_dropout', alphaDropout, [5, 2, 1, 1], [1, 5, 0, 15], [1, 5, 0, 15]],
  ] as const) {
    it(`${name} of (${shape.join(', ')}) with strides (${strides.join(', ')})`, () => {
      const input = ones([30]).view(shape, strides);
      assert.deepEqual(operator(input, 0.5, true, new Generator(0n)).output.strides, expected);
    });
  }
});
