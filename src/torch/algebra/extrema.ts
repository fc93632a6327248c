import { isFloating } from '../dtype';
import { runtimeError, TorchError } from '../errors';
import type { Enclosure } from './enclosure';
import type { Lane } from './evaluate';
import { endsOf, errorAround } from './interval';
import type { Reduction, ReductionOptions } from './reduction';
import { checkNotEmpty, groupedLane, reducedTensor, reductionOf } from './reduction';

/* The greatest and the least: aten/src/ATen/native/ReduceOps.cpp, TensorCompare.cpp. nan wins over every number. */

/** `torch.amax(x, dim, keepdim)`. Throws PyTorch's error where there are no elements. */
export const amax = extremum('amax', 1);

/** `torch.amin(x, dim, keepdim)`. Throws PyTorch's error where there are no elements. */
export const amin = extremum('amin', -1);

/** `torch.max(x)`. Throws PyTorch's error where there are no elements. */
export const max = extremum('max', 1);

/** `torch.min(x)`. Throws PyTorch's error where there are no elements. */
export const min = extremum('min', -1);

/** Values and where they were found, the first place of several. */
export interface Found {
  readonly values: Enclosure;
  readonly indices: Enclosure;
}

/** `torch.max(x, dim, keepdim)`. Throws PyTorch's error where there are no elements. */
export const maxAlong = found('max', 1);

/** `torch.min(x, dim, keepdim)`. Throws PyTorch's error where there are no elements. */
export const minAlong = found('min', -1);

/** `torch.argmax(x, dim, keepdim)`: in the flat tensor without a dimension. Throws PyTorch's error for bools. */
export const argmax = place('argmax', 1);

/** `torch.argmin(x, dim, keepdim)`: in the flat tensor without a dimension. Throws PyTorch's error for bools. */
export const argmin = place('argmin', -1);

/** 1 for the greatest, -1 for the least. */
type Direction = 1 | -1;

function extremum(name: string, direction: Direction) {
  return (x: Enclosure, options: ReductionOptions = {}): Enclosure => {
    const reduction = reductionOf(x, options);
    checkNotEmpty(name, x, reduction, options.dim);
    return reducedTensor(extremes(direction, x, reduction), reduction, x.dtype);
  };
}

function found(name: string, direction: Direction) {
  return (x: Enclosure, dim: number, keepdim = false): Found => {
    const reduction = reductionOf(x, { dim, keepdim });
    checkNotEmpty(name, x, reduction, dim);
    const lane = groupedLane(x, reduction);
    const places = firstPlaces(direction, lane, reduction, x.numel);
    const isSure = (i: number): boolean => (places.errors?.[i] ?? 0) === 0;
    const { values, errors } = extremes(direction, x, reduction);
    // The element at a known place is known down to the sign of a zero.
    const own = Array.from(values, (value, i) =>
      isSure(i) ? (lane.values[i * reduction.count + Number(places.values[i] ?? 0)] ?? 0) : value,
    );
    const doubts = errors?.map((error, i) =>
      isSure(i) ? (lane.errors?.[i * reduction.count + Number(places.values[i] ?? 0)] ?? 0) : error,
    );
    return {
      values: reducedTensor({ values: own, errors: doubts }, reduction, x.dtype),
      indices: reducedTensor(places, reduction, 'int64'),
    };
  };
}

function place(name: string, direction: Direction) {
  return (x: Enclosure, dim?: number, keepdim = false): Enclosure => {
    if (x.dtype === 'bool') throw runtimeError(`${name}(): does not support bool input`);
    const reduction = reductionOf(x, { dim, keepdim });
    if (x.numel === 0 && dim === undefined)
      throw new TorchError(
        'IndexError',
        `${name}(): Expected reduction dim to be specified for input.numel() == 0.`,
      );
    checkNotEmpty(name, x, reduction, dim);
    return reducedTensor(
      firstPlaces(direction, groupedLane(x, reduction), reduction, x.numel),
      reduction,
      'int64',
    );
  };
}

interface Results {
  readonly values: (number | bigint)[];
  readonly errors: Float64Array | undefined;
}

