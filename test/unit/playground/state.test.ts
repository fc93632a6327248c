import assert from 'node:assert/strict';
import {
  type Action,
  type Deviation,
  EXAMPLE_SHAPES,
  INITIAL_STATE,
  isTraining,
  MAX_LISTED_CALLS,
  modeStatements,
  parseShape,
  type PlaygroundState,
  reduce,
} from '../../../src/playground';
import { receiveState } from '../../../src/protocol';

/** The state after some actions. */
function after(...actions: Action[]): PlaygroundState {
  return actions.reduce(reduce, INITIAL_STATE);
}

const RESAMPLE: Action = { type: 'resample' };
const EVAL: Action = { type: 'setTraining', training: false };
const TRAIN: Action = { type: 'setTraining', training: true };

describe('the playground’s state', () => {
  it('starts with Dropout(0.5) on ones(3, 5) after seed 0, in training mode, called once', () => {
    assert.deepEqual(INITIAL_STATE.layer, {
      kind: 'Dropout',
      p: { type: 'float', value: 0.5 },
      inplace: false,
    });
    assert.deepEqual(INITIAL_STATE.shape, [3, 5]);
    assert.equal(INITIAL_STATE.seed, '0');
    assert.equal(isTraining(INITIAL_STATE), true);
    assert.equal(INITIAL_STATE.calls.length, 1);
  });

  describe('that stands for a call in the code on other values', () => {
    const call = { uri: 'file:///a.py', from: 0, key: '/dropout/0', line: '', head: '' };
    const origin = { label: 'a.py:1', illustrative: false, call } as const;
    const p = { type: 'float', value: 0.3 } as const;
    const opened = (deviation: Deviation | undefined): PlaygroundState => ({
      ...INITIAL_STATE,
      skipped: 7,
      origin: { ...origin, ...(deviation && { deviation }) },
    });
    const followed = { label: 'a.py:2', illustrative: false, deviation: 'values' } as const;
    const ACTIONS: readonly [action: Action, departs: boolean][] = [
      [{ type: 'setProbability', p }, true],
      [{ type: 'setKind', kind: 'AlphaDropout' }, true],
      [EVAL, true],
      [TRAIN, false],
      [{ type: 'setSeed', seed: '1' }, true],
      [{ type: 'setGenerator', generator: 'cpu-mkl' }, true],
      [{ type: 'setShape', shape: [2] }, true],
      [{ type: 'setInput', input: { type: 'arange' } }, true],
      [RESAMPLE, true],
      [{ type: 'moveExamples' }, false],
      [{ type: 'follow', call: { origin: followed } }, false],
      [{ type: 'follow', call: { origin: followed, p } }, true],
      [{ type: 'unlink' }, false],
    ];
    for (const deviation of ['values', 'size'] as const)
      for (const [action, departs] of ACTIONS)
        it(`${departs ? 'no longer does' : 'still does'}, with other ${deviation}, after ${JSON.stringify(action)}`, () => {
          const { origin: after } = reduce(opened(deviation), action);
          assert.equal(after?.deviation !== undefined, !departs);
        });

    it('says as before that it may differ, whatever is done', () => {
      for (const deviation of ['stream', 'draws'] as const)
        assert.equal(reduce(opened(deviation), RESAMPLE).origin?.deviation, deviation);
    });

    it('passes over what the code draws first, under another seed too, until it is unlinked', () => {
      const seed: Action = { type: 'setSeed', seed: '1' };
      const linked = opened(undefined);
      const unlinked = reduce(linked, { type: 'unlink' });
      assert.deepEqual(
        [reduce(linked, seed), unlinked, reduce(unlinked, seed)].map(({ skipped }) => skipped),
        [7, 7, undefined],
      );
    });
  });

  /** What is done after the first call; the mode of each call then: t in training, e in eval mode. */
  const MODES: readonly [actions: readonly Action[], modes: string][] = [
    [[], 't'],
    [[RESAMPLE], 'tt'],
    [[EVAL], 'te'],
    [[EVAL, RESAMPLE], 'tee'],
    [[RESAMPLE, RESAMPLE, EVAL, RESAMPLE], 'tttee'],
    [[RESAMPLE, EVAL, TRAIN], 'ttet'],
    [[EVAL, TRAIN, RESAMPLE, EVAL], 'tette'],
    [[TRAIN], 't'],
    [[EVAL, EVAL], 'te'],
    [[EVAL, { type: 'resample', times: 3 }], 'teeee'],
    [[EVAL, { type: 'setProbability', p: { type: 'float', value: 0.1 } }, TRAIN], 'tet'],
    [[RESAMPLE, { type: 'moveExamples' }], 'tt'],
  ];
  for (const [actions, modes] of MODES) {
    it(`calls ${modes} after ${actions.map(({ type }) => type).join(', ') || 'nothing'}`, () =>
      assert.equal(
        after(...actions)
          .calls.map(({ training }) => (training ? 't' : 'e'))
          .join(''),
        modes,
      ));
  }

  it('is left as it is by the mode that it has', () => {
    for (const [state, same] of [
      [after(), TRAIN],
      [after(RESAMPLE, EVAL), EVAL],
    ] as const)
      assert.equal(reduce(state, same), state);
  });

  it('moves examples on by resampling, and by nothing else that calls', () => {
    assert.equal(after(EVAL, TRAIN).resamples, 0);
    assert.equal(after({ type: 'moveExamples' }, RESAMPLE).resamples, 2);
  });

  it('has statements where its mode changes, from training mode on', () => {
    const calls = (modes: string) => Array.from(modes, (mode) => ({ training: mode === 't' }));
    const told = (modes: string) =>
      modeStatements(calls(modes))
        .map((statement, i) => (statement === undefined ? '' : `${i}:${statement}`))
        .filter((text) => text !== '');
    assert.deepEqual(told('ttt'), []);
    assert.deepEqual(told('tttee'), ['3:layer.eval()']);
    assert.deepEqual(told('eet'), ['0:layer.eval()', '2:layer.train()']);
  });

  it('a change of p keeps the calls and every other part', () => {
    const state = after(RESAMPLE, { type: 'setProbability', p: { type: 'int', value: 1 } });
    assert.deepEqual(state, {
      ...after(RESAMPLE),
      layer: { ...INITIAL_STATE.layer, p: { type: 'int', value: 1 } },
    });
  });

  it('another generator makes the same calls', () => {
    const state = after(RESAMPLE, EVAL, { type: 'setGenerator', generator: 'cuda:A100' });
    assert.deepEqual(state, { ...after(RESAMPLE, EVAL), generator: 'cuda:A100' });
    assert.deepEqual(reduce(state, { type: 'setGenerator', generator: 'cpu' }), after(RESAMPLE, EVAL));
  });

  it('a new seed or shape starts over, in the mode of the last call', () => {
    assert.deepEqual(after(RESAMPLE, EVAL, { type: 'setSeed', seed: '-7' }).calls, [{ training: false }]);
    const shaped = after(RESAMPLE, { type: 'setShape', shape: [2] });
    assert.deepEqual([shaped.calls, shaped.shape], [[{ training: true }], [2]]);
  });

  it('another kind brings its example’s shape only in place of the other’s example', () => {
    assert.deepEqual(after({ type: 'setKind', kind: 'Dropout2d' }).shape, EXAMPLE_SHAPES.Dropout2d);
    assert.deepEqual(after(RESAMPLE, { type: 'setKind', kind: 'AlphaDropout' }).calls.length, 2);
    const own = after({ type: 'setShape', shape: [4, 4] }, { type: 'setKind', kind: 'Dropout2d' });
    assert.deepEqual(own.shape, [4, 4]);
  });

  it('counts the calls that it no longer lists', () => {
    const actions = [RESAMPLE, EVAL, RESAMPLE, TRAIN, ...Array<Action>(MAX_LISTED_CALLS + 1).fill(RESAMPLE)];
    const state = after(...actions);
    assert.equal(state.calls.length, MAX_LISTED_CALLS);
    // The calls, oldest first: train twice, eval twice, train twice, and more.
    assert.deepEqual(state.earlier, { total: 6, training: 4 });
    assert.equal(state.resamples, actions.filter((action) => action.type === 'resample').length);
  });

  it('starts again before its calls are too many to be replayed', () => {
    const long = { ...after(...Array<Action>(MAX_LISTED_CALLS).fill(RESAMPLE)), shape: [1024] };
    const last = { ...long, earlier: { total: 48828, training: 48828 } };
    assert.ok(receiveState(last).ok);
    const next = reduce(last, RESAMPLE);
    assert.deepEqual(
      [next.calls, next.earlier, next.resamples],
      [[{ training: true }], { total: 0, training: 0 }, last.resamples + 1],
    );
    const evaluated = reduce(last, EVAL);
    assert.deepEqual([evaluated.calls, evaluated.earlier.total], [[{ training: false }], 0]);
  });

  it('opens a call in training mode, unless it is in eval mode, and keeps what is not known of it', () => {
    const origin = { label: 'model.py:3', illustrative: false };
    const before = after({ type: 'setSeed', seed: '5' }, EVAL, RESAMPLE);
    const request = { kind: 'Dropout2d', inplace: true, generator: 'cuda:T4', origin } as const;
    const opened = reduce(before, { type: 'open', request });
    assert.deepEqual(opened.layer, { kind: 'Dropout2d', p: INITIAL_STATE.layer.p, inplace: true });
    assert.deepEqual([opened.seed, opened.calls, opened.origin], ['5', [{ training: true }], origin]);
    assert.equal(opened.generator, 'cuda:T4');
    assert.equal(opened.resamples, before.resamples);
    const p = { type: 'float', value: 0.25 } as const;
    const known = reduce(before, { type: 'open', request: { ...request, p, seed: '9' } });
    assert.deepEqual([known.layer.p, known.seed], [p, '9']);
    const silent = reduce(before, { type: 'open', request: { ...request, training: false } });
    assert.deepEqual(silent.calls, [{ training: false }]);
  });

  it('is never changed in place', () => {
    const frozen = deepFreeze(after(RESAMPLE));
    for (const action of [RESAMPLE, EVAL, { type: 'setKind', kind: 'Dropout3d' } as const])
      reduce(frozen, action);
  });
});

