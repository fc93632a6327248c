import { arrange, hold, visit, work } from '../ledger';
import { allocate, type DType } from '../dtype';
import { contiguousStrides } from '../strides';
import { Tensor } from '../tensor';
import { convert, laneOf, store } from './convert';
import { exact } from './creation';
import { Enclosure } from './enclosure';
import { groupedLane, type ReductionOptions, reducedTensor, reductionOf } from './reduction';
import { UndecidedError } from './undecided';
import { rowMajor } from './indexTensors';

/* Which elements are not 0: aten/src/ATen/native/ReduceOps.cpp, TensorAdvancedIndexing.cpp, Unique.cpp. */

/** `torch.any(x, dim, keepdim)`: whether any element is not 0. */
export function any(x: Enclosure, options: ReductionOptions = {}): Enclosure {
  return quantified(x, options, 1);
}

/** `torch.all(x, dim, keepdim)`: whether every element is not 0. */
export function all(x: Enclosure, options: ReductionOptions = {}): Enclosure {
  return quantified(x, options, 0);
}

/** One element of the deciding truth value decides; without any it is the other. */
function quantified(x: Enclosure, options: ReductionOptions, deciding: 0 | 1): Enclosure {
  // No dimensions are no dimensions here, and not all.
  if (Array.isArray(options.dim) && options.dim.length === 0) {
    const { values, errors } = laneOf(convert(x, 'bool'));
    return store({ values, errors }, x.shape, contiguousStrides(x.shape), 'bool');
  }
  const reduction = reductionOf(x, options);
  const { values, errors } = groupedLane(convert(x, 'bool'), reduction);
  const size = reduction.shape.reduce((product, each) => product * each, 1);
  const results = new Uint8Array(size).fill(1 - deciding);
  const doubts = new Float64Array(size);
  for (let i = 0; i < x.numel; i++) {
    const result = Math.floor(i / reduction.count);
    if ((errors?.[i] ?? 0) !== 0) doubts[result] = 1;
    else if (values[i] === deciding) results[result] = deciding;
  }
  results.forEach((result, i) => {
    if (result === deciding) doubts[i] = 0;
  });
  return reducedTensor({ values: results, errors: doubts }, reduction, 'bool');
}

/** `torch.count_nonzero(x, dim)`; the error is the number of elements of which it is open. */
export function countNonzero(x: Enclosure, dim?: ReductionOptions['dim']): Enclosure {
  const reduction = reductionOf(x, { dim });
  const { values, errors } = groupedLane(convert(x, 'bool'), reduction);
  const size = reduction.shape.reduce((product, each) => product * each, 1);
  const results = new BigInt64Array(size);
  const doubts = new Float64Array(size);
  for (let i = 0; i < x.numel; i++) {
    const result = Math.floor(i / reduction.count);
    if (values[i] !== 0) results[result] = (results[result] ?? 0n) + 1n;
    doubts[result] = (doubts[result] ?? 0) + (errors?.[i] ?? 0);
  }
  return reducedTensor({ values: results, errors: doubts }, reduction, 'int64');
}

/**
 * `torch.nonzero(x)`: a row for each element that is not 0, its indices.
 *
 * @throws UndecidedError where it is open whether one is.
 */
export function nonzero(x: Enclosure): Enclosure {
  const { values, errors } = laneOf(convert(x, 'bool'));
  if (errors) throw new UndecidedError('which elements are not 0');
  visit(x.numel * (x.dim + 1), 10);
  const places = Array.from(values as Uint8Array, (value, place) => (value === 0 ? -1 : place)).filter(
    (i) => i >= 0,
  );
  // Column by column.
  const columns = rowMajor(x.shape).flatMap((stride, dim) =>
    places.map((place) => BigInt(Math.floor(place / stride) % (x.shape[dim] ?? 1))),
  );
  const shape = [places.length, x.dim];
  const strides = [1, Math.max(places.length, 1)];
  return Enclosure.of(new Tensor<DType>(BigInt64Array.from(columns), shape, 'int64', strides));
}

/** The different elements of a tensor, where each element went, and how many there are of each. */
export interface Different {
  readonly values: Enclosure;
  readonly inverse: Enclosure;
  readonly counts: Enclosure;
}

/**
 * `torch.unique(x, return_inverse=True, return_counts=True)`: the different elements in order, nan last and each for itself.
 *
 * @throws UndecidedError where elements are uncertain.
 */
export function different(x: Enclosure): Different {
  if (!x.isExact) throw new UndecidedError('which elements are equal');
  arrange(x.numel);
  const values: (number | bigint)[] = Array.from(x.tensor.values() as ArrayLike<number | bigint>);
  const numbers = values.filter((value) => !Number.isNaN(value)).sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const distinct = numbers.filter((value, i) => i === 0 || value !== numbers[i - 1]);
  const hasBothZeros = [0, -0].every((zero) => values.some((value) => Object.is(value, zero)));
  const result = [...distinct, ...values.filter((value) => Number.isNaN(value))];
  const data = allocate(x.dtype, result.length);
  result.forEach((value, i) => (data[i] = value));
  // Of two zeros either may be the one that is kept.
  const errors = hasBothZeros
    ? Float64Array.from(result, (value) => (value === 0 ? Number.MIN_VALUE : 0))
    : undefined;
  const places = new Map(distinct.map((value, i) => [value, i]));
  const counts = new BigInt64Array(result.length);
  let nextNan = distinct.length;
  const inverse = BigInt64Array.from(values, (value) => {
    // A Map takes 0 and -0 for the same key.
    const place = places.get(value) ?? nextNan++;
    counts[place] = (counts[place] ?? 0n) + 1n;
    return BigInt(place);
  });
  return {
    values: Enclosure.of(new Tensor<DType>(data, [result.length], x.dtype), errors),
    inverse: Enclosure.of(new Tensor<DType>(inverse, x.shape, 'int64')),
    counts: Enclosure.of(new Tensor<DType>(counts, [result.length], 'int64')),
  };
}

/** `torch.bincount(x, minlength=…)` of integers that are known and not negative. */
export function bincount(x: Enclosure, minimum: number): Enclosure {
  const values = Array.from(x.tensor.values() as BigInt64Array, Number);
  const length = values.reduce((most, value) => Math.max(most, value + 1), minimum);
  hold(8 * length);
  work(length);
  const counts = new BigInt64Array(length);
  for (const value of values) counts[value] = (counts[value] ?? 0n) + 1n;
  return exact(new Tensor(counts, [length], 'int64'));
}
