import type { FloatDType } from './dtype';
import type { Lookup } from './dropoutFactors';
import { roundAll } from './rounding';

/** The arrays that hold floats. */
export type FloatData = Float32Array | Float64Array;

/** Makes the outputs: x · factor, and where there are shifts + shift. */
export function apply(
  dtype: FloatDType,
  lookup: Lookup,
  x: FloatData,
  mask: Uint8Array,
  out: FloatData,
): void {
  const { factors, shifts } = lookup;
  if (x instanceof Float64Array) {
    if (out instanceof Float64Array) applyDouble(lookup, x, mask, out);
    return;
  }
  if (out instanceof Float64Array) return;
  if (dtype === 'float32') {
    if (shifts) applyShifted(factors, shifts, x, mask, out);
    else applyPlain(factors, x, mask, out);
  } else if (dtype !== 'float64') {
    // Each operator of PyTorch's rounds what it stores.
    applyPlain(factors, x, mask, out);
    roundAll(dtype, out);
    if (!shifts) return;
    for (let i = 0; i < x.length; i++) out[i] = (out[i] ?? 0) + (shifts[mask[i] ?? 0] ?? 0);
    roundAll(dtype, out);
  }
}

/*
 * One loop for each kind of array, so that the engine's compiler sees only that kind. A product of two float32
 * is exact in a double, and so rounded only once.
 */

function applyPlain(factors: Float64Array, x: Float32Array, mask: Uint8Array, out: Float32Array): void {
  // Not adding is not adding 0: that makes 0 of -0. Four at a time, all read before any is written, for speed:
  // the engine reads an array's address and length again after each write.
  let i = 0;
  for (; i < x.length - 3; i += 4) {
    const first = (x[i] ?? 0) * (factors[mask[i] ?? 0] ?? 0);
    const second = (x[i + 1] ?? 0) * (factors[mask[i + 1] ?? 0] ?? 0);
    const third = (x[i + 2] ?? 0) * (factors[mask[i + 2] ?? 0] ?? 0);
    const fourth = (x[i + 3] ?? 0) * (factors[mask[i + 3] ?? 0] ?? 0);
    out[i] = first;
    out[i + 1] = second;
    out[i + 2] = third;
    out[i + 3] = fourth;
  }
  for (; i < x.length; i++) out[i] = (x[i] ?? 0) * (factors[mask[i] ?? 0] ?? 0);
}

function applyShifted(
  factors: Float64Array,
  shifts: Float64Array,
  x: Float32Array,
  mask: Uint8Array,
  out: Float32Array,
): void {
  // Rounded twice, as in PyTorch, which stores the product before it adds.
  for (let i = 0; i < x.length; i++) {
    const byte = mask[i] ?? 0;
    out[i] = Math.fround((x[i] ?? 0) * (factors[byte] ?? 0)) + (shifts[byte] ?? 0);
  }
}

function applyDouble(
  { factors, shifts }: Lookup,
  x: Float64Array,
  mask: Uint8Array,
  out: Float64Array,
): void {
  if (shifts) {
    for (let i = 0; i < x.length; i++) {
      const byte = mask[i] ?? 0;
      out[i] = (x[i] ?? 0) * (factors[byte] ?? 0) + (shifts[byte] ?? 0);
    }
  } else {
    for (let i = 0; i < x.length; i++) out[i] = (x[i] ?? 0) * (factors[mask[i] ?? 0] ?? 0);
  }
}
