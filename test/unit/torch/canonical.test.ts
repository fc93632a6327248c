import assert from 'node:assert/strict';
import { forward, Generator, ones, reprTensor, type DropoutLayer } from '../../../src/torch';

describe('the example that everyone tries first', () => {
  it('gives what PyTorch gives for seed 0', () => {
    const layer: DropoutLayer = { kind: 'Dropout', p: { type: 'float', value: 0.5 }, inplace: false };
    const { output } = forward(layer, ones([3, 5]), { training: true, generator: new Generator(0) });
    assert.equal(
      reprTensor(output),
      [
        'tensor([[0., 0., 2., 0., 0.],',
        '        [0., 2., 2., 0., 2.],',
        '        [2., 2., 2., 0., 2.]])',
      ].join('\n'),
    );
  });
});
