import { allocate, type DType, type DTypeData, type FloatDType, isFloating, isHalf } from '../dtype';
import { visit, work } from '../ledger';
import { roundAll, roundTo } from '../rounding';
import { noErrors } from './errors';
import { errorAround, Extremes, floatPoints, intErrorAround, intPoints, MOST_POINTS } from './interval';
import type { Loop, Numbers } from './loops';
import { type Radii, radiiOf, type Slack } from './slack';

/*
 * One function over the elements of some operands, and what uncertain elements make of it: the function's extremes
 * at the ends of what its operands may be.
 */

/** Numbers of one operand, in the order of the results. Bools are 0 and 1, and int64 alone are bigints. */
export interface Lane {
  readonly dtype: DType;
  readonly values: ArrayLike<number | bigint>;
  readonly errors: Float64Array | undefined;
  /** 0 where one element serves for all. */
  readonly step: 0 | 1;
}

/** The results in the same order. */
export interface Evaluated {
  readonly values: ArrayLike<number | bigint>;
  readonly errors: Float64Array | undefined;
}

/** Results in an array of their dtype that nobody else has. */
export interface Computed extends Evaluated {
  readonly values: DTypeData[DType];
}

/** The least and the greatest that an operand may be. */
export type Ends = readonly [number, number];

/** What is done with floats, or with bools as 0 and 1. Results are rounded to the result's dtype afterwards. */
export interface NumberKernel {
  /**
   * The function, and where implementations differ (a product and a sum may be fused, a tail may not be
   * vectorised) the other ways in which it is computed.
   */
  readonly variants: readonly NumberFunction[];
  /** The first variant over whole arrays, where it is worth a loop of its own. */
  readonly loop?: Loop | undefined;
  /** How far an implementation may be from the function, before it rounds to the dtype of the result. */
  readonly slack?: Slack;
  /** What `radiiOf` makes of the slack, where it is worth a loop of its own. */
  readonly radii?: Radii | undefined;
  /** What takes the place of `slack` where an operand is uncertain, because the function's roundings are not quite monotone. */
  readonly unevenness?: Slack;
  /** Where it turns, beside 0, if it is not monotone. */
  readonly turns?: readonly number[];
  /** Whether it is monotone in each operand between these ends, zero and the turns apart; true where left out. */
  readonly isMonotone?: (ends: readonly Ends[]) => boolean;
}

export type NumberFunction = (...operands: number[]) => number;

/** What is done with int64. Results are wrapped to 64 bits afterwards where they are integers themselves. */
export interface IntKernel {
  readonly apply: (...operands: bigint[]) => bigint | number;
  /** Whether it is monotone in each operand, zero apart; true where left out. */
  readonly isMonotone?: (ends: readonly (readonly [bigint, bigint])[]) => boolean;
}

/** Work for an element of which each variant of a kernel is computed, and for one at the ends of its bounds. */
const CERTAIN = 20;
const UNCERTAIN = 150;

/** Stands for an operand that a kernel does not have: the most have one or two, and none more than three. */
const NOTHING: Lane = { dtype: 'float64', values: [0], errors: undefined, step: 0 };

