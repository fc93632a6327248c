/*
 * What numpy computes: its rules over the elements and error bounds of torch/algebra, its generators, and how it
 * writes arrays. Bit for bit on x86 where an element's error is 0, and within the error elsewhere; of numpy 2.
 */
export * from './arguments';
export { LINEAR } from './arrangements';
export * from './arrayText';
export { CREATION } from './creation';
export * from './defaultRandom';
export * from './errors';
export { inAnyOrder, laidOutAs } from './layouts';
export { FUNCTIONS, METHODS, SHARED } from './functions';
export * from './indexing';
export * from './legacyRandom';
export * from './nested';
export { GENERATOR_METHODS, RANDOM_FUNCTIONS, reordered } from './randomFunctions';
export * from './randomNumbers';
export * from './reductions';
export * from './ufuncs';
