import assert from 'node:assert/strict';
import {
  type Action,
  fateOf,
  INITIAL_STATE,
  type PlaygroundState,
  reduce,
  SessionReplay,
  uniformText,
} from '../../../src/playground';
import type { DropoutKind } from '../../../src/torch';

const p = (value: number): Action => ({ type: 'setProbability', p: { type: 'float', value } });
const kind = (kind: DropoutKind): Action => ({ type: 'setKind', kind });
const shape = (shape: number[]): Action => ({ type: 'setShape', shape });

function fate(actions: readonly Action[], flat: number, start: PlaygroundState = INITIAL_STATE) {
  const state = actions.reduce(reduce, start);
  const replay = new SessionReplay();
  const call = replay.calls(state, 1)[0] ?? assert.fail();
  return fateOf(state, replay.input(state), call, flat);
}

describe('what became of an element', () => {
  /** Uniform numbers: torch.manual_seed(0); torch.rand(15, dtype=torch.float64). */
  const CASES: readonly [name: string, actions: readonly Action[], flat: number, expected: unknown][] = [
    [
      'dropped',
      [],
      8,
      {
        index: [1, 3],
        kept: false,
        reason: 'drawn',
        arithmetic: '1.0 × 0 × 2.0 = 0.0',
        uniform: '0.5813',
        threshold: '0.5',
      },
    ],
    [
      'kept, with the factor as PyTorch prints it',
      [p(0.1)],
      2,
      {
        index: [0, 2],
        kept: true,
        reason: 'drawn',
        arithmetic: '1.0 × 1 × 1.1111 = 1.1111',
        uniform: '0.4594',
        threshold: '0.9',
      },
    ],
    [
      'in eval mode',
      [{ type: 'setTraining', training: false }],
      0,
      { index: [0, 0], kept: true, reason: 'eval', arithmetic: '1.0', threshold: '0.5' },
    ],
    [
      'with p = 0',
      [p(0)],
      0,
      { index: [0, 0], kept: true, reason: 'keepsAll', arithmetic: '1.0', threshold: '1.0' },
    ],
    [
      'with p = 1',
      [p(1)],
      4,
      { index: [0, 4], kept: false, reason: 'dropsAll', arithmetic: '1.0 × 0 = 0.0', threshold: '0.0' },
    ],
    [
      'with its channel',
      [kind('Dropout2d')],
      11,
      {
        index: [0, 2, 1, 1],
        kept: true,
        reason: 'drawn',
        drawnAsOne: [0, 2],
        arithmetic: '1.0 × 1 × 2.0 = 2.0',
        uniform: '0.4594',
        threshold: '0.5',
      },
    ],
    [
      'with its channel, without a batch',
      [kind('Dropout1d'), shape([3, 5])],
      5,
      {
        index: [1, 0],
        kept: false,
        reason: 'drawn',
        drawnAsOne: [1],
        arithmetic: '1.0 × 0 × 2.0 = 0.0',
        uniform: '0.7078',
        threshold: '0.5',
      },
    ],
    // The second number of the stream, as for the second element of Dropout, decides on the second row.
    [
      'with its example',
      [kind('DropPath')],
      7,
      {
        index: [1, 2],
        kept: false,
        reason: 'drawn',
        drawnAsOne: [1],
        arithmetic: '1.0 × 0 × 2.0 = 0.0',
        uniform: '0.7078',
        threshold: '0.5',
      },
    ],
    [
      'dropped by alpha dropout',
      [kind('AlphaDropout')],
      0,
      {
        index: [0, 0],
        kept: false,
        reason: 'drawn',
        arithmetic: '1.0 × 0 − 0.7792 = -0.7792',
        uniform: '0.9701',
        threshold: '0.5',
      },
    ],
    [
      'kept by alpha dropout',
      [kind('AlphaDropout')],
      2,
      {
        index: [0, 2],
        kept: true,
        reason: 'drawn',
        arithmetic: '1.0 × 0.8864 + 0.7792 = 1.6656',
        uniform: '0.4594',
        threshold: '0.5',
      },
    ],
  ];
  for (const [name, actions, flat, expected] of CASES) {
    it(name, () => assert.deepEqual(fate(actions, flat), expected));
  }

  it('is not known where the call raises, and where there is no such element', () => {
    assert.equal(fate([kind('Dropout1d'), shape([3])], 0), undefined);
    assert.equal(fate([], 15), undefined);
  });

  it('of a later call has that call’s uniform numbers', () => {
    const state = [{ type: 'resample' } as const].reduce(reduce, INITIAL_STATE);
    const replay = new SessionReplay();
    const fates = replay.calls(state, 2).map((call) => fateOf(state, replay.input(state), call, 0));
    const [first = assert.fail(), second = assert.fail()] = fates;
    assert.equal(first.uniform, '0.9701');
    assert.notEqual(second.uniform, first.uniform);
    assert.equal(second.kept, Number(second.uniform) < 0.5);
  });
});

describe('the text of a uniform number', () => {
  const CASES: readonly [uniform: number, threshold: number, expected: string][] = [
    [0.25, 0.5, '0.2500'],
    [0.49999, 0.5, '0.49999'],
    [0.5, 0.5, '0.5000'],
    [0.500001, 0.5, '0.5000'],
    [0.49999999, 0.5, '0.49999999'],
    [0.8999999, 0.9, '0.8999999'],
    [Math.fround(0.9), Math.fround(0.9), '0.9000'],
  ];
  for (const [uniform, threshold, expected] of CASES) {
    it(`${uniform} beside ${threshold}`, () => assert.equal(uniformText(uniform, threshold), expected));
  }
});
