import type { StatisticsRequest, StatisticsSnapshot } from '../../../src/playground/statistics';
import type {
  EnsembleRequest,
  EnsembleSnapshot,
  TrainingRequest,
  TrainingSnapshot,
} from '../../../src/playground/training';

/** What takes so long that it is done beside the page: what is asked for, and what is told of it. */
export interface Tasks {
  readonly statistics: { readonly request: StatisticsRequest; readonly snapshot: StatisticsSnapshot };
  readonly training: { readonly request: TrainingRequest; readonly snapshot: TrainingSnapshot };
  readonly ensemble: { readonly request: EnsembleRequest; readonly snapshot: EnsembleSnapshot };
}

export type TaskName = keyof Tasks;

/** What the page sends to a worker, once. */
export type Question = {
  readonly [Name in TaskName]: { readonly task: Name; readonly request: Tasks[Name]['request'] };
}[TaskName];

/** What comes back, several times. */
export interface Answer<Name extends TaskName = TaskName> {
  readonly snapshot: Tasks[Name]['snapshot'];
  readonly isLast: boolean;
}
