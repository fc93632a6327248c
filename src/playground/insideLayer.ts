import { allocate, drawOf, dropout, gpuOf, numelOf, Tensor } from '../torch';
import type { CallPlace } from './callOutcome';
import type { Origin } from './origin';
import { startingGenerator } from './sessionStart';
import type { PlaygroundState } from './state';

/** What is dropped at a place within a layer. */
export type InsideRole = 'weights' | 'sublayer' | 'hidden' | 'between';

/** One dropout within a layer, at what a call of the layer gives it. */
export interface InsidePlace {
  /** Where it is found in PyTorch: `layers.0.dropout1`; of a recurrent layer the level after which it drops. */
  readonly path: string;
  readonly role: InsideRole;
  /** What its input has: (batch, heads, target, source), or with the features last. */
  readonly shape: readonly number[];
  /** What the dimensions are, outermost first. */
  readonly dimensions: readonly InsideDimension[];
  /** What computes its input from the layer's or from the dropout before; of the last place also what comes after. */
  readonly before: string;
  readonly after?: string;
  /** Whether it lies in memory with the positions first, though its shape begins with the examples. */
  readonly isView?: true;
}

export type InsideDimension = 'example' | 'head' | 'position' | 'source' | 'feature';

/** A layer as the view of its inside shows it. */
export interface InsideLayer {
  /** In the order in which they draw. */
  readonly places: readonly InsidePlace[];
  /** Parameters whose values the code does not tell, with the example that stands for each. */
  readonly assumed: ReadonlyMap<string, string>;
}

/** The input of the example: so many sequences, so long; a decoder's own sequence is shorter than what it looks at. */
export const EXAMPLE = { batch: 2, length: 5, target: 4 } as const;

/** What stands for a size that is not known; the others have defaults in PyTorch. */
const ASSUMED: Readonly<Record<string, number>> = {
  d_model: 16,
  nhead: 2,
  num_heads: 2,
  hidden_size: 8,
  num_layers: 2,
  num_encoder_layers: 2,
  num_decoder_layers: 2,
  dim_feedforward: 32,
};

/** Masks of more elements than this in one call are not drawn. */
const MOST_ELEMENTS = 2 ** 22;

type Inside = NonNullable<Origin['inside']>;

/** Reads the sizes of one layer, and notes what it had to assume. */
class Sizes {
  readonly assumed = new Map<string, string>();

  constructor(readonly known: Readonly<Record<string, number | boolean>>) {}

  /** @param fallback PyTorch's default; left out, an example stands for what is not known */
  size(name: string, fallback?: number): number {
    const known = this.known[name];
    if (typeof known === 'number' && known > 0) return known;
    if (fallback !== undefined && known === undefined) return fallback;
    const value = ASSUMED[name] ?? 1;
    this.assumed.set(name, String(value));
    return value;
  }

  is(name: string): boolean {
    const known = this.known[name] ?? false;
    if (typeof known === 'number') this.assumed.set(name, 'False');
    return known === true;
  }
}

/**
 * Where dropout sits inside a layer, and what it is given by the example's input.
 *
 * Sources: torch/nn/modules/transformer.py, activation.py and rnn.py; torch/nn/functional.py.
 */
export function insideLayer({ of, does, sizes = {} }: Inside): InsideLayer {
  const read = new Sizes(of === 'Transformer' ? { d_model: 512, nhead: 8, ...sizes } : sizes);
  return { places: does === 'idle' ? [] : placesIn(of, read), assumed: read.assumed };
}

function placesIn(of: string, read: Sizes): readonly InsidePlace[] {
  switch (of) {
    case 'TransformerEncoderLayer':
      return encoderLayer(read);
    case 'TransformerDecoderLayer':
      return decoderLayer(read);
    case 'Transformer':
      return [
        ...stack('encoder', read.size('num_encoder_layers', 6), encoderLayer(read)),
        ...stack('decoder', read.size('num_decoder_layers', 6), decoderLayer(read)),
      ];
    case 'MultiheadAttention':
    case 'multi_head_attention_forward':
    case 'scaled_dot_product_attention':
      return [{ ...attention('', '', read.size('num_heads'), EXAMPLE.length, EXAMPLE.length), after: '@ v' }];
    case 'RNN':
    case 'LSTM':
    case 'GRU':
      return recurrent(of, read);
    default:
      return [];
  }
}

function stack(name: string, count: number, places: readonly InsidePlace[]): readonly InsidePlace[] {
  return Array.from({ length: count }, (_, layer) =>
    places.map((place) => ({ ...place, path: `${name}.layers.${layer}.${place.path}` })),
  ).flat();
}

function attention(path: string, before: string, heads: number, target: number, source: number): InsidePlace {
  return {
    path,
    role: 'weights',
    before: `${before}softmax(q @ k.T / √d)`,
    shape: [EXAMPLE.batch, heads, target, source],
    dimensions: ['example', 'head', 'position', 'source'],
  };
}

