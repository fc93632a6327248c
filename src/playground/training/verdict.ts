import { MEASURED_EVERY } from './settings';
import type { TrainedNetwork, TrainingSnapshot } from './trainingRun';

/** What the losses of a network were at the end, and when the one on unseen points was lowest. */
export interface Losses {
  readonly seen: number;
  readonly unseen: number;
  readonly lowest: { readonly seen: number; readonly unseen: number; readonly step: number };
}

export function lossesOf({ seen, unseen }: TrainedNetwork): Losses {
  let lowest = 0;
  unseen.forEach((loss, i) => {
    if (loss < (unseen[lowest] ?? 0)) lowest = i;
  });
  return {
    seen: seen.at(-1) ?? NaN,
    unseen: unseen.at(-1) ?? NaN,
    lowest: { seen: seen[lowest] ?? NaN, unseen: unseen[lowest] ?? NaN, step: lowest * MEASURED_EVERY },
  };
}

/** Losses are called equal that differ by no more than that part. */
const EQUAL = 0.04;
/** A loss is clearly above another that is so much more, as a part of it and by itself: the truth alone makes 0.5. */
const CLEARLY = { part: 0.1, more: 0.03 };
/** A loss on unseen points so little above that of the noise alone leaves nothing to win. */
const NEAR = { part: 0.15, more: 0.005 };

export type Comparison = 'better' | 'equal' | 'worse';

/** How one loss compares with another, as they are written, to two decimals: lower is better. */
export function compareLosses(one: number, other: number): Comparison {
  const [a, b] = [written(one), written(other)];
  if (Math.abs(a - b) <= EQUAL * b) return 'equal';
  return a < b ? 'better' : 'worse';
}

/** What is said of losses is true of what the reader sees of them. */
function written(loss: number): number {
  return Number(loss.toFixed(2));
}

function isClearlyAbove(one: number, other: number): boolean {
  return one - other > Math.max(CLEARLY.more, CLEARLY.part * other);
}

/**
 * Whether a network underfits: the one without dropout was on its way clearly better on the points that both were shown
 * and on the others, at the same time. So it is not the noise that it leaves, but what there was to learn.
 */
export function underfits({ lowest }: Losses, network: Losses): boolean {
  return isClearlyAbove(network.seen, lowest.seen) && isClearlyAbove(network.unseen, lowest.unseen);
}

/** Whether the loss of a network on unseen points rose again after it had been lowest. */
export function overfits({ unseen, lowest }: Losses): boolean {
  return compareLosses(unseen, lowest.unseen) === 'worse';
}

/** What a run shows about dropout. Nothing of it is known before it was computed. */
export interface Verdict {
  /** The network with dropout beside the one without, on the points that both were shown, and on the others. */
  readonly seen: Comparison;
  readonly unseen: Comparison;
  /**
   * Why dropout does not help, or only little, where the numbers tell: the network underfits, or the one without comes so
   * near to the noise that nothing is left to win.
   */
  readonly reason?: 'underfits' | 'nothingToWin';
  /** The network with dropout beside the one without, had that been stopped when it was best. */
  readonly unlikeStopped: Comparison;
  /** Whether the loss on unseen points rises clearly less after its lowest than without dropout: by half at most. */
  readonly isSteadier: boolean;
}

export function verdictOf(
  without: Losses,
  dropped: Losses,
  { unseen: noise }: TrainingSnapshot['truth'],
): Verdict {
  const rise = ({ lowest, unseen }: Losses): number => written(unseen) - written(lowest.unseen);
  const verdict = {
    seen: compareLosses(dropped.seen, without.seen),
    unseen: compareLosses(dropped.unseen, without.unseen),
    unlikeStopped: compareLosses(dropped.unseen, without.lowest.unseen),
    isSteadier: rise(dropped) <= rise(without) / 2,
  };
  if (underfits(without, dropped)) return { ...verdict, reason: 'underfits' };
  return verdict.unseen !== 'better' && without.unseen < noise * (1 + NEAR.part) + NEAR.more
    ? { ...verdict, reason: 'nothingToWin' }
    : verdict;
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
