import assert from 'node:assert/strict';
import {
  CudaGenerator,
  drawOf,
  DROPOUT_KINDS,
  type DropoutLayer,
  forward,
  GENERATOR_NAMES,
  ones,
  type RandomSource,
  seededGenerator,
  TorchError,
} from '../../../src/torch';
import { Mt19937 } from '../../../src/torch/mt19937';

/** The last is more than one wave of a GPU with one multiprocessor. */
const SHAPES = [[], [3], [3, 5], [2, 3, 4], [2, 3, 2, 2], [2, 3, 1, 2, 2], [0, 5], [30, 50, 1]] as const;

/** Where a generator is: what the next call on it would drop. */
function nextMask(generator: RandomSource): string {
  const layer: DropoutLayer = { kind: 'Dropout', p: { type: 'float', value: 0.5 }, inplace: false };
  return (forward(layer, ones([64]), { training: true, generator }).mask ?? []).join('');
}

/** Makes a call; what it raises does not matter here. */
function call(
  layer: DropoutLayer,
  shape: readonly number[],
  training: boolean,
  generator: RandomSource,
): void {
  try {
    forward(layer, ones(shape), { training, generator });
  } catch (error) {
    assert.ok(error instanceof TorchError);
  }
}

const GENERATORS: Readonly<Record<string, () => RandomSource>> = {
  cpu: () => seededGenerator('cpu', 5),
  'cpu-mkl': () => seededGenerator('cpu-mkl', 5),
  'cuda:T4': () => seededGenerator('cuda:T4', 5),
  'a small GPU': () => new CudaGenerator({ multiprocessors: 1, threadsPerMultiprocessor: 256 }, 5),
};

describe('advancing a generator past calls', () => {
  for (const [name, seeded] of Object.entries(GENERATORS)) {
    for (const kind of DROPOUT_KINDS) {
      it(`comes to where making them does: ${name}, ${kind}`, () => {
        for (const shape of SHAPES) {
          for (const [p, inplace, training] of [
            [0.3, false, true],
            [0.3, true, true],
            [0.3, false, false],
            [0, false, true],
            [1, false, true],
          ] as const) {
            const layer: DropoutLayer = { kind, p: { type: 'float', value: p }, inplace };
            const made = seeded();
            for (let i = 0; i < 3; i++) call(layer, shape, training, made);
            const skipped = seeded();
            const draw = drawOf(layer, shape, training);
            if (draw !== undefined) skipped.advance(3 * skipped.stepsOf(draw));
            const what = JSON.stringify([shape, p, inplace, training]);
            assert.equal(draw === undefined, nextMask(seeded()) === nextMask(made.clone()), what);
            assert.equal(nextMask(skipped), nextMask(made), what);
          }
        }
      });
    }
  }

  it('moves Philox’s offset by what the threads may draw, two doubles to a draw', () => {
    const threads = 40 * 1024;
    for (const [count, dtype, plain, steps] of [
      [1, 'float32', true, 4],
      [4 * threads, 'float32', true, 4],
      [4 * threads + 1, 'float32', false, 8],
      [2 * threads + 1, 'float64', true, 4],
      [2 * threads + 1, 'float64', false, 8],
    ] as const) {
      const draw = { count, probability: 0.5, dtype, plain, dense: true, offset: 0 };
      const generator = new CudaGenerator('T4', 0);
      assert.equal(generator.stepsOf(draw), steps);
      generator.drawBernoulli(draw);
      assert.equal(generator.offset, steps);
    }
  });

  it('passes over any number of mt19937’s words, in any part of a block', () => {
    for (const before of [0, 1, 623, 624]) {
      for (const count of [0, 1, 622, 623, 624, 625, 1248, 5000]) {
        const [skipping, drawing] = [new Mt19937(9), new Mt19937(9)];
        skipping.skip(before);
        skipping.skip(count);
        for (let i = 0; i < before + count; i++) drawing.word();
        assert.equal(skipping.word(), drawing.word(), `${before} + ${count}`);
      }
    }
  });
});

describe('the generators that a reader can choose', () => {
  it('are the two of the CPU and one for each GPU, each under its own name', () => {
    assert.deepEqual(GENERATOR_NAMES.slice(0, 3), ['cpu', 'cpu-mkl', 'cuda:K80']);
    assert.equal(new Set(GENERATOR_NAMES).size, GENERATOR_NAMES.length);
    for (const name of GENERATOR_NAMES) {
      const generator = seededGenerator(name, -1);
      assert.equal(generator.backend, name.replace(/:.*/, ''));
      assert.equal(generator.initialSeed(), 2n ** 64n - 1n);
    }
  });

  it('draw what each GPU would: another share of elements where there are more than one wave', () => {
    const masks = (['cuda:T4', 'cuda:A100'] as const).map((name) => {
      const draw = { count: 200_000, probability: 0.5, dtype: 'float32', plain: true } as const;
      const mask = new Uint8Array(draw.count);
      seededGenerator(name, 7)
        .drawBernoulli({ ...draw, dense: true, offset: 0 })
        .fill(mask, 0, draw.count);
      return mask;
    });
    assert.notDeepEqual(masks[0], masks[1]);
  });
});
