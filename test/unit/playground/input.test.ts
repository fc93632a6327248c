import assert from 'node:assert/strict';
import {
  type Action,
  INITIAL_STATE,
  parsePasted,
  type PlaygroundInput,
  type PlaygroundState,
  numbersClaim,
  reduce,
  sessionClaim,
  SessionReplay,
  transcriptOf,
} from '../../../src/playground';
import { type GeneratorName, reprTensor } from '../../../src/torch';

const RESAMPLE: Action = { type: 'resample' };

function after(start: Partial<PlaygroundState>, ...actions: Action[]): PlaygroundState {
  return actions.reduce(reduce, { ...INITIAL_STATE, ...start });
}

const use = (input: PlaygroundInput): Action => ({ type: 'setInput', input });

function printed(state: PlaygroundState, replay = new SessionReplay()): string[] {
  return replay
    .calls(state, 12)
    .map(({ outcome }) => (outcome.ok ? reprTensor(outcome.output) : outcome.error.message));
}

function typed(state: PlaygroundState): string[] {
  return transcriptOf(state, new SessionReplay().calls(state, 1))
    .filter(({ type }) => type === 'input')
    .map(({ text }) => text);
}

function claimFor(state: PlaygroundState) {
  return sessionClaim(state, numbersClaim(state, new SessionReplay().isInputExact(state)));
}

