import { work } from '../ledger';
import { allocate, type FloatDType } from '../dtype';
import { contiguousStrides, isContiguous, iterationOrder } from '../strides';
import { numelOf } from '../tensor';

/*
 * The order in which PyTorch's x86 kernel adds floats, whatever vector instructions the processor has:
 * aten/src/ATen/native/cpu/SumKernel.cpp over the loops of aten/src/ATen/TensorIterator.cpp. Partial sums are kept
 * in lanes and levels, so as to lose little; another order would give other last bits.
 */

/** From so many elements on the work is shared among threads, and the order hangs on their number. */
export const PARALLEL_NUMEL = 32768;

/** Vectors of 32 bytes; 16-bit floats are summed in float32. */
const LANES = { float32: 8, float64: 4, float16: 16, bfloat16: 16 } as const;

/** How many partial sums are kept beside each other, so that the processor need not wait. */
const PARALLEL_SUMS = 4;
const LEVELS = 4;

/** A tensor's memory, as a sum sees it. */
export interface Summed {
  readonly data: ArrayLike<number>;
  readonly shape: readonly number[];
  readonly strides: readonly number[];
  readonly offset: number;
  readonly dtype: FloatDType;
}

type Load = (index: number) => number;

/**
 * The sums over some dimensions, in row-major order, in the dtype; only those of 16-bit floats are still to be rounded.
 *
 * @param keepdim whether the result keeps the dimensions, which decides where several orders are possible.
 */
export function cascadeSum(
  x: Summed,
  reduced: readonly number[],
  keepdim: boolean,
): Float32Array | Float64Array {
  work(numelOf(x.shape) * 4);
  const { dims, numel } = loopsOf(x, reduced, keepdim);
  const results = allocate(x.dtype, numel);
  const [inner = { size: 1, input: 0, output: 0 }, outer = { size: 1, input: 0, output: 0 }] = dims;
  const rest = dims.slice(2);
  forEachIndex(rest, (input, output) => {
    sumPlane(x, inner, outer, x.offset + input, (place, sum) => {
      results[output + place] = (results[output + place] ?? 0) + sum;
    });
  });
  return results;
}

/** Threads that share the work of a sum, of which there may be fewer. */
const MOST_THREADS = 1024;

/** How many additions an element takes part in at most where threads share the work, however many there are. */
export function mostAdditions(x: Summed, reduced: readonly number[], keepdim: boolean): number {
  const rows = loopsOf(x, reduced, keepdim).dims.filter(({ output }) => output === 0);
  const [{ size } = { size: 1 }, ...others] = rows;
  const planes = others.reduce((product, one) => product * one.size, 1);
  // Each thread has a part of its own, and what they give is added in the same way.
  return additionsOfRow(size) + planes + additionsOfRow(MOST_THREADS);
}

/** For rows of so many elements, and shorter ones: through all levels, and then lanes and parallel sums. */
function additionsOfRow(size: number): number {
  let most = 0;
  for (let power = 4; power <= Math.max(4, Math.floor(ceilLog2(size) / LEVELS)); power++) {
    const longest = Math.min(size, 2 ** ((power + 1) * LEVELS - 1));
    most = Math.max(most, 2 ** power * LEVELS + Math.ceil(longest / 2 ** (power * (LEVELS - 1))));
  }
  return most + LEVELS + 2 * PARALLEL_SUMS + 2 * LANES.float16;
}

/**
 * `should_use_acc_buffer` (aten/src/ATen/native/ReduceOps.cpp): whether several reduced dimensions that are no single
 * one in memory would have 16-bit partial sums stored, so that PyTorch sums a float32 copy instead.
 */
export function needsBuffer(x: Summed, reduced: readonly number[], keepdim: boolean): boolean {
  if (x.dtype !== 'float16' && x.dtype !== 'bfloat16') return false;
  const [inner, outer] = loopsOf(x, reduced, keepdim).dims;
  return inner?.output === 0 && outer?.output === 0;
}

function addFloat32(a: number, b: number): number {
  return Math.fround(a + b);
}

/** One dimension of the loops: its size, and how far a step goes in the input and in the result. */
interface Loop {
  size: number;
  input: number;
  output: number;
}

/** `reorder_dimensions` and `coalesce_dimensions`: the loops from the innermost, reduced dimensions first. */
function loopsOf(x: Summed, reduced: readonly number[], keepdim: boolean): { dims: Loop[]; numel: number } {
  // All of a tensor without gaps is one row.
  if (reduced.length === x.shape.length && isContiguous(x.shape, x.strides))
    return { dims: [{ size: numelOf(x.shape), input: 1, output: 0 }], numel: 1 };
  const kept = x.shape.map((size, i) => (reduced.includes(i) ? 1 : size));
  const own = keepdim
    ? contiguousStrides(kept)
    : spreadStrides(
        contiguousStrides(x.shape.filter((_, i) => !reduced.includes(i))),
        x.shape.map((_, i) => reduced.includes(i)),
      );
  const outputs = own.map((stride, i) => (reduced.includes(i) && x.shape[i] !== 1 ? 0 : stride));
  const order = iterationOrder(x.shape, [outputs, x.strides], true);
  const dims: Loop[] = [];
  for (const i of order) {
    const next: Loop = { size: x.shape[i] ?? 1, input: x.strides[i] ?? 0, output: outputs[i] ?? 0 };
    const last = dims.at(-1);
    if (!last) dims.push(next);
    else if (last.size === 1) Object.assign(last, next);
    else if (
      next.size === 1 ||
      (last.size * last.input === next.input && last.size * last.output === next.output)
    ) {
      last.size *= next.size;
    } else dims.push(next);
  }
  return { dims, numel: numelOf(kept) };
}

