import assert from 'node:assert/strict';
import { INITIAL_STATE, reduce, SessionReplay } from '../../../../src/playground';
import {
  momentsOf,
  StatisticsRun,
  type StatisticsSnapshot,
  unitsOf,
} from '../../../../src/playground/statistics';
import {
  DROPOUT_KINDS,
  type DropoutKind,
  type DropoutLayer,
  forward,
  Generator,
  type RandomSource,
  Tensor,
} from '../../../../src/torch';

function layerOf(kind: DropoutKind, p: number, inplace = false): DropoutLayer {
  return { kind, p: { type: 'float', value: p }, inplace };
}

function statisticsOf(
  layer: DropoutLayer,
  input: Tensor,
  calls: number,
  source: RandomSource = new Generator(0),
): StatisticsSnapshot {
  const units = unitsOf(layer, input.shape) ?? assert.fail('it draws nothing');
  const run = new StatisticsRun(layer, input, units, source, calls);
  while (!run.isDone) run.advance();
  return run.snapshot();
}

function assertClose(actual: number, expected: number): void {
  assert.ok(Math.abs(actual - expected) < 1e-9, `${actual} is not ${expected}`);
}

const input = new Tensor(
  Float32Array.from({ length: 12 }, (_, i) => i / 4 - 1),
  [2, 3, 2],
);

describe('the statistics of many calls', () => {
  for (const kind of DROPOUT_KINDS) {
    for (const inplace of [false, true]) {
      it(`are those of the outputs of ${kind}${inplace ? ' in place' : ''}`, () => {
        const layer = layerOf(kind, 0.3, inplace);
        const calls = 50;
        const statistics = statisticsOf(layer, input, calls);
        const generator = new Generator(0);
        const outputs = Array.from({ length: calls }, () => {
          const fresh = new Tensor(Float32Array.from(input.data), input.shape);
          const { output, mask } = forward(layer, fresh, { training: true, generator });
          return { values: [...output.values()], mask: mask ?? assert.fail('nothing was drawn') };
        });
        const total = momentsOf(Float64Array.from(outputs.flatMap(({ values }) => values)));
        assertClose(statistics.mean.observed, total.mean);
        assertClose(statistics.totalVariance.observed, total.variance);
        const elementVariances = [...input.data.keys()].map((i) => {
          const { variance } = momentsOf(Float64Array.from(outputs, ({ values }) => values[i] ?? NaN));
          return (variance * calls) / (calls - 1);
        });
        assertClose(
          statistics.elementVariance.observed,
          elementVariances.reduce((sum, variance) => sum + variance, 0) / 12,
        );
        const { count, size } = statistics.units;
        const timesDropped = Array.from(
          { length: count },
          (_, unit) => outputs.filter(({ mask }) => mask[unit * size] === 0).length,
        );
        assert.deepEqual([...statistics.timesDropped], timesDropped);
        const kept = calls * count - timesDropped.reduce((sum, times) => sum + times, 0);
        assertClose(statistics.dropRate.observed, 1 - kept / (calls * count));
        assert.equal(
          statistics.histogram.reduce((sum, { from, observed }) => sum + from * observed, 0),
          kept,
        );
      });
    }
  }

  it('begin with the calls of the session', () => {
    let state = INITIAL_STATE;
    for (let call = 1; call < 5; call++) state = reduce(state, { type: 'resample' });
    const replay = new SessionReplay();
    const masks = replay
      .calls(state, 5)
      .map(({ outcome }) => (outcome.ok ? (outcome.mask ?? assert.fail()) : assert.fail()));
    const { timesDropped } = statisticsOf(state.layer, replay.input(state), 5);
    assert.deepEqual(
      [...timesDropped],
      Array.from(timesDropped, (_, i) => masks.filter((mask) => mask[i] === 0).length),
    );
    // What the sketch of the panel shows for seed 0.
    assert.deepEqual([...timesDropped], [3, 3, 0, 4, 4, 3, 2, 1, 4, 2, 2, 3, 3, 3, 2]);
  });

  it('are those of the generator that is given', () => {
    const layer = layerOf('Dropout', 0.5);
    const mkl = statisticsOf(layer, input, 20, new Generator(0, 'cpu-mkl'));
    assert.notDeepEqual([...mkl.timesDropped], [...statisticsOf(layer, input, 20).timesDropped]);
  });

  for (const [kind, p] of [
    ['Dropout', 0.5],
    ['Dropout', 0.1],
    ['Dropout2d', 0.25],
    ['AlphaDropout', 0.5],
    ['FeatureAlphaDropout', 0.2],
  ] as const) {
    it(`settle where theory says for ${kind} with p = ${p}`, () => {
      const { mean, elementVariance, totalVariance, dropRate, calls } = statisticsOf(
        layerOf(kind, p),
        input,
        4000,
      );
      assert.equal(calls, 4000);
      for (const { curve } of [mean, elementVariance]) {
        const outside = curve.filter(({ value, low, high }) => value < low || value > high);
        // A band of two standard errors is left by one point in twenty, and neighbours leave it together.
        assert.ok(outside.length < curve.length / 4, `${outside.length} of ${curve.length} lie outside`);
        const last = curve.at(-1) ?? assert.fail('no curve');
        assert.equal(last.calls, 4000);
        assert.ok(last.high - last.low < 0.15, 'the band does not narrow');
      }
      assert.ok(dropRate.low < p && p < dropRate.high);
      assert.ok(Math.abs(totalVariance.observed / totalVariance.expected - 1) < 0.05);
    });
  }

  it('follow curves whose points are all there, one after each call at first, fewer later', () => {
    const { curve } = statisticsOf(layerOf('Dropout', 0.5), input, 10_000).mean;
    assert.deepEqual(
      curve.slice(0, 10).map(({ calls }) => calls),
      [1, 2, 3, 4, 5, 6, 7, 8, 9, 10],
    );
    assert.equal(curve.at(-1)?.calls, 10_000);
    assert.ok(curve.length < 200);
    curve.slice(1).forEach(({ calls }, i) => assert.ok(calls > (curve[i]?.calls ?? 0)));
  });
});
