// The average of a session's outputs, beside the outputs themselves.
import assert from 'node:assert/strict';
import {
  averageOutput,
  CallCache,
  INITIAL_STATE,
  type PlaygroundState,
  reduce,
} from '../../../src/playground';
import { makeInput } from '../../../src/playground/input';
import { DROPOUT_KINDS } from '../../../src/torch';

describe('the average output', () => {
  const after = (state: PlaygroundState, times: number): PlaygroundState =>
    reduce(state, { type: 'resample', times });

  for (const kind of DROPOUT_KINDS) {
    it(`of ${kind} is that of the outputs themselves`, () => {
      const start = reduce(INITIAL_STATE, { type: 'setKind', kind });
      const state = after(reduce(start, { type: 'setProbability', p: { type: 'float', value: 0.3 } }), 6);
      const { tensor } = makeInput(state);
      const calls = new CallCache().calls(state);
      const { calls: count, elements, running } = averageOutput(state, tensor, calls, true);
      assert.equal(count, 7);
      const outputs = calls.map(({ outcome }) => (outcome.ok ? [...outcome.output.values()] : assert.fail()));
      elements.forEach((element, i) => {
        const expected = outputs.reduce((sum, output) => sum + (output[i] ?? NaN), 0) / count;
        assert.ok(Math.abs(element - expected) < 1e-6, `${i}: ${element} ${expected}`);
      });
      const mean = elements.reduce((sum, element) => sum + element, 0) / elements.length;
      assert.ok(Math.abs((running.at(-1) ?? NaN) - mean) < 1e-12);
    });
  }

  it('without the scale is smaller by it, and leaves calls in eval mode out', () => {
    const state = reduce(after(INITIAL_STATE, 3), { type: 'setTraining', training: false });
    const { tensor } = makeInput(state);
    const calls = new CallCache().calls(state);
    const scaled = averageOutput(state, tensor, calls, true);
    const plain = averageOutput(state, tensor, calls, false);
    assert.equal(scaled.calls, 4);
    assert.deepEqual(
      [...scaled.elements],
      [...plain.elements].map((value) => value * 2),
    );
  });

  it('of calls that draw nothing is the input', () => {
    const state = reduce(INITIAL_STATE, { type: 'setTraining', training: false });
    const { tensor } = makeInput(state);
    const none = averageOutput(state, tensor, new CallCache().calls(state).slice(1), true);
    assert.deepEqual([none.calls, [...none.elements], none.running], [0, Array(15).fill(1), []]);
  });
});