/** What has features last, and its batch first or second. */
function featured(
  place: Pick<InsidePlace, 'path' | 'role' | 'before'>,
  features: number,
  length: number,
  batchFirst: boolean,
): InsidePlace {
  const { batch } = EXAMPLE;
  return {
    ...place,
    shape: batchFirst ? [batch, length, features] : [length, batch, features],
    dimensions: batchFirst ? ['example', 'position', 'feature'] : ['position', 'example', 'feature'],
  };
}

/**
 * A transformer's layer: attentions and a feed-forward block, the output of each dropped and added to what came in,
 * which is normalized before or after.
 *
 * @param attentions their names, with how much each looks at
 */
function transformerLayer(
  read: Sizes,
  length: number,
  attentions: readonly (readonly [name: string, source: number])[],
): readonly InsidePlace[] {
  const isNormFirst = read.is('norm_first');
  const batchFirst = read.is('batch_first');
  /** From the dropout before a sublayer into it. */
  const into = (sublayer: number): string => {
    const added = sublayer > 1 ? 'x + … → ' : '';
    if (isNormFirst) return `${added}norm${sublayer} → `;
    return sublayer > 1 ? `${added}norm${sublayer - 1} → ` : '';
  };
  const output = (sublayer: number, before: string): InsidePlace =>
    featured(
      { path: `dropout${sublayer}`, role: 'sublayer', before },
      read.size('d_model'),
      length,
      batchFirst,
    );
  const last = attentions.length + 1;
  const hidden = { path: 'dropout', role: 'hidden', before: `${into(last)}linear1 → activation` } as const;
  return [
    ...attentions.flatMap(([name, source], index) => [
      attention(name, into(index + 1), read.size('nhead'), length, source),
      // Attention computes with the positions first, and gives a view of that.
      { ...output(index + 1, '@ v → out_proj'), ...(batchFirst && { isView: true as const }) },
    ]),
    featured(hidden, read.size('dim_feedforward', 2048), length, batchFirst),
    { ...output(last, 'linear2'), after: isNormFirst ? 'x + …' : `x + … → norm${last}` },
  ];
}

function encoderLayer(read: Sizes): readonly InsidePlace[] {
  const { length } = EXAMPLE;
  return transformerLayer(read, length, [['self_attn', length]]);
}

function decoderLayer(read: Sizes): readonly InsidePlace[] {
  const { length, target } = EXAMPLE;
  return transformerLayer(read, target, [
    ['self_attn', target],
    ['multihead_attn', length],
  ]);
}

/** Whatever `batch_first` says, it computes with the positions first. */
function recurrent(of: string, read: Sizes): readonly InsidePlace[] {
  const size = read.known['proj_size'] ? read.size('proj_size') : read.size('hidden_size');
  const features = size * (read.is('bidirectional') ? 2 : 1);
  const drops = Math.max(0, read.size('num_layers', 1) - 1);
  return Array.from({ length: drops }, (_, level) => {
    const place = { path: String(level), role: 'between', before: `${of}[${level}]` } as const;
    return {
      ...featured(place, features, EXAMPLE.length, false),
      ...(level === drops - 1 && { after: `${of}[${drops}]` }),
    };
  });
}

/** How many elements all places inside a layer have together; 0 where there is no such layer. */
export function insideSize(origin: Origin | undefined): number {
  return placesOf(origin).reduce((sum, { shape }) => sum + numelOf(shape), 0);
}

function placesOf(origin: Origin | undefined): readonly InsidePlace[] {
  return origin?.inside === undefined ? [] : insideLayer(origin.inside).places;
}

/**
 * The masks of one call in training mode, one after the other in the order of the places, a byte for each element in
 * row-major order, as PyTorch draws them where the seed is set just before the layer's first call.
 *
 * @returns undefined where nothing is drawn, where there is too much, and on a GPU, whose kernels for attention and
 * recurrent layers draw otherwise
 */
export function insideMasks(state: PlaygroundState, { trainingBefore }: CallPlace): Uint8Array | undefined {
  const { origin, layer, generator } = state;
  const size = insideSize(origin);
  const drops = layer.kind === 'Dropout' && layer.p.value > 0 && gpuOf(generator) === undefined;
  if (!drops || size === 0 || size > MOST_ELEMENTS) return undefined;
  const masks = new Uint8Array(size);
  const source = startingGenerator(state);
  const inputs = placesOf(origin).map(inputOf);
  const draws = inputs.flatMap(({ shape }) => drawOf(layer, shape, true) ?? []);
  source.advance(trainingBefore * draws.reduce((sum, draw) => sum + source.stepsOf(draw), 0));
  let at = 0;
  for (const input of inputs) {
    const { mask } = dropout(input, layer.p.value, true, source);
    if (mask) masks.set(mask, at);
    at += input.numel;
  }
  return masks;
}

/** Ones as they lie in memory there. */
function inputOf({ shape, isView }: InsidePlace): Tensor {
  const ones = allocate('float32', numelOf(shape)).fill(1);
  const [batch = 1, , features = 1] = shape;
  return isView === true
    ? new Tensor(ones, shape, 'float32', [features, batch * features, 1])
    : new Tensor(ones, shape);
}
