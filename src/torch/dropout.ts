import { apply, type FloatData } from './apply';
import { type Layout, resultStrides } from './broadcasting';
import { lookupOf } from './dropoutFactors';
import { allocate, type DType, type DTypeData, isFloating, SCALAR_TYPE_NAMES } from './dtype';
import { runtimeError, TorchError } from './errors';
import { formatGeneral } from './floatFormat';
import type { BernoulliSource } from './randomSource';
import { contiguousStrides, placesOf } from './strides';
import { type AnyTensor, numelOf, Tensor } from './tensor';

/** What one of the operators below gives back. */
export interface DropoutResult<D extends DType = 'float32'> {
  /** Of the input's shape and dtype. The input itself where nothing was done to it, or where it was done in place. */
  readonly output: Tensor<D>;
  /**
   * One byte per element of the input, in row-major order, 1 where it was kept; where whole channels are
   * drawn, each element has its channel's. Undefined where the input came through untouched.
   */
  readonly mask: Uint8Array | undefined;
}

/**
 * `torch.dropout(input, p, training)`, and `torch.dropout_` where `inplace`: each element is kept with
 * probability 1-p and multiplied by `scaleOf(p)`, else multiplied by 0. Source of this and the three
 * operators below: aten/src/ATen/native/Dropout.cpp.
 *
 * @throws TorchError RuntimeError for a p outside 0 … 1, for integers if it draws (on a GPU and out of place a
 * NotImplementedError), and for an input in place whose elements share memory.
 */
export const dropout = operator({ alpha: false, unit: 'element' });

/**
 * `torch.alpha_dropout`: as `dropout`, but a dropped element becomes SELU's saturation value, and all are
 * scaled and shifted so that mean and variance stay (`alphaTermsOf`). With p = 1 all become 0.
 *
 * @throws TorchError RuntimeError for a p outside 0 … 1.
 */
export const alphaDropout = operator({ alpha: true, unit: 'element' });

/**
 * `torch.feature_dropout`: as `dropout`, but one draw for each channel of an input of shape (N, C, …).
 *
 * @throws TorchError RuntimeError for a p outside 0 … 1, and for an input below 2 dimensions if it draws.
 */
export const featureDropout = operator({ alpha: false, unit: 'channel' });

/**
 * `torch.feature_alpha_dropout`: as `alphaDropout`, but one draw for each channel of an input of shape
 * (N, C, …).
 *
 * @throws TorchError RuntimeError for a p outside 0 … 1, and for an input below 2 dimensions if it draws.
 */
export const featureAlphaDropout = operator({ alpha: true, unit: 'channel' });

/**
 * `torchvision.ops.stochastic_depth` with mode "row", and what timm calls `drop_path`: one draw for each sample of an input of
 * shape (N, …). It multiplies as the operators above do, but draws with p = 1 as well. Of floats alone.
 *
 * @throws TorchError RuntimeError for a p that is nan, and IndexError for an input without dimensions.
 */
export const sampleDropout = operator({ alpha: false, unit: 'sample' });

/** The same with mode "batch": one draw for the whole input. */
export const batchDropout = operator({ alpha: false, unit: 'batch' });

/** What is drawn, and dropped, as a whole. */
export type DropUnit = 'element' | 'channel' | 'sample' | 'batch';

/** Whether a unit is one of those of stochastic depth, which PyTorch itself does not have. */
function isOfStochasticDepth(unit: DropUnit): boolean {
  return unit === 'sample' || unit === 'batch';
}

/** Which of the operators it is. */
interface Variant {
  readonly alpha: boolean;
  readonly unit: DropUnit;
}

/** One of the operators; `inplace` is false where it is left out. */
export type Operator = <D extends DType>(
  input: Tensor<D>,
  p: number,
  training: boolean,
  generator: BernoulliSource,
  inplace?: boolean,
) => DropoutResult<D>;

/** What all of them do: nothing, or drop everything, or draw. */
function operator(variant: Variant): Operator {
  return (input, p, training, generator, inplace = false) =>
    untouched(input, p, training, variant) ??
    allDropped(input, p, inplace, variant) ??
    draw(input, p, variant, generator, inplace);
}

/** Checks p, then gives back the input where no dropout takes place. */
function untouched<D extends DType>(
  input: Tensor<D>,
  p: number,
  training: boolean,
  { unit }: Variant,
): DropoutResult<D> | undefined {
  const isProbability = p >= 0 && p <= 1;
  if (!isProbability && !isOfStochasticDepth(unit))
    throw runtimeError(`dropout probability has to be between 0 and 1, but got ${formatGeneral(p)}`);
  if (!isProbability && training)
    throw runtimeError(`bernoulli_ expects p to be in [0, 1], but got p=${formatGeneral(1 - p)}`);
  return p === 0 || !training || input.numel === 0 ? { output: input, mask: undefined } : undefined;
}

/** p = 1: everything is multiplied by 0, so that -1 gives -0 and inf gives nan, and nothing is drawn. */
function allDropped<D extends DType>(
  input: Tensor<D>,
  p: number,
  inplace: boolean,
  { unit }: Variant,
): DropoutResult<D> | undefined {
  if (p !== 1 || isOfStochasticDepth(unit)) return undefined;
  if (inplace) checkOverlap(input);
  const x: DTypeData[DType] = input.values();
  const out: DTypeData[DType] = inplace && input.isPlain ? x : allocate(input.dtype, x.length);
  const mask = new Uint8Array(x.length);
  if (out instanceof BigInt64Array) out.fill(0n);
  else if (out instanceof Uint8Array) out.fill(0);
  else if (isFloating(input.dtype)) {
    const lookup = lookupOf(1, { alpha: false, dtype: input.dtype, kernels: 'cpu' });
    apply(input.dtype, lookup, x as FloatData, mask, out);
  }
  return { output: store(input, out, inplace, ZERO), mask };
}

