import assert from 'node:assert/strict';
import { summaryOf } from '../../../../src/previews/replay/summary';
import { trace } from '../../../golden/traces';

function summary(code: string): ReturnType<typeof summaryOf> {
  return summaryOf(trace([`import torch\ntorch.manual_seed(0)\nd = torch.nn.Dropout(0.5)\n${code}`]).calls);
}

describe('the summary of evaluations', () => {
  it('counts what one keeps', () =>
    assert.deepEqual(summary('d(torch.ones(3, 5))'), {
      calls: 1,
      unchanged: 0,
      kept: { least: 8, most: 8, total: 15 },
      doubt: undefined,
    }));

  it('gives the range of several, and how many let their input through', () =>
    assert.deepEqual(summary('for _ in range(3): d(torch.ones(3, 5))\nd.eval()\nd(torch.ones(3, 5))'), {
      calls: 4,
      unchanged: 1,
      kept: { least: 7, most: 8, total: 15 },
      doubt: undefined,
    }));

  it('gives no total where inputs differ in size', () =>
    assert.deepEqual(summary('d(torch.ones(4))\nd(torch.ones(5))').kept?.total, undefined));

  it('has the first doubt about what is kept', () => {
    const { calls } = trace(['import torch\ntorch.nn.Dropout(0.5)(torch.ones(3))']);
    assert.equal(summaryOf(calls).doubt?.code, 'unseeded');
  });
});
