/** How many calls kept `from` … `to` units, and how many should have. */
export interface HistogramBar {
  readonly from: number;
  readonly to: number;
  readonly observed: number;
  readonly expected: number;
}

/** More bars than this are too thin to be told apart in a narrow panel. */
const MAX_BARS = 32;

/** What is this much rarer than the likeliest count is shown only where it happened. */
const NEGLIGIBLE = 1e-3;

/**
 * The histogram of kept counts beside what is expected, from the lowest to the highest count that happened or
 * is likely at all. Where those are many, a bar stands for several.
 *
 * @param observed how many calls kept 0, 1, … units
 * @param probabilities of keeping 0, 1, … units
 */
export function histogramOf(observed: Uint32Array, probabilities: Float64Array): readonly HistogramBar[] {
  const calls = observed.reduce((total, count) => total + count, 0);
  const threshold = probabilities.reduce((highest, value) => Math.max(highest, value)) * NEGLIGIBLE;
  const isShown = (value: number, kept: number): boolean => value > threshold || (observed[kept] ?? 0) > 0;
  const lowest = probabilities.findIndex(isShown);
  const highest = probabilities.findLastIndex(isShown);
  const width = Math.ceil((highest - lowest + 1) / MAX_BARS);
  const bars: HistogramBar[] = [];
  for (let from = lowest; from <= highest; from += width) {
    const to = Math.min(from + width - 1, probabilities.length - 1);
    let [happened, probability] = [0, 0];
    for (let kept = from; kept <= to; kept++) {
      happened += observed[kept] ?? 0;
      probability += probabilities[kept] ?? 0;
    }
    bars.push({ from, to, observed: happened, expected: calls * probability });
  }
  return bars;
}
