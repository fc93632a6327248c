import assert from 'node:assert/strict';
import {
  type Action,
  CallCache,
  INITIAL_STATE,
  MAX_LISTED_CALLS,
  reduce,
  SessionReplay,
} from '../../../src/playground';

const RESAMPLE: Action = { type: 'resample' };

describe('the memory of calls', () => {
  it('gives what a replay from the start gives, whatever happens to the session', () => {
    const memory = new CallCache();
    const actions: readonly Action[] = [
      RESAMPLE,
      { type: 'resample', times: 60 },
      { type: 'setTraining', training: false },
      RESAMPLE,
      { type: 'setTraining', training: true },
      { type: 'resample', times: 70 },
      { type: 'setProbability', p: { type: 'float', value: 0.3 } },
      { type: 'setGenerator', generator: 'cpu-mkl' },
      RESAMPLE,
      { type: 'setKind', kind: 'Dropout2d' },
      { type: 'setSeed', seed: '7' },
      { type: 'resample', times: 5 },
      { type: 'setShape', shape: [2, 2] },
    ];
    let state = INITIAL_STATE;
    for (const action of actions) {
      state = reduce(state, action);
      const plain = (calls: ReturnType<CallCache['calls']>) =>
        calls.map(({ number, training, outcome }) => ({ number, training, outcome }));
      assert.deepEqual(
        plain(memory.calls(state)),
        plain(new SessionReplay().calls(state, MAX_LISTED_CALLS)),
        JSON.stringify(action),
      );
    }
  });

  it('computes nothing anew that is as it was', () => {
    const memory = new CallCache();
    let state = reduce(INITIAL_STATE, { type: 'resample', times: 99 });
    const before = memory.calls(state);
    state = reduce(state, RESAMPLE);
    const after = memory.calls(state);
    // The first is no longer listed.
    assert.deepEqual([after[0]?.number, after.length], [2, 100]);
    after.slice(0, 99).forEach((call, i) => assert.equal(call, before[i + 1]));
    const evaluated = memory.calls(reduce(state, { type: 'setTraining', training: false }));
    // The call in eval mode is the one that is new.
    evaluated.slice(0, 99).forEach((call, i) => assert.equal(call, after[i + 1]));
    assert.deepEqual([evaluated[99]?.number, evaluated[99]?.training], [102, false]);
    const other = memory.calls(reduce(state, { type: 'setProbability', p: { type: 'float', value: 0.3 } }));
    assert.notEqual(other[0], after[0]);
  });
});
