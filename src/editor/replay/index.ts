export * from './cursorFollower';
export { type ReplayedSite, replayedSites } from './atSites';
export { EditedCells } from './editedCells';
export { ReplayHintsProvider } from './hints';
export { ReplayHoverProvider } from './hover';
export { ReplayLensProvider } from './lenses';
export { OutputDiff } from './outputDiff';
export { Replays } from './replays';
export { ReplayStatusBarProvider } from './statusBar';
