import { apply, type FloatData } from './apply';
import { type Layout, resultStrides } from './broadcasting';
import { lookupOf } from './dropoutFactors';
import { allocate, type DType, type DTypeData, isFloating, SCALAR_TYPE_NAMES } from './dtype';
import { runtimeError, TorchError } from './errors';
import { formatGeneral } from './floatFormat';
import type { BernoulliSource } from './randomSource';
import { contiguousStrides, isContiguous, placesOf } from './strides';
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
 * probability 1-p and multiplied with `scaleOf(p)`, else multiplied with 0. Source of this and the three
 * operators below: aten/src/ATen/native/Dropout.cpp.
 *
 * @throws TorchError RuntimeError for a p outside 0 … 1, for integers if it draws (on a GPU and out of place a
 * NotImplementedError), and for an input in place whose elements share memory.
 */
export const dropout = operator({ alpha: false, feature: false });

/**
 * `torch.alpha_dropout`: as `dropout`, but a dropped element becomes SELU's saturation value, and all are
 * scaled and shifted so that mean and variance stay (`alphaTermsOf`). With p = 1 all become 0.
 *
 * @throws TorchError RuntimeError for a p outside 0 … 1.
 */
export const alphaDropout = operator({ alpha: true, feature: false });

/**
 * `torch.feature_dropout`: as `dropout`, but one draw for each channel of an input of shape (N, C, …).
 *
 * @throws TorchError RuntimeError for a p outside 0 … 1, and for an input below 2 dimensions if it draws.
 */
export const featureDropout = operator({ alpha: false, feature: true });

/**
 * `torch.feature_alpha_dropout`: as `alphaDropout`, but one draw for each channel of an input of shape
 * (N, C, …).
 *
 * @throws TorchError RuntimeError for a p outside 0 … 1, and for an input below 2 dimensions if it draws.
 */
export const featureAlphaDropout = operator({ alpha: true, feature: true });

/** Which of the operators it is. */
interface Variant {
  readonly alpha: boolean;
  readonly feature: boolean;
}

/** One of the operators; `inplace` is false where it is left out. */
type Operator = <D extends DType>(
  input: Tensor<D>,
  p: number,
  training: boolean,
  generator: BernoulliSource,
  inplace?: boolean,
) => DropoutResult<D>;

/** What all four do: nothing, or drop everything, or draw. */
function operator(variant: Variant): Operator {
  return (input, p, training, generator, inplace = false) =>
    untouched(input, p, training) ??
    allDropped(input, p, inplace) ??
    draw(input, p, variant, generator, inplace);
}

/** Checks p, then gives back the input where no dropout takes place. */
function untouched<D extends DType>(
  input: Tensor<D>,
  p: number,
  training: boolean,
): DropoutResult<D> | undefined {
  if (!(p >= 0 && p <= 1))
    throw runtimeError(`dropout probability has to be between 0 and 1, but got ${formatGeneral(p)}`);
  return p === 0 || !training || input.numel === 0 ? { output: input, mask: undefined } : undefined;
}

/** p = 1: everything is multiplied with 0, so that -1 gives -0 and inf gives nan, and nothing is drawn. */
function allDropped<D extends DType>(
  input: Tensor<D>,
  p: number,
  inplace: boolean,
): DropoutResult<D> | undefined {
  if (p !== 1) return undefined;
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

/** Draws for each element, or each channel, and applies what was drawn. */
function draw<D extends DType>(
  input: Tensor<D>,
  p: number,
  variant: Variant,
  generator: BernoulliSource,
  inplace: boolean,
): DropoutResult<D> {
  const { dtype, numel } = input;
  const draws = variant.feature ? channelsOf(input) : numel;
  // The noise is `empty_like(input)`; where channels are drawn it is contiguous.
  const strides = variant.feature || input.isPlain ? undefined : input.stridesLike();
  const stream = generator.drawBernoulli({
    count: draws,
    probability: 1 - p,
    dtype,
    plain: !variant.alpha && !variant.feature && !inplace,
    dense: input.isPlain || input.isDense,
    offset: input.storageOffset,
    contiguous: strides === undefined || isContiguous(input.shape, strides),
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
  if (!variant.feature && (strides === undefined || stream.order === 'row-major')) {
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

/** The noise with which the input is multiplied: `empty_like(input)`, or that of `make_feature_noise`. */
function noiseLayout(input: AnyTensor, { feature }: Variant): Layout {
  if (!feature) return { shape: input.shape, strides: input.stridesLike() };
  const shape = input.shape.map((size, i) => (i < 2 ? size : 1));
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

/** N·C of an input of shape (N, C, …): `make_feature_noise`. */
function channelsOf(input: AnyTensor): number {
  if (input.dim < 2) throw runtimeError('Feature dropout requires at least 2 dimensions in the input');
  return numelOf(input.shape.slice(0, 2));
}