describe('shapes as people type them', () => {
  const CASES: readonly [text: string, shape: ReturnType<typeof parseShape>][] = [
    ['3, 5', [3, 5]],
    ['(3, 5)', [3, 5]],
    ['(3,)', [3]],
    ['[2, 3]', [2, 3]],
    ['[ 2, 3, ]', [2, 3]],
    ['[]', []],
    ['torch.Size([2, 3])', [2, 3]],
    ['[2, 3', 'notAShape'],
    ['(2, 3]', 'notAShape'],
    ['1000000000', 'tooLarge'],
    [`${'9'.repeat(400)}, 0`, 'tooLarge'],
    ['3x5', [3, 5]],
    ['3 × 5', [3, 5]],
    [' 3  5 ', [3, 5]],
    ['7', [7]],
    ['', []],
    ['()', []],
    ['0, 5', [0, 5]],
    ['32, 32', [32, 32]],
    ['1000000', [1_000_000]],
    ['1024, 1024', [1024, 1024]],
    ['1025, 1024', 'tooLarge'],
    ['999999, 999999, 999999', 'tooLarge'],
    ['999999, 999999, 999999, 1, 0', 'tooLarge'],
    ['9999999, 0, 1', 'tooLarge'],
    ['1024, 1024, 1, 1, 0', [1024, 1024, 1, 1, 0]],
    ['1, 1, 1, 1, 1, 1', 'tooManyDimensions'],
    ['-1', 'notAShape'],
    ['3.5', 'notAShape'],
    ['three', 'notAShape'],
    ['3,,5', 'notAShape'],
    ['1e9', 'notAShape'],
  ];
  for (const [text, shape] of CASES) {
    it(JSON.stringify(text), () => assert.deepEqual(parseShape(text), shape));
  }
});

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}
