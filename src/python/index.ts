export { type Analysis, analyze, analyzeInSlices } from './analyze';
export type { CellRange, DropoutSite, Probability } from './sites';
export type { Pause, Sliced } from './segment';
export type { UnknownReason } from './resolve';
export { isTyping, settleWhileTyping, type SettledSites } from './settle';
export type { UnsettledLines } from './unsettled';
export {
  type Doubt,
  type DoubtCode,
  type DropoutCall,
  type DropoutPicture,
  replay,
  type ReplayOptions,
  type ReplayValue,
  type ShownForm,
  type Trace,
  trace,
  traceSteps,
} from './replay';
