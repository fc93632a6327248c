import assert from 'node:assert/strict';
import {
  compareLosses,
  lossesOf,
  shareOutside,
  type Losses,
  type Verdict,
  verdictOf,
} from '../../../../src/playground/training';

const losses = (seen: number, unseen: number, lowest = unseen): Losses => ({
  seen,
  unseen,
  lowest: { unseen: lowest, step: 100 },
});

describe('what a run shows', () => {
  const TRUTH = { seen: 0.25, unseen: 0.25 };
  const CASES: readonly [name: string, without: Losses, dropped: Losses, verdict: Verdict][] = [
    [
      'dropout helps a network that overfits',
      losses(0, 0.4, 0.27),
      losses(0.13, 0.3),
      { seen: 'worse', unseen: 'better', overfits: true, unlikeStopped: 'worse' },
    ],
    [
      'it does as well as stopping early',
      losses(0, 0.4, 0.3),
      losses(0.13, 0.3),
      { seen: 'worse', unseen: 'better', overfits: true, unlikeStopped: 'equal' },
    ],
    [
      'too much of it underfits',
      losses(0, 0.4, 0.27),
      losses(0.6, 0.65),
      { seen: 'worse', unseen: 'worse', overfits: true, unlikeStopped: 'worse', reason: 'underfits' },
    ],
    [
      'there is nothing to win',
      losses(0.2, 0.27, 0.265),
      losses(0.22, 0.27),
      { seen: 'worse', unseen: 'equal', overfits: false, unlikeStopped: 'equal', reason: 'nothingToWin' },
    ],
    [
      'it does not help, and no number tells why',
      losses(0, 0.4, 0.38),
      losses(0.1, 0.41),
      { seen: 'worse', unseen: 'equal', overfits: true, unlikeStopped: 'worse' },
    ],
  ];
  for (const [name, without, dropped, verdict] of CASES)
    it(name, () => assert.deepEqual(verdictOf(without, dropped, TRUTH), verdict));

  it('calls losses equal that hardly differ', () => {
    assert.equal(compareLosses(0.3, 0.305), 'equal');
    assert.equal(compareLosses(0.001, 0.004), 'equal');
    assert.equal(compareLosses(0.3, 0.32), 'better');
    assert.equal(compareLosses(0.32, 0.3), 'worse');
  });

  it('finds the step at which a loss was lowest', () => {
    const network = { p: 0, seen: Float32Array.of(3, 2, 1), curve: new Float32Array(), kept: [] };
    assert.deepEqual(lossesOf({ ...network, unseen: Float32Array.of(3, 1, 2) }), {
      seen: 1,
      unseen: 2,
      lowest: { unseen: 1, step: 20 },
    });
  });

  it('counts the places at which the truth is outside of a band', () => {
    const spread = { mean: Float32Array.of(0, 0, 0, 0), deviation: Float32Array.of(1, 1, 0.1, 0.1) };
    assert.equal(shareOutside(spread, [1.5, -2.5, 0.15, 0.5], 2), 0.5);
  });
});
