export { type ReplayedSite, replayedSites } from './atSites';
export { EditedCells } from './editedCells';
export { openReplayed } from './openReplayed';
export { ReplayHintsProvider } from './hints';
export { ReplayHoverProvider } from './hover';
export { ReplayLensProvider } from './lenses';
export { OutputDiff } from './outputDiff';
export { type PlacedCall, Replays } from './replays';
export { ReplayStatusBarProvider } from './statusBar';
