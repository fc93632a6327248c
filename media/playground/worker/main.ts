import { finishRun, type LongRun } from '../../../src/playground';
import { startRun } from '../../../src/playground/statistics';
import { EnsembleRun, TrainingRun } from '../../../src/playground/training';
import type { Answer, Question, TaskName, Tasks } from './tasks';

/*
 * Does what takes long beside the page, and reports what it has come to. To cancel it, the page ends the worker.
 */

/** What is used of a worker's global scope: the DOM's types, which the page needs, know only the window's. */
interface WorkerScope {
  onmessage: ((event: MessageEvent<Question>) => void) | null;
  postMessage(answer: Answer): void;
}
const scope = globalThis as unknown as WorkerScope;

scope.onmessage = ({ data }) => {
  const run = runOf(data);
  if (run === undefined) return;
  finishRun(run, (snapshot) => scope.postMessage({ snapshot, isLast: run.isDone }), Date.now);
};

function runOf({ task, request }: Question): LongRun<Tasks[TaskName]['snapshot']> | undefined {
  switch (task) {
    case 'statistics':
      return startRun(request);
    case 'training':
      return new TrainingRun(request);
    case 'ensemble':
      return new EnsembleRun(request);
  }
}