/** A kernel over lanes of floats or bools. */
export function evaluateNumbers(
  kernel: NumberKernel,
  lanes: readonly Lane[],
  count: number,
  result: DType,
): Computed {
  visit(count, 8);
  const { variants, turns } = kernel;
  const [a = NOTHING, b = NOTHING, c = NOTHING] = lanes;
  const values = valuesOf(kernel, [a, b, c], count, result);
  const inexact = variants.length > 1 || kernel.slack !== undefined;
  const isCertain = lanes.every((lane) => lane.errors === undefined);
  if (!inexact && isCertain) return { values, errors: undefined };

  const errors = noErrors(count);
  if (isCertain) {
    work(count * CERTAIN * variants.length);
    const radii = variants.length === 1 ? (kernel.radii ?? radiiOf(kernel.slack, result)) : undefined;
    if (radii?.(errors, values as Numbers, lanes)) return { values, errors };
    let results: Results | undefined;
    for (let i = 0; i < count; i++) {
      if (radii && (errors[i] ?? NaN) >= 0) continue;
      results ??= new Results(kernel, result);
      results.begin(values[i] ?? 0, kernel.slack);
      results.of(numberAt(a, i), numberAt(b, i), numberAt(c, i));
      errors[i] = results.error();
    }
    return { values, errors };
  }
  const results = new Results(kernel, result);
  const [xs, ys, zs] = [a, b, c].map((lane) => new Points(lane, turns)) as [Points, Points, Points];
  for (let i = 0; i < count; i++) {
    const value = values[i] ?? 0;
    if (errorAt(a, i) === 0 && errorAt(b, i) === 0 && errorAt(c, i) === 0) {
      work(inexact ? CERTAIN * variants.length : 1);
      if (!inexact) continue;
      results.begin(value, kernel.slack);
      results.of(numberAt(a, i), numberAt(b, i), numberAt(c, i));
    } else {
      work(UNCERTAIN * variants.length);
      xs.moveTo(i);
      ys.moveTo(i);
      zs.moveTo(i);
      if (kernel.isMonotone && !kernel.isMonotone([xs.ends(), ys.ends(), zs.ends()])) {
        errors[i] = result === 'bool' ? 1 : Infinity;
        continue;
      }
      results.begin(value, kernel.unevenness ?? kernel.slack);
      for (let x = 0; x < xs.count; x++)
        for (let y = 0; y < ys.count; y++)
          for (let z = 0; z < zs.count; z++)
            results.of(xs.values[x] ?? 0, ys.values[y] ?? 0, zs.values[z] ?? 0);
    }
    errors[i] = results.error();
  }
  return { values, errors };
}

/** The results of a kernel's first variant. */
function valuesOf(
  { variants: [apply = () => NaN], loop }: NumberKernel,
  lanes: readonly [Lane, Lane, Lane],
  count: number,
  result: DType,
): DTypeData[DType] {
  const values = allocate(result, count);
  const [a, b, c] = lanes;
  if (values instanceof BigInt64Array) {
    for (let i = 0; i < count; i++)
      values[i] = truncated(apply(numberAt(a, i), numberAt(b, i), numberAt(c, i)));
    return values;
  }
  // An array of float32 rounds what it stores.
  if (loop) loop(values, lanes);
  else for (let i = 0; i < count; i++) values[i] = apply(numberAt(a, i), numberAt(b, i), numberAt(c, i));
  if (isHalf(result)) roundAll(result, values as Float32Array);
  return values;
}

function numberAt({ values, step }: Lane, i: number): number {
  return (values[i * step] ?? 0) as number;
}

function errorAt({ errors, step }: Lane, i: number): number {
  return errors === undefined ? 0 : (errors[i * step] ?? 0);
}

/** What implementations of a kernel may make of an element, which is taken in one by one: there are many. */
class Results {
  private slack: Slack | undefined;
  private readonly extremes: Extremes;
  /** What numbers are rounded to; undefined where integers come out, which may be too great for a double. */
  private readonly rounded: FloatDType | undefined;
  private integer = 0n;
  private readonly integers: bigint[] = [];
  private isOutside = false;

  constructor(
    private readonly kernel: NumberKernel,
    dtype: DType,
  ) {
    this.extremes = new Extremes(dtype);
    this.rounded = dtype === 'int64' ? undefined : dtype === 'bool' ? 'float64' : dtype;
  }

  /** Begins with an element whose result is `value`. */
  begin(value: number | bigint, slack: Slack | undefined): void {
    this.slack = slack;
    if (typeof value === 'number') {
      this.extremes.begin(value);
      return;
    }
    this.integer = value;
    this.integers.length = 0;
    this.isOutside = false;
  }

  /** Takes in what becomes of some operands. */
  of(a: number, b: number, c: number): void {
    const { slack } = this;
    for (const variant of this.kernel.variants) {
      const result = variant(a, b, c);
      this.take(result);
      if (!slack || !Number.isFinite(result)) continue;
      const radius = slack(result, a, b, c);
      if (radius > 0) {
        this.take(result - radius);
        this.take(result + radius);
      }
    }
  }

  private take(result: number): void {
    if (this.rounded !== undefined) this.extremes.take(roundTo(this.rounded, result));
    else {
      this.integers.push(truncated(result));
      this.isOutside ||= !isWithinInt64(result);
    }
  }

