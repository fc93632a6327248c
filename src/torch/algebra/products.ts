import { type DType, type FloatDType, isFloating, isHalf } from '../dtype';
import { roundTo } from '../rounding';
import { contiguousStrides } from '../strides';
import { clone } from './copies';
import { convert, laneOf, store } from './convert';
import { wrapDim } from './dimensions';
import type { Enclosure } from './enclosure';
import type { Lane } from './evaluate';
import { lowestBit } from './exactSums';
import { endsOf, errorsAround, wrappedError } from './interval';
import { notImplemented } from './messages';
import { groupedLane, reducedTensor, reductionOf } from './reduction';
import { transpose } from './views';

/* torch.cumsum and torch.prod: aten/src/ATen/native/cpu/ReduceOpsKernel.cpp. */

/** Of bools and integers in int64, as `torch.sum`. */
function accumulated(x: Enclosure, dtype: DType | undefined): Enclosure {
  return convert(x, dtype ?? (isFloating(x.dtype) ? x.dtype : 'int64'));
}

/** `torch.cumsum(x, dim, dtype=dtype)`: one after the other, of float32 in double, and so exact. */
export function cumsum(x: Enclosure, dimension: number, dtype?: DType): Enclosure {
  const own = accumulated(x, dtype);
  const dim = wrapDim(dimension, x.dim);
  if (own.dtype === 'bool') throw notImplemented('cumsum_out_cpu', own.dtype);
  if (x.dim === 0) return clone(own);
  const last = transpose(own, dim, -1);
  const size = last.shape.at(-1) ?? 1;
  const results = cumulated(laneOf(last), last.numel, size, own.dtype);
  const moved = store(results, last.shape, contiguousStrides(last.shape), own.dtype);

  const back = laneOf(transpose(moved, dim, -1));
  return store(
    { values: back.values, errors: back.errors },
    own.shape,
    contiguousStrides(own.shape),
    own.dtype,
  );
}

interface Results {
  readonly values: ArrayLike<number | bigint>;
  readonly errors: Float64Array | undefined;
}

function cumulated(lane: Lane, numel: number, size: number, dtype: DType): Results {
  if (!isFloating(dtype)) {
    const sums = new Array<bigint>(numel).fill(0n);
    const own = lane.errors;
    const doubts = own && new Float64Array(numel);
    for (let i = 0; i < numel; i++) {
      const isFirst = i % size === 0;
      sums[i] = BigInt(lane.values[i] ?? 0) + (isFirst ? 0n : (sums[i - 1] ?? 0n));
      if (doubts) doubts[i] = (own[i] ?? 0) + (isFirst ? 0 : (doubts[i - 1] ?? 0));
    }
    const values = BigInt64Array.from(sums, (sum) => BigInt.asIntN(64, sum));
    const errors = doubts?.map((doubt, i) => wrappedError(sums[i] ?? 0n, doubt));
    return { values, errors };
  }
  const add = (a: number, b: number): number => (isHalf(dtype) ? Math.fround(a + b) : a + b);
  const run = (at: (i: number) => number): Float64Array => {
    const values = new Float64Array(numel);
    let sum = 0;
    for (let i = 0; i < numel; i++) {
      sum = add(i % size === 0 ? 0 : sum, at(i));
      values[i] = roundTo(dtype, sum);
    }
    return values;
  };
  const own = (i: number): number => (lane.values[i] ?? 0) as number;
  const values = run(own);
  const { errors: doubts } = lane;
  if (!doubts) return { values, errors: undefined };
  const ends = [0, 1].map((end) =>
    run((i) => ((doubts[i] ?? 0) === 0 ? own(i) : (endsOf(dtype, own(i), doubts[i] ?? 0)[end] ?? 0))),
  );
  return { values, errors: errorsAround(dtype, values, ends) };
}

