import assert from 'node:assert/strict';
import {
  type Action,
  backAgain,
  type CallOutcome,
  dropCounts,
  INITIAL_STATE,
  maskBefore,
  maskOf,
  MAX_LISTED_CALLS,
  type PlaygroundState,
  reduce,
  SessionReplay,
  upToCall,
} from '../../../src/playground';

const RESAMPLE: Action = { type: 'resample' };

function after(...actions: Action[]): PlaygroundState {
  return actions.reduce(reduce, INITIAL_STATE);
}

function callsOf(state: PlaygroundState): readonly CallOutcome[] {
  return new SessionReplay().calls(state, MAX_LISTED_CALLS);
}

function masksOf(state: PlaygroundState): (number[] | undefined)[] {
  return callsOf(state).map((call) => {
    const mask = maskOf(call);
    return mask && [...mask];
  });
}

/** Which elements are back again in the call of that number. */
function backIn(state: PlaygroundState, number: number): number[] | undefined {
  const calls = callsOf(state);
  const call = calls.find((candidate) => candidate.number === number) ?? assert.fail('no such call');
  const back = backAgain(call, maskBefore(calls, number));
  return back && [...back];
}

describe('the calls of a session', () => {
  /** Two calls in training mode with one in eval mode between them. */
  const mixed = after({ type: 'setTraining', training: false }, { type: 'setTraining', training: true });

  it('bring elements back that the last mask before had dropped', () => {
    const state = after(RESAMPLE);
    // Seed 0 drops 0 0 1 0 0 / 0 1 1 0 1 / 1 1 1 0 1, then 1 1 1 0 0 / 1 0 1 0 1 / 0 0 0 0 1.
    assert.deepEqual(backIn(state, 2), [1, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
  });

  it('bring nothing back in the first call, nor in eval mode', () => {
    assert.equal(backIn(mixed, 1), undefined);
    assert.equal(backIn(mixed, 2), undefined);
  });

  it('pass over eval mode, which draws no mask', () => {
    assert.deepEqual(
      masksOf(mixed).map((mask) => mask !== undefined),
      [true, false, true],
    );
    assert.deepEqual(backIn(mixed, 3), backIn(after(RESAMPLE), 2));
  });

  it('drop each element so many times', () => {
    const { times, calls } = dropCounts(callsOf(after({ type: 'resample', times: 4 })), 15);
    assert.equal(calls, 5);
    // What the sketch of the panel shows for seed 0.
    assert.deepEqual([...times], [3, 3, 0, 4, 4, 3, 2, 1, 4, 2, 2, 3, 3, 3, 2]);
    assert.equal(dropCounts(callsOf(mixed), 15).calls, 2);
  });

  it('can be shown up to any of them, in either mode', () => {
    const long = after({ type: 'resample', times: 100 }, RESAMPLE, RESAMPLE);
    assert.equal(long.earlier.total, 3);
    const all = callsOf(long);
    for (const number of [4, 50, 103]) {
      const [shown] = new SessionReplay().calls(upToCall(long, number, true), 1);
      assert.deepEqual(shown?.outcome, all.find((call) => call.number === number)?.outcome);
      assert.equal(shown?.number, number);
      const [evaluated] = new SessionReplay().calls(upToCall(long, number, false), 1);
      assert.deepEqual([evaluated?.number, evaluated && maskOf(evaluated)], [number, undefined]);
    }
  });

  it('are the same, made at once or one by one', () => {
    const atOnce = after({ type: 'resample', times: 3 });
    assert.deepEqual(atOnce, after(RESAMPLE, RESAMPLE, RESAMPLE));
    assert.equal(atOnce.resamples, 3);
  });
});
