export {
  type Analysis,
  analyze,
  type CellRange,
  type DropoutSite,
  type Probability,
  type UnsettledLines,
} from './analyze';
export type { UnknownReason } from './resolve';
export { settle, type SettledSites } from './settle';
