import type { FloatDType } from './dtype';

/*
 * Rounding to the 16-bit floats, to the nearest and ties to even, as c10/util/Half.h and BFloat16.h do it
 * with a float32: a double is first rounded to float32, also where that rounds twice.
 */

const scratch = new Float32Array(1);

/** The value of a dtype that PyTorch makes of a double. */
export function roundTo(dtype: FloatDType, value: number): number {
  if (dtype === 'float64') return value;
  if (dtype === 'float32') return Math.fround(value);
  scratch[0] = value;
  roundAll(dtype, scratch);
  return scratch[0];
}

/** Rounds values to a 16-bit float, in place. */
export function roundAll(dtype: 'float16' | 'bfloat16', values: Float32Array): void {
  const bits = new Int32Array(values.buffer, values.byteOffset, values.length);
  if (dtype === 'bfloat16') roundToBFloat16(bits);
  else roundToHalf(bits, values);
}

const MAGNITUDE = 0x7fffffff;
const INFINITY = 0x7f800000;
/** Half of the smallest float16's ulp above 65504: from here on a float16 is infinite. */
const HALF_OVERFLOW = 0x477ff000;
/** 2^-14, the smallest normal float16. */
const HALF_NORMAL = 0x38800000;

/** Cuts a float32, given as its bits, to its upper 16 bits. */
function roundToBFloat16(bits: Int32Array): void {
  for (let i = 0; i < bits.length; i++) {
    const b = bits[i] ?? 0;
    bits[i] =
      (b & MAGNITUDE) > INFINITY ? b | 0x00400000 : (b + 0x7fff + ((b >>> 16) & 1)) & (0xffff0000 | 0);
  }
}

/** Cuts a float32's mantissa to 10 bits; `values` are the same memory as `bits`. */
function roundToHalf(bits: Int32Array, values: Float32Array): void {
  for (let i = 0; i < bits.length; i++) {
    const b = bits[i] ?? 0;
    const magnitude = b & MAGNITUDE;
    if (magnitude >= HALF_OVERFLOW) {
      if (magnitude <= INFINITY) bits[i] = (b & ~MAGNITUDE) | INFINITY;
    } else if ((magnitude - 1) >>> 0 >= HALF_NORMAL - 1) {
      // Zeros, too: there are many after dropout, and a branch that hangs on chance takes long.
      bits[i] = (b + 0xfff + ((b >>> 13) & 1)) & ~0x1fff;
    } else {
      // Subnormal: a multiple of 2^-24, which is the float32 spacing just above 1/2.
      const x = values[i] ?? 0;
      const rounded = Math.fround(Math.abs(x) + 0.5) - 0.5;
      values[i] = b < 0 ? -rounded : rounded;
    }
  }
}
