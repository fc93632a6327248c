import assert from 'node:assert/strict';
import {
  type Action,
  EXAMPLE_SHAPES,
  gridLayout,
  indexOf,
  INITIAL_STATE,
  keptCount,
  pictureSize,
  type PlaygroundState,
  reduce,
  SessionReplay,
  transcriptOf,
} from '../../../src/playground';
import {
  type DropoutKind,
  forward,
  type GeneratorName,
  ones,
  reprTensor,
  seededGenerator,
} from '../../../src/torch';

const KINDS = Object.keys(EXAMPLE_SHAPES) as DropoutKind[];
const RESAMPLE: Action = { type: 'resample' };

function after(...actions: Action[]): PlaygroundState {
  return actions.reduce(reduce, INITIAL_STATE);
}

function setP(value: number): Action {
  return { type: 'setProbability', p: { type: 'float', value } };
}

function printed(state: PlaygroundState, count = 12, replay = new SessionReplay()): string[] {
  return replay
    .calls(state, count)
    .map(({ outcome }) => (outcome.ok ? reprTensor(outcome.output) : outcome.error.message));
}

/** What PyTorch 2.13.0 prints: torch.manual_seed(0), then Dropout(0.5)(torch.ones(3, 5)) three times. */
const SEED_0 = [
  'tensor([[0., 0., 2., 0., 0.],\n        [0., 2., 2., 0., 2.],\n        [2., 2., 2., 0., 2.]])',
  'tensor([[2., 2., 2., 0., 0.],\n        [2., 0., 2., 0., 2.],\n        [0., 0., 0., 0., 2.]])',
];