  /** The error around the element. */
  error(): number {
    const { integer, integers } = this;
    if (this.rounded !== undefined) return this.extremes.error();
    return this.isOutside ? unlessConstant(integer, integers) : intErrorAround(integer, integers);
  }
}

/** A kernel over lanes of int64. */
export function evaluateInts(
  kernel: IntKernel,
  lanes: readonly Lane[],
  count: number,
  result: DType,
): Computed {
  visit(count, 20);
  const values = allocate(result, count);
  const finish = finisher(result);
  const at = (lane: Lane, i: number): bigint => (lane.values[i * lane.step] ?? 0n) as bigint;
  for (let i = 0; i < count; i++) {
    const value = kernel.apply(...lanes.map((lane) => at(lane, i)));
    values[i] = typeof value === 'bigint' ? BigInt.asIntN(64, value) : finish(value);
  }
  if (lanes.every((lane) => lane.errors === undefined)) return { values, errors: undefined };

  const errors = noErrors(count);
  for (let i = 0; i < count; i++) {
    const points = lanes.map((lane) => {
      const error = lane.errors?.[i * lane.step] ?? 0;
      return error === 0 ? [at(lane, i)] : intPoints(at(lane, i), error);
    });
    work(UNCERTAIN);
    if (points.every(({ length }) => length === 1)) continue;
    const ends = points.map((list) => [list[0] ?? 0n, list.at(-1) ?? 0n] as const);
    if (kernel.isMonotone && !kernel.isMonotone(ends)) {
      errors[i] = result === 'bool' ? 1 : Infinity;
      continue;
    }
    const value = values[i] ?? 0;
    const results = combinations(points).map((point) => kernel.apply(...point));
    if (typeof value === 'number') {
      errors[i] = errorAround(result, value, results.map((each) => finish(Number(each))) as number[]);
    } else {
      const integers = results as bigint[];
      errors[i] = integers.every((each) => BigInt.asIntN(64, each) === each)
        ? intErrorAround(value, integers)
        : unlessConstant(value, integers);
    }
  }
  return { values, errors };
}

/** What makes an element of a dtype of a kernel's result. */
function finisher(result: DType): (value: number) => number | bigint {
  if (result === 'int64') return truncated;
  if (result === 'bool' || result === 'float64') return (value) => value;
  return (value) => roundTo(result, value);
}

/** The int64 that x86 processors make of a double: the least one of what is not within. */
function truncated(value: number): bigint {
  return isWithinInt64(value) ? BigInt(Math.trunc(value)) : -(2n ** 63n);
}

function isWithinInt64(value: number): boolean {
  return value >= -(2 ** 63) && value < 2 ** 63;
}

/** The error of what is not monotone, because it leaves the 64 bits. */
function unlessConstant(value: bigint, results: readonly bigint[]): number {
  return results.length === 1 && results[0] === value ? 0 : Infinity;
}

/** The points at which a kernel takes its extremes within what an element may be. Their room serves for all elements. */
class Points {
  readonly values: Float64Array;
  count = 1;
  private low = 0;
  private high = 0;

  constructor(
    private readonly lane: Lane,
    private readonly turns: readonly number[] = [],
  ) {
    this.values = new Float64Array(MOST_POINTS + turns.length);
  }

  moveTo(i: number): void {
    const { lane, values } = this;
    const value = numberAt(lane, i);
    const error = errorAt(lane, i);
    if (error === 0) {
      values[0] = value;
      this.count = 1;
    } else if (isFloating(lane.dtype)) {
      this.count = floatPoints(lane.dtype, value, error, values);
    } else {
      values[0] = 0;
      values[1] = 1;
      this.count = 2;
    }
    const isUnknown = error === Infinity && isFloating(lane.dtype);
    this.low = isUnknown ? -Infinity : (values[0] ?? 0);
    this.high = isUnknown ? Infinity : (values[this.count - 1] ?? 0);
    if (error === 0) return;
    for (const turn of this.turns) if (this.low < turn && turn < this.high) values[this.count++] = turn;
  }

  /** The least and the greatest of what the element may be. */
  ends(): Ends {
    return [this.low, this.high];
  }
}

/** Every choice of one from each list. */
function combinations<T>(lists: readonly (readonly T[])[]): T[][] {
  return lists.reduce<T[][]>(
    (found, list) => found.flatMap((head) => list.map((item) => [...head, item])),
    [[]],
  );
}
