export { type Analysis, analyze } from './analysis/dropout/analyze';
export type {
  CellRange,
  CodePlace,
  DropoutSite,
  OtherValue,
  Probability,
  ProvenanceStep,
  Verdict,
  VerdictReason,
} from './analysis/dropout/sites';
export { RULES } from './analysis/problems';
export {
  type Problem,
  type ProblemFix,
  type ProblemMessage,
  type RelatedCode,
  type RelatedPlace,
  RULE_CODES,
  type RuleCode,
  type Severity,
  type TextEdit,
} from './analysis/dropout/problem';
export { fittedScript } from './analysis/dropout/fittedScript';
export { indented, insertionBelow } from './syntax/insertion';
export { Files } from './analysis/names/files';
export { layerAt, type LayerReference } from './analysis/dropout/references';
export { type SiteName, siteNames } from './analysis/dropout/siteNames';
export type { Unless, UnknownReason } from './analysis/names/staticNumber';
export type { Within } from './analysis/names/torchNames';
export type { UnsettledLines } from './syntax/unsettled';
export { Packages } from './analysis/names/packages';
export { QUIET_PACKAGES } from './library/effects';
export { DEFAULT_BUDGET } from './primitives/budget';
export {
  type Doubt,
  type DoubtCode,
  type DropoutCall,
  type DropoutPicture,
  type ReplayOptions,
  type ShownForm,
  type ShownValue,
  trace,
  type Trace,
  type WithinCall,
} from './replay';
