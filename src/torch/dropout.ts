import { TorchError } from './errors';
import { formatGeneral } from './floatFormat';
import type { Generator } from './generator';
import { numelOf, Tensor } from './tensor';

/** What one of the operators below gives back. */
export interface DropoutResult {
  /** Of the input's shape. The input itself where nothing was done to it, or where it was done in place. */
  readonly output: Tensor;
  /**
   * One byte per element of the input, 1 where it was kept; where whole channels are drawn, each
   * element has its channel's. Undefined where the input came through untouched.
   */
  readonly mask: Uint8Array | undefined;
}

/** The negative of SELU's saturation value, scale · alpha, as Dropout.cpp writes it. */
const ALPHA = 1.7580993408473766;

/** How many elements are drawn before they are multiplied: few enough to stay in the processor's cache. */
const CHUNK = 4096;

/**
 * The float32 factor that `torch.dropout` multiplies a kept element with. 1/(1-p) is taken in float32
 * (`noise.div_(1 - p)` on a float32 tensor), which is not the float32 nearest to the exact quotient.
 *
 * @param p the drop probability, 0 … 1. For p = 1 the factor is the 0 that everything is multiplied with.
 */
export function scaleOf(p: number): number {
  return p === 1 ? 0 : Math.fround(1 / Math.fround(1 - p));
}

/** The float32 terms of alpha dropout: a kept x becomes x·scale + keptShift, a dropped one x·0 + droppedShift. */
export interface AlphaTerms {
  readonly scale: number;
  readonly keptShift: number;
  readonly droppedShift: number;
}

/** The terms that alpha dropout uses for a drop probability, 0 < p < 1, rounded where PyTorch rounds. */
export function alphaTermsOf(p: number): AlphaTerms {
  const a = 1 / Math.sqrt((ALPHA * ALPHA * p + 1) * (1 - p));
  const shift = Math.fround(ALPHA * a * p);
  return {
    scale: Math.fround(a),
    keptShift: shift,
    droppedShift: Math.fround(-Math.fround(ALPHA * a) + shift),
  };
}

/**
 * `torch.dropout(input, p, training)`, and `torch.dropout_` where `inplace`: each element is kept with
 * probability 1-p and multiplied with `scaleOf(p)`, else multiplied with 0. Source of this and the three
 * operators below: aten/src/ATen/native/Dropout.cpp.
 *
 * @throws TorchError RuntimeError for a p outside 0 … 1.
 */
export function dropout(
  input: Tensor,
  p: number,
  training: boolean,
  generator: Generator,
  inplace = false,
): DropoutResult {
  return (
    untouched(input, p, training) ??
    allDropped(input, p, inplace) ??
    draw(input, p, plain(p), input.numel, generator, inplace)
  );
}

/**
 * `torch.alpha_dropout`: as `dropout`, but a dropped element becomes SELU's saturation value, and all are
 * scaled and shifted so that mean and variance stay (`alphaTermsOf`). With p = 1 all become 0.
 *
 * @throws TorchError RuntimeError for a p outside 0 … 1.
 */
export function alphaDropout(
  input: Tensor,
  p: number,
  training: boolean,
  generator: Generator,
  inplace = false,
): DropoutResult {
  return (
    untouched(input, p, training) ??
    allDropped(input, p, inplace) ??
    draw(input, p, alpha(p), input.numel, generator, inplace)
  );
}

/**
 * `torch.feature_dropout`: as `dropout`, but one draw for each channel of an input of shape (N, C, …).
 *
 * @throws TorchError RuntimeError for a p outside 0 … 1, and for an input below 2 dimensions if it draws.
 */
export function featureDropout(
  input: Tensor,
  p: number,
  training: boolean,
  generator: Generator,
  inplace = false,
): DropoutResult {
  return (
    untouched(input, p, training) ??
    allDropped(input, p, inplace) ??
    draw(input, p, plain(p), channelsOf(input), generator, inplace)
  );
}

/**
 * `torch.feature_alpha_dropout`: as `alphaDropout`, but one draw for each channel of an input of shape
 * (N, C, …).
 *
 * @throws TorchError RuntimeError for a p outside 0 … 1, and for an input below 2 dimensions if it draws.
 */