function extremes(direction: Direction, x: Enclosure, reduction: Reduction): Results {
  const { count } = reduction;
  const lane = groupedLane(x, reduction);
  const size = x.numel / Math.max(count, 1);
  const best = (pick: (i: number) => number | bigint, start: number): number | bigint => {
    let result = pick(start);
    for (let i = start + 1; i < start + count; i++) {
      const next = pick(i);
      if (Number.isNaN(result)) break;
      if (Number.isNaN(next) || (direction === 1 ? next > result : next < result)) result = next;
    }
    return result;
  };
  const results = Array.from({ length: size }, (_, i) => best((j) => lane.values[j] ?? 0, i * count));
  const errors = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    const value = Number(results[i]);
    const ends = [0, 1].map((end) => Number(best((j) => endOf(lane, j, end), i * count)));
    // Of two zeros either may come out.
    if (value === 0 && hasBothZeros(lane, i * count, count)) ends.push(0, -0);
    const isOpen = ends.some(Number.isNaN) && !Number.isNaN(value);
    errors[i] = isOpen ? Infinity : errorAround(x.dtype === 'int64' ? 'float64' : x.dtype, value, ends);
  }
  return { values: results, errors };
}

function endOf(lane: Lane, i: number, end: number): number | bigint {
  const value = lane.values[i] ?? 0;
  const error = lane.errors?.[i] ?? 0;
  if (error === 0) return value;
  if (typeof value === 'bigint') return Number(value) + (end === 0 ? -error : error);
  if (!Number.isFinite(error)) return NaN;
  return isFloating(lane.dtype) ? (endsOf(lane.dtype, value, error)[end] ?? value) : end;
}

function hasBothZeros(lane: Lane, start: number, count: number): boolean {
  const signs = new Set<number>();
  for (let i = start; i < start + count; i++) if (lane.values[i] === 0) signs.add(1 / Number(lane.values[i]));
  return signs.size > 1;
}

/** The first place of the extreme element; open where another element may be it. */
function firstPlaces(
  direction: Direction,
  lane: Lane,
  { count }: Reduction,
  numel: number,
): { values: BigInt64Array; errors: Float64Array | undefined } {
  const values = new BigInt64Array(numel / Math.max(count, 1));
  const errors = lane.errors && new Float64Array(values.length);
  const beats = (a: number | bigint, b: number | bigint): boolean =>
    !Number.isNaN(b) && (Number.isNaN(a) || (direction === 1 ? a > b : a < b));
  for (const i of values.keys()) {
    const start = i * count;
    let best = start;
    for (let j = start + 1; j < start + count; j++) {
      if (beats(lane.values[j] ?? 0, lane.values[best] ?? 0)) best = j;
    }
    values[i] = BigInt(best - start);
    if (errors && !isAlwaysFirst(direction, lane, best, start, count)) errors[i] = Infinity;
  }
  return { values, errors };
}

/** Whether an element is the first extreme one whatever the elements are within their errors. */
function isAlwaysFirst(
  direction: Direction,
  lane: Lane,
  best: number,
  start: number,
  count: number,
): boolean {
  const worst = direction === 1 ? 0 : 1;
  const own = Number.isNaN(lane.values[best]) ? NaN : endOf(lane, best, worst);
  if ((lane.errors?.[best] ?? 0) !== 0 && Number.isNaN(own)) return false;
  for (let j = start; j < start + count; j++) {
    if (j === best) continue;
    const isExact = (lane.errors?.[j] ?? 0) === 0;
    if (isExact && (lane.errors?.[best] ?? 0) === 0) continue;
    const other = endOf(lane, j, 1 - worst);
    if (Number.isNaN(own)) {
      // An exact nan is first, unless an earlier element may be one.
      if (j < best && !isExact && Number.isNaN(other)) return false;
      continue;
    }
    if (Number.isNaN(other)) return false;
    const isBehind = direction === 1 ? other < own : other > own;
    if (!isBehind && !(other === own && j > best)) return false;
  }
  return true;
}
