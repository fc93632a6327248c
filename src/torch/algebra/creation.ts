import { visit } from '../ledger';
import { allocate, type DType, isFloating, type NarrowDType } from '../dtype';
import { runtimeError, TorchError } from '../errors';
import { checkShape } from '../factories';
import { fma32, fma64 } from '../fma';
import { formatGeneral } from '../floatFormat';
import { roundTo } from '../rounding';
import { contiguousStrides } from '../strides';
import { numelOf, Tensor } from '../tensor';
import { convertLane, keep, laneOf } from './convert';
import { Enclosure } from './enclosure';
import { evaluateNumbers, type NumberFunction } from './evaluate';
import { checkFilling, checkFits } from './messages';
import { defaultDtype, dtypeOfScalar, promoteTypes } from './promotion';
import { intScalar, type Scalar } from './scalar';

/* New tensors of numbers: aten/src/ATen/native/TensorFactories.cpp, RangeFactories.cpp, torch/csrc/utils/tensor_new.cpp. */

/** A tensor that is known bit for bit. */
export function exact(tensor: Tensor | Enclosure['tensor']): Enclosure {
  return Enclosure.of(tensor);
}

/**
 * `torch.full(shape, value, dtype=dtype)`; without a dtype the one that the value has as a tensor.
 *
 * @param narrow the dtype into which the value has to fit, where int64 stands for that
 * @throws TorchError RuntimeError for a negative size, and a value that does not fit.
 */
export function fullOf(
  shape: readonly number[],
  value: Scalar,
  dtype: DType = dtypeOfScalar(value),
  narrow?: NarrowDType,
): Enclosure {
  checkShape(shape);
  checkFilling(value, narrow ?? dtype, numelOf(shape));
  const one = convertLane(laneOf(Enclosure.ofScalar(value)), 1, dtype);
  const numel = numelOf(shape);
  const values = allocate(dtype, numel).fill((one.values[0] ?? 0) as never);
  const errors = one.errors && new Float64Array(numel).fill(one.errors[0] ?? 0);
  return Enclosure.of(new Tensor<DType>(values, [...shape], dtype), errors);
}

/** `torch.full_like(x, value, dtype=dtype)`, and so `zeros_like` and `ones_like`: it lies in memory as x does. */
export function fullLike(x: Enclosure, value: Scalar, dtype: DType = x.dtype): Enclosure {
  const plain = fullOf(x.shape, value, dtype);
  return plain.view(x.shape, x.tensor.stridesLike());
}

/** Python numbers nested in lists: `[[1, 2], [3, 4]]`. */
export type NestedScalars = Scalar | readonly NestedScalars[];

/**
 * `torch.tensor(values, dtype=dtype)`; without a dtype the common one of the values.
 *
 * @param narrow as for `fullOf`
 * @throws TorchError in PyTorch's words where the nesting is uneven, or a value does not fit.
 */
export function tensorOf(values: NestedScalars, dtype?: DType, narrow?: NarrowDType): Enclosure {
  const shape: number[] = [];
  for (let level: NestedScalars | undefined = values; isList(level); level = level[0])
    shape.push(level.length);
  const scalars: Scalar[] = [];
  // Where an empty list comes first, nothing else is looked at.
  if (!shape.includes(0)) flattenInto(scalars, values, shape, 0);
  const integers = narrow ?? (dtype === 'int64' ? dtype : undefined);
  if (integers !== undefined) for (const one of scalars) checkFits(one, integers, integers);
  const inferred = scalars.reduce<DType | undefined>((common, scalar) => {
    const own = dtypeOfScalar(scalar);
    return common === undefined ? own : promoteTypes(common, own);
  }, undefined);
  const chosen = dtype ?? inferred ?? defaultDtype();
  // Each number is converted as a tensor of its own.
  visit(scalars.length * 10, 20);
  const result = fullOf(shape, intScalar(0), chosen);
  const converted = scalars.map((scalar) => convertLane(laneOf(Enclosure.ofScalar(scalar)), 1, chosen));
  result.write(
    converted.map((one) => one.values[0] ?? 0),
    Float64Array.from(converted, (one) => one.errors?.[0] ?? 0),
  );
  return result;
}

function isList(values: NestedScalars | undefined): values is readonly NestedScalars[] {
  return Array.isArray(values);
}

function flattenInto(scalars: Scalar[], level: NestedScalars, shape: readonly number[], depth: number): void {
  const expected = shape[depth];
  if (!isList(level)) {
    if (expected !== undefined) throw new TorchError('TypeError', 'not a sequence');
    scalars.push(level);
    return;
  }
  if (expected === undefined) throw new TorchError('TypeError', 'must be real number, not list');
  if (level.length !== expected)
    throw new TorchError(
      'ValueError',
      `expected sequence of length ${expected} at dim ${depth} (got ${level.length})`,
    );
  for (const inner of level) flattenInto(scalars, inner, shape, depth + 1);
}

/**
 * `torch.arange(start, end, step, dtype=dtype)`; without a dtype int64 if all three are ints, else float32.
 *
 * @throws TorchError RuntimeError for a step of 0 or in the wrong direction, or an infinite range; ValueError for a step that is 0 as an integer.
 */
