/*
 * The tensor algebra: what PyTorch's operators make of tensors and Python numbers, bit for bit on x86 where an
 * element's error is 0, and within the error elsewhere. Functions have PyTorch's names in this project's spelling.
 */
export * from './activations';
export * from './anyOrder';
export * from './arithmetic';
export * from './averages';
export * from './comparison';
export { convert } from './convert';
export * from './copies';
export * from './creation';
export * from './counting';
export { wrapDim } from './dimensions';
export { einsum } from './einsum';
export * from './enclosure';
export * from './extrema';
export * from './indexing';
export * from './inplace';
export * from './items';
export * from './joining';
export { broadcastShapes } from '../broadcasting';
export * from './logic';
export * from './losses';
export * from './matmul';
export { checkFits } from './messages';
export * from './normalization';
export * from './ordering';
export * from './picking';
export * from './powers';
export * from './products';
export * from './promotion';
export * from './recurrent';
export { abs, ceil, floor, neg, round, sign, trunc } from './rounding';
export * from './scalar';
export type { Dims, ReductionOptions } from './reduction';
export * from './selection';
export * from './slices';
export * from './softmax';
export * from './spread';
export * from './sums';
export {
  cos,
  erf,
  exp,
  exp2,
  expm1,
  log,
  log10,
  log1p,
  log2,
  sigmoid,
  sin,
  tan,
  tanh,
} from './transcendental';
export * from './triangles';
export * from './undecided';
export * from './views';
export * from './widening';
export * from './windows';
