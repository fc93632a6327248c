/*
 * Where things stand in the memory, in bytes. Nothing in it outlasts a call: whoever calls puts there what a kernel works
 * on, and takes from there what it made (src/torch/kernels.ts).
 */

/** Words in the state of mt19937. */
export const BLOCK = 624;

/** A state of mt19937, and behind it room for the one after it. */
export const STATE: usize = 0;
/** The words that it gives. */
export const WORDS: usize = 8 * BLOCK;
/**
 * Four numbers with which a kernel begins. Behind them stand constants (`memory.data`) of inner loops: of one that is written
 * in a loop V8 makes a vector anew in each turn, by three instructions.
 */
export const START: usize = 7680;
/** A byte for each element: 1 where it is kept. */
export const MASK: usize = 8192;
/** The elements, or words of Philox, four for each thread. */
export const DATA: usize = 12288;
/** Float32 beside the elements, where a kernel has two operands: behind as many float32 as a chunk has. */
export const OTHERS: usize = DATA + 4 * 4096;
/** Two float64 for each row: what comes of it. */
export const TOTALS: usize = OTHERS + 4 * 4096;
/** Rows of float32, for which there is a page of 64 kB. */
export const ROWS: usize = 65536;
