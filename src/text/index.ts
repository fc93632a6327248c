export {
  changedRegion,
  type Edit,
  isApart,
  joinedEdits,
  movedEnd,
  movedRange,
  movedStart,
  replacesAll,
  type TextRange,
  type Typed,
} from './edits';
export { lineAt, lineStarts } from './lines';
export { placesIn } from './places';
