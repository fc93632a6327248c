import { allocate, type DType, isFloating } from '../dtype';
import { isContiguous, placesOf } from '../strides';
import { Tensor } from '../tensor';
import { Enclosure } from './enclosure';
import { type Computed, type Evaluated, evaluateInts, evaluateNumbers, type Lane } from './evaluate';
import { copying } from './loops';

/**
 * `t.to(dtype)`: the very tensor where it is of that dtype, else a copy that lies in memory as `empty_like` does.
 * Floats are cut to integers, and what no int64 holds becomes the least one, as on x86 (elsewhere it differs).
 */
export function convert(x: Enclosure, dtype: DType): Enclosure {
  if (x.dtype === dtype) return x;
  const lane = laneOf(x);
  const strides = x.tensor.stridesLike();
  return keep(convertLane(lane, x.numel, dtype), x.shape, strides, dtype);
}

/** The elements of a tensor in row-major order. */
export function laneOf(x: Enclosure): Lane {
  return { dtype: x.dtype, values: x.tensor.values(), errors: x.errors(), step: 1 };
}

/** Numbers as elements of another dtype. */
export function convertLane(lane: Lane, count: number, dtype: DType): Computed {
  if (lane.dtype === 'int64') {
    const apply = isFloating(dtype)
      ? (value: bigint) => (dtype === 'float64' ? Number(value) : toFloat32(value))
      : (value: bigint) => (dtype === 'bool' ? Number(value !== 0n) : value);
    return evaluateInts({ apply }, [lane], count, dtype);
  }
  const kernel =
    dtype === 'bool'
      ? { variants: [(value: number) => Number(value !== 0)] }
      : { variants: [(value: number) => value], loop: copying };
  return evaluateNumbers(kernel, [lane], count, dtype);
}

/** A new tensor of results in row-major order, whose array it takes where the tensor is so, too. */
export function keep(
  { values, errors }: Computed,
  shape: readonly number[],
  strides: readonly number[],
  dtype: DType,
): Enclosure {
  if (!isContiguous(shape, strides)) return store({ values, errors }, shape, strides, dtype);
  return Enclosure.of(new Tensor<DType>(values, shape, dtype, strides), errors);
}

/** A new tensor of results in row-major order. */
export function store(
  { values, errors }: Evaluated,
  shape: readonly number[],
  strides: readonly number[],
  dtype: DType,
): Enclosure {
  const data = allocate(dtype, values.length);
  if (isContiguous(shape, strides)) {
    for (let i = 0; i < values.length; i++) data[i] = values[i] ?? 0;
    return Enclosure.of(new Tensor<DType>(data, shape, dtype, strides), errors);
  }
  const memory = errors && new Float64Array(values.length);
  placesOf(shape, strides).forEach((place, i) => {
    data[place] = values[i] ?? 0;
    if (memory) memory[place] = errors[i] ?? 0;
  });
  return Enclosure.of(new Tensor<DType>(data, shape, dtype, strides), memory);
}

/** An int64 as a float32, rounded once. */
function toFloat32(value: bigint): number {
  const magnitude = value < 0n ? -value : value;
  if (magnitude <= 2n ** 53n) return Number(value);
  // The upper bits, the last of which is set if any below are: rounding that rounds as all of them do.
  const rest = magnitude & 0xfffn;
  const upper = Number((magnitude >> 12n) | (rest === 0n ? 0n : 1n)) * 4096;
  return Math.fround(value < 0n ? -upper : upper);
}
