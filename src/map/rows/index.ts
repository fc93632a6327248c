export { EVERYTHING, type Filter, isFiltered } from './filter';
export { asCsv, asMarkdown } from './export';
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
export { problemCount, rowLabel, summary } from './texts';
