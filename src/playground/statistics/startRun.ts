import { makeInput } from '../input';
import type { PlaygroundState } from '../state';
import { StatisticsRun } from './statisticsRun';
import { unitsOf } from './units';

/** What a worker is asked to do. */
export interface StatisticsRequest {
  readonly state: PlaygroundState;
  /** How many calls to make. */
  readonly calls: number;
}

/**
 * A run of so many calls in training mode right after seeding: its first calls are the session's own.
 *
 * @returns undefined where the layer draws nothing on that input.
 */
export function startRun({ state, calls }: StatisticsRequest): StatisticsRun | undefined {
  const units = unitsOf(state.layer, state.shape);
  if (units === undefined) return undefined;
  const { tensor, generator } = makeInput(state);
  return new StatisticsRun(state.layer, tensor, units, generator, calls);
}
