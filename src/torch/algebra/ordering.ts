import type { DType } from '../dtype';
import { arrange } from '../ledger';
import { contiguousStrides } from '../strides';
import { laneOf, store } from './convert';
import type { Enclosure } from './enclosure';
import type { Lane } from './evaluate';
import type { Found } from './extrema';
import { groupedLane, type Reduction, reducedTensor, reductionOf } from './reduction';
import { UndecidedError } from './undecided';
import { contiguous } from './copies';
import { fullLike } from './creation';
import { floatScalar } from './scalar';
import { lerp } from './selection';
import { select } from './slices';
import { permute } from './views';

/* What puts elements in order: aten/src/ATen/native/Sorting.cpp. nan is greater than every number. */

/** What sorting gives; its elements are known, and so is where they came from, unless `tied`. */
export interface Sorted extends Found {
  /** Whether elements were equal, so that another kernel may name another one's place. */
  readonly tied: boolean;
}

/**
 * `torch.sort(x, dim, descending, stable=True)`.
 *
 * @param take how many of each row are kept: `torch.topk`.
 * @throws UndecidedError where the order hangs on elements that are uncertain.
 */
export function sort(x: Enclosure, dim = -1, descending = false, take?: number): Sorted {
  const reduction = reductionOf(x, { dim });
  const lane = groupedLane(x, reduction);
  const kept = take ?? reduction.count;
  const orders = rowsOf(x, reduction).map((start) => ordered(lane, start, reduction.count, descending));
  const rows = { ...reduction, shape: x.dim === 0 ? [] : [...reduction.shape, kept] };
  const [axis = 0] = reduction.reduced;
  const others = reduction.shape.map((_, i) => i);
  // Whole rows lie in memory as the tensor does.
  const back = (one: Enclosure): Enclosure => {
    if (x.dim === 0) return one;
    const moved = permute(one, others.toSpliced(axis, 0, others.length));
    const strides = take === undefined ? x.tensor.stridesLike() : contiguousStrides(moved.shape);
    const { values, errors } = laneOf(moved);
    return store({ values, errors }, moved.shape, strides, one.dtype);
  };
  const picked = orders.flatMap(({ places }) => places.slice(0, kept));
  const { values, indices } = foundAt(lane, picked, rows, x.dtype);
  return {
    values: back(values),
    indices: back(indices),
    tied: orders.some(({ tied }) => tied),
  };
}

/** `torch.median(x, dim, keepdim)`: of an even number of elements the lower one of the middle. */
export function medianAlong(x: Enclosure, dim: number, keepdim = false): Sorted {
  return kthAlong(x, dim, keepdim, (places, lane) => {
    const last = places.at(-1) ?? 0;
    // A nan is the median wherever there is one.
    if (Number.isNaN(Number(lane.values[last])))
      return places.find((i) => Number.isNaN(Number(lane.values[i])));
    return places[Math.floor((places.length - 1) / 2)];
  });
}

/** `torch.mode(x, dim, keepdim)`: of what is there most often the least. */
export function modeAlong(x: Enclosure, dim: number, keepdim = false): Sorted {
  return kthAlong(x, dim, keepdim, (places, lane) => {
    if (Number.isNaN(Number(lane.values[places.at(-1) ?? 0])))
      throw new UndecidedError('the mode beside nan');
    let [best, most, run] = [places[0], 0, 0];
    for (const [i, place] of places.entries()) {
      const next = places[i + 1];
      run++;
      if (next !== undefined && lane.values[next] === lane.values[place]) continue;
      if (run > most) [best, most] = [place, run];
      run = 0;
    }
    return best;
  });
}

/** `torch.kthvalue(x, k, dim, keepdim)`, k from 1. */
export function kthValue(x: Enclosure, k: number, dim = -1, keepdim = false): Sorted {
  return kthAlong(x, dim, keepdim, (places) => places[k - 1]);
}

