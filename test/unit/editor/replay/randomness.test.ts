import assert from 'node:assert/strict';
import { hangOnRandom } from '../../../../src/editor/replay/randomness';
import { trace } from '../../../golden/traces';

const START = `import torch
torch.manual_seed(0)
x = torch.ones(2, 3)
layer = torch.nn.Dropout(0.5)`;

const CASES: readonly [cells: readonly string[], hangs: readonly boolean[]][] = [
  [[START, 'layer(x)'], [true]],
  [[START, 'layer'], [false]],
  [[START, 'layer.training'], [false]],
  [[START, '1 / (1 - layer.p)'], [false]],
  [[START, 'layer.eval()', 'layer(x)'], [false]],
  [
    [START, 'print(layer.p)\nprint(layer(x))\nlayer'],
    [false, true, false],
  ],
  [[START, 'y = layer(x)', 'y.sum()'], [true]],
  [[START, 'y = layer(x)', 'y.shape'], [false]],
  // Without a seed, and where what is imported may draw.
  [[START.replace('torch.manual_seed(0)', ''), 'layer(x)'], [true]],
  [[START.replace('torch.manual_seed(0)', ''), 'layer.p'], [false]],
  [[START, 'import timm', 'layer(x)'], [true]],
  [[START, 'import timm', '2.0'], [false]],
  // What is in doubt for other reasons.
  [[START, 'torch.hann_window(3)'], [false]],
  // Whether a line is printed may hang on them, and not what the next one says.
  [
    [START, 'if layer(x).sum() < 100:\n  print(1)\nprint(2)'],
    [true, false],
  ],
];

describe('whether what a cell shows hangs on random numbers', () => {
  for (const [cells, hangs] of CASES)
    it(cells.slice(1).join(' | '), () => {
      const [plain, doubted] = [trace(cells), trace(cells, { doubtsRandom: true })];
      assert.deepEqual(hangOnRandom(plain, doubted, cells.length - 1), hangs);
    });
});
