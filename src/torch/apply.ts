import type { FloatDType } from './dtype';
import type { Lookup } from './dropoutFactors';
import { type ByByte, CHUNK, kernels } from './kernels';

/** The arrays that hold floats. */
export type FloatData = Float32Array | Float64Array;

/** What added changes nothing, a -0 neither. */
const NOTHING: ByByte = [-0, -0];
const ONE: ByByte = [1, 1];

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
  const {
    mask: bytes,
    floats,
    doubles,
    applyToFloats,
    applyToDoubles,
    roundToHalf,
    roundToBFloat16,
  } = kernels();
  const [data, run] = dtype === 'float64' ? [doubles, applyToDoubles] : [floats, applyToFloats];
  const round = { float16: roundToHalf, bfloat16: roundToBFloat16, float32: undefined, float64: undefined }[
    dtype
  ];
  for (let at = 0; at < x.length; at += CHUNK) {
    const end = Math.min(at + CHUNK, x.length);
    const count = end - at;
    data.set(x.subarray(at, end));
    bytes.set(mask.subarray(at, end));
    if (round && shifts) {
      run(count, ...factors, ...NOTHING);
      round(count);
      run(count, ...ONE, ...shifts);
    } else run(count, ...factors, ...(shifts ?? NOTHING));
    round?.(count);
    out.set(data.subarray(0, count), at);
  }
}