/** Draws for each unit, and applies what was drawn. */
function draw<D extends DType>(
  input: Tensor<D>,
  p: number,
  variant: Variant,
  generator: BernoulliSource,
  inplace: boolean,
): DropoutResult<D> {
  const { dtype, numel } = input;
  const isWhole = variant.unit !== 'element';
  const draws = numelOf(noiseShape(input, variant));
  // The noise is `empty_like(input)`; where more than an element is drawn at once it is contiguous.
  const strides = isWhole || input.isPlain ? undefined : input.stridesLike();
  const stream = generator.drawBernoulli({
    count: draws,
    probability: 1 - p,
    dtype,
    plain: !variant.alpha && !isWhole && !inplace,
    dense: input.isPlain || input.isDense,
    offset: input.storageOffset,
  });
  // Both errors are raised by what follows the draw.
  if (!isFloating(dtype) || (inplace && sharesMemory(input))) stream.fill(new Uint8Array(draws), 0, draws);
  if (!isFloating(dtype)) {
    if (stream.kernels === 'fused') {
      const name = SCALAR_TYPE_NAMES[dtype];
      throw new TorchError('NotImplementedError', `"fused_dropout" not implemented for '${name}'`);
    }
    throw runtimeError(
      // alpha_dropout first adds an integer to the noise, which makes int64 of bool.
      `result type Float can't be cast to the desired output type ${SCALAR_TYPE_NAMES[variant.alpha ? 'int64' : dtype]}`,
    );
  }
  if (inplace) checkOverlap(input);
  const lookup = lookupOf(p, { alpha: variant.alpha, dtype, kernels: stream.kernels });
  const x = input.values() as FloatData;
  const out = inplace && input.isPlain ? x : (allocate(dtype, numel) as FloatData);
  const mask = new Uint8Array(numel);
  if (!isWhole && (strides === undefined || stream.order === 'row-major')) {
    const chunk = Math.min(stream.chunk, numel);
    for (let begin = 0; begin < numel; begin += chunk) {
      const end = Math.min(begin + chunk, numel);
      stream.fill(mask, begin, end);
      const [part, result] = [x.subarray(begin, end), out.subarray(begin, end)];
      apply(dtype, lookup, part, mask.subarray(begin, end), result);
    }
  } else {
    const drawn = new Uint8Array(draws);
    stream.fill(drawn, 0, draws);
    if (strides) placesOf(input.shape, strides).forEach((place, i) => (mask[i] = drawn[place] ?? 0));
    else spreadRuns(mask, drawn);
    apply(dtype, lookup, x, mask, out);
  }
  return { output: store(input, out, inplace, noiseLayout(input, variant)), mask };
}

/** The tensor without dimensions with which p = 1 multiplies the input. */
const ZERO: Layout = { shape: [], strides: [] };

/** The noise with which the input is multiplied. */
function noiseLayout(input: AnyTensor, variant: Variant): Layout {
  const shape = noiseShape(input, variant);
  if (variant.unit === 'element') return { shape, strides: input.stridesLike() };
  return { shape, strides: contiguousStrides(shape) };
}

/** Spreads each draw over the run of elements that it is for. */
function spreadRuns(mask: Uint8Array, drawn: Uint8Array): void {
  const run = mask.length / drawn.length;
  drawn.forEach((value, i) => mask.fill(value, i * run, (i + 1) * run));
}

/** The tensor of the outputs, which are in row-major order: the input where it is overwritten. */
function store<D extends DType>(
  input: Tensor<D>,
  out: DTypeData[DType],
  inplace: boolean,
  noise: Layout,
): Tensor<D> {
  const { data, dtype, shape } = input;
  if (input.isPlain) return inplace ? input : new Tensor<D>(out as DTypeData[D], shape, dtype);
  const strides = inplace ? input.strides : resultStrides(shape, [input, noise]);
  const memory = inplace ? data : allocate(dtype, input.numel);
  placesOf(shape, strides, inplace ? input.storageOffset : 0).forEach((place, i) => {
    memory[place] = out[i] ?? 0;
  });
  return inplace ? input : new Tensor<D>(memory, shape, dtype, strides);
}

/** `assert_no_internal_overlap` (aten/src/ATen/MemoryOverlap.cpp), which looks at strides of 0 alone. */
function sharesMemory(input: AnyTensor): boolean {
  return !input.isDense && input.shape.some((size, i) => size > 1 && input.strides[i] === 0);
}

function checkOverlap(input: AnyTensor): void {
  if (!sharesMemory(input)) return;
  throw runtimeError(
    'unsupported operation: more than one element of the written-to tensor refers to a single memory ' +
      'location. Please clone() the tensor before performing the operation.',
  );
}

/** The shape of what is drawn: `empty_like(input)`, or with a number for each channel (`make_feature_noise`), each sample, or all. */
function noiseShape(input: AnyTensor, { unit }: Variant): readonly number[] {
  const { shape, dim } = input;
  if (unit === 'channel' && dim < 2)
    throw runtimeError('Feature dropout requires at least 2 dimensions in the input');
  if (unit === 'sample' && dim === 0) throw new TorchError('IndexError', 'tuple index out of range');
  return shape.map((size, i) => (i < DRAWN_DIMENSIONS[unit] ? size : 1));
}

/** How many of an input's dimensions, the first ones, what is drawn has. */
const DRAWN_DIMENSIONS: Readonly<Record<DropUnit, number>> = {
  element: Infinity,
  channel: 2,
  sample: 1,
  batch: 0,
};
