import { type DType, type FloatDType, isFloating, isHalf, SCALAR_TYPE_NAMES } from '../dtype';
import { runtimeError } from '../errors';
import { roundAll, roundTo } from '../rounding';
import { numelOf } from '../tensor';
import { div } from './arithmetic';
import { cascadeSum, mostAdditions, needsBuffer, PARALLEL_NUMEL, type Summed } from './cascadeSum';
import { convert } from './convert';
import type { Enclosure } from './enclosure';
import { endsOf, errorAround, errorsAround, wrappedError } from './interval';
import { looseSum, totalDoubt } from './looseSum';
import { groupedLane, type Reduction, type ReductionOptions, reducedTensor, reductionOf } from './reduction';
import { intScalar } from './scalar';

/* torch.sum and torch.mean: aten/src/ATen/native/ReduceOps.cpp. */

export interface SumOptions extends ReductionOptions {
  /** What the elements are converted to before. */
  readonly dtype?: DType | undefined;
}

/**
 * `torch.sum(x, dim, keepdim, dtype=dtype)`, of bools and integers in int64.
 *
 * Exact on x86 below 32,768 elements, and above where every order of adding gives the same.
 */
export function sum(x: Enclosure, options: SumOptions = {}): Enclosure {
  const reduction = reductionOf(x, options);
  const dtype = options.dtype ?? (isFloating(x.dtype) ? x.dtype : 'int64');
  const converted = convert(x, dtype);
  if (isFloating(dtype)) {
    const keepdim = options.keepdim ?? false;
    const { reduced } = reduction;
    if (x.numel > 0 && needsBuffer(summedAs(converted, dtype), reduced, keepdim))
      return convert(floatSum(convert(x, 'float32'), 'float32', reduction, keepdim), dtype);
    return floatSum(converted, dtype, reduction, keepdim);
  }
  if (dtype === 'bool') return convert(intSum(convert(converted, 'int64'), reduction), 'bool');
  return intSum(converted, reduction);
}

/**
 * `torch.mean(x, dim, keepdim, dtype=dtype)`: the sum divided by the number of elements.
 *
 * @throws TorchError RuntimeError for what is no float.
 */
export function mean(x: Enclosure, options: SumOptions = {}): Enclosure {
  const dtype = options.dtype ?? x.dtype;
  if (!isFloating(dtype)) {
    const which =
      options.dtype === undefined
        ? 'could not infer output dtype. Input'
        : 'could not infer output dtype. Optional';
    throw runtimeError(
      `mean(): ${which} dtype must be either a floating point or complex dtype. Got: ${SCALAR_TYPE_NAMES[dtype]}`,
    );
  }
  const { count } = reductionOf(x, options);
  const isShort = isHalf(dtype);
  const total = sum(isShort ? convert(x, 'float32') : x, { ...options, dtype: isShort ? 'float32' : dtype });
  return convert(div(total, intScalar(count)), dtype);
}

function intSum(x: Enclosure, reduction: Reduction): Enclosure {
  const { values, errors } = groupedLane(x, reduction);
  const sums = new Array<bigint>(numelOf(reduction.shape)).fill(0n);
  const doubts = errors && new Float64Array(sums.length);
  for (let i = 0; i < x.numel; i++) {
    const result = Math.floor(i / reduction.count);
    sums[result] = (sums[result] ?? 0n) + BigInt(values[i] ?? 0);
    if (doubts) doubts[result] = (doubts[result] ?? 0) + (errors[i] ?? 0);
  }
  const results = {
    values: BigInt64Array.from(sums, (total) => BigInt.asIntN(64, total)),
    errors: doubts?.map((doubt, i) => wrappedError(sums[i] ?? 0n, doubt)),
  };
  return reducedTensor(results, reduction, 'int64');
}

/** @param data its memory, or other numbers in the same places. */
function summedAs(
  { tensor, shape, strides }: Enclosure,
  dtype: FloatDType,
  data = tensor.data as ArrayLike<number>,
): Summed {
  return { data, shape, strides, offset: tensor.storageOffset, dtype };
}

function floatSum(x: Enclosure, dtype: FloatDType, reduction: Reduction, keepdim: boolean): Enclosure {
  const { numel } = x;
  if (numel === 0) {
    const values = new Float64Array(numelOf(reduction.shape));
    return reducedTensor({ values, errors: undefined }, reduction, dtype);
  }
  if (numel >= PARALLEL_NUMEL)
    return sharedSum(x, dtype, reduction, mostAdditions(summedAs(x, dtype), reduction.reduced, keepdim));
  const summed = (data: ArrayLike<number>): Float32Array | Float64Array => {
    const values = cascadeSum(summedAs(x, dtype, data), reduction.reduced, keepdim);
    if (isHalf(dtype)) roundAll(dtype, values as Float32Array);
    return values;
  };
  const data = x.tensor.data as Float32Array | Float64Array;
  const values = summed(data);
  if (x.isExact) return reducedTensor({ values, errors: undefined }, reduction, dtype);
  // Each addition is monotone, and so are all of them.
  const doubts = x.memoryErrors();
  const ends = [0, 1].map((end) =>
    summed(
      Float64Array.from(data, (value, place) => {
        const error = doubts?.[place] ?? 0;
        return error === 0 ? value : (endsOf(dtype, value, error)[end] ?? value);
      }),
    ),
  );
  return reducedTensor({ values, errors: errorsAround(dtype, values, ends) }, reduction, dtype);
}

/** A sum whose order hangs on the number of threads. */
function sharedSum(x: Enclosure, dtype: FloatDType, reduction: Reduction, additions: number): Enclosure {
  const lane = groupedLane(x, reduction);
  const all = lane.values as Float32Array | Float64Array;
  const { count } = reduction;
  const values = new Float64Array(x.numel / count);
  const errors = new Float64Array(values.length);
  // 16-bit floats are summed in float32 and rounded once.
  const precision = dtype === 'float64' ? 'float64' : 'float32';
  for (const i of values.keys()) {
    const terms = all.subarray(i * count, (i + 1) * count);
    const doubt = lane.errors?.subarray(i * count, (i + 1) * count);
    const { value, error } = looseSum(terms, totalDoubt(doubt), precision, additions);
    values[i] = roundTo(dtype, value);
    errors[i] = errorAround(
      dtype,
      values[i] ?? 0,
      error === 0 ? [values[i] ?? 0] : [value - error, value + error].map((end) => roundTo(dtype, end)),
    );
  }
  return reducedTensor({ values, errors }, reduction, dtype);
}