export function featureAlphaDropout(
  input: Tensor,
  p: number,
  training: boolean,
  generator: Generator,
  inplace = false,
): DropoutResult {
  return (
    untouched(input, p, training) ??
    allDropped(input, p, inplace) ??
    draw(input, p, alpha(p), channelsOf(input), generator, inplace)
  );
}

/** Checks p, then gives back the input where no dropout takes place. */
function untouched(input: Tensor, p: number, training: boolean): DropoutResult | undefined {
  if (!(p >= 0 && p <= 1)) {
    throw new TorchError(
      'RuntimeError',
      `dropout probability has to be between 0 and 1, but got ${formatGeneral(p)}`,
    );
  }
  return p === 0 || !training || input.numel === 0 ? { output: input, mask: undefined } : undefined;
}

/** p = 1: everything is multiplied with 0, so that -1 gives -0 and inf gives nan, and nothing is drawn. */
function allDropped(input: Tensor, p: number, inplace: boolean): DropoutResult | undefined {
  if (p !== 1) return undefined;
  const output = inplace ? input : new Tensor(new Float32Array(input.numel), input.shape);
  const mask = new Uint8Array(input.numel);
  apply(plain(p), input.data, mask, output.data, 0, input.numel);
  return { output, mask };
}

/** Draws `draws` times, each time for a run of `input.numel / draws` elements, and applies what was drawn. */
function draw(
  input: Tensor,
  p: number,
  lookup: Lookup,
  draws: number,
  generator: Generator,
  inplace: boolean,
): DropoutResult {
  const { numel } = input;
  const output = inplace ? input : new Tensor(new Float32Array(numel), input.shape);
  const mask = new Uint8Array(numel);
  if (draws !== numel) {
    fillRuns(mask, draws, generator, 1 - p);
    apply(lookup, input.data, mask, output.data, 0, numel);
    return { output, mask };
  }
  for (let begin = 0; begin < numel; begin += CHUNK) {
    const end = Math.min(begin + CHUNK, numel);
    generator.fillBernoulli(mask, 1 - p, begin, end);
    apply(lookup, input.data, mask, output.data, begin, end);
  }
  return { output, mask };
}

/** Draws once for each of `draws` runs of equal length, and spreads each draw over its run. */
function fillRuns(mask: Uint8Array, draws: number, generator: Generator, probability: number): void {
  const kept = new Uint8Array(draws);
  generator.fillBernoulli(kept, probability);
  const run = mask.length / draws;
  kept.forEach((value, i) => mask.fill(value, i * run, (i + 1) * run));
}

/**
 * What becomes of an element, looked up by its byte in the mask: x · factors[byte] + shifts[byte]. Looked up,
 * because a condition, or an integer product, would have the processor guess wrongly at every second element.
 */
interface Lookup {
  readonly factors: Float32Array;
  readonly shifts: Float32Array | undefined;
}

function plain(p: number): Lookup {
  return { factors: Float32Array.of(0, scaleOf(p)), shifts: undefined };
}

function alpha(p: number): Lookup {
  const { scale, keptShift, droppedShift } = alphaTermsOf(p);
  return { factors: Float32Array.of(0, scale), shifts: Float32Array.of(droppedShift, keptShift) };
}

/** Makes the outputs from `begin` to `end`. */
function apply(
  { factors, shifts }: Lookup,
  x: Float32Array,
  mask: Uint8Array,
  out: Float32Array,
  begin: number,
  end: number,
): void {
  // A product of two float32 is exact in a double, and so rounded only once. With shifts it is rounded twice,
  // as in PyTorch, which stores the product before it adds. Not adding is not adding 0: that makes 0 of -0.
  if (shifts) {
    for (let i = begin; i < end; i++) {
      const byte = mask[i] ?? 0;
      out[i] = Math.fround((x[i] ?? 0) * (factors[byte] ?? 0)) + (shifts[byte] ?? 0);
    }
  } else {
    for (let i = begin; i < end; i++) out[i] = (x[i] ?? 0) * (factors[mask[i] ?? 0] ?? 0);
  }
}

/** N·C of an input of shape (N, C, …): `make_feature_noise`. */
function channelsOf(input: Tensor): number {
  if (input.dim < 2) {
    throw new TorchError('RuntimeError', 'Feature dropout requires at least 2 dimensions in the input');
  }
  return numelOf(input.shape.slice(0, 2));
}
