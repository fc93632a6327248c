import { MEASURED_EVERY } from './settings';
import type { TrainedNetwork, TrainingSnapshot } from './trainingRun';

/** What the losses of a network were at the end, and when the one on unseen points was lowest. */
export interface Losses {
  readonly seen: number;
  readonly unseen: number;
  readonly lowest: { readonly unseen: number; readonly step: number };
}

export function lossesOf({ seen, unseen }: TrainedNetwork): Losses {
  let lowest = 0;
  unseen.forEach((loss, i) => {
    if (loss < (unseen[lowest] ?? 0)) lowest = i;
  });
  return {
    seen: seen.at(-1) ?? NaN,
    unseen: unseen.at(-1) ?? NaN,
    lowest: { unseen: unseen[lowest] ?? NaN, step: lowest * MEASURED_EVERY },
  };
}

/** Losses are called equal that differ by no more than that part, or by what is not seen in two decimals. */
const EQUAL = 0.03;
const UNSEEN = 0.005;
/** A loss on seen points so much above that of the noise alone is no good fit. */
const UNFIT = 1.3;
/** A loss on unseen points so little above that of the noise alone leaves nothing to win. */
const NEAR = 1.15;

export type Comparison = 'better' | 'equal' | 'worse';

/** How one loss compares with another: lower is better. */
export function compareLosses(one: number, other: number): Comparison {
  if (Math.abs(one - other) <= Math.max(UNSEEN, EQUAL * other)) return 'equal';
  return one < other ? 'better' : 'worse';
}

/** What a run shows about dropout. Nothing of it is known before it was computed. */
export interface Verdict {
  /** The network with dropout beside the one without, on the points that both were shown, and on the others. */
  readonly seen: Comparison;
  readonly unseen: Comparison;
  /**
   * Why dropout does not help, where it does not and the numbers tell: with it the network does not even fit the points
   * that it was shown, or the one without comes so near to the noise that nothing is left to win.
   */
  readonly reason?: 'underfits' | 'nothingToWin';
  /** Whether the loss of the network without dropout on unseen points rose again after it had been lowest. */
  readonly overfits: boolean;
  /** The network with dropout beside the one without, had that been stopped when it was best. */
  readonly unlikeStopped: Comparison;
}

export function verdictOf(
  without: Losses,
  dropped: Losses,
  { seen, unseen }: TrainingSnapshot['truth'],
): Verdict {
  const verdict = {
    seen: compareLosses(dropped.seen, without.seen),
    unseen: compareLosses(dropped.unseen, without.unseen),
    overfits: compareLosses(without.unseen, without.lowest.unseen) === 'worse',
    unlikeStopped: compareLosses(dropped.unseen, without.lowest.unseen),
  };
  if (verdict.unseen === 'better') return verdict;
  if (dropped.seen > UNFIT * seen) return { ...verdict, reason: 'underfits' };
  return without.unseen < NEAR * unseen ? { ...verdict, reason: 'nothingToWin' } : verdict;
}

/** In which part of the places the truth lies outside of the mean ± so many standard deviations. */
export function shareOutside(
  { mean, deviation }: { readonly mean: Float32Array; readonly deviation: Float32Array },
  truths: readonly number[],
  deviations: number,
): number {
  const outside = truths.filter(
    (value, i) => Math.abs(value - (mean[i] ?? 0)) > deviations * (deviation[i] ?? 0),
  );
  return outside.length / truths.length;
}
