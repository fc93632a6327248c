import assert from 'node:assert/strict';
import {
  compareLosses,
  lossesOf,
  shareOutside,
  type Losses,
  type Verdict,
  verdictOf,
} from '../../../../src/playground/training';

const losses = (seen: number, unseen: number, lowest = unseen, seenThen = seen): Losses => ({
  seen,
  unseen,
  lowest: { seen: seenThen, unseen: lowest, step: 100 },
});

describe('what a run shows', () => {
  const TRUTH = { seen: 0.25, unseen: 0.25 };
  const steady = { isSteadier: true };
  /** As the network without dropout learns the 30 points of seed 0. */
  const OVERFITTING = losses(0, 0.4, 0.27, 0.2);
  const CASES: readonly [name: string, without: Losses, dropped: Losses, verdict: Verdict][] = [
    [
      'dropout helps a network that overfits',
      OVERFITTING,
      losses(0.13, 0.3),
      { seen: 'worse', unseen: 'better', unlikeStopped: 'worse', ...steady },
    ],
    [
      'it does as well as stopping early',
      losses(0, 0.4, 0.3, 0.2),
      losses(0.13, 0.3),
      { seen: 'worse', unseen: 'better', unlikeStopped: 'equal', ...steady },
    ],
    [
      'its loss rises hardly less',
      losses(0, 0.49, 0.33, 0.2),
      losses(0.1, 0.44, 0.29),
      { seen: 'worse', unseen: 'better', unlikeStopped: 'worse', isSteadier: false },
    ],
    [
      'too much of it underfits',
      OVERFITTING,
      losses(0.6, 0.65),
      { seen: 'worse', unseen: 'worse', unlikeStopped: 'worse', reason: 'underfits', ...steady },
    ],
    [
      'too much of it underfits, and yet ends better than what overfits badly',
      losses(0.01, 1.58, 1.03, 0.6),
      losses(0.86, 1.39),
      { seen: 'worse', unseen: 'better', unlikeStopped: 'worse', reason: 'underfits', ...steady },
    ],
    [
      'it leaves the noise, and little else',
      losses(0.08, 0.34, 0.27, 0.2),
      losses(0.22, 0.35),
      { seen: 'worse', unseen: 'equal', unlikeStopped: 'worse', ...steady },
    ],
    [
      'there is nothing to win',
      losses(0.2, 0.27, 0.265),
      losses(0.22, 0.27),
      { seen: 'worse', unseen: 'equal', unlikeStopped: 'equal', reason: 'nothingToWin', ...steady },
    ],
    [
      'it does not help, and no number tells why',
      losses(0, 0.4, 0.38),
      losses(0.02, 0.41),
      { seen: 'worse', unseen: 'equal', unlikeStopped: 'worse', ...steady },
    ],
  ];
  for (const [name, without, dropped, verdict] of CASES)
    it(name, () => assert.deepEqual(verdictOf(without, dropped, TRUTH), verdict));

  it('does not blame a fit that misses a hundredth where there is no noise', () => {
    const { reason } = verdictOf(losses(0, 0), losses(0.02, 0.014), { seen: 0, unseen: 0 });
    assert.equal(reason, 'nothingToWin');
  });

  it('calls losses equal that hardly differ', () => {
    assert.equal(compareLosses(0.35, 0.36), 'equal');
    assert.equal(compareLosses(0.001, 0.004), 'equal');
    assert.equal(compareLosses(0.3, 0.32), 'better');
    assert.equal(compareLosses(0.32, 0.3), 'worse');
    // As it is written, to two decimals.
    assert.equal(compareLosses(0.0451, 0.0549), 'equal');
  });

  it('finds the step at which a loss was lowest', () => {
    const network = { p: 0, seen: Float32Array.of(3, 2, 1), curve: new Float32Array(), kept: [] };
    assert.deepEqual(lossesOf({ ...network, unseen: Float32Array.of(3, 1, 2) }), {
      seen: 1,
      unseen: 2,
      lowest: { seen: 2, unseen: 1, step: 20 },
    });
  });

  it('counts the places at which the truth is outside of a band', () => {
    const spread = { mean: Float32Array.of(0, 0, 0, 0), deviation: Float32Array.of(1, 1, 0.1, 0.1) };
    assert.equal(shareOutside(spread, [1.5, -2.5, 0.15, 0.5], 2), 0.5);
  });
});