export function arangeOf(
  start: Scalar,
  end: Scalar,
  step: Scalar = intScalar(1),
  dtype: DType = [start, end, step].some(({ type }) => type === 'float') ? defaultDtype() : 'int64',
): Enclosure {
  const [from, to, by] = [start, end, step].map(({ value }) => Number(value)) as [number, number, number];
  if (by === 0 || Number.isNaN(by)) throw runtimeError('step must be nonzero');
  if (!Number.isFinite(from) || !Number.isFinite(to))
    throw runtimeError(`unsupported range: ${formatGeneral(from)} -> ${formatGeneral(to)}`);
  if (by > 0 ? to < from : to > from)
    throw runtimeError('upper bound and lower bound inconsistent with step sign');
  if (dtype === 'int64') for (const one of [start, end, step]) checkFits(one, dtype);
  const cut = (value: number): number => (isFloating(dtype) ? value : Math.trunc(value));
  if (cut(by) === 0) throw new TorchError('ValueError', 'step must be nonzero');
  const size = Math.ceil((cut(to) - cut(from)) / cut(by));
  if (!isFloating(dtype)) {
    visit(size, 15);
    const values = BigInt64Array.from(
      { length: size },
      (_, i) => BigInt(cut(from)) + BigInt(i) * BigInt(cut(by)),
    );
    return Enclosure.of(new Tensor<DType>(values, [size], 'int64'));
  }
  return sequence(size, dtype, { at: (i) => ({ base: from, count: i }), step: by, round: (value) => value });
}

/**
 * `torch.linspace(start, end, steps, dtype=dtype)`.
 *
 * @throws TorchError RuntimeError for a negative number of steps.
 */
export function linspace(
  start: number,
  end: number,
  steps: number,
  dtype: DType = defaultDtype(),
): Enclosure {
  if (steps < 0) throw runtimeError('number of steps must be non-negative');
  const type = isFloating(dtype) ? dtype : 'float32';
  const precision = type === 'float64' ? 'float64' : 'float32';
  const round = (value: number): number => roundTo(precision, value);
  if (steps > 1) for (const value of [start, end]) checkFits({ type: 'float', value }, dtype);
  const [first, last] = [round(start), round(end)];
  if (steps === 1) return fullOf([1], { type: 'float', value: start }, dtype);
  const step = round(round(last - first) / (steps - 1));
  const half = Math.floor(steps / 2);
  const at = (i: number): Counted =>
    i < half ? { base: first, count: i } : { base: last, count: steps - 1 - i, backwards: true };
  // For the 16-bit floats the step is itself one of them, and so is what each operation on the way gives.
  const unit = { bfloat16: 2 ** -7, float16: 2 ** -10, float32: 0, float64: 2 ** -52 }[type];
  const widest = Math.abs(last - first) + 2 * Math.max(Math.abs(first), Math.abs(last));
  const underflow = type === 'float16' ? steps * 2 ** -24 : 0;
  // The difference of the ends may have no room in the dtype.
  const slack = Number.isFinite(roundTo(type, last - first)) ? unit * widest + underflow : Infinity;
  return sequence(steps, type, { at, step, round, slack });
}

/** `torch.eye(rows, columns, dtype=dtype)`. Throws PyTorch's RuntimeError for a negative size. */
export function eye(rows: number, columns = rows, dtype: DType = defaultDtype()): Enclosure {
  for (const [name, size] of [
    ['n', rows],
    ['m', columns],
  ] as const) {
    if (size < 0) throw runtimeError(`${name} must be greater or equal to 0, got ${size}`);
  }
  const result = fullOf([rows, columns], intScalar(0), dtype);
  const size = Math.min(rows, columns);
  const ones = allocate(dtype, size).fill((dtype === 'int64' ? 1n : 1) as never);
  result.view([size], [columns + 1]).write(ones);
  return result;
}

/** How many elements a vector of x86 or ARM holds, for the kernels that start anew at each vector. */
const VECTOR_SIZES = [1, 2, 4, 8, 16, 32];

/** Where an element of a sequence is counted from: base + count·step, or base - count·step. */
interface Counted {
  readonly backwards?: boolean;
  readonly base: number;
  readonly count: number;
}

/** How the elements of a sequence follow one another. */
interface Spacing {
  readonly at: (i: number) => Counted;
  readonly step: number;
  /** Makes of a number what is stored on the way. */
  readonly round: (value: number) => number;
  readonly slack?: number;
}

/**
 * Evenly spaced values. Kernels differ: product and sum are fused or not, and a vectorised one rounds the first of
 * each vector and counts on from there.
 */
function sequence(size: number, dtype: DType, { at, step, round, slack = 0 }: Spacing): Enclosure {
  visit(size, 15);
  const stored = (value: number): number => (isFloating(dtype) ? roundTo(dtype, value) : value);
  const fused: NumberFunction = (base, count, by) => {
    if (round(0.1) !== 0.1) return fma32(by, count, base);
    return Math.abs(base) < 1e300 && Math.abs(step) < 1e290 ? fma64(by, count, base) : NaN;
  };
  const sums: NumberFunction[] = [(base, count, by) => base + round(by * count), fused];
  const variants = sums.flatMap((sum) =>
    VECTOR_SIZES.map((vector): NumberFunction => (i) => {
      const place = i % vector;
      const { base, count, backwards } = at(i - place);
      const head = sum(base, count, backwards ? -step : step);
      return place === 0 ? head : sum(stored(head), place, step);
    }),
  );
  const positions = Float64Array.from({ length: size }, (_, i) => i);
  const lane = { dtype: 'float64', values: positions, errors: undefined, step: 1 } as const;
  const kernel = { variants, ...(slack > 0 && { slack: () => slack }) };
  const evaluated = evaluateNumbers(kernel, [lane], size, dtype);
  return keep(evaluated, [size], contiguousStrides([size]), dtype);
}