describe('the playground’s session', () => {
  it('gives what PyTorch prints, call after call', () => {
    assert.deepEqual(printed(after()), SEED_0.slice(0, 1));
    assert.deepEqual(printed(after(RESAMPLE)), SEED_0);
  });

  it('is the identity in eval mode and draws nothing there', () => {
    const ones =
      'tensor([[1., 1., 1., 1., 1.],\n        [1., 1., 1., 1., 1.],\n        [1., 1., 1., 1., 1.]])';
    const actions: Action[] = [
      RESAMPLE,
      RESAMPLE,
      { type: 'setTraining', training: false },
      RESAMPLE,
      { type: 'setTraining', training: true },
    ];
    const [first, second, third, fourth] = printed(after(RESAMPLE, RESAMPLE, RESAMPLE));
    assert.deepEqual(printed(after(...actions)), [first, second, third, ones, ones, fourth]);
    assert.deepEqual([first, second], SEED_0);
  });

  it('keeps the uniform numbers under another p, so that kept cells only fall away as p grows', () => {
    const masks = [0.2, 0.5, 0.8].map((p) => {
      const [call] = new SessionReplay().calls(after(setP(p)), 1);
      return call?.outcome.ok === true ? (call.outcome.mask ?? assert.fail()) : assert.fail();
    });
    const [few = assert.fail(), half = assert.fail(), many = assert.fail()] = masks;
    half.forEach((kept, i) => {
      assert.ok((few[i] ?? 0) >= kept && kept >= (many[i] ?? 0));
    });
    assert.ok(keptCount(few) > keptCount(many));
  });

  it('lists the last calls with their numbers, and remembers its way through a long session', () => {
    const replay = new SessionReplay();
    let state = INITIAL_STATE;
    for (let i = 0; i < 250; i++) {
      state = reduce(state, RESAMPLE);
      const calls = replay.calls(state, 3);
      assert.deepEqual(
        calls.map(({ number }) => number),
        [i, i + 1, i + 2].filter((number) => number > 0),
      );
      // Another replay, which winds the stream from its start, agrees.
      if (i % 50 === 0) assert.deepEqual(printed(state, 3, replay), printed(state, 3));
    }
    const back = reduce(state, { type: 'setSeed', seed: '0' });
    assert.deepEqual(printed(back, 3, replay), SEED_0.slice(0, 1));
  });

  for (const generator of ['cpu', 'cpu-mkl', 'cuda:T4'] as const) {
    it(`winds past calls that are not listed as if it had made them, on ${generator}`, () => {
      for (const kind of KINDS) {
        const shape = [2, 3, 4, 5];
        const layer = { ...INITIAL_STATE.layer, kind };
        const start: PlaygroundState = { ...INITIAL_STATE, layer, shape, generator, seed: '-3' };
        const source = seededGenerator(generator, -3);
        const expected = Array.from({ length: 7 }, () => {
          try {
            return reprTensor(forward(layer, ones(shape), { training: true, generator: source }).output);
          } catch (error) {
            // dropout1d does not take such an input.
            return (error as Error).message;
          }
        });
        const state: PlaygroundState = Array<Action>(6).fill(RESAMPLE).reduce(reduce, start);
        assert.deepEqual(printed(state), expected);
        assert.deepEqual(printed(state, 2), expected.slice(-2));
        const unlisted = { ...state, calls: state.calls.slice(5), earlier: { total: 5, training: 5 } };
        assert.deepEqual(printed(unlisted, 1), expected.slice(-1));
      }
    });
  }

  it('follows a change of generator, there and back', () => {
    const replay = new SessionReplay();
    const choose = (generator: GeneratorName) =>
      printed(after(RESAMPLE, RESAMPLE, { type: 'setGenerator', generator }), 1, replay)[0];
    const [cpu, mkl, t4] = [choose('cpu'), choose('cpu-mkl'), choose('cuda:T4')];
    assert.equal(new Set([cpu, mkl, t4]).size, 3);
    assert.deepEqual([choose('cpu'), choose('cpu-mkl'), choose('cuda:T4')], [cpu, mkl, t4]);
  });

  it('passes on what PyTorch raises', () => {
    const state = after({ type: 'setShape', shape: [3] }, { type: 'setKind', kind: 'Dropout2d' });
    const [call] = new SessionReplay().calls(state, 1);
    const error = call?.outcome.ok === false ? call.outcome.error : assert.fail('it was not raised');
    assert.match(error.message, /requires at least 2 dimensions/);
  });

  it('shows a tensor without elements, whatever its other sizes', () => {
    for (const kind of KINDS) {
      const state: PlaygroundState = { ...INITIAL_STATE, shape: [1024, 1024, 1024, 1, 0] };
      const shown = after({ type: 'setKind', kind }).layer;
      for (const text of printed({ ...state, layer: shown })) assert.match(text, /tensor\(\[\]|dropout1d/);
    }
  });

  it('never lets an in-place layer spoil the next call’s input', () => {
    const inplace: PlaygroundState = { ...after(RESAMPLE), layer: { ...INITIAL_STATE.layer, inplace: true } };
    assert.deepEqual(printed(inplace), SEED_0);
  });
});

describe('the session at Python’s prompt', () => {
  const text = (state: PlaygroundState, listed: number): string =>
    transcriptOf(state, new SessionReplay().calls(state, listed))
      .map((entry) => entry.text)
      .join('\n');

  it('shows what is typed and printed', () => {
    assert.equal(
      text(after(), 3),
      [
        '>>> import torch',
        '>>> _ = torch.manual_seed(0)',
        '>>> p = 0.5',
        '>>> layer = torch.nn.Dropout(p)',
        '>>> layer.training',
        'True',
        '>>> input = torch.ones(3, 5)',
        '>>> layer(input)',
        SEED_0[0],
        '>>> 1 / (1 - p)',
        '2.0',
      ].join('\n'),
    );
  });

  it('makes the calls that it does not list, so that typing it again prints the same', () => {
    const state = after(RESAMPLE, RESAMPLE, RESAMPLE);
    assert.match(text(state, 1), /\n>>> for _ in range\(3\): _ = layer\(input\)\n\.\.\.\n>>> layer/);
    assert.match(text(after(RESAMPLE), 1), /\n>>> _ = layer\(input\)\n>>> layer/);
  });

  it('switches modes where the session does, and shows what that prints', () => {
    const state = after({ type: 'setTraining', training: false }, { type: 'setTraining', training: true });
    assert.match(text(state, 3), />>> layer\.eval\(\)\nDropout\(p=0\.5, inplace=False\)\n>>> layer\(/);
    assert.match(text(state, 3), />>> layer\.train\(\)\nDropout\(p=0\.5, inplace=False\)\n>>> layer\(/);
  });

  const CONSTRUCTORS: readonly [kind: DropoutKind, shape: readonly number[], expected: string][] = [
    ['Dropout', [], '>>> input = torch.ones(())\n>>> layer(input)'],
    ['Dropout2d', [1, 2, 1, 1], '>>> layer = torch.nn.Dropout2d(p)\n>>> layer.training'],
    ['Dropout', [7], '>>> input = torch.ones(7)\n>>> layer(input)'],
    ['Dropout', [7], '>>> import torch\n>>> _ = torch.manual_seed(0)'],
    ['DropPath', [7], '>>> import torch\n>>> import torchvision\n>>> _ = torch.manual_seed(0)'],
    ['DropPath', [7], '>>> layer = torchvision.ops.StochasticDepth(p, "row")\n>>> layer.training'],
    ['StochasticDepth', [7], '>>> layer = torchvision.ops.StochasticDepth(p, "batch")\n>>> layer.training'],
  ];
  for (const [kind, shape, expected] of CONSTRUCTORS) {
    it(`writes ${expected.replaceAll('\n', ' ')}`, () => {
      const state = after({ type: 'setKind', kind }, { type: 'setShape', shape });
      assert.ok(text(state, 1).includes(expected), text(state, 1));
    });
  }

  it('makes the input on the GPU, and prints where the output is', () => {
    const t4: Action = { type: 'setGenerator', generator: 'cuda:T4' };
    const [output] = printed(after(t4));
    const made = `\n>>> input = torch.ones(3, 5, device='cuda')\n>>> layer(input)\n`;
    assert.ok(text(after(t4), 3).includes(`${made}${output?.slice(0, -1)}, device='cuda:0')`));
    const scalar = text(after(t4, { type: 'setShape', shape: [] }, RESAMPLE), 1);
    assert.match(scalar, /\n>>> input = torch\.ones\(\(\), device='cuda'\)\n>>> _ = layer\(input\)\n/);
    assert.match(
      text(after(t4, { type: 'setShape', shape: [0, 5] }), 1),
      /tensor\(\[\], device='cuda:0', size=\(0, 5\)\)/,
    );
    const mkl = text(after({ type: 'setGenerator', generator: 'cpu-mkl' }), 1);
    assert.match(mkl, />>> layer\(input\)\ntensor\([^d]*\]\]\)\n>>> 1/);
  });

  it('warns once, at the first call, as Python does', () => {
    const types = (state: PlaygroundState, listed: number): string =>
      transcriptOf(state, new SessionReplay().calls(state, listed))
        .slice(7)
        .map(({ type }) => type)
        .join(' ');
    const warns: Action[] = [
      { type: 'setKind', kind: 'Dropout2d' },
      { type: 'setShape', shape: [2, 3, 4] },
    ];
    assert.equal(types(after(...warns, RESAMPLE), 2), 'input warning output input output input output');
    assert.equal(types(after(...warns, RESAMPLE, RESAMPLE), 1), 'input warning input output input output');
    const inEval = after(...warns, { type: 'setTraining', training: false }, RESAMPLE);
    assert.equal(types(inEval, 2), 'input warning input output input output input output');
    // Calls in eval mode that are not listed are not typed either.
    assert.equal(types(inEval, 1), 'input warning input output input output');
    const silenced = after(...warns, RESAMPLE, { type: 'setTraining', training: false });
    assert.equal(types(silenced, 1), 'input warning input output input output');
  });

  it('shows what a call raises that is not listed, too', () => {
    const raises = after({ type: 'setKind', kind: 'Dropout1d' }, { type: 'setShape', shape: [3] }, RESAMPLE);
    assert.equal(text(raises, 1).match(/RuntimeError: dropout1d/g)?.length, 2);
  });

  it('shows warnings and errors in PyTorch’s words', () => {
    const warned = after({ type: 'setKind', kind: 'Dropout2d' }, { type: 'setShape', shape: [2, 3, 4] });
    assert.match(text(warned, 1), /\nUserWarning: dropout2d: Received a 3D input/);
    const refused = after({ type: 'setKind', kind: 'Dropout1d' }, { type: 'setShape', shape: [3] });
    assert.match(text(refused, 1), /RuntimeError: dropout1d: Expected 2D or 3D input/);
  });
});

describe('a tensor in the plane', () => {
  const CASES: readonly [
    shape: readonly number[],
    rows: number,
    columns: number,
    blocks: readonly string[],
  ][] = [
    [[], 1, 1, ['@0,0+0']],
    [[4], 1, 4, ['@0,0+0']],
    [[3, 5], 3, 5, ['@0,0+0']],
    [[2, 3, 5], 3, 5, ['0@0,0+0', '1@0,1+15']],
    [[2, 2, 1, 3], 1, 3, ['0,0@0,0+0', '0,1@0,1+3', '1,0@1,0+6', '1,1@1,1+9']],
    [[1, 2, 2, 1, 1], 1, 1, ['0,0,0@0,0+0', '0,1,0@0,1+2', '0,0,1@1,0+1', '0,1,1@1,1+3']],
    [[0, 5], 0, 5, []],
    [[0, 2, 3], 2, 3, []],
    [[1024, 1024, 1024, 1, 0], 1, 0, []],
  ];
  for (const [shape, rows, columns, expected] of CASES) {
    it(`(${shape.join(', ')})`, () => {
      const layout = gridLayout(shape);
      const blocks = layout.blocks.map((b) => `${b.index.join()}@${b.blockRow},${b.blockColumn}+${b.offset}`);
      assert.deepEqual([layout.rows, layout.columns, blocks], [rows, columns, expected]);
    });
  }
  it('is a picture of bounded size in its own proportions', () => {
    assert.deepEqual(pictureSize(5, 3), { width: 50, height: 30 });
    assert.deepEqual(pictureSize(24, 12), { width: 120, height: 60 });
    assert.deepEqual(pictureSize(1, 1024), { width: 120 / 1024, height: 120 });
  });
  it('names an element by its indices', () => {
    assert.deepEqual(indexOf(7, [3, 5]), [1, 2]);
    assert.deepEqual(indexOf(0, []), []);
  });
});