/** The strides of what is left, with 0 for what is not. */
function spreadStrides(strides: readonly number[], isReduced: readonly boolean[]): number[] {
  let next = 0;
  return isReduced.map((gone) => (gone ? 0 : (strides[next++] ?? 0)));
}

function forEachIndex(loops: readonly Loop[], visit: (input: number, output: number) => void): void {
  const index = loops.map(() => 0);
  for (;;) {
    let [input, output] = [0, 0];
    loops.forEach((loop, i) => {
      input += (index[i] ?? 0) * loop.input;
      output += (index[i] ?? 0) * loop.output;
    });
    visit(input, output);
    let dim = 0;
    for (; dim < loops.length; dim++) {
      index[dim] = (index[dim] ?? 0) + 1;
      if ((index[dim] ?? 0) < (loops[dim]?.size ?? 1)) break;
      index[dim] = 0;
    }
    if (dim === loops.length) return;
  }
}

/** `cascade_sum` of the two innermost loops. */
function sumPlane(
  { data, dtype }: Summed,
  innermost: Loop,
  next: Loop,
  start: number,
  store: (place: number, sum: number) => void,
): void {
  let [along, across] = [innermost, next];
  if (along.output !== 0 && across.output === 0) [along, across] = [across, along];
  const at = (i: number, j: number): number => data[start + i * along.input + j * across.input] ?? 0;
  if (along.output !== 0) {
    // Nothing is reduced here.
    for (let j = 0; j < across.size; j++) {
      for (let i = 0; i < along.size; i++) store(i * along.output + j * across.output, at(i, j));
    }
    return;
  }
  const add = dtype === 'float64' ? (a: number, b: number): number => a + b : addFloat32;
  const lanes = LANES[dtype];
  const width = dtype === 'float64' ? 4 : 8;
  // How many columns are summed four and four, which means without partial sums, and how many one by one.
  let grouped = 0;
  if (along.input === 1 && along.size >= lanes) {
    for (let j = 0; j < across.size; j++) {
      store(
        j * across.output,
        innerSum((i) => at(i, j), along.size, lanes, width, add),
      );
    }
    return;
  }
  if (across.input === 1 && across.size >= lanes) {
    grouped = across.size - (across.size % (PARALLEL_SUMS * width));
  } else if (along.input >= across.input) {
    grouped = across.size - (across.size % PARALLEL_SUMS);
  }
  for (let j = 0; j < across.size; j++) {
    const load: Load = (i) => at(i, j);
    const row = { first: 0, step: 1, size: along.size };
    store(j * across.output, j < grouped ? levelSum(load, row, add) : rowSum(load, row, add));
  }
}

type Add = (a: number, b: number) => number;

/** `vectorized_inner_sum`: lane by lane, then what does not fill a vector, then the lanes. */
function innerSum(load: Load, size: number, lanes: number, width: number, add: Add): number {
  const vectors = Math.floor(size / lanes);
  let sum = 0;
  for (let i = vectors * lanes; i < size; i++) sum = add(sum, load(i));
  // A vector of 16-bit floats fills two of float32, which are added first.
  const loadLane: Load = lanes === width ? load : (i) => add(load(i), load(i + width));
  for (let lane = 0; lane < width; lane++)
    sum = add(sum, rowSum(loadLane, { first: lane, step: lanes, size: vectors }, add));
  return sum;
}

/** Elements at the same distance from each other. */
interface Row {
  readonly first: number;
  readonly step: number;
  readonly size: number;
}

/** `row_sum`: four partial sums, of every fourth element each. */
function rowSum(load: Load, { first, step, size }: Row, add: Add): number {
  const quarter = Math.floor(size / PARALLEL_SUMS);
  const partial = (k: number): number =>
    levelSum(load, { first: first + k * step, step: PARALLEL_SUMS * step, size: quarter }, add);
  let sum = quarter === 0 ? 0 : partial(0);
  for (let i = quarter * PARALLEL_SUMS; i < size; i++) sum = add(sum, load(first + i * step));
  if (quarter > 0) for (let k = 1; k < PARALLEL_SUMS; k++) sum = add(sum, partial(k));
  return sum;
}

/** `multi_row_sum` of one row: sums of 16 or more elements, sums of these sums, and so on. */
function levelSum(load: Load, { first, step, size }: Row, add: Add): number {
  const power = Math.max(4, Math.floor(ceilLog2(size) / LEVELS));
  const length = 2 ** power;
  let i = 0;
  if (size < length) {
    let sum = 0;
    for (; i < size; i++) sum = add(sum, load(first + i * step));
    return sum;
  }
  const sums = new Float64Array(LEVELS);
  while (i + length <= size) {
    for (let j = 0; j < length; j++, i++) sums[0] = add(sums[0] ?? 0, load(first + i * step));
    for (let level = 1; level < LEVELS; level++) {
      sums[level] = add(sums[level] ?? 0, sums[level - 1] ?? 0);
      sums[level - 1] = 0;
      if (Math.floor(i / 2 ** (level * power)) % length !== 0) break;
    }
  }
  for (; i < size; i++) sums[0] = add(sums[0] ?? 0, load(first + i * step));
  for (let level = 1; level < LEVELS; level++) sums[0] = add(sums[0] ?? 0, sums[level] ?? 0);
  return sums[0] ?? 0;
}

function ceilLog2(size: number): number {
  return size <= 2 ? 1 : 32 - Math.clz32(size - 1);
}
