import { unitsDrawn } from '../../playground';
import { binomialProbabilities } from '../../playground/statistics';
import type { DropoutCall, KeptRange } from '../../protocol/reading';
import { drawOf } from '../../torch';

/** What is left out at either end, so that 96 of 100 runs lie within. */
const TAIL = 0.02;
/** So many standard deviations from the mean a normal number has no more than that beyond it. */
const DEVIATIONS = 2.053748910631823;
/** Of more units than these a binomial number is as good as a normal one. */
const LARGE = 100_000;

/** How many elements a call usually keeps, where each run draws others: the middle 96 % of the binomial law. */
export function usualKept({ layer, shape, kept = 0 }: DropoutCall): KeptRange {
  const draw = drawOf(layer, shape, true);
  if (draw === undefined) return { least: kept, most: kept };
  const { count, size } = unitsDrawn(draw, shape);
  const { least, most } = middleOf(count, 1 - layer.p.value);
  return { least: least * size, most: most * size };
}

function middleOf(trials: number, probability: number): KeptRange {
  if (trials > LARGE) {
    const mean = trials * probability;
    const spread = DEVIATIONS * Math.sqrt(mean * (1 - probability));
    return {
      least: Math.max(0, Math.round(mean - spread)),
      most: Math.min(trials, Math.round(mean + spread)),
    };
  }
  const probabilities = binomialProbabilities(trials, probability);
  return {
    least: firstBeyondTail(probabilities),
    most: trials - firstBeyondTail(probabilities.toReversed()),
  };
}

/** The first number up to which there is more than the tail. */
function firstBeyondTail(probabilities: Float64Array): number {
  let sum = 0;
  return probabilities.findIndex((probability) => (sum += probability) > TAIL);
}