describe('the input', () => {
  /**
   * What PyTorch prints, 2.13.0 for cpu and 2.6.0 for cpu-mkl: torch.manual_seed(0); x = torch.rand(2, 3), or
   * as it is made; layer = torch.nn.Dropout(0.5); layer(x); layer(x).
   */
  const SECOND_CALLS: readonly [GeneratorName, PlaygroundInput['type'], readonly number[], string][] = [
    ['cpu', 'rand', [2, 3], 'tensor([[0.9925, 1.5364, 0.1770],\n        [0.2641, 0.0000, 1.2682]])'],
    [
      'cpu',
      'rand',
      [1, 17],
      'tensor([[0.0000, 0.0000, 0.0000, 0.0000, 0.0000, 0.0000, 0.9802, 1.7929, 0.0000,\n         0.0000, 0.0000, 0.8034, 0.0000, 0.0000, 0.5878, 0.0000, 1.3953]])',
    ],
    ['cpu', 'randn', [2, 3], 'tensor([[ 3.0820, -0.0000, -4.3576],\n        [ 1.1369, -2.1690, -2.7972]])'],
    [
      'cpu',
      'randn',
      [1, 17],
      'tensor([[-0.0000, -0.0000,  0.0000,  1.5870,  0.0000, -0.0000, -0.6827,  0.0000,\n          0.9362, -1.1710, -0.3468,  0.0000,  2.7787,  3.1727,  1.8926, -0.0000,\n          0.0000]])',
    ],
    ['cpu', 'arange', [2, 3], 'tensor([[ 0.,  2.,  0.],\n        [ 6.,  8., 10.]])'],
    [
      'cpu',
      'arange',
      [1, 17],
      'tensor([[ 0.,  0.,  0.,  6.,  0., 10.,  0., 14.,  0.,  0.,  0.,  0., 24.,  0.,\n          0., 30., 32.]])',
    ],
    ['cpu-mkl', 'rand', [2, 3], 'tensor([[0.0000, 1.5364, 0.0000],\n        [0.0000, 0.6148, 0.0000]])'],
    [
      'cpu-mkl',
      'rand',
      [1, 17],
      'tensor([[0.0000, 1.5364, 0.1770, 0.2641, 0.6148, 1.2682, 0.0000, 1.7929, 0.0000,\n         0.0000, 0.0000, 0.8034, 0.0000, 0.3377, 0.0000, 0.0000, 1.3953]])',
    ],
    [
      'cpu-mkl',
      'randn',
      [2, 3],
      'tensor([[ 0.0000, -0.0000, -4.3576],\n        [ 0.0000, -2.1690, -2.7972]])',
    ],
    [
      'cpu-mkl',
      'randn',
      [1, 17],
      'tensor([[-0.0000, -0.0000,  1.1333,  1.5870,  1.1977, -3.1102, -0.6827,  3.7060,\n          0.0000, -1.1710, -0.3468,  0.0000,  2.7787,  3.1727,  1.8926, -1.6874,\n          1.8637]])',
    ],
    ['cpu-mkl', 'arange', [2, 3], 'tensor([[ 0.,  2.,  4.],\n        [ 0.,  8., 10.]])'],
    [
      'cpu-mkl',
      'arange',
      [1, 17],
      'tensor([[ 0.,  2.,  4.,  0.,  8., 10.,  0.,  0.,  0.,  0.,  0.,  0., 24., 26.,\n         28., 30.,  0.]])',
    ],
  ];
  for (const [generator, type, shape, expected] of SECOND_CALLS) {
    it(`draws before the layer does: ${type} of (${shape.join(', ')}) on ${generator}`, () => {
      if (type === 'pasted') return assert.fail();
      const state = after({ generator, shape }, use({ type }), RESAMPLE);
      assert.equal(printed(state)[1], expected);
    });
  }

  it('of random numbers leaves a GPU’s own generator alone', () => {
    const generator = 'cuda:T4';
    const masks = (state: PlaygroundState) =>
      new SessionReplay().calls(state, 2).map(({ outcome }) => outcome.ok && outcome.mask);
    assert.deepEqual(
      masks(after({ generator }, use({ type: 'rand' }), RESAMPLE)),
      masks(after({ generator }, RESAMPLE)),
    );
  });

  it('is the same for each call, also of a layer that overwrites it', () => {
    const layer = { ...INITIAL_STATE.layer, inplace: true };
    const start = [use({ type: 'rand' }), RESAMPLE, RESAMPLE];
    const replay = new SessionReplay();
    const state = after({ layer }, ...start);
    assert.deepEqual(printed(state, replay), printed(after({}, ...start)));
    assert.deepEqual(replay.input(state), new SessionReplay().input(state));
  });

  it('starts the session again, and keeps its shape, but for pasted values', () => {
    const random = after({}, RESAMPLE, use({ type: 'rand' }));
    assert.deepEqual([random.calls, random.shape], [[{ training: true }], [3, 5]]);
    const pasted = after({}, RESAMPLE, use({ type: 'pasted', text: '[[1.0, 2.0]]' }));
    assert.deepEqual([pasted.calls, pasted.shape], [[{ training: true }], [1, 2]]);
    assert.deepEqual(reduce(pasted, use({ type: 'ones' })).shape, [1, 2]);
    assert.equal(reduce(pasted, use({ type: 'pasted', text: '[[1.0], []]' })), pasted);
    const shaped = reduce(pasted, { type: 'setShape', shape: [3] });
    assert.deepEqual([shaped.input, shaped.shape], [{ type: 'ones' }, [3]]);
    const other = after({}, use({ type: 'pasted', text: '[[1.0, 2.0, 3.0, 4.0, 5.0]]' }));
    assert.deepEqual(reduce(other, { type: 'setKind', kind: 'Dropout2d' }).shape, [1, 5]);
  });

  it('holds pasted values, rounded to float32', () => {
    const text = "[[0.1, -0.0], [float('nan'), float('inf')]]";
    const state = after({}, use({ type: 'pasted', text }));
    const values = new SessionReplay().input(state).values();
    assert.deepEqual(Array.from(values), [Math.fround(0.1), -0, NaN, Infinity]);
  });

  const STATEMENTS: readonly [start: Partial<PlaygroundState>, input: PlaygroundInput, lines: string[]][] = [
    [{}, { type: 'ones' }, ['input = torch.ones(3, 5)', 'layer(input)']],
    [{}, { type: 'rand' }, ['input = torch.rand(3, 5)', 'layer(input)']],
    [{ shape: [] }, { type: 'randn' }, ['input = torch.randn(())', 'layer(input)']],
    [{}, { type: 'arange' }, ['input = torch.arange(15.).reshape(3, 5)', 'layer(input)']],
    [
      { shape: [4], generator: 'cuda:T4' },
      { type: 'arange' },
      [`input = torch.arange(4., device='cuda')`, 'layer(input)'],
    ],
    [{ generator: 'cuda:T4' }, { type: 'rand' }, ['input = torch.rand(3, 5).cuda()', 'layer(input)']],
    [
      { layer: { ...INITIAL_STATE.layer, inplace: true } },
      { type: 'pasted', text: '[1.0, 2.0]' },
      ['input = torch.tensor([1.0, 2.0])', 'layer(input.clone())'],
    ],
    [
      { layer: { ...INITIAL_STATE.layer, inplace: true } },
      { type: 'ones' },
      ['input = torch.ones(3, 5)', 'layer(input.clone())'],
    ],
    [
      { layer: { ...INITIAL_STATE.layer, kind: 'AlphaDropout', inplace: true } },
      { type: 'rand' },
      ['input = torch.rand(3, 5)', 'layer(input)'],
    ],
  ];
  for (const [start, input, lines] of STATEMENTS) {
    it(`is made in Python: ${lines.join(' ')}`, () =>
      assert.deepEqual(
        typed(after(start, use(input))).slice(5, 7),
        lines.map((line) => `>>> ${line}`),
      ));
  }

  it('is typed in several lines where the list is long', () => {
    const row = `[${Array(12).fill('0.25').join(', ')}]`;
    const pasted = parsePasted(`[${row}, ${row}]`);
    const text = pasted.type === 'values' ? pasted.text : assert.fail();
    assert.equal(
      typed(after({}, use({ type: 'pasted', text })))[5],
      `>>> input = torch.tensor([${row},\n... ${row}])`,
    );
  });

  it('says where a value of randn is not sure to its last bit', () => {
    const state = (seed: string, shape: readonly number[]): PlaygroundState =>
      after({ seed, shape }, use({ type: 'randn' }));
    assert.equal(claimFor(state('0', [14])), 'exact');
    assert.equal(claimFor(state('0', [1000])), 'exact');
    assert.equal(new SessionReplay().isInputExact(state('4159445', [15])), false);
    assert.equal(claimFor(state('4159445', [15])), 'lastDigit');
    assert.equal(claimFor(reduce(state('4159445', [15]), use({ type: 'rand' }))), 'exact');
  });
});
