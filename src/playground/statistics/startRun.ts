import { parseSeed, seededGenerator } from '../../torch';
import { SessionReplay } from '../session';
import type { PlaygroundState } from '../state';
import { StatisticsRun, type StatisticsSnapshot } from './statisticsRun';
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
  const { layer, shape, generator, seed } = state;
  const units = unitsOf(layer, shape);
  if (units === undefined) return undefined;
  const source = seededGenerator(generator, parseSeed(seed));
  return new StatisticsRun(layer, new SessionReplay().input(state), units, source, calls);
}

/** How long nothing is reported, in milliseconds. */
const REPORT_INTERVAL = 50;

/**
 * Makes all calls of a run.
 *
 * @param report is given what they came to every now and then, and at the end
 * @param now a clock, in milliseconds
 */
export function finishRun(
  run: StatisticsRun,
  report: (snapshot: StatisticsSnapshot) => void,
  now: () => number,
): void {
  let reported = now();
  while (!run.isDone) {
    run.advance();
    if (now() - reported >= REPORT_INTERVAL) {
      report(run.snapshot());
      reported = now();
    }
  }
  report(run.snapshot());
}
