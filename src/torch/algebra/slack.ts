import { type DType, type FloatDType, LARGEST } from '../dtype';
import { CHUNK, kernels } from '../kernels';
import { areFloats, MANY, type Numbers, type Source } from './loops';

/* How far implementations of a function may be from it. */

/** A bound of an implementation's error, for a finite result and the operands that it comes of. */
export type Slack = (result: number, ...operands: number[]) => number;

/** A bound in units in the last place, for all operands alike. */
export interface Units {
  readonly count: number;
  /** The absolute error near zero, where an implementation promises no relative one: in spacings above 1. */
  readonly floor: number;
  /** The operand of which every implementation gives the very value. */
  readonly exact: number | undefined;
}

/** The spacing above 1 of the floats in which a dtype is computed. */
export function epsilonOf(dtype: FloatDType): number {
  return dtype === 'float64' ? 2 ** -52 : 2 ** -23;
}

/** What is subnormal may be flushed to zero. */
export function smallestOf(dtype: FloatDType): number {
  return dtype === 'float64' ? 2 ** -1021 : 2 ** -125;
}

/**
 * A slack of so many units in the last place.
 *
 * @param dtype what is computed; 16-bit floats are in float32.
 */
export function ulps(count: number, dtype: FloatDType): Slack {
  const unit = count * epsilonOf(dtype);
  const smallest = smallestOf(dtype);
  return (result) => (Math.abs(result) < smallest ? smallest : unit * Math.abs(result));
}

/**
 * Says of all results at once how far an implementation may be from them: what the function allows, and half a spacing.
 * Nan where that leaves the dtype: what becomes of it is to be seen then. Gives back whether that is nowhere so.
 */
export type Radii = (radii: Float64Array, results: Numbers, operands: readonly Source[]) => boolean;

/** Of results that are rounded to the precision in which they were computed; undefined of others. */
export function radiiOf(slack: Slack | undefined, dtype: DType): Radii | undefined {
  if (!slack || (dtype !== 'float32' && dtype !== 'float64')) return undefined;
  const radius = radiusWithin(dtype);
  return (radii, results, operands) => {
    const at = (operand: number, i: number): number => {
      const source = operands[operand];
      return source ? ((source.values[i * source.step] ?? 0) as number) : 0;
    };
    let isWithin = true;
    for (let i = 0; i < radii.length; i++) {
      const result = results[i] ?? 0;
      const own = radius(slack(result, at(0, i), at(1, i), at(2, i)), Math.abs(result));
      radii[i] = own;
      isWithin &&= own >= 0;
    }
    return isWithin;
  };
}

const NOTHING: Source = { values: [], step: 0 };

/** The same of units, in a loop that the engine compiles for it alone. */
export function radiiOfUnits({ count, floor, exact }: Units, dtype: 'float32' | 'float64'): Radii {
  const epsilon = epsilonOf(dtype);
  const smallest = smallestOf(dtype);
  const radius = radiusWithin(dtype);
  return (radii, results, operands) => {
    const [x = NOTHING] = operands;
    const { values, step } = x;
    if (results instanceof Float32Array && results.length >= MANY && areFloats(x) && step === 1)
      return radiiOfMany(radii, results, x.values, [count * epsilon, floor * epsilon, exact ?? NaN]);
    let isWithin = true;
    for (let i = 0; i < radii.length; i++) {
      const magnitude = Math.abs(results[i] ?? 0);
      const relative = magnitude < smallest ? smallest : count * epsilon * magnitude;
      const own = values[i * step] === exact ? 0 : Math.max(relative, floor * epsilon);
      const found = radius(own, magnitude);
      radii[i] = found;
      isWithin &&= found >= 0;
    }
    return isWithin;
  };
}

/** The same of many float32, by a kernel. */
function radiiOfMany(
  radii: Float64Array,
  results: Float32Array,
  operands: Float32Array,
  units: readonly [unit: number, lowest: number, exact: number],
): boolean {
  const { floats, others, errors, radii: run } = kernels();
  let isOutside = 0;
  for (let at = 0; at < results.length; at += CHUNK) {
    const part = results.subarray(at, at + CHUNK);
    floats.set(part);
    // The kernel takes two at a time.
    floats[part.length] = 0;
    others.set(operands.subarray(at, at + CHUNK));
    isOutside |= run(part.length, ...units);
    radii.set(errors.subarray(0, part.length), at);
  }
  return isOutside === 0;
}

/** What a slack makes of a result of some magnitude that is rounded to a dtype. */
function radiusWithin(dtype: 'float32' | 'float64'): (slack: number, magnitude: number) => number {
  const half = epsilonOf(dtype) / 2;
  const least = dtype === 'float64' ? Number.MIN_VALUE : 2 ** -150;
  const largest = LARGEST[dtype];
  return (slack, magnitude) => {
    const radius = slack === 0 ? 0 : (slack + half * magnitude) * (1 + 2 ** -20) + least;
    return magnitude + radius <= largest ? radius : NaN;
  };
}
