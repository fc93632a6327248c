import { fma32 } from './fma';

/*
 * log, sin and cos of float32 as PyTorch's AVX2 kernels compute them, bit for bit: cephes' polynomials
 * (aten/src/ATen/native/cpu/avx_mathfun.h), where the compiler has made an FMA of each product and the sum
 * after it.
 */

const f = Math.fround;

const LOG = [
  7.0376836292e-2, -1.151461031e-1, 1.167699874e-1, -1.2420140846e-1, 1.4249322787e-1, -1.6668057665e-1,
  2.0000714765e-1, -2.4999993993e-1, 3.3333331174e-1,
].map(f);
const LOG_Q1 = f(-2.1219444e-4);
const LOG_Q2 = f(0.693359375);
const SQRT_HALF = f(Math.SQRT1_2);

const SIN = [-1.9515295891e-4, 8.3321608736e-3, -1.6666654611e-1].map(f);
const COS = [2.443315711809948e-5, -1.388731625493765e-3, 4.166664568298827e-2].map(f);
/** π/4, negative and in three parts. */
const QUARTER_TURN = [-0.78515625, -2.4187564849853516e-4, -3.774894977445941e-8].map(f);
const OCTANTS = f(1.27323954473516);

const single = new Float32Array(1);
const bits = new Int32Array(single.buffer);

/** c0·x^n + c1·x^(n-1) + …, by Horner's rule. */
function polynomial(coefficients: readonly number[], x: number): number {
  let sum = coefficients[0] ?? 0;
  for (let i = 1; i < coefficients.length; i++) sum = fma32(sum, x, coefficients[i] ?? 0);
  return sum;
}

/** `log256_ps` of a normal positive float32. */
export function logFloat32(value: number): number {
  single[0] = value;
  const word = bits[0] ?? 0;
  let exponent = (word >>> 23) - 126;
  // The mantissa, 0.5 … 1.
  bits[0] = (word & 0x007fffff) | 0x3f000000;
  const mantissa = single[0];
  let x = f(mantissa - 1);
  if (mantissa < SQRT_HALF) {
    exponent -= 1;
    x = f(x + mantissa);
  }
  const z = f(x * x);
  let y = f(polynomial(LOG, x) * x);
  y = fma32(y, z, f(exponent * LOG_Q1));
  y = fma32(-z, 0.5, y);
  return fma32(exponent, LOG_Q2, f(x + y));
}

/** `sincos256_ps` of an angle from 0 to 2π. */
export function sinCosFloat32(angle: number): { sin: number; cos: number } {
  const octant = (Math.trunc(f(angle * OCTANTS)) + 1) & ~1;
  let x = angle;
  for (const part of QUARTER_TURN) x = fma32(octant, part, x);
  const z = f(x * x);
  // On -π/4 … π/4.
  const even = f(fma32(f(polynomial(COS, z) * z), z, -f(z * 0.5)) + 1);
  const odd = fma32(f(polynomial(SIN, z) * z), x, x);
  const swapped = (octant & 2) !== 0;
  const sin = swapped ? even : odd;
  const cos = swapped ? odd : even;
  return { sin: (octant & 4) !== 0 ? -sin : sin, cos: ((octant - 2) & 4) === 0 ? -cos : cos };
}
