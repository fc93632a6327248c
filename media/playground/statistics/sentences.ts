import * as l10n from '@vscode/l10n';
import type { PlaygroundState } from '../../../src/playground';
import { CONFIDENCE, type StatisticsSnapshot } from '../../../src/playground/statistics';
import { type DropUnit, isAlpha, unitOf } from '../../../src/torch';
import { rangeOf } from './HistogramFigure';
import { formatCount, formatDecimal } from './numbers';

/* What the plots show, in words. */

/** What is dropped in one go. */
export function unitsName({ layer }: PlaygroundState): string {
  return UNITS[unitOf(layer.kind)]();
}

const UNITS: Readonly<Record<DropUnit, () => string>> = {
  element: () => l10n.t('elements'),
  channel: () => l10n.t('channels'),
  sample: () => l10n.t('examples'),
  batch: () => l10n.t('batches'),
};

/** Why there is nothing to count where a layer draws nothing. */
export function nothingDrawn({ layer }: PlaygroundState): string {
  if (layer.p.value === 0)
    return l10n.t('With p = 0 nothing is dropped, in any call: there is nothing to count.');
  if (layer.p.value === 1)
    return l10n.t('With p = 1 everything is dropped, in every call: there is nothing to count.');
  return l10n.t('On this input the layer draws nothing: there is nothing to count.');
}

export function meanSentence({ layer }: PlaygroundState, { mean, calls }: StatisticsSnapshot): string {
  const error = (mean.curve.at(-1)?.high ?? mean.expected) - mean.expected;
  const numbers = [
    formatCount(calls),
    formatDecimal(mean.observed),
    formatDecimal(mean.expected),
    formatDecimal(error),
  ];
  return isAlpha(layer.kind)
    ? l10n.t('After {0} calls the mean of all outputs is {1}. Expected is {2}, give or take {3}.', ...numbers)
    : l10n.t(
        'After {0} calls the mean of all outputs is {1}. Expected is the mean of the input, {2}, give or take {3}.',
        ...numbers,
      );
}

export function varianceSentence(
  { layer }: PlaygroundState,
  { elementVariance, calls }: StatisticsSnapshot,
): string {
  if (calls < 2) return l10n.t('One call has no variance.');
  const { observed, expected } = elementVariance;
  const numbers = [formatDecimal(observed), formatDecimal(expected)];
  return isAlpha(layer.kind)
    ? l10n.t(
        'From call to call an element varies by {0} on average. Expected is (1−p)·p·(kept − dropped)², which is {1}.',
        ...numbers,
      )
    : l10n.t(
        'From call to call an element varies by {0} on average. Expected is p/(1−p)·x², which is {1}.',
        ...numbers,
      );
}

export function histogramSentence(
  state: PlaygroundState,
  { histogram, units, dropRate }: StatisticsSnapshot,
): string {
  const likeliest = histogram.reduce((most, bar) => (bar.observed > most.observed ? bar : most));
  return l10n.t(
    'A call keeps {0} of {1} {2} on average; expected is {3}. Most often it kept {4}: in {5} calls, expected in {6}.',
    formatDecimal((1 - dropRate.observed) * units.count),
    formatCount(units.count),
    unitsName(state),
    formatDecimal((1 - dropRate.expected) * units.count),
    rangeOf(likeliest),
    formatCount(likeliest.observed),
    formatDecimal(likeliest.expected),
  );
}

export function dropRateSentence(state: PlaygroundState, snapshot: StatisticsSnapshot): string {
  const { dropRate, timesDropped, units, calls } = snapshot;
  const { observed, low, high, expected } = dropRate;
  const numbers = [
    formatCount(timesDropped.reduce((total, times) => total + times, 0)),
    formatCount(units.count * calls),
    unitsName(state),
    formatDecimal(observed),
    formatCount(CONFIDENCE * 100),
    formatDecimal(low),
    formatDecimal(high),
    formatDecimal(expected),
  ];
  return low <= expected && expected <= high
    ? l10n.t(
        'Dropped: {0} of {1} {2}, a share of {3}. The {4} % confidence interval (Wilson’s) reaches from {5} to {6} and holds p = {7}.',
        ...numbers,
      )
    : l10n.t(
        'Dropped: {0} of {1} {2}, a share of {3}. The {4} % confidence interval (Wilson’s) reaches from {5} to {6} and misses p = {7}, as one interval in 20 does.',
        ...numbers,
      );
}

export function alphaSentence({ input }: StatisticsSnapshot): string {
  return l10n.t(
    'Alpha dropout keeps the mean and the variance of an input that has mean 0 and variance 1. This one has mean {0} and variance {1}.',
    formatDecimal(input.mean),
    formatDecimal(input.variance),
  );
}
