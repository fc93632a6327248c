import assert from 'node:assert/strict';
import { trace } from '../../../src/python';
import { illustrativeSeed } from '../../../src/previews/illustration';
import { Replayer } from '../../../src/worker/replayer';

const CODE = `import torch
from torch import nn
torch.manual_seed(0)
drop, other, zero = nn.Dropout(0.5), nn.Dropout2d(0.5), nn.Dropout(0.0)
x = torch.ones(2, 3)
for _ in range(3):
    y = drop(x)
y = other(torch.ones(2, 3, 2))
y = other(torch.ones(2, 3, 4))
y = zero(x)
y = nn.Dropout(-0.0)(x)
`;

describe('what a replayer sends', () => {
  const illustration = { site: 'model.py', resamples: 0 };
  const sent = new Replayer().replay([CODE], { notebook: false, backend: 'cpu', illustration });
  const got = structuredClone(sent);

  it('is what the replay found', () => {
    assert.deepStrictEqual(got, trace([CODE], { notebook: false, seed: illustrativeSeed(illustration) }));
  });

  it('has once what calls one after the other have in common', () => {
    const distinct = (name: 'made' | 'layer' | 'shape'): number =>
      new Set(got.calls.map((call) => call[name])).size;
    // A negative zero is another p; and `x` has one shape all along.
    assert.deepEqual([distinct('made'), distinct('layer'), distinct('shape')], [4, 4, 3]);
  });
});
