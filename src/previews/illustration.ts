import alea from 'seedrandom/lib/alea.js';
import type { Illustration } from '../protocol/reading';

/** Seeds for illustration are small, so that a reader can type one. */
const SEEDS = 10_000;

/**
 * A seed for code that sets none. PyTorch would start such code from a random seed, so no picture of it can be
 * exact; this one is stable for a call site, and another one after each resampling, as after each run.
 */
export function illustrativeSeed({ site, resamples }: Illustration): number {
  return Math.floor(alea(`${site}@${resamples}`)() * SEEDS);
}
