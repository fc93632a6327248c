import { places } from './data';
import type { Learner } from './learner';
import { PASSES } from './settings';

/** What Monte Carlo dropout looks at, at each place of a curve. */
export interface Spread {
  /** The mean of the passes, and their standard deviation. */
  readonly mean: Float32Array;
  readonly deviation: Float32Array;
  /** What a few of the thinned networks give. */
  readonly thinned: readonly Float32Array[];
}

const SHOWN = 5;

/** How much a network's thinned networks disagree: passes in training mode, as after `net.train()`, and some of the networks. */
export function spreadOf(learner: Learner): Spread {
  const x = places();
  const passes = learner.passes(x, PASSES);
  const mean = new Float32Array(x.rows);
  const deviation = new Float32Array(x.rows);
  for (let i = 0; i < x.rows; i++) {
    const average = passes.reduce((sum, pass) => sum + (pass[i] ?? 0), 0) / PASSES;
    const squares = passes.reduce((sum, pass) => sum + ((pass[i] ?? 0) - average) ** 2, 0);
    mean[i] = average;
    deviation[i] = Math.sqrt(squares / (PASSES - 1));
  }
  return {
    mean,
    deviation,
    thinned: Array.from({ length: SHOWN }, () => learner.thinned(x, learner.drawMasks())),
  };
}
