import assert from 'node:assert/strict';
import { ones, Tensor, tensor } from '../../../src/torch';

describe('Tensor', () => {
  it('knows its size and rank', () => {
    const t = ones([2, 3]);
    assert.deepEqual([t.numel, t.dim, t.shape], [6, 2, [2, 3]]);
    assert.deepEqual([ones([]).numel, ones([]).dim], [1, 0]);
    assert.deepEqual([ones([0, 3]).numel, ones([0, 3]).dim], [0, 2]);
  });

  it('refuses data that do not fill the shape', () => {
    assert.throws(() => new Tensor(new Float32Array(5), [2, 3]), RangeError);
  });

  it('keeps a shape of its own', () => {
    const shape = [2, 3];
    const t = ones(shape);
    shape[0] = 7;
    assert.deepEqual(t.shape, [2, 3]);
  });
});

describe('the factories', () => {
  it('nest', () => {
    assert.deepEqual(tensor(3).shape, []);
    assert.deepEqual(tensor([]).shape, [0]);
    assert.deepEqual(tensor([[], []]).shape, [2, 0]);
    const t = tensor([
      [1, 2, 3],
      [-0, NaN, 6],
    ]);
    assert.deepEqual(t.shape, [2, 3]);
    assert.deepEqual([...t.data], [1, 2, 3, -0, NaN, 6]);
  });

  // Texts of PyTorch 2.13.0.
  it('raise what PyTorch raises', () => {
    for (const [action, type, message] of [
      [() => ones([2, -3]), 'RuntimeError', 'Trying to create tensor with negative dimension -3: [2, -3]'],
      [() => tensor([[1, 2], [3]]), 'ValueError', 'expected sequence of length 2 at dim 1 (got 1)'],
      [() => tensor([1, [2]]), 'TypeError', 'must be real number, not list'],
      [() => tensor([[1], 2]), 'TypeError', 'not a sequence'],
    ] as const) {
      assert.throws(action, { type, message });
    }
  });
});
