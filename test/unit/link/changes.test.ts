import assert from 'node:assert/strict';
import { referenceTo } from '../../../src/editor/callReference';
import { changesIn } from '../../../src/link/changes';
import type { SeenCall } from '../../../src/playground';
import { analyze } from '../../../src/python';
import { documentOf } from '../editor/documentOf';

function seen(code: string): SeenCall {
  const text = `import torch\nimport torch.nn as nn\n${code}`;
  const site = analyze([text], { notebook: false }).sites[0] ?? assert.fail(code);
  return referenceTo(documentOf(text), site).seen ?? assert.fail(code);
}

describe('what the playground takes over from the code', () => {
  const before = 'torch.manual_seed(1)\nnn.Dropout(0.5)';
  const CASES: readonly [after: string, changes: ReturnType<typeof changesIn>][] = [
    [before, {}],
    [`x = 1\n${before}`, {}],
    ['torch.manual_seed(1)\nnn.Dropout(0.3)', { p: { type: 'float', value: 0.3 } }],
    ['torch.manual_seed(1)\nnn.Dropout(1)', { p: { type: 'int', value: 1 } }],
    ['torch.manual_seed(1)\nnn.Dropout(1.5)', {}],
    ['torch.manual_seed(1)\nnn.Dropout(q)', {}],
    ['torch.manual_seed(2)\nnn.Dropout2d(0.5, True)', { kind: 'Dropout2d', inplace: true, seed: '2' }],
    ['nn.Dropout()', {}],
  ];
  for (const [after, changes] of CASES) {
    it(`${JSON.stringify(after)}: ${JSON.stringify(changes)}`, () => {
      assert.deepEqual(changesIn(seen(after), seen(before)), changes);
    });
  }

  it('is nothing at the first look', () => assert.deepEqual(changesIn(seen(before), undefined), {}));
});
