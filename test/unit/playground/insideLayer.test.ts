import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import {
  INITIAL_STATE,
  insideLayer,
  insideMasks,
  insideSize,
  type PlaygroundState,
} from '../../../src/playground';
import { numelOf } from '../../../src/torch';

interface Answer {
  readonly of: string;
  readonly sizes: Readonly<Record<string, number | boolean>>;
  readonly p: number;
  readonly seed: number;
  /** Those of two calls, in row-major order. */
  readonly masks: readonly string[];
}

const { answers } = JSON.parse(
  readFileSync(new URL('../../golden/inside.json', import.meta.url), 'utf8'),
) as { readonly answers: readonly Answer[] };

function stateOf({ of, sizes, p, seed }: Omit<Answer, 'masks'>): PlaygroundState {
  const inside = { of, does: 'transformer', sizes } as const;
  return {
    ...INITIAL_STATE,
    layer: { kind: 'Dropout', p: { type: 'float', value: p }, inplace: false },
    seed: String(seed),
    calls: [{ training: true }, { training: true }],
    origin: { label: 'model.py:1', illustrative: true, inside },
  };
}

function drawn(state: PlaygroundState, trainingBefore: number): string {
  const masks = insideMasks(state, { number: trainingBefore + 1, training: true, trainingBefore });
  return masks === undefined ? 'none' : masks.join('');
}

describe('the inside of a layer', () => {
  for (const answer of answers) {
    const { of, sizes, p, masks } = answer;
    it(`${of}(${JSON.stringify(sizes)}) drops with p = ${p} where PyTorch does`, () => {
      const state = stateOf(answer);
      const half = masks.length / 2;
      assert.deepEqual(
        insideLayer({ of, does: 'transformer', sizes }).places.map(({ shape }) => numelOf(shape)),
        masks.slice(0, half).map((mask) => mask.length),
      );
      assert.equal(drawn(state, 0), masks.slice(0, half).join(''));
      assert.equal(drawn(state, 1), masks.slice(half).join(''));
    });
  }

  const LAYER = { of: 'TransformerEncoderLayer', sizes: { d_model: 8, nhead: 2 }, p: 0.1, seed: 0 };

  it('draws no masks where nothing is dropped, on a GPU, or where there are too many', () => {
    assert.equal(drawn(stateOf({ ...LAYER, p: 0 }), 0), 'none');
    assert.equal(drawn({ ...stateOf(LAYER), generator: 'cuda:T4' }, 0), 'none');
    assert.equal(
      drawn(stateOf({ ...LAYER, sizes: { ...LAYER.sizes, dim_feedforward: 2 ** 30 } }), 0),
      'none',
    );
    assert.equal(drawn(INITIAL_STATE, 0), 'none');
    assert.equal(insideSize(INITIAL_STATE.origin), 0);
  });

  it('drops all with p = 1, and takes nothing from the stream', () => {
    assert.match(drawn(stateOf({ ...LAYER, p: 1 }), 3), /^0+$/);
  });

  it('says what it had to assume, and takes PyTorch’s defaults for what is left out', () => {
    const { places, assumed } = insideLayer({
      ...{ of: 'TransformerEncoderLayer', does: 'transformer' },
      sizes: { d_model: 0, nhead: 4, batch_first: 0 },
    });
    assert.deepEqual([...assumed.keys()].sort(), ['batch_first', 'd_model']);
    assert.ok(places.some(({ shape }) => shape.at(-1) === 2048));
  });

  it('has no place where a recurrent layer is alone', () => {
    assert.deepEqual(insideLayer({ of: 'LSTM', does: 'idle' }).places, []);
  });
});
