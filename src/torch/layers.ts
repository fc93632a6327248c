import {
  alphaDropout,
  batchDropout,
  dropout,
  type DropoutResult,
  type DropUnit,
  featureAlphaDropout,
  featureDropout,
  type Operator,
  sampleDropout,
} from './dropout';
import { runtimeError, TorchError } from './errors';
import {
  type Backend,
  type BernoulliDraw,
  type BernoulliSource,
  type Kernels,
  kernelsOf,
} from './randomSource';
import type { DType } from './dtype';
import { reprNumber, type PythonNumber } from './pythonNumber';
import { numelOf, Tensor } from './tensor';

/** What tells a kind of dropout from the others. */
interface KindFacts {
  /** Whether it drops to SELU's saturation value and keeps mean and variance, rather than dropping to 0 and scaling. */
  readonly alpha: boolean;
  readonly unit: DropUnit;
  /** The default of `training` in its function. The alpha variants are the odd ones out: they do nothing unless asked to. */
  readonly trainingByDefault: boolean;
}

/** What is told beside it of a class of torch.nn. */
interface LayerFacts extends KindFacts {
  /** Its function in torch/nn/functional.py. */
  readonly functional: string;
}

const plain = { alpha: false, trainingByDefault: true } as const;
const alpha = { alpha: true, trainingByDefault: false } as const;

/** The classes of torch/nn/modules/dropout.py. What is known of a kind stands here, and follows from here elsewhere. */
const LAYERS = {
  Dropout: { functional: 'dropout', unit: 'element', ...plain },
  Dropout1d: { functional: 'dropout1d', unit: 'channel', ...plain },
  Dropout2d: { functional: 'dropout2d', unit: 'channel', ...plain },
  Dropout3d: { functional: 'dropout3d', unit: 'channel', ...plain },
  AlphaDropout: { functional: 'alpha_dropout', unit: 'element', ...alpha },
  FeatureAlphaDropout: {
    functional: 'feature_alpha_dropout',
    unit: 'channel',
    ...alpha,
  },
} as const satisfies Record<string, LayerFacts>;

/** Stochastic depth: whole samples under the name that timm gives it, or the whole batch, as torchvision can do as well. */
const STOCHASTIC_DEPTH = {
  DropPath: { mode: 'row', unit: 'sample', ...plain },
  StochasticDepth: { mode: 'batch', unit: 'batch', ...plain },
} as const satisfies Record<string, KindFacts & { readonly mode: string }>;

const FAMILY: Readonly<Record<DropoutKind, KindFacts>> = { ...LAYERS, ...STOCHASTIC_DEPTH };

/** The kinds that torch.nn has. */
export type LayerKind = keyof typeof LAYERS;
export const LAYER_KINDS = Object.keys(LAYERS) as readonly LayerKind[];
export type DropoutKind = LayerKind | keyof typeof STOCHASTIC_DEPTH;
export const DROPOUT_KINDS = Object.keys(FAMILY) as readonly DropoutKind[];

/** The `mode` of torchvision's StochasticDepth that is a kind; undefined of those that torch.nn has. */
export function stochasticDepthMode(kind: DropoutKind): 'row' | 'batch' | undefined {
  return kind === 'DropPath' || kind === 'StochasticDepth' ? STOCHASTIC_DEPTH[kind].mode : undefined;
}

/** The class that a kind is: `torch.nn.Dropout`. */
export function classOf(kind: DropoutKind): string {
  return stochasticDepthMode(kind) === undefined ? `torch.nn.${kind}` : 'torchvision.ops.StochasticDepth';
}

/** Whether a kind drops to SELU's saturation value and keeps mean and variance, rather than dropping to 0 and scaling. */
export function isAlpha(kind: DropoutKind): boolean {
  return FAMILY[kind].alpha;
}

/** Whether a kind drops whole channels, rather than single elements. */
export function isChannelWise(kind: DropoutKind): boolean {
  return unitOf(kind) === 'channel';
}

/** What a kind drops as a whole. */
export function unitOf(kind: DropoutKind): DropUnit {
  return FAMILY[kind].unit;
}

/** The name of a kind's function in torch.nn.functional: `dropout1d`. */
export function functionalName(kind: LayerKind): string {
  return LAYERS[kind].functional;
}

/** The default of `training` in a kind's function. */
export function trainingByDefault(kind: DropoutKind): boolean {
  return FAMILY[kind].trainingByDefault;
}

