// The networks of the tab Why beside those that real PyTorch 2.13.0 trained by the scripts that the tab gives.
import assert from 'node:assert/strict';
import type { TrainedNetwork } from '../../../../src/playground/training';
import { CASES, readTrainingGoldens, scriptOf, train, type TrainedGolden } from '../../../golden/training';

const GOLDENS = readTrainingGoldens();

/** What is as near as can be seen in a plot: of an axis that is a hundred times as long, less than a pixel. */
const PLOTTED = 0.004;

/** The largest difference, relative to PyTorch's value. */
function relative(own: Float32Array, golden: readonly number[]): number {
  assert.equal(own.length, golden.length);
  return Math.max(...golden.map((value, i) => Math.abs((own[i] ?? NaN) - value) / value));
}

/** The largest difference. */
function absolute(own: Float32Array, golden: readonly number[]): number {
  return Math.max(...golden.map((value, i) => Math.abs((own[i] ?? NaN) - value)));
}

const everyTenth = (values: Float32Array): Float32Array => values.filter((_, i) => i % 10 === 0);

describe('networks that learn', () => {
  it('are asked of PyTorch by the very scripts that can be copied', () => {
    assert.deepEqual(
      GOLDENS.map(({ settings, p, script }) => ({ settings, p, script })),
      CASES.map((each) => ({ ...each, script: scriptOf(each) })),
    );
  });

  const wholes = new Map<string, TrainedNetwork>();
  for (const { settings, p, networks } of GOLDENS) {
    it(`with ${JSON.stringify(settings)} and p = ${p} go PyTorch’s way`, function () {
      this.timeout(60_000);
      const key = JSON.stringify(settings);
      const known = wholes.get(key);
      const trained = train(settings, known ? [p] : [0, p]);
      const whole = known ?? trained[0];
      const dropped = trained.at(-1);
      const [goldenWhole, golden] = networks as [TrainedGolden, TrainedGolden];
      assert.ok(whole && dropped?.spread);
      wholes.set(key, whole);
      // With dropout, over the whole run.
      assert.ok(relative(dropped.unseen, golden.unseen) < 1e-5, `${relative(dropped.unseen, golden.unseen)}`);
      assert.ok(relative(dropped.seen, golden.seen) < 1e-5, `${relative(dropped.seen, golden.seen)}`);
      assert.ok(absolute(everyTenth(dropped.curve), golden.curve) < 1e-5);
      assert.ok(absolute(everyTenth(dropped.spread.mean), golden.mean) < 1e-5);
      assert.ok(absolute(everyTenth(dropped.spread.deviation), golden.deviation) < 1e-5);
      // Without, nothing holds the last digits together.
      assert.ok(
        absolute(whole.unseen, goldenWhole.unseen) < PLOTTED,
        `${absolute(whole.unseen, goldenWhole.unseen)}`,
      );
      assert.ok(absolute(whole.seen, goldenWhole.seen) < PLOTTED);
    });
  }
});
