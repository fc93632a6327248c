export { EVERYTHING, type Filter, isFiltered } from './filter';
export {
  type CallRow,
  callsOf,
  type ClassRow,
  fileRow,
  type FileRow,
  problemsOf,
  type ProblemRow,
  type Row,
  type RowProblem,
  type ShownSeverity,
  worst,
} from './rows';
export { tableOf } from './table';
export { problemCount, rowLabel, summary } from './texts';
