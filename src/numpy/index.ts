/*
 * What numpy computes: its rules over the elements and error bounds of torch/algebra, its legacy generator, and how it
 * writes arrays. Bit for bit on x86 where an element's error is 0, and within the error elsewhere; of numpy 2.
 */
export * from './arrayText';
export * from './errors';
export { inAnyOrder, laidOutAs } from './layouts';
export * from './indexing';
export * from './legacyRandom';
export * from './reductions';
export * from './ufuncs';
