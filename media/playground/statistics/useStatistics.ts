import { useEffect, useRef, useState } from 'preact/hooks';
import type { PlaygroundState } from '../../../src/playground';
import type { Scene } from '../../../src/protocol';
import type { StatisticsSnapshot } from '../../../src/playground/statistics';
import type { Tensor } from '../../../src/torch';
import { startWorker } from '../worker/startWorker';

/** How many calls can be asked for. */
export const CALL_COUNTS = [10, 100, 1000, 10_000, 100_000] as const;
export type CallCount = (typeof CALL_COUNTS)[number];

/** What a run has come to. */
export interface StatisticsResult {
  /** The session it is about. */
  readonly of: PlaygroundState;
  readonly input: Tensor;
  readonly snapshot: StatisticsSnapshot;
}

/** The run that is under way, or was. */
export interface StatisticsProgress {
  readonly calls: CallCount;
  readonly isRunning: boolean;
  /** The latest there is; of an earlier session, until the first of the present one comes. */
  readonly result?: StatisticsResult;
  /** Why the calls could not be made. */
  readonly failure?: string;
}

export interface Statistics extends StatisticsProgress {
  readonly start: (calls: CallCount) => void;
  readonly cancel: () => void;
}

/** How long the reader must have left the session alone before a run starts again, in milliseconds. */
const REST = 150;

/** Runs of many calls, beside the page. Where the session changes, its run starts again. */
export function useStatistics({ state, input: tensor, draws }: Scene, isVisible: boolean): Statistics {
  const { layer, shape, input, seed, generator } = state;
  const subject = JSON.stringify([layer, shape, input, seed, generator]);
  const [progress, setProgress] = useState<StatisticsProgress>({ calls: 1000, isRunning: false });
  /** What the last run is about, and how to end it. */
  const run = useRef({ subject: '', end: (): void => undefined });

  const start = (calls: CallCount): void => {
    run.current.end();
    const end = startWorker<'statistics'>(
      { task: 'statistics', request: { state, calls } },
      {
        onSnapshot: (snapshot, isLast) =>
          setProgress({
            calls,
            isRunning: !isLast,
            result: { of: state, input: tensor, snapshot },
          }),
        onFailure: (failure) => setProgress({ calls, isRunning: false, failure }),
      },
    );
    run.current = { subject, end };
    setProgress(({ result }) => ({ calls, isRunning: true, ...(result && { result }) }));
  };

  useEffect(() => {
    if (!isVisible || run.current.subject === subject) return;
    run.current.end();
    if (!draws) return;
    const timer = setTimeout(() => start(progress.calls), run.current.subject === '' ? 0 : REST);
    return () => clearTimeout(timer);
  }, [subject, isVisible]);

  return {
    ...progress,
    start,
    cancel() {
      run.current.end();
      setProgress((last) => ({ ...last, isRunning: false }));
    },
  };
}