function kthAlong(
  x: Enclosure,
  dim: number,
  keepdim: boolean,
  pick: (places: readonly number[], lane: Lane) => number | undefined,
): Sorted {
  const reduction = reductionOf(x, { dim, keepdim });
  const lane = groupedLane(x, reduction);
  const orders = rowsOf(x, reduction).map((start) => ordered(lane, start, reduction.count, false));
  const picked = orders.map(({ places }) => pick(places, lane) ?? 0);
  return {
    ...foundAt(lane, picked, reduction, x.dtype),
    tied: orders.some(({ places, tied }, i) => tied && isOneOfSeveral(lane, places, picked[i] ?? 0)),
  };
}

/** Whether another element of a row equals the one at a place. */
function isOneOfSeveral(lane: Lane, places: readonly number[], place: number): boolean {
  const value = lane.values[place] ?? 0;
  return places.some((other) => other !== place && compared(lane.values[other] ?? 0, value) === 0);
}

interface Order {
  /** Places in the lane, in the order of their elements. */
  readonly places: readonly number[];
  readonly tied: boolean;
}

/** Where each row begins in the lane. */
function rowsOf(x: Enclosure, { count }: Reduction): number[] {
  return count === 0 ? [] : Array.from({ length: x.numel / count }, (_, i) => i * count);
}

/** The elements in some places of the lane, and where in their rows they are. */
function foundAt(lane: Lane, places: readonly number[], reduction: Reduction, dtype: DType): Found {
  const values = {
    values: places.map((place) => lane.values[place] ?? 0),
    errors: lane.errors && Float64Array.from(places, (place) => lane.errors?.[place] ?? 0),
  };
  const indices = {
    values: places.map((place) => BigInt(place % Math.max(reduction.count, 1))),
    errors: undefined,
  };
  return {
    values: reducedTensor(values, reduction, dtype),
    indices: reducedTensor(indices, reduction, 'int64'),
  };
}

function ordered(lane: Lane, start: number, count: number, descending: boolean): Order {
  arrange(count);
  const places = Array.from({ length: count }, (_, i) => start + i);
  const sign = descending ? -1 : 1;
  places.sort((a, b) => sign * compared(lane.values[a] ?? 0, lane.values[b] ?? 0));
  let tied = false;
  for (let i = 1; i < count; i++) {
    const [a, b] = [places[i - 1] ?? 0, places[i] ?? 0];
    if (compared(lane.values[a] ?? 0, lane.values[b] ?? 0) === 0) tied = true;
    const room = (lane.errors?.[a] ?? 0) + (lane.errors?.[b] ?? 0);
    if (room === 0) continue;
    const gap = Math.abs(Number(lane.values[a]) - Number(lane.values[b]));
    if (!(gap > room * (1 + 2 ** -40))) throw new UndecidedError('which element is greater');
  }
  return { places, tied };
}

/** Negative where a comes before b. */
function compared(a: number | bigint, b: number | bigint): number {
  const [aIsNan, bIsNan] = [Number.isNaN(a), Number.isNaN(b)];
  if (aIsNan || bIsNan) return Number(aIsNan) - Number(bIsNan);
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Whether both 0 and -0 are among the elements: they are equal, but do not print alike. */
export function hasBothZeros(x: Enclosure): boolean {
  const values = x.tensor.values() as Iterable<number | bigint>;
  const zeros = { positive: false, negative: false };
  for (const value of values) if (value === 0) zeros[Object.is(value, -0) ? 'negative' : 'positive'] = true;
  return zeros.positive && zeros.negative;
}

/** `torch.quantile(x, q, dim)` of float32 or float64 without nan, by linear interpolation. */
export function quantile(x: Enclosure, q: number, dim: number): Enclosure {
  const round = x.dtype === 'float32' ? Math.fround : (value: number) => value;
  const rank = round(round(q) * ((x.shape.at(dim) ?? 1) - 1));
  const { values } = sort(x, dim);
  const [below, above] = [Math.floor(rank), Math.ceil(rank)].map((place) =>
    contiguous(select(values, dim, place)),
  ) as [Enclosure, Enclosure];
  return lerp(below, above, fullLike(below, floatScalar(rank - Math.floor(rank))));
}
