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

  describe('gives the share where inputs differ in size, which is of use for all of them', () => {
    // What PyTorch keeps of them, call by call, stands beside each.
    const CASES: readonly [code: string, least: number, most: number][] = [
      // 1 of 5, 13 of 20, 124 of 250
      ['for n in (5, 20, 250): d(torch.ones(n))', 20, 65],
      // 1 of 4, 8 of 12: two thirds lie between whole percents
      ['for n in (4, 12): d(torch.ones(n))', 25, 67],
      // 1 of 4, 8 of 12, and what has no elements: nothing of it is dropped
      ['for n in (0, 4, 12): d(torch.ones(n))', 25, 67],
      // 8 of 15, 10 of 20, and 4 of 4 let through, which is told apart
      ['d(torch.ones(3, 5))\nd(torch.ones(5, 4))\nd.eval()\nd(torch.ones(4))', 50, 54],
    ];
    for (const [code, least, most] of CASES)
      it(code, () => assert.deepEqual(summary(code).kept, { least, most, total: '%' }));
  });

  it('has the first doubt about what is kept', () => {
    const { calls } = trace(['import torch\ntorch.nn.Dropout(0.5)(torch.ones(3))']);
    assert.equal(summaryOf(calls).doubt?.code, 'unseeded');
  });
});
