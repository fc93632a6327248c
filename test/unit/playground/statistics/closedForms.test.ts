import assert from 'node:assert/strict';
import {
  alternativesOf,
  binomialProbabilities,
  errorOfMean,
  errorOfVariance,
  histogramOf,
  momentsOf,
  theoryOf,
  unitsOf,
  wilsonInterval,
} from '../../../../src/playground/statistics';
import { type DropoutKind, type DropoutLayer, Tensor } from '../../../../src/torch';

function layerOf(kind: DropoutKind, p: number, inplace = false): DropoutLayer {
  return { kind, p: { type: 'float', value: p }, inplace };
}

function assertClose(actual: number, expected: number, relative = 1e-12): void {
  const message = `${actual} is not ${expected}`;
  assert.ok(Math.abs(actual - expected) <= relative * Math.abs(expected), message);
}

/** n choose k, exactly. */
function choose(n: number, k: number): bigint {
  let result = 1n;
  for (let i = 1; i <= k; i++) result = (result * BigInt(n - k + i)) / BigInt(i);
  return result;
}

/** A quotient of integers however large, to the precision of a double. */
function quotient(numerator: bigint, denominator: bigint): number {
  return Number((numerator * 10n ** 340n) / denominator) / 1e300 / 1e40;
}

describe('binomial probabilities', () => {
  const CASES: readonly [trials: number, tenths: number][] = [
    [0, 5],
    [1, 3],
    [15, 5],
    [15, 1],
    [64, 9],
    [300, 3],
    [1024, 5],
  ];
  for (const [trials, tenths] of CASES) {
    it(`are those of ${trials} trials with probability 0.${tenths}`, () => {
      const probabilities = binomialProbabilities(trials, tenths / 10);
      assert.equal(probabilities.length, trials + 1);
      probabilities.forEach((probability, k) => {
        const favourable =
          choose(trials, k) * BigInt(tenths) ** BigInt(k) * BigInt(10 - tenths) ** BigInt(trials - k);
        const expected = quotient(favourable, 10n ** BigInt(trials));
        if (expected > 1e-290) assertClose(probability, expected, 1e-11);
      });
    });
  }

  it('are certainty where the probability is 0 or 1', () => {
    assert.deepEqual([...binomialProbabilities(3, 0)], [1, 0, 0, 0]);
    assert.deepEqual([...binomialProbabilities(3, 1)], [0, 0, 0, 1]);
  });

  it('have the mean and the variance they should for a million trials, and sum up to 1', () => {
    const [trials, probability] = [1_000_000, 0.9];
    const probabilities = binomialProbabilities(trials, probability);
    let [sum, mean, variance] = [0, 0, 0];
    probabilities.forEach((value, k) => {
      sum += value;
      mean += value * k;
    });
    probabilities.forEach((value, k) => (variance += value * (k - mean) ** 2));
    assertClose(sum, 1, 1e-10);
    assertClose(mean, trials * probability, 1e-10);
    assertClose(variance, trials * probability * (1 - probability), 1e-8);
  });
});

describe('the Wilson interval', () => {
  // As SciPy's binomtest(…).proportion_ci(method='wilson') gives them.
  const CASES: readonly [successes: number, trials: number, low: number, high: number][] = [
    [0, 10, 0, 0.2775],
    [5, 10, 0.2366, 0.7634],
    [8, 10, 0.4902, 0.9433],
    [10, 10, 0.7225, 1],
    [1, 1, 0.2065, 1],
    [500, 1000, 0.4691, 0.5309],
  ];
  for (const [successes, trials, low, high] of CASES) {
    it(`of ${successes} in ${trials}`, () => {
      const interval = wilsonInterval(successes, trials);
      assert.equal(interval.low.toFixed(4), low.toFixed(4));
      assert.equal(interval.high.toFixed(4), high.toFixed(4));
    });
  }
});

describe('units', () => {
  const CASES: readonly [kind: DropoutKind, shape: readonly number[], count: number, size: number][] = [
    ['Dropout', [3, 5], 15, 1],
    ['AlphaDropout', [], 1, 1],
    ['Dropout1d', [3, 5], 3, 5],
    ['Dropout1d', [2, 3, 5], 6, 5],
    ['Dropout2d', [2, 3, 2, 2], 6, 4],
    ['Dropout3d', [2, 3, 1, 2, 2], 6, 4],
    ['Dropout3d', [3, 1, 2, 2], 3, 4],
    ['FeatureAlphaDropout', [2, 3, 2, 2], 6, 4],
  ];
  for (const [kind, shape, count, size] of CASES) {
    it(`of ${kind} on (${shape.join(', ')})`, () => {
      assert.deepEqual(unitsOf(layerOf(kind, 0.3), shape), { count, size });
    });
  }
  it('are none where nothing is drawn', () => {
    assert.equal(unitsOf(layerOf('Dropout', 0), [3, 5]), undefined);
    assert.equal(unitsOf(layerOf('Dropout', 1), [3, 5]), undefined);
    assert.equal(unitsOf(layerOf('Dropout', 0.5), [0, 5]), undefined);
    assert.equal(unitsOf(layerOf('Dropout2d', 0.5), [5]), undefined);
  });
});

