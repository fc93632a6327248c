import { logFloat32, sinCosFloat32 } from './cephes';
import { allocate, type DTypeData, type FloatDType } from './dtype';
import { runtimeError } from './errors';
import { formatGeneral } from './floatFormat';
import { fma32, fma64 } from './fma';
import type { Generator } from './generator';
import { checkShape } from './factories';
import { roundTo } from './rounding';
import { numelOf, Tensor } from './tensor';

/* Normal values, as aten/src/ATen/native/cpu/DistributionTemplates.h makes them on x86 with AVX2 or better. */

/** A tensor of normal values, and how far PyTorch's may be from them. */
export interface NormalResult<D extends FloatDType = 'float32'> {
  readonly output: Tensor<D>;
  /**
   * For each element how far PyTorch's is from it at most, 0 where it is the same to the last bit; undefined
   * where all are. Uncertain is what hangs on the last bits of log, sin or cos of a double (`LAST_BITS`): every
   * float64 value but std 0's, and about one in twenty million of the others when there are fewer than 16. What is
   * drawn is always as many words as PyTorch draws.
   */
  readonly errors: Float64Array | undefined;
}

/**
 * By what part of itself PyTorch's standard normal value may differ from ours. Both are √(-2·log) times a cosine
 * or sine. The libraries of C (glibc, Apple's, Microsoft's) and JavaScript's engines (all have fdlibm's functions,
 * or better ones) promise each function to less than one unit in the last place, 2^-52 of the value: the root
 * halves the logarithm's, itself and the product are rounded to half a unit each, which makes 2.5 units on each
 * side. A processor without FMA rounds the product with std as well: 5.5 units. This is 8.
 */
const LAST_BITS = 2 ** -49;

/** From so many elements on they are made in blocks. */
const BLOCK = 16;

/** `torch.randn(shape)`. */
export function randn(shape: readonly number[], generator: Generator): NormalResult {
  return normal(shape, 0, 1, generator, 'float32');
}

/**
 * `torch.empty(shape, dtype=dtype).normal_(mean, std)`.
 *
 * Below 16 elements each pair of values takes four words, and the second one of a pair waits in the generator
 * for the next call. From 16 on each element takes one word, or two for float64, and if their number is no
 * multiple of 16, the last 16 are drawn again; of 16-bit floats only whole blocks are drawn before.
 *
 * @throws TorchError RuntimeError for a std that is negative, or nan.
 */
export function normal<D extends FloatDType>(
  shape: readonly number[],
  mean: number,
  std: number,
  generator: Generator,
  dtype: D,
): NormalResult<D> {
  checkShape(shape);
  if (!(std >= 0)) throw runtimeError(`normal expects std >= 0.0, but found std ${formatGeneral(std)}`);
  const data: DTypeData[FloatDType] = allocate(dtype, numelOf(shape));
  const output = new Tensor<D>(data as DTypeData[D], [...shape], dtype);
  if (data.length >= BLOCK && dtype !== 'float64') {
    fillBlocks(data, Math.fround(mean), Math.fround(std), generator, dtype);
    return { output, errors: undefined };
  }
  const samples =
    data.length < BLOCK ? samplesInPairs(data.length, generator) : samplesInBlocks(data.length, generator);
  const errors = samples.map((sample, i) => {
    data[i] = valueOf(sample, mean, std, dtype);
    return errorOf(sample, mean, std, dtype);
  });
  return { output, errors: errors.some((error) => error !== 0) ? errors : undefined };
}

/** A standard normal value times `std` plus `mean`, in a dtype. */
function valueOf(sample: number, mean: number, std: number, dtype: FloatDType): number {
  return roundTo(dtype, fma64(sample, std, mean));
}

/**
 * How far PyTorch's value may be from `valueOf`: it is made of a sample with other last bits, and every step is
 * monotone.
 */
function errorOf(sample: number, mean: number, std: number, dtype: FloatDType): number {
  const value = valueOf(sample, mean, std, dtype);
  const low = valueOf(sample * (1 - LAST_BITS), mean, std, dtype);
  const high = valueOf(sample * (1 + LAST_BITS), mean, std, dtype);
  // Of subnormal products `fma64` is not sure.
  const least = sample !== 0 && std !== 0 && Math.abs(sample * std) < 2 ** -900 ? 4 * Number.MIN_VALUE : 0;
  if (low === high || Number.isNaN(value)) return least;
  return Number.isFinite(value) ? Math.max(Math.abs(low - value), Math.abs(high - value), least) : Infinity;
}

/** `normal_distribution<double>`: Box-Muller, one pair of values at a time. */
function samplesInPairs(length: number, generator: Generator): Float64Array {
  return Float64Array.from({ length }, () => nextNormal(generator));
}

function nextNormal(generator: Generator): number {
  const cached = generator.cachedNormal;
  generator.cachedNormal = undefined;
  if (cached !== undefined) return cached;
  const u1 = generator.uniform53();
  const u2 = generator.uniform53();
  const radius = Math.sqrt(-2 * Math.log1p(-u2));
  const angle = 2 * Math.PI * u1;
  generator.cachedNormal = radius * Math.sin(angle);
  return radius * Math.cos(angle);
}

/** Calls `fill` for each block of 16, of which the last one may overlap the one before. */
function forBlocks(length: number, fill: (begin: number) => void): void {
  for (let begin = 0; begin <= length - BLOCK; begin += BLOCK) fill(begin);
  if (length % BLOCK !== 0) fill(length - BLOCK);
}

/** `normal_fill` with `NormalFill16<float>`, also of the 16-bit floats. */
function fillBlocks(
  data: DTypeData[FloatDType],
  mean: number,
  std: number,
  generator: Generator,
  dtype: FloatDType,
): void {
  const f = Math.fround;
  const turn = f(2 * Math.PI);
  // What is left over after the last whole block is drawn only to be drawn again, but not in 16-bit floats.
  const wholeBlocks = data.length - (data.length % BLOCK);
  const drawn = new Float32Array(data.length);
  const first = dtype === 'float32' ? data.length : wholeBlocks;
  for (let i = 0; i < first; i++) drawn[i] = generator.uniform24();
  forBlocks(data.length, (begin) => {
    if (begin % BLOCK !== 0) for (let i = 0; i < BLOCK; i++) drawn[begin + i] = generator.uniform24();
    for (let i = begin; i < begin + BLOCK / 2; i++) {
      const radius = f(Math.sqrt(f(-2 * logFloat32(f(1 - (drawn[i] ?? 0))))));
      const { sin, cos } = sinCosFloat32(f(turn * (drawn[i + BLOCK / 2] ?? 0)));
      data[i] = roundTo(dtype, fma32(f(radius * cos), std, mean));
      data[i + BLOCK / 2] = roundTo(dtype, fma32(f(radius * sin), std, mean));
    }
  });
}

/** `normal_fill` with `NormalFill16<double>`, before mean and std. */
function samplesInBlocks(length: number, generator: Generator): Float64Array {
  const samples = Float64Array.from({ length }, () => generator.uniform53());
  forBlocks(length, (begin) => {
    if (begin % BLOCK !== 0) for (let i = 0; i < BLOCK; i++) samples[begin + i] = generator.uniform53();
    for (let i = begin; i < begin + BLOCK / 2; i++) {
      const radius = Math.sqrt(-2 * Math.log(1 - (samples[i] ?? 0)));
      const angle = 2 * Math.PI * (samples[i + BLOCK / 2] ?? 0);
      samples[i] = radius * Math.cos(angle);
      samples[i + BLOCK / 2] = radius * Math.sin(angle);
    }
  });
  return samples;
}
