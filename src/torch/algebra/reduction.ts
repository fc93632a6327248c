import { visit } from '../ledger';
import type { DType, FloatDType } from '../dtype';
import { runtimeError, TorchError } from '../errors';
import { contiguousStrides } from '../strides';
import { numelOf } from '../tensor';
import { laneOf, store } from './convert';
import { checkDistinct, wrapDim } from './dimensions';
import type { Enclosure } from './enclosure';
import type { Evaluated, Lane } from './evaluate';
import { permute } from './views';

/* What all reductions share: which dimensions go, and which elements meet in which result. */

/** The dimensions to reduce: one, several, or all where they are left out (and, mostly, where there are none). */
export type Dims = number | readonly number[] | undefined;

export interface ReductionOptions {
  readonly dim?: Dims;
  /** Whether reduced dimensions stay, with a size of 1. */
  readonly keepdim?: boolean;
}

/** What becomes of a shape. */
export interface Reduction {
  /** The dimensions that go, in order. */
  readonly reduced: readonly number[];
  /** The shape of the result. */
  readonly shape: readonly number[];
  /** How many elements meet in one result. */
  readonly count: number;
}

/**
 * Which dimensions go (`make_dim_mask`, aten/src/ATen/native/ReduceOpsUtils.h).
 *
 * @throws TorchError for a dimension that is not there, or twice.
 */
export function reductionOf(x: Enclosure, { dim, keepdim = false }: ReductionOptions): Reduction {
  const given = dim === undefined ? [] : typeof dim === 'number' ? [dim] : dim;
  const wrapped = given.map((dimension) => wrapDim(dimension, x.dim));
  checkDistinct(wrapped);
  const all = x.shape.map((_, i) => i);
  const reduced = wrapped.length === 0 ? all : all.filter((i) => wrapped.includes(i));
  const shape = keepdim
    ? x.shape.map((size, i) => (reduced.includes(i) ? 1 : size))
    : x.shape.filter((_, i) => !reduced.includes(i));
  return { reduced, shape, count: numelOf(reduced.map((i) => x.shape[i] ?? 1)) };
}

/** The elements result by result, those that meet in one next to each other. */
export function groupedLane(x: Enclosure, { reduced }: Reduction): Lane {
  visit(x.numel, 8);
  if (x.dim === 0) return laneOf(x);
  const kept = x.shape.map((_, i) => i).filter((i) => !reduced.includes(i));
  return laneOf(permute(x, [...kept, ...reduced]));
}

/** One result, and how far it may be off. */
export interface Reduced {
  readonly value: number;
  readonly error: number;
}

/**
 * A reduction of floats, each result of which is computed from its own elements.
 *
 * @param reduce is given the elements, and how far each may be off: undefined where all are exact
 */
export function reduceGroups(
  x: Enclosure,
  options: ReductionOptions,
  dtype: FloatDType,
  reduce: (terms: Float64Array, doubts: Float64Array | undefined) => Reduced,
): Enclosure {
  const reduction = reductionOf(x, options);
  const { count } = reduction;
  const lane = groupedLane(x, reduction);
  const size = numelOf(reduction.shape);
  const values = new Float64Array(size);
  const errors = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    const terms = new Float64Array(count);
    for (let j = 0; j < count; j++) terms[j] = Number(lane.values[i * count + j] ?? 0);
    const { value, error } = reduce(terms, lane.errors?.slice(i * count, (i + 1) * count));
    values[i] = value;
    errors[i] = error;
  }
  return reducedTensor({ values, errors }, reduction, dtype);
}

/** The result of a reduction, which is contiguous. */
export function reducedTensor(results: Evaluated, { shape }: Reduction, dtype: DType): Enclosure {
  return store(results, shape, contiguousStrides(shape), dtype);
}

/**
 * `zero_numel_check_dims`, for what has no value for no elements.
 *
 * @throws TorchError where one of the results would have none.
 */
export function checkNotEmpty(name: string, x: Enclosure, { reduced }: Reduction, dim: Dims): void {
  if (x.numel !== 0) return;
  const isGiven = typeof dim === 'number' || (dim !== undefined && dim.length > 0);
  if (!isGiven)
    throw runtimeError(
      `${name}(): Expected reduction dim to be specified for input.numel() == 0. Specify the reduction dim with the 'dim' argument.`,
    );
  // The dimension is named as it was given, or as it was found.
  const given = name.startsWith('a') && !name.startsWith('arg') ? [dim].flat() : reduced;
  const empty = given.find((i) => x.shape.at(i) === 0);
  if (empty !== undefined)
    throw new TorchError('IndexError', `${name}(): Expected reduction dim ${empty} to have non-zero size.`);
}