describe('what is to be expected', () => {
  const x = Float32Array.of(1, -2, 0.5, 3, 0, 4);
  const input = new Tensor(x, [2, 3]);
  const squares = x.reduce((sum, value) => sum + value ** 2, 0);
  const theory = (layer: DropoutLayer, of = input) =>
    theoryOf(layer, of, unitsOf(layer, of.shape) ?? assert.fail('it draws nothing'), 'cpu');

  for (const p of [0.1, 0.5, 0.8]) {
    it(`of plain dropout with p = ${p} is the input on average, and p/(1-p)·x² as its variance`, () => {
      const { mean, elementVariance, varianceOfMean, totalVariance } = theory(layerOf('Dropout', p));
      const odds = p / (1 - p);
      assertClose(mean, 6.5 / 6, 1e-6);
      assertClose(elementVariance, (odds * squares) / 6, 1e-6);
      assertClose(varianceOfMean, (odds * squares) / 36, 1e-6);
      assertClose(totalVariance, momentsOf(x).variance + (odds * squares) / 6, 1e-6);
    });

    it(`of channel-wise dropout with p = ${p} varies with whole channels`, () => {
      const { mean, elementVariance, varianceOfMean } = theory(layerOf('Dropout1d', p));
      const odds = p / (1 - p);
      assertClose(mean, 6.5 / 6, 1e-6);
      assertClose(elementVariance, (odds * squares) / 6, 1e-6);
      // The channels' sums are -0.5 and 7.
      assertClose(varianceOfMean, (odds * (0.25 + 49)) / 36, 1e-6);
    });

    for (const kind of ['AlphaDropout', 'FeatureAlphaDropout'] as const) {
      it(`of ${kind} with p = ${p} keeps mean 0 and variance 1`, () => {
        const standardized = new Tensor(Float32Array.of(-1, 1, 1, -1), [2, 2]);
        const { mean, totalVariance } = theory(layerOf(kind, p), standardized);
        assert.ok(Math.abs(mean) < 1e-6);
        assertClose(totalVariance, 1, 1e-6);
      });
    }

    it(`has standard errors with p = ${p} that all masks of two calls bear out`, () => {
      const layer = layerOf('Dropout', p);
      const of = new Tensor(Float32Array.of(1, 2), [2]);
      const expected = theory(layer, of);
      const { kept, dropped } = alternativesOf(layer, of, 'cpu');
      let [sum, sumOfSquares, varianceSum, varianceSquares] = [0, 0, 0, 0];
      // Bits 0 and 1 are the first call's mask, bits 2 and 3 the second's.
      for (let bits = 0; bits < 16; bits++) {
        const keptBits = [0, 1, 2, 3].filter((bit) => (bits >> bit) & 1);
        const probability = (1 - p) ** keptBits.length * p ** (4 - keptBits.length);
        const value = (call: number, i: number): number =>
          ((bits >> (2 * call + i)) & 1 ? kept[i] : dropped[i]) ?? NaN;
        const mean = (value(0, 0) + value(0, 1) + value(1, 0) + value(1, 1)) / 4;
        const variance = ((value(0, 0) - value(1, 0)) ** 2 + (value(0, 1) - value(1, 1)) ** 2) / 4;
        sum += probability * mean;
        sumOfSquares += probability * mean ** 2;
        varianceSum += probability * variance;
        varianceSquares += probability * variance ** 2;
      }
      assertClose(sum, expected.mean, 1e-9);
      assertClose(Math.sqrt(sumOfSquares - sum ** 2), errorOfMean(expected, 2), 1e-9);
      assertClose(varianceSum, expected.elementVariance, 1e-9);
      assertClose(Math.sqrt(varianceSquares - varianceSum ** 2), errorOfVariance(expected, 2), 1e-9);
    });
  }
});

describe('the histogram', () => {
  it('shows what happened beside what is likely, and nothing else', () => {
    const probabilities = binomialProbabilities(15, 0.5);
    const observed = new Uint32Array(16);
    observed[7] = 3;
    observed[15] = 1;
    const bars = histogramOf(observed, probabilities);
    assert.deepEqual([bars[0]?.from, bars.at(-1)?.to], [1, 15]);
    assert.deepEqual(
      bars.find(({ from }) => from === 7),
      {
        from: 7,
        to: 7,
        observed: 3,
        expected: 4 * (probabilities[7] ?? 0),
      },
    );
  });

  it('lets a bar stand for several counts where they are many, and leaves out none', () => {
    const bars = histogramOf(new Uint32Array(1025).fill(1), binomialProbabilities(1024, 0.5));
    assert.ok(bars.length <= 32);
    bars.forEach((bar, i) => {
      assert.equal(bar.from, (bars[i - 1]?.to ?? -1) + 1);
      assert.equal(bar.observed, bar.to - bar.from + 1);
    });
    assert.equal(bars.at(-1)?.to, 1024);
    assertClose(
      bars.reduce((sum, { expected }) => sum + expected, 0),
      1025,
      1e-9,
    );
  });
});
