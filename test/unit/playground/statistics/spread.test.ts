import assert from 'node:assert/strict';
import { INITIAL_STATE, makeInput, reduce, SessionReplay } from '../../../../src/playground';
import { alternativesOf, spreadOf, unitsOf } from '../../../../src/playground/statistics';
import { DROPOUT_KINDS } from '../../../../src/torch';

describe('how far outputs spread over many calls', () => {
  for (const kind of DROPOUT_KINDS) {
    it(`is what their mean and standard deviation are: ${kind}`, () => {
      const start = reduce(INITIAL_STATE, { type: 'setKind', kind });
      const input = reduce(start, { type: 'setInput', input: { type: 'randn' } });
      const state = reduce(input, { type: 'resample', times: 39 });
      const { layer, shape } = state;
      const units = unitsOf(layer, shape) ?? assert.fail();
      const calls = new SessionReplay().calls(state, 40).map(({ outcome }) => {
        assert.ok(outcome.ok && outcome.mask);
        return { values: outcome.output.values(), mask: outcome.mask };
      });
      const times = Uint32Array.from(
        { length: units.count },
        (_, unit) => calls.filter(({ mask }) => mask[unit * units.size] === 0).length,
      );
      const spread = spreadOf(
        alternativesOf(layer, makeInput(state).tensor, 'cpu'),
        units,
        times,
        calls.length,
      );
      spread.mean.forEach((mean, i) => {
        const values = calls.map((call) => call.values[i] ?? NaN);
        const expected = values.reduce((sum, value) => sum + value, 0) / values.length;
        const variance = values.reduce((sum, value) => sum + (value - expected) ** 2, 0) / values.length;
        assert.ok(Math.abs(mean - expected) < 1e-6);
        assert.ok(Math.abs((spread.deviation[i] ?? NaN) - Math.sqrt(variance)) < 1e-6);
      });
    });
  }
});
