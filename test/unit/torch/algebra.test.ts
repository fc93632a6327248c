import assert from 'node:assert/strict';
import { reprTensor } from '../../../src/torch';
import * as algebra from '../../../src/torch/algebra';

const { arangeOf, boolScalar, floatScalar, intScalar } = algebra;
const range = (size: number): algebra.Enclosure => arangeOf(intScalar(0), intScalar(size));
const matrix = algebra.reshape(range(6), [2, 3]);
const text = (x: algebra.Enclosure): string => reprTensor(x.tensor);

describe('tensor algebra, as Python prints it', () => {
  const cases: [python: string, make: () => algebra.Enclosure, printed: string][] = [
    ['torch.arange(3) + 1', () => algebra.add(range(3), intScalar(1)), 'tensor([1, 2, 3])'],
    ['torch.arange(3) / 2', () => algebra.div(range(3), intScalar(2)), 'tensor([0.0000, 0.5000, 1.0000])'],
    [
      'torch.arange(3) * 0.5',
      () => algebra.mul(range(3), floatScalar(0.5)),
      'tensor([0.0000, 0.5000, 1.0000])',
    ],
    ['torch.arange(3) > 1', () => algebra.gt(range(3), intScalar(1)), 'tensor([False, False,  True])'],
    ['m.t()', () => algebra.t(matrix), 'tensor([[0, 3],\n        [1, 4],\n        [2, 5]])'],
    [
      'm[:, 1]',
      () => algebra.index(matrix, [{ type: 'slice' }, { type: 'int', value: 1 }]),
      'tensor([1, 4])',
    ],
    [
      'm[m > 2]',
      () => algebra.index(matrix, [{ type: 'tensor', tensor: algebra.gt(matrix, intScalar(2)) }]),
      'tensor([3, 4, 5])',
    ],
    ['torch.full((2,), True)', () => algebra.fullOf([2], boolScalar(true)), 'tensor([True, True])'],
    [
      'torch.cat([m, m], 1)',
      () => algebra.cat([matrix, matrix], 1),
      'tensor([[0, 1, 2, 0, 1, 2],\n        [3, 4, 5, 3, 4, 5]])',
    ],
  ];
  for (const [python, make, printed] of cases) {
    it(python, () => assert.equal(text(make()), printed));
  }

  it('writes through views', () => {
    const x = algebra.convert(matrix, 'float32');
    const row = algebra.select(x, 0, 1);
    algebra.overwrite(row, [], () => algebra.mul(row, floatScalar(0.5)));
    assert.equal(text(x), 'tensor([[0.0000, 1.0000, 2.0000],\n        [1.5000, 2.0000, 2.5000]])');
  });

  it('leaves open which zero gelu makes of -0, but of float64, which one library alone computes', () => {
    const zeros = algebra.fullOf([2], floatScalar(-0));
    for (const approximate of ['none', 'tanh'] as const) {
      assert.ok(!algebra.gelu(zeros, approximate).isExact);
      assert.ok(algebra.gelu(algebra.convert(zeros, 'float64'), approximate).isExact);
    }
  });
});
