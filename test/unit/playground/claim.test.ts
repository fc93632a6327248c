import assert from 'node:assert/strict';
import {
  type Claim,
  claimOf,
  INITIAL_STATE,
  isOneRun,
  numbersClaim,
  type Origin,
  type PlaygroundState,
  reduce,
  sessionClaim,
} from '../../../src/playground';
import { type DropoutKind, type GeneratorName, GENERATOR_NAMES } from '../../../src/torch';

/** What is said first of a session whose input is exact. */
function claimFor(state: PlaygroundState) {
  return sessionClaim(state, numbersClaim(state, true));
}

describe('what may be said of the numbers', () => {
  const CASES: readonly [generator: GeneratorName, kind: DropoutKind, claim: Claim][] = [
    ['cpu', 'Dropout', 'exact'],
    ['cpu', 'FeatureAlphaDropout', 'exact'],
    ['cpu-mkl', 'Dropout', 'exact'],
    ['cpu-mkl', 'AlphaDropout', 'exact'],
    ['cuda:H200', 'Dropout2d', 'exact'],
    ['cuda:H100 SXM', 'Dropout', 'exact'],
    ['cuda:H100 PCIe', 'Dropout', 'expected'],
    ['cuda:T4', 'AlphaDropout', 'expected'],
  ];
  for (const [generator, kind, claim] of CASES) {
    it(`${generator}, ${kind}: ${claim}`, () => {
      const layer = { ...INITIAL_STATE.layer, kind };
      assert.equal(claimOf({ generator, layer }), claim);
    });
  }

  it('is exact of no GPU but those on which PyTorch’s answers were compared', () => {
    const { layer } = INITIAL_STATE;
    const exact = GENERATOR_NAMES.filter((generator) => claimOf({ generator, layer }) === 'exact');
    assert.deepEqual(exact, ['cpu', 'cpu-mkl', 'cuda:H100 SXM', 'cuda:H200']);
  });

  it('is a guess’s where p is one, and a part’s where dropout is one, whatever else may be said', () => {
    const origin = { label: 'a.py:1', illustrative: false };
    const inside = { of: 'LSTM', does: 'recurrent' } as const;
    const p = { type: 'float', value: 0.2 } as const;
    const opened = (more: Partial<Origin>): PlaygroundState => ({
      ...INITIAL_STATE,
      layer: { ...INITIAL_STATE.layer, p },
      origin: { ...origin, ...more },
    });
    assert.equal(claimFor(opened({})), 'exact');
    assert.equal(claimFor(opened({ guess: p })), 'supposed');
    assert.equal(claimFor(opened({ guess: { type: 'float', value: 0.3 } })), 'exact');
    assert.equal(claimFor({ ...opened({ guess: p }), generator: 'cuda:T4' }), 'supposed');
    assert.equal(claimFor(opened({ inside })), 'inside');
    assert.equal(claimFor(opened({ inside, guess: p })), 'inside');
    // The reader's own choices are no guess, and another kind stands for nothing in the code.
    const moved = reduce(opened({ guess: p }), { type: 'setProbability', p: { type: 'float', value: 0.5 } });
    assert.equal(claimFor(moved), 'exact');
    assert.equal(claimFor(reduce(opened({ inside }), { type: 'setKind', kind: 'Dropout2d' })), 'exact');
    assert.equal(numbersClaim(opened({ inside, guess: p }), true), 'exact');
  });

  it('is of one run alone where the code sets no seed, and draws', () => {
    const of = (value: number, more: Partial<Origin> = {}): boolean =>
      isOneRun({
        ...INITIAL_STATE,
        layer: { ...INITIAL_STATE.layer, p: { type: 'float', value } },
        origin: { label: 'a.py:1', illustrative: true, ...more },
      });
    assert.deepEqual([of(0), of(0.5), of(1)], [false, true, false]);
    assert.equal(of(0.5, { illustrative: false }), false);
    assert.equal(of(0.5, { inside: { of: 'LSTM', does: 'recurrent' } }), true);
    assert.equal(of(0.5, { inside: { of: 'LSTM', does: 'idle' } }), false);
  });

  it('stays a guess’s, and a part’s, without the link to the code', () => {
    const call = { uri: 'file:///a.py', from: 0, key: '/Dropout/0', line: '', head: '' };
    const inside = { of: 'LSTM', does: 'idle' } as const;
    const origin = { label: 'a.py:1', illustrative: true, inside, guess: INITIAL_STATE.layer.p };
    const unlinked = reduce({ ...INITIAL_STATE, origin: { ...origin, call } }, { type: 'unlink' });
    assert.deepEqual(unlinked.origin, origin);
  });
});
