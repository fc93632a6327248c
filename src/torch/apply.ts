import type { FloatDType } from './dtype';
import type { Lookup } from './dropoutFactors';
import { CHUNK, kernels } from './kernels';

/** The arrays that hold floats. */
export type FloatData = Float32Array | Float64Array;

/**
 * Makes the outputs: x · factor, and where there are shifts + shift. Each operator of PyTorch's rounds what it stores.
 *
 * @param out may be x itself
 */
export function apply(
  dtype: FloatDType,
  { factors, shifts }: Lookup,
  x: FloatData,
  mask: Uint8Array,
  out: FloatData,
): void {
  const loops = kernels();
  const isDouble = dtype === 'float64';
  const [scale, shift] = isDouble
    ? [loops.scaleDoubles, loops.shiftDoubles]
    : [loops.scaleFloats, loops.shiftFloats];
  const round = {
    float16: loops.roundToHalf,
    bfloat16: loops.roundToBFloat16,
    float32: undefined,
    float64: undefined,
  }[dtype];
  const data = isDouble ? loops.doubles : loops.floats;
  for (let at = 0; at < x.length; at += CHUNK) {
    const end = Math.min(at + CHUNK, x.length);
    data.set(x.subarray(at, end));
    loops.mask.set(mask.subarray(at, end));
    scale(end - at, ...factors);
    round?.(end - at);
    if (shifts) {
      // Not adding is not adding 0: that makes 0 of -0.
      shift(end - at, ...shifts);
      round?.(end - at);
    }
    out.set(data.subarray(0, end - at), at);
  }
}
