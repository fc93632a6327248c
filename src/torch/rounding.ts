import type { FloatDType } from './dtype';
import { CHUNK, kernels } from './kernels';

/*
 * Rounding to the 16-bit floats, to the nearest and ties to even, as c10/util/Half.h and BFloat16.h do it
 * with a float32: a double is first rounded to float32, also where that rounds twice.
 */

/** The value of a dtype that PyTorch makes of a double. */
export function roundTo(dtype: FloatDType, value: number): number {
  if (dtype === 'float64') return value;
  if (dtype === 'float32') return Math.fround(value);
  const { half, bfloat16 } = kernels();
  return dtype === 'float16' ? half(value) : bfloat16(value);
}

/** Rounds values to a 16-bit float, in place. */
export function roundAll(dtype: 'float16' | 'bfloat16', values: Float32Array): void {
  const { floats, roundToHalf, roundToBFloat16 } = kernels();
  const round = dtype === 'float16' ? roundToHalf : roundToBFloat16;
  for (let at = 0; at < values.length; at += CHUNK) {
    const part = values.subarray(at, at + CHUNK);
    floats.set(part);
    round(part.length);
    part.set(floats.subarray(0, part.length));
  }
}
