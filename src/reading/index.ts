export { DropoutDocuments, type Layer } from './documents';
export { Reading } from './reading';
export type { ReplayResult } from './replayerClient';
export { type StartWorker, workerStarter } from './startWorker';
export {
  cellOf,
  isSame,
  notebookSubject,
  pythonCells,
  type Subject,
  subjectOf,
  type Versions,
} from './subject';
export type { Tracks } from './tracks';
