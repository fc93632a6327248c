export * from './ensembleRun';
export * from './settings';
export type { Spread } from './spread';
export * from './trainingRun';
export * from './trainingScript';
export * from './verdict';
