import type { FloatDType } from './dtype';
import { CHUNK, kernels } from './kernels';

/*
 * Rounding to the 16-bit floats, to the nearest and ties to even, as c10/util/Half.h and BFloat16.h do it
 * with a float32: a double is first rounded to float32, also where that rounds twice.
 */

/** Binary digits behind the first one, the least exponent, and the first magnitude that is too large. */
const FORMATS = {
  float16: { digits: 10, least: -14, overflow: 2 ** 16 },
  bfloat16: { digits: 7, least: -126, overflow: 2 ** 128 },
};

/** The value of a dtype that PyTorch makes of a double. */
export function roundTo(dtype: FloatDType, value: number): number {
  if (dtype === 'float64') return value;
  const x = Math.fround(value);
  if (dtype === 'float32' || x === 0 || !Number.isFinite(x)) return x;
  const { digits, least, overflow } = FORMATS[dtype];
  const magnitude = Math.abs(x);
  const spacing = 2 ** (Math.max(Math.floor(Math.log2(magnitude)), least) - digits);
  // So far from 0 doubles are whole numbers, the nearest even one where two are as near.
  const rounded = (magnitude / spacing + 2 ** 52 - 2 ** 52) * spacing;
  return Math.sign(x) * (rounded < overflow ? rounded : Infinity);
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
