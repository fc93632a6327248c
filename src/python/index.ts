export { type Analysis, analyze, type CellRange, type DropoutSite, type Probability } from './analyze';
export type { UnknownReason } from './resolve';
export { isTyping, settleWhileTyping, type SettledSites } from './settle';
export type { UnsettledLines } from './unsettled';
