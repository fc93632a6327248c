import assert from 'node:assert/strict';
import { forward, Generator, ones, reprTensor, Tensor, tensor, type DropoutLayer } from '../../../src/torch';

/* Numbers that people printed and published, on builds that draw as every wheel since 2.7 does. */

const HALF: DropoutLayer = { kind: 'Dropout', p: { type: 'float', value: 0.5 }, inplace: false };

function dropped(input: Tensor, generator: Generator): Tensor {
  return forward(HALF, input, { training: true, generator }).output;
}

/** `torch.rand`: one word for each float32, of which it keeps 24 bits. */
function rand(count: number, generator: Generator): Float32Array {
  return Float32Array.from({ length: count }, () => (generator.random() & 0xffffff) * 2 ** -24);
}

function sum(values: Float32Array): string {
  return values.reduce((total, value) => total + value, 0).toFixed(4);
}

describe('published numbers', () => {
  it('torch.manual_seed(0); Dropout(0.5)(torch.ones(3, 5))', () => {
    assert.equal(
      reprTensor(dropped(ones([3, 5]), new Generator(0))),
      `tensor([[0., 0., 2., 0., 0.],
        [0., 2., 2., 0., 2.],
        [2., 2., 2., 0., 2.]])`,
    );
  });

  it('torch.manual_seed(0); torch.rand(2, 3)', () => {
    assert.equal(
      reprTensor(new Tensor(rand(6, new Generator(0)), [2, 3])),
      `tensor([[0.4963, 0.7682, 0.0885],
        [0.1320, 0.3074, 0.6341]])`,
    );
  });

  it('torch.manual_seed(42); torch.rand(5)', () => {
    assert.equal(
      reprTensor(new Tensor(rand(5, new Generator(42)), [5])),
      'tensor([0.8823, 0.9150, 0.3829, 0.9593, 0.3904])',
    );
  });

  it('github.com/rasbt/LLMs-from-scratch/issues/57, the cell as printed in the book', () => {
    assert.equal(
      reprTensor(dropped(ones([6, 6]), new Generator(123))),
      `tensor([[2., 2., 0., 2., 2., 0.],
        [0., 0., 0., 2., 0., 2.],
        [2., 2., 2., 2., 0., 2.],
        [0., 2., 2., 0., 0., 2.],
        [0., 2., 0., 2., 0., 2.],
        [0., 2., 2., 2., 2., 0.]])`,
    );
  });

  it('github.com/pytorch/pytorch/issues/121595, torch 2.1.0 and 2.2.1 on macOS', () => {
    const t = tensor([
      [1.0, 0.0, 0.0, 0.0, 0.0, 0.0],
      [0.5517, 0.4483, 0.0, 0.0, 0.0, 0.0],
      [0.38, 0.3097, 0.3103, 0.0, 0.0, 0.0],
      [0.2758, 0.246, 0.2462, 0.2319, 0.0, 0.0],
      [0.2175, 0.1983, 0.1984, 0.1888, 0.1971, 0.0],
      [0.1935, 0.1663, 0.1666, 0.1542, 0.1666, 0.1529],
    ]);
    assert.equal(
      reprTensor(dropped(t, new Generator(123))),
      `tensor([[2.0000, 0.0000, 0.0000, 0.0000, 0.0000, 0.0000],
        [0.0000, 0.0000, 0.0000, 0.0000, 0.0000, 0.0000],
        [0.7600, 0.6194, 0.6206, 0.0000, 0.0000, 0.0000],
        [0.0000, 0.4920, 0.4924, 0.0000, 0.0000, 0.0000],
        [0.0000, 0.3966, 0.0000, 0.3776, 0.0000, 0.0000],
        [0.0000, 0.3326, 0.3332, 0.3084, 0.3332, 0.0000]])`,
    );
  });

  it('github.com/pytorch/pytorch/issues/84030, torch 1.12.1 on an M1', () => {
    const generator = new Generator(123);
    const t = rand(10, generator);
    assert.equal(sum(t), '3.8430');
    assert.equal(sum(dropped(new Tensor(t, [10]), generator).data), '2.4471');
  });
});
