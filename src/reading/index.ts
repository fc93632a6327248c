export { DropoutDocuments, type Layer } from './documents';
export { eachOf } from './eachOf';
export { isInTime } from './isInTime';
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
export { type Asked, Lost, WorkerClient } from './workerClient';
export { textsOf } from './disk';
export { filesHost } from './filesHost';
