import type { Units } from '../units';
import type { Alternatives } from './units';

/** The mean of each element's outputs over many calls, and their standard deviation. */
export interface Spread {
  readonly mean: Float64Array;
  readonly deviation: Float64Array;
}

/**
 * What Monte Carlo dropout looks at (Gal and Ghahramani, 2016, https://arxiv.org/abs/1506.02142): how much each output varies
 * where dropout stays on. An element has only two values, so that it follows from how often it was dropped.
 *
 * @param timesDropped in how many of the calls each unit was dropped
 */
export function spreadOf(
  { kept, dropped }: Alternatives,
  { size }: Units,
  timesDropped: Uint32Array,
  calls: number,
): Spread {
  const mean = new Float64Array(kept.length);
  const deviation = new Float64Array(kept.length);
  for (let i = 0; i < kept.length; i++) {
    const share = (timesDropped[Math.floor(i / size)] ?? 0) / calls;
    const [high, low] = [kept[i] ?? NaN, dropped[i] ?? NaN];
    mean[i] = (1 - share) * high + share * low;
    deviation[i] = Math.abs(high - low) * Math.sqrt(share * (1 - share));
  }
  return { mean, deviation };
}
