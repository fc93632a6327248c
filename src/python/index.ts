export { type Analysis, analyze, analyzeInSlices } from './analyze';
export type {
  CellRange,
  CodePlace,
  DropoutSite,
  Probability,
  ProvenanceStep,
  Verdict,
  VerdictReason,
} from './sites';
export { fittedScript } from './fittedScript';
export { indented, insertionBelow } from './insertion';
export type { Pause, Sliced } from './sliced';
export { Files } from './files';
export { layerAt, type LayerReference } from './references';
export type { Unless, UnknownReason } from './reading';
export { isTyping, settleWhileTyping, type SettledSites } from './settle';
export type { Within } from './torchNames';
export { changedRegion, lineStarts } from './sourceText';
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
  type WithinCall,
} from './replay';
