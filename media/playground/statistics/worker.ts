import type { StatisticsRequest, StatisticsSnapshot } from '../../../src/playground/statistics';
import { finishRun, startRun } from '../../../src/playground/statistics';

/*
 * Makes the calls of one run beside the page, and reports what they come to. To cancel it, the page ends the
 * worker.
 */

/** What is used of a worker's global scope: the DOM's types, which the page needs, know only the window's. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<StatisticsRequest>) => void) | null;
  postMessage(snapshot: StatisticsSnapshot): void;
}
const scope = globalThis as unknown as WorkerScope;

scope.onmessage = ({ data }) => {
  const run = startRun(data);
  if (run !== undefined) finishRun(run, (snapshot) => scope.postMessage(snapshot), Date.now);
};
