import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { scriptOf, tensorCode } from '../../../src/playground';
import { Tensor } from '../../../src/torch';
import { expectedPrint, type ScriptCase, stateAfter } from '../../golden/scripts';

const path = new URL('../../golden/scripts.json', import.meta.url);
const CASES = JSON.parse(readFileSync(path, 'utf8')) as readonly ScriptCase[];

describe('the scripts of random states', () => {
  it('print what PyTorch 2.13.0 printed for them, and raise where it raised', () => {
    assert.ok(CASES.length > 100);
    assert.ok(CASES.some(({ printed }) => printed === null));
    for (const { actions, script, printed } of CASES) {
      const session = stateAfter(actions);
      assert.equal(scriptOf(session.state, session.call), script);
      assert.equal(expectedPrint(session), printed, script);
    }
  });
});

describe('a tensor as Python', () => {
  const f = Math.fround;
  const CASES: readonly [values: readonly number[], shape: readonly number[], code: string][] = [
    [[0, 2, 2, 0], [2, 2], 'torch.tensor([[0.0, 2.0], [2.0, 0.0]])'],
    [[1.5], [], 'torch.tensor(1.5)'],
    [[f(10 / 9), f(1 / 3), f(1e-7)], [3], 'torch.tensor([1.1111112, 0.33333334, 1e-7])'],
    [[-0, NaN, Infinity, -Infinity], [4], `torch.tensor([-0.0, float('nan'), float('inf'), float('-inf')])`],
    [[f(3.4028234663852886e38), 2 ** 24], [2], 'torch.tensor([3.4028235e+38, 16777216.0])'],
    [[], [0, 3], 'torch.zeros(0, 3)'],
  ];
  for (const [values, shape, code] of CASES) {
    it(code, () => {
      assert.equal(tensorCode(new Tensor(Float32Array.from(values), shape), 'cpu'), code);
    });
  }
  it('is on the device of the session', () => {
    const tensor = new Tensor(Float32Array.of(1), [1]);
    assert.equal(tensorCode(tensor, 'cuda:T4'), `torch.tensor([1.0], device='cuda')`);
  });
});
