import assert from 'node:assert/strict';
import { illustrativeSeed } from '../../../../src/previews/illustration';
import { replayedRequest } from '../../../../src/previews/replay/openRequest';
import { INITIAL_STATE, type OpenRequest, reduce, scriptOf, SessionReplay } from '../../../../src/playground';
import { receiveOpenRequest } from '../../../../src/protocol';
import { type DropoutCall } from '../../../../src/python';
import { replay, trace } from '../../../golden/traces';
import { reprTensor } from '../../../../src/torch';

const SEEDED = 'import torch\nfrom torch import nn\ntorch.manual_seed(3)\nlayer = nn.Dropout(0.4)\n';

type Backend = 'cpu' | 'cpu-mkl';

const illustration = { site: 'file:///a.py', resamples: 0 };

function requestFor(call: DropoutCall, generator: Backend): OpenRequest {
  return replayedRequest({ call, label: 'a.py:1', reference: undefined, illustration, generator });
}

/** The last evaluation of a script, and the request that opens it. */
function last(code: string, backend: Backend = 'cpu'): { call: DropoutCall; request: OpenRequest } {
  const call = trace([SEEDED + code], { backend }).calls.at(-1) ?? assert.fail('no call');
  return { call, request: requestFor(call, backend) };
}

/** What the playground prints of a request, and what the script prints that it offers for it. */
function shown(request: OpenRequest): { panel: string; script: string } {
  assert.ok(receiveOpenRequest(JSON.parse(JSON.stringify(request))).ok);
  const state = reduce(INITIAL_STATE, { type: 'open', request });
  const call = new SessionReplay().calls(state, 1).at(-1) ?? assert.fail('no call');
  const backend = state.generator === 'cpu-mkl' ? state.generator : 'cpu';
  const values = replay([scriptOf(state, call)], { notebook: false, backend });
  return {
    panel: call.outcome.ok ? reprTensor(call.outcome.output) : call.outcome.error.message,
    script: values.at(-1)?.text ?? '',
  };
}

describe('the playground, opened from a replayed call', () => {
  const cases: [code: string, place: Pick<OpenRequest, 'earlier' | 'skipped'>][] = [
    ['layer(torch.ones(3, 5))', { earlier: 0 }],
    ['for _ in range(4): layer(torch.ones(2, 3))', { earlier: 3 }],
    ['layer(torch.ones(7))\nlayer(torch.ones(2, 3))', { skipped: 14 }],
    ['torch.rand(9)\nlayer(torch.ones(3))', { skipped: 9 }],
    ['nn.Linear(3, 4)\nlayer(torch.ones(3))', { skipped: 16 }],
    ['layer(torch.ones(5))\nlayer.eval()\nlayer(torch.ones(5))', { earlier: 1 }],
    ['nn.Dropout2d(0.5)(torch.ones(2, 3, 2, 2))', { earlier: 0 }],
    ['layer(torch.ones(4))\nnn.Dropout2d(0.5)(torch.ones(2, 3, 2, 2))', { skipped: 8 }],
    ['layer(torch.tensor([[0.1, -0.0], [1e20, float("inf")]]))', { earlier: 0 }],
    ['layer(torch.randn(4, 5))', { skipped: 36 }],
    ['torch.ones(2)\nnn.AlphaDropout(0.3)(torch.ones(()))', { earlier: 0 }],
  ];
  for (const backend of ['cpu', 'cpu-mkl'] as const)
    for (const [code, place] of cases)
      it(`shows the same as the code, on ${backend}: ${code.replaceAll('\n', '; ')}`, () => {
        const { call, request } = last(code, backend);
        const { panel, script } = shown(request);
        assert.equal(panel, call.picture?.output);
        assert.equal(script, call.picture?.output);
        assert.equal(request.origin.deviation, undefined);
        if (backend === 'cpu')
          assert.deepEqual(
            { earlier: request.earlier, skipped: request.skipped },
            { earlier: undefined, skipped: undefined, ...place },
          );
      });

  it('says in what it differs', () => {
    const deviations: [code: string, deviation: string | undefined][] = [
      ['layer(torch.ones(3, dtype=torch.float64))', 'values'],
      ['layer(torch.ones(2, 600_000))', 'size'],
      ['torch.poisson(torch.ones(2))\nlayer(torch.ones(3))', 'stream'],
    ];
    for (const [code, deviation] of deviations)
      assert.equal(last(code).request.origin.deviation, deviation, code);
  });

  it('takes the illustration’s seed where the code sets none', () => {
    const seed = illustrativeSeed(illustration);
    const [call] = trace(['import torch\ntorch.nn.Dropout(0.5)(torch.ones(3))'], { seed }).calls;
    assert.ok(call);
    const request = requestFor(call, 'cpu');
    assert.deepEqual([request.seed, request.origin.illustrative], [String(seed), true]);
    assert.equal(shown(request).panel, call.picture?.output);
  });
});
