/*
 * The loops that draw and multiply, in AssemblyScript: a TypeScript that has vectors of four numbers, which JavaScript has
 * not. `npm run kernels` makes the program of src/torch/kernelProgram.ts of it.
 */
export { applyToDoubles, applyToFloats } from './apply';
export { dots, settle } from './dots';
export {
  add,
  divide,
  isAtMost,
  isBelow,
  isEqual,
  isOther,
  magnitude,
  multiply,
  negate,
  rectify,
  subtract,
} from './elementwise';
export { exponential, logistic, tangent } from './exponential';
export { fillBelowMcg31 } from './mcg31';
export { fillBelow, nextBlock } from './mt19937';
export { fillBelowByWords, fillUpTo, fillUpToByWord, philox } from './philox';
export { radii } from './radii';
export { roundToBFloat16, roundToHalf } from './rounding';
