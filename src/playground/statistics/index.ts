export * from './binomial';
export * from './histogram';
export * from './interval';
export * from './spread';
export * from './startRun';
export * from './statisticsRun';
export * from './theory';
export * from './units';