/** `torch.prod(x, dim, keepdim, dtype=dtype)`: floats in an order that hangs on the processor. */
export function prod(x: Enclosure, dim?: number, keepdim = false, dtype?: DType): Enclosure {
  const own = accumulated(x, dtype);
  const reduction = reductionOf(own, { dim, keepdim });
  const lane = groupedLane(own, reduction);
  const { count } = reduction;
  const size = reduction.shape.reduce((product, each) => product * each, 1);
  const type = own.dtype;
  if (!isFloating(type)) {
    const values = new BigInt64Array(size).fill(1n);
    const doubts = lane.errors;
    const errors = doubts && new Float64Array(size);
    for (let i = 0; i < own.numel; i++) {
      const result = Math.floor(i / count);
      values[result] = (values[result] ?? 1n) * BigInt(lane.values[i] ?? 0);
      if (errors && (doubts[i] ?? 0) !== 0) errors[result] = Infinity;
    }
    const product = reducedTensor({ values, errors }, reduction, type === 'bool' ? 'int64' : type);
    return type === 'bool' ? convert(product, 'bool') : product;
  }
  const values = new Float64Array(size);
  const errors = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    const factors = Float64Array.from(
      { length: count },
      (_, j) => (lane.values[i * count + j] ?? 0) as number,
    );
    const doubts = lane.errors?.slice(i * count, (i + 1) * count);
    [values[i], errors[i]] = looseProduct(factors, doubts, type);
  }
  return reducedTensor({ values, errors }, reduction, type);
}

/** A product in whatever order, and how far any implementation's may be from it. */
function looseProduct(
  factors: Float64Array,
  doubts: Float64Array | undefined,
  dtype: FloatDType,
): [value: number, error: number] {
  const value = roundTo(
    dtype,
    factors.reduce((product, factor) => product * factor, 1),
  );
  const isSure = doubts === undefined || doubts.every((doubt) => doubt === 0);
  if (isSure && isProductExact(factors, dtype)) return [value, 0];
  // In a 16-bit float each product may be stored in it.
  const unit = { float64: 2 ** -53, float32: 2 ** -24, float16: 2 ** -11, bfloat16: 2 ** -8 }[dtype];
  let [low, high] = [1, 1];
  factors.forEach((factor, i) => {
    const doubt = doubts?.[i] ?? 0;
    low *= Math.max(Math.abs(factor) - doubt, 0);
    high *= Math.abs(factor) + doubt;
  });
  const limits = { float64: [2 ** -1000, 2 ** 1000], float32: [2 ** -120, 2 ** 120] } as const;
  const [least, most] =
    dtype === 'float16' ? [2 ** -13, 2 ** 15] : dtype === 'float64' ? limits.float64 : limits.float32;
  const isTame =
    factors.every((factor) => Math.abs(factor) > 0) && partialsWithin(factors, doubts, least, most);
  if (!isTame) return [value, Infinity];
  const radius = Math.max(high - Math.abs(value), Math.abs(value) - low);
  return [value, (radius + 2 * factors.length * unit * high) * (1 + 2 ** -20)];
}

/** Whether every product of some of the factors lies within limits. */
function partialsWithin(
  factors: Float64Array,
  doubts: Float64Array | undefined,
  least: number,
  most: number,
): boolean {
  let [small, large] = [1, 1];
  factors.forEach((factor, i) => {
    const doubt = doubts?.[i] ?? 0;
    small *= Math.min(1, Math.max(Math.abs(factor) - doubt, 0));
    large *= Math.max(1, Math.abs(factor) + doubt);
  });
  return small > least && large < most;
}

/** Whether a product is the same in whatever order: it is that of two, or has room with every partial one. */
function isProductExact(factors: Float64Array, dtype: FloatDType): boolean {
  const others = factors.filter((factor) => Math.abs(factor) !== 1);
  if (others.length < 2) return true;
  if (!factors.every(Number.isFinite)) return factors.some(Number.isNaN);
  if (
    !partialsWithin(
      others.filter((factor) => factor !== 0),
      undefined,
      2 ** -13,
      2 ** 15,
    )
  ) {
    if (
      isHalf(dtype) ||
      !partialsWithin(
        others.filter((factor) => factor !== 0),
        undefined,
        2 ** -120,
        2 ** 120,
      )
    )
      return false;
  }
  if (others.includes(0)) return true;
  if (others.length === 2) return true;
  const digits = { float64: 53, float32: 24, float16: 11, bfloat16: 8 }[dtype];
  const odd = others.reduce((product, factor) => product * (Math.abs(factor) / 2 ** lowestBit(factor)), 1);
  return odd < 2 ** digits;
}
