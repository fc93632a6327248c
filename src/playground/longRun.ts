/** Something that takes so long that what it has come to is looked at on the way. */
export interface LongRun<Snapshot> {
  readonly isDone: boolean;
  /** Does the next bit of it. */
  advance(): void;
  /** What it has come to so far, as plain data. */
  snapshot(): Snapshot;
}

/** How long nothing is reported, in milliseconds. */
const REPORT_INTERVAL = 50;

/**
 * Does all of a run.
 *
 * @param report is given what it came to every now and then, and at the end
 * @param now a clock, in milliseconds
 */
export function finishRun<Snapshot>(
  run: LongRun<Snapshot>,
  report: (snapshot: Snapshot) => void,
  now: () => number,
): void {
  const isUnderWay = (): boolean => !run.isDone;
  let reported = now();
  while (isUnderWay()) {
    run.advance();
    if (isUnderWay() && now() - reported >= REPORT_INTERVAL) {
      report(run.snapshot());
      reported = now();
    }
  }
  report(run.snapshot());
}
