/** Where a number lies, in all likelihood. */
export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** How often a confidence interval holds what it is about, of all times that one is made. */
export const CONFIDENCE = 0.95;

/** Within so many standard deviations lies a normal number with the probability `CONFIDENCE`. */
const CONFIDENCE_DEVIATIONS = 1.959963984540054;

/**
 * The Wilson score interval for the probability of a success (E. B. Wilson, 1927). Unlike the observed share
 * ± its standard error it stays within 0 … 1, and is no point where all trials or none succeeded.
 *
 * @param trials at least 1
 */
export function wilsonInterval(successes: number, trials: number): Interval {
  const share = successes / trials;
  const z2 = CONFIDENCE_DEVIATIONS ** 2 / trials;
  const centre = (share + z2 / 2) / (1 + z2);
  const spread = Math.sqrt(z2 * share * (1 - share) + z2 ** 2 / 4) / (1 + z2);
  return { low: Math.max(0, centre - spread), high: Math.min(1, centre + spread) };
}