/** A dropout layer: `torch.nn.<kind>(p, inplace)`, or one of torchvision's. Plain data. */
export interface DropoutLayer {
  readonly kind: DropoutKind;
  /** The probability of an element, or a channel, to be dropped. */
  readonly p: PythonNumber;
  readonly inplace: boolean;
}

/** Whether chance decides what a call in training mode drops: with a p of 0 or 1 nothing is drawn. */
export function leavesToChance({ p }: Pick<DropoutLayer, 'p'>): boolean {
  return p.value > 0 && p.value < 1;
}

/** What a call depends on beside the layer and the input. */
export interface ForwardOptions {
  /** The layer's `training`, true after `train()` and when new, false after `eval()`. */
  readonly training: boolean;
  /** Where the draws come from. */
  readonly generator: BernoulliSource;
}

export interface ForwardResult<D extends DType = 'float32'> extends DropoutResult<D> {
  /** The texts of the UserWarnings that PyTorch issues, in order. */
  readonly warnings: readonly string[];
}

/**
 * The check of a layer's constructor, and of every functional form, on its p.
 *
 * @throws TorchError PyTorch's ValueError below 0 or above 1. As in PyTorch nan passes here, and fails
 * as a RuntimeError when the layer is called.
 */
export function checkP(p: PythonNumber, what: 'dropout' | 'drop' = 'dropout'): void {
  if (p.value < 0 || p.value > 1)
    throw new TorchError(
      'ValueError',
      `${what} probability has to be between 0 and 1, but got ${reprNumber(p)}`,
    );
}

/** `repr(layer)`: `Dropout(p=0.5, inplace=False)`, `StochasticDepth(p=0.5, mode=row)`. */
export function reprLayer(layer: DropoutLayer): string {
  const mode = stochasticDepthMode(layer.kind);
  if (mode !== undefined) return `StochasticDepth(p=${reprNumber(layer.p)}, mode=${mode})`;
  return `${layer.kind}(p=${reprNumber(layer.p)}, inplace=${layer.inplace ? 'True' : 'False'})`;
}

/** What a function of torch.nn.functional takes beside its input; what is left out has PyTorch's default. */
export interface FunctionalOptions {
  /** 0.5 where it is left out. */
  readonly p?: PythonNumber;
  /** `trainingByDefault(kind)` where it is left out. */
  readonly training?: boolean;
  readonly inplace?: boolean;
  readonly generator: BernoulliSource;
}

/**
 * `layer(input)`.
 *
 * With `inplace` the input's data is overwritten and the output is the input, as in PyTorch;
 * AlphaDropout and FeatureAlphaDropout ignore it, as in PyTorch.
 *
 * @throws TorchError as `functional` does.
 */
export function forward<D extends DType>(
  layer: DropoutLayer,
  input: Tensor<D>,
  options: ForwardOptions,
): ForwardResult<D> {
  const { kind, p } = layer;
  const inplace = layer.inplace && worksInPlace(kind);
  return functional(kind, input, { p, inplace, ...options });
}

/** Whether a layer of a kind does work in place where it is made so: the alpha kinds ignore it, stochastic depth does not know it. */
export function worksInPlace(kind: DropoutKind): boolean {
  return !isAlpha(kind) && stochasticDepthMode(kind) === undefined;
}

/**
 * The function of torch/nn/functional.py behind a layer: `F.dropout`, `F.dropout1d` … `F.feature_alpha_dropout`,
 * or torchvision's `stochastic_depth`.
 *
 * @throws TorchError where PyTorch raises: ValueError for a p outside 0 … 1, RuntimeError for nan, for a
 * rank that dropout1d does not take, for feature dropout below 2 dimensions if it draws, and for integers if
 * it draws.
 */
export function functional<D extends DType>(
  kind: DropoutKind,
  input: Tensor<D>,
  options: FunctionalOptions,
): ForwardResult<D> {
  const { p = { type: 'float', value: 0.5 }, generator, inplace = false } = options;
  const { training = trainingByDefault(kind) } = options;
  checkP(p, stochasticDepthMode(kind) === undefined ? 'dropout' : 'drop');
  checkRank(kind, input.dim);
  const warnings = rankWarnings(kind, input.dim);
  const operator = OPERATORS[isAlpha(kind) ? 'alpha' : 'plain'][unitOf(kind)];
  const added = batchedShape(kind, input.shape).length - input.dim;
  const outer = (input.shape[0] ?? 1) * (input.strides[0] ?? 1);
  const batched = added > 0 ? input.view([1, ...input.shape], [outer, ...input.strides]) : input;
  const { output, mask } = operator(batched, p.value, training, generator, inplace);
  if (output === batched) return { output: input, mask, warnings };
  const unbatched = added > 0 ? output.view(output.shape.slice(1), output.strides.slice(1)) : output;
  return { output: unbatched, mask, warnings };
}

