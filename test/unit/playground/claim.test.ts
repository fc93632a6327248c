import assert from 'node:assert/strict';
import {
  type Action,
  type Claim,
  claimOf,
  INITIAL_STATE,
  reduce,
  sessionClaim,
} from '../../../src/playground';
import { DROPOUT_KINDS, type DropoutKind, type GeneratorName, GENERATOR_NAMES } from '../../../src/torch';

describe('what may be said of the numbers', () => {
  const CASES: readonly [
    generator: GeneratorName,
    kind: DropoutKind,
    shape: readonly number[],
    draws: number,
    claim: Claim,
  ][] = [
    ['cpu', 'Dropout', [3, 5], 1, 'exact'],
    ['cpu', 'FeatureAlphaDropout', [2, 3, 2, 2], 1000, 'exact'],
    ['cpu-mkl', 'Dropout', [3, 5], 1, 'exact'],
    ['cpu-mkl', 'AlphaDropout', [3, 5], 1000, 'exact'],
    ['cuda:T4', 'Dropout', [4, 5], 1, 'published'],
    ['cuda:T4', 'Dropout', [4, 5], 2, 'fromSource'],
    ['cuda:T4', 'Dropout', [3, 5], 1, 'fromSource'],
    ['cuda:T4', 'Dropout', [2, 5], 1, 'fromSource'],
    ['cuda:T4', 'Dropout2d', [4, 4, 1, 1], 1, 'fromSource'],
    ['cuda:T4', 'AlphaDropout', [4, 5], 1, 'fromSource'],
  ];
  for (const [generator, kind, shape, draws, claim] of CASES) {
    it(`${generator}, ${kind} of (${shape.join(', ')}), ${draws} drawn: ${claim}`, () => {
      const layer = { ...INITIAL_STATE.layer, kind };
      assert.equal(claimOf({ generator, layer, shape }, draws), claim);
    });
  }

  it('is never exact of a GPU, in whatever form', () => {
    for (const generator of GENERATOR_NAMES.filter((name) => name.startsWith('cuda'))) {
      for (const kind of DROPOUT_KINDS) {
        for (const inplace of [false, true]) {
          const layer = { ...INITIAL_STATE.layer, kind, inplace };
          const claim = claimOf({ generator, layer, shape: [4, 4] }, 1);
          assert.equal(claim, kind === 'Dropout' && !inplace ? 'published' : 'fromSource');
        }
      }
    }
  });

  it('counts the calls of a session that drew, listed or not', () => {
    const after = (...actions: Action[]) =>
      actions.reduce(reduce, { ...INITIAL_STATE, generator: 'cuda:T4' as const, shape: [4, 4] });
    const inEval: Action = { type: 'setTraining', training: false };
    assert.equal(sessionClaim(after()), 'published');
    assert.equal(sessionClaim(after({ type: 'resample' })), 'fromSource');
    assert.equal(sessionClaim(after(inEval, { type: 'resample' })), 'published');
    assert.equal(sessionClaim(after({ type: 'resample' }, inEval)), 'fromSource');
    assert.equal(sessionClaim({ ...after(), earlier: { total: 9, training: 1 } }), 'fromSource');
  });
});
