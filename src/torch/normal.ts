import { logFloat32, sinCosFloat32 } from './cephes';
import { allocate, type DTypeData, type FloatDType } from './dtype';
import { TorchError } from './errors';
import { formatGeneral } from './floatFormat';
import { fma32, fma64 } from './fma';
import type { Generator } from './generator';
import { checkShape } from './random';
import { roundTo } from './rounding';
import { numelOf, Tensor } from './tensor';

/* Normal values, as aten/src/ATen/native/cpu/DistributionTemplates.h makes them on x86 with AVX2 or better. */

/** A tensor of normal values, and whether they are PyTorch's to the last bit. */
export interface NormalResult<D extends FloatDType = 'float32'> {
  readonly output: Tensor<D>;
  /**
   * False where a value hangs on the last bits of log, sin or cos of a double, which C's library and JavaScript's
   * round differently: for float64, and about once in a hundred million values for the others when there are
   * fewer than 16. What is drawn is always as many words as PyTorch draws.
   */
  readonly exact: boolean;
}

/** From so many elements on they are made in blocks. */
const BLOCK = 16;

/** `torch.randn(shape, dtype=dtype)`. */
export function randn(shape: readonly number[], generator: Generator): NormalResult;
export function randn<D extends FloatDType>(
  shape: readonly number[],
  generator: Generator,
  dtype: D,
): NormalResult<D>;
export function randn(
  shape: readonly number[],
  generator: Generator,
  dtype: FloatDType = 'float32',
): NormalResult<FloatDType> {
  return normal(shape, 0, 1, generator, dtype);
}

/**
 * `torch.empty(shape, dtype=dtype).normal_(mean, std)`.
 *
 * Below 16 elements each pair of values takes four words, and the second one of a pair waits in the generator
 * for the next call. From 16 on each element takes one word, or two for float64, and if their number is no
 * multiple of 16, the last 16 are drawn again; of 16-bit floats only whole blocks are drawn before.
 *
 * @throws TorchError RuntimeError for a negative std.
 */
export function normal<D extends FloatDType>(
  shape: readonly number[],
  mean: number,
  std: number,
  generator: Generator,
  dtype: D,
): NormalResult<D> {
  checkShape(shape);
  if (std < 0) {
    throw new TorchError('RuntimeError', `normal expects std >= 0.0, but found std ${formatGeneral(std)}`);
  }
  const data: DTypeData[FloatDType] = allocate(dtype, numelOf(shape));
  let exact: boolean;
  if (data.length < BLOCK) exact = fillInPairs(data, mean, std, generator, dtype);
  else if (dtype === 'float64') exact = fillDoubleBlocks(data, mean, std, generator);
  else exact = fillBlocks(data, Math.fround(mean), Math.fround(std), generator, dtype);
  return { output: new Tensor<D>(data as DTypeData[D], [...shape], dtype), exact };
}

/** `normal_distribution<double>`: Box-Muller, one pair of values at a time. */
function fillInPairs(
  data: DTypeData[FloatDType],
  mean: number,
  std: number,
  generator: Generator,
  dtype: FloatDType,
): boolean {
  let exact = true;
  for (let i = 0; i < data.length; i++) {
    const sample = nextNormal(generator);
    const value = fma64(sample, std, mean);
    data[i] = roundTo(dtype, value);
    // Would the value be the same if the last few bits of the sample were not?
    const doubt = Math.abs(sample * std) * 2 ** -50;
    exact &&=
      doubt === 0 || (Math.fround(value - doubt) === Math.fround(value + doubt) && dtype !== 'float64');
  }
  return exact;
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
): boolean {
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
  return true;
}

/** `normal_fill` with `NormalFill16<double>`. */
function fillDoubleBlocks(
  data: DTypeData[FloatDType],
  mean: number,
  std: number,
  generator: Generator,
): boolean {
  const drawn = Float64Array.from({ length: data.length }, () => generator.uniform53());
  forBlocks(data.length, (begin) => {
    if (begin % BLOCK !== 0) for (let i = 0; i < BLOCK; i++) drawn[begin + i] = generator.uniform53();
    for (let i = begin; i < begin + BLOCK / 2; i++) {
      const radius = Math.sqrt(-2 * Math.log(1 - (drawn[i] ?? 0)));
      const angle = 2 * Math.PI * (drawn[i + BLOCK / 2] ?? 0);
      data[i] = fma64(radius * Math.cos(angle), std, mean);
      data[i + BLOCK / 2] = fma64(radius * Math.sin(angle), std, mean);
    }
  });
  return std === 0;
}