/** What a call computes; of stochastic depth there is but one way. Apart from the facts, for the page has no use of it. */
const OPERATORS: Readonly<Record<'plain' | 'alpha', Readonly<Record<DropUnit, Operator>>>> = {
  plain: { element: dropout, channel: featureDropout, sample: sampleDropout, batch: batchDropout },
  alpha: { element: alphaDropout, channel: featureAlphaDropout, sample: sampleDropout, batch: batchDropout },
};

/** What multiplies in a call of the layer in training mode. */
export function layerKernels(
  { kind, inplace }: Pick<DropoutLayer, 'kind' | 'inplace'>,
  backend: Backend,
): Kernels {
  return kernelsOf(backend, kind === 'Dropout' && !inplace);
}

/**
 * What `layer(torch.ones(shape))` draws; undefined where it draws nothing: where it raises before, where the
 * input comes through untouched, and for the layers of torch.nn where p is 1.
 */
export function drawOf(
  layer: DropoutLayer,
  shape: readonly number[],
  training: boolean,
): BernoulliDraw | undefined {
  // The call itself is made, with a generator that only listens, so that no second account of it can be wrong.
  const generator: BernoulliSource = {
    drawBernoulli(draw) {
      throw new Asked(draw);
    },
  };
  const input = new Tensor(new Float32Array(numelOf(shape)), shape);
  try {
    forward(layer, input, { training, generator });
  } catch (error) {
    if (error instanceof Asked) return error.draw;
    if (!(error instanceof TorchError)) throw error;
  }
  return undefined;
}

/** Ends a call at its draw. */
class Asked extends Error {
  constructor(readonly draw: BernoulliDraw) {
    super();
  }
}

/** The shape that feature dropout sees: dropout1d and dropout3d put a batch of one before an input without. */
export function batchedShape(kind: DropoutKind, shape: readonly number[]): readonly number[] {
  const unbatched =
    (kind === 'Dropout1d' && shape.length !== 3) || (kind === 'Dropout3d' && shape.length !== 5);
  return unbatched ? [1, ...shape] : shape;
}

function checkRank(kind: DropoutKind, dim: number): void {
  if (kind !== 'Dropout1d' || dim === 2 || dim === 3) return;
  throw runtimeError(
    `dropout1d: Expected 2D or 3D input, but received a ${dim}D input. ` +
      'Note that dropout1d exists to provide channel-wise dropout on inputs with 1 ' +
      'spatial dimension, a channel dimension, and an optional batch dimension ' +
      '(i.e. 2D or 3D inputs).',
  );
}

function rankWarnings(kind: DropoutKind, dim: number): string[] {
  if (kind === 'Dropout2d' && dim === 3) {
    return [
      'dropout2d: Received a 3D input to dropout2d and assuming that channel-wise ' +
        '1D dropout behavior is desired - input is interpreted as shape (N, C, L), where C ' +
        'is the channel dim. This behavior will change in a future release to interpret the ' +
        'input as one without a batch dimension, i.e. shape (C, H, W). To maintain the 1D ' +
        'channel-wise dropout behavior, please switch to using dropout1d instead.',
    ];
  }
  if (kind === 'Dropout2d' && dim !== 4) return [deprecatedRank('dropout2d', dim, 2, '3D or 4D')];
  if (kind === 'Dropout3d' && dim !== 4 && dim !== 5)
    return [deprecatedRank('dropout3d', dim, 3, '4D or 5D')];
  return [];
}

function deprecatedRank(name: string, dim: number, spatial: number, ranks: string): string {
  return (
    `${name}: Received a ${dim}-D input to ${name}, which is deprecated ` +
    'and will result in an error in a future release. To retain the behavior ' +
    `and silence this warning, please use dropout instead. Note that ${name} ` +
    `exists to provide channel-wise dropout on inputs with ${spatial} spatial dimensions, ` +
    `a channel dimension, and an optional batch dimension (i.e. ${ranks} inputs).`
  );
}
