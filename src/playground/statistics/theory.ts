import type { Backend, DropoutLayer, Tensor } from '../../torch';
import type { Units } from '../units';
import { alternativesOf } from './units';

/** Sums over the elements of each unit. */
export interface UnitSums {
  /** Of what the elements become where the unit is kept, and where it is dropped. */
  readonly kept: Float64Array;
  readonly dropped: Float64Array;
  /** Of the same as squared distances from the mean that is to be expected. */
  readonly keptSquares: Float64Array;
  readonly droppedSquares: Float64Array;
  /** Of (kept - dropped)². */
  readonly squaredSteps: Float64Array;
}

/**
 * What is to be expected of a layer's outputs on one input, by the laws of probability alone: an element
 * becomes one of two values, the one with probability 1-p, and the elements of a unit share their fate.
 */
export interface Theory {
  readonly numel: number;
  readonly keepProbability: number;
  /** The mean of an output's elements over all calls there could be. For the plain kinds, the input's mean. */
  readonly mean: number;
  /** The variance of an output's mean from one call to the next. */
  readonly varianceOfMean: number;
  /**
   * How much an element varies from call to call, averaged over the elements: (1-p)·p·(kept - dropped)², which
   * for the plain kinds is p/(1-p)·x².
   */
  readonly elementVariance: number;
  /** The variance of all elements of all calls together. For alpha dropout of a standardized input it is 1. */
  readonly totalVariance: number;
  readonly sums: UnitSums;
}

/**
 * @param units those of the layer and the input
 * @param backend what draws and multiplies
 * @throws TorchError where PyTorch raises.
 */
export function theoryOf(layer: DropoutLayer, input: Tensor, units: Units, backend: Backend): Theory {
  const { kept, dropped } = alternativesOf(layer, input, backend);
  const numel = kept.length;
  const p = layer.p.value;
  const q = 1 - p;
  const expected = Float64Array.from(kept, (value, i) => q * value + p * (dropped[i] ?? 0));
  const { mean, variance } = momentsOf(expected);
  const sumUp = (term: (kept: number, dropped: number) => number): Float64Array => {
    const sums = new Float64Array(units.count);
    for (let i = 0; i < numel; i++) {
      const unit = Math.floor(i / units.size);
      sums[unit] = (sums[unit] ?? 0) + term(kept[i] ?? 0, dropped[i] ?? 0);
    }
    return sums;
  };
  const squaredSteps = sumUp((a, b) => (a - b) ** 2);
  const elementVariance = (q * p * sumOf(squaredSteps)) / numel;
  return {
    numel,
    keepProbability: q,
    mean,
    varianceOfMean: (q * p * sumOf(sumUp((a, b) => a - b).map((step) => step ** 2))) / numel ** 2,
    elementVariance,
    totalVariance: elementVariance + variance,
    sums: {
      kept: sumUp((a) => a),
      dropped: sumUp((_, b) => b),
      keptSquares: sumUp((a) => (a - mean) ** 2),
      droppedSquares: sumUp((_, b) => (b - mean) ** 2),
      squaredSteps,
    },
  };
}

/** The standard error of the mean of all outputs after so many calls. */
export function errorOfMean({ varianceOfMean }: Theory, calls: number): number {
  return Math.sqrt(varianceOfMean / calls);
}

/**
 * The standard error of the elements' average sample variance after so many calls. A unit is kept or not, a
 * Bernoulli number of variance v = (1-p)·p and fourth central moment m = v·(1 - 3v), whose sample variance over
 * k calls itself has the variance (m - v²·(k-3)/(k-1)) / k.
 *
 * @param calls at least 2
 */
export function errorOfVariance({ numel, keepProbability, sums }: Theory, calls: number): number {
  const variance = keepProbability * (1 - keepProbability);
  const fourthMoment = variance * (1 - 3 * variance);
  const ofOneUnit = (fourthMoment - (variance ** 2 * (calls - 3)) / (calls - 1)) / calls;
  // With p = 0.5 and many calls it is a difference of nearly equal numbers.
  return Math.sqrt(Math.max(0, ofOneUnit) * sumOf(sums.squaredSteps.map((step) => step ** 2))) / numel;
}

/** The mean of some numbers, and their mean squared distance from it. */
export function momentsOf(values: Float32Array | Float64Array): { mean: number; variance: number } {
  const { length } = values;
  let sum = 0;
  for (let i = 0; i < length; i++) sum += values[i] ?? 0;
  const mean = sum / length;
  let squares = 0;
  for (let i = 0; i < length; i++) squares += ((values[i] ?? 0) - mean) ** 2;
  return { mean, variance: squares / length };
}

function sumOf(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
