import { split } from './decimal';

/*
 * Elementary functions to 200 bits, so that a double result can be rounded right, and it can be told how far it is from
 * a tie: a C library whose error is below half a unit and a bit gives the same double unless the value lies in that bit.
 */

const BITS = 200n;
const ONE = 1n << BITS;

/** A double that a function gives, and whether every good C library gives the same. */
export interface Rounded {
  readonly value: number;
  readonly sure: boolean;
}

/** A double as a fixed-point number; what lies below 2^-200 is cut off. */
function fixed(value: number): bigint {
  const [mantissa, exponent] = split(Math.abs(value));
  const shift = BITS + BigInt(exponent);
  const magnitude = shift >= 0n ? mantissa << shift : mantissa >> -shift;
  return value < 0 ? -magnitude : magnitude;
}

function multiply(a: bigint, b: bigint): bigint {
  return (a * b) >> BITS;
}

function divide(a: bigint, b: bigint): bigint {
  return (a << BITS) / b;
}

/** Σ z^(2k+1)/(2k+1), with alternating signs for the arc tangent. */
function arcSeries(z: bigint, alternating: boolean): bigint {
  const square = multiply(z, z);
  let term = z;
  let sum = 0n;
  for (let k = 1n; term !== 0n && k < 400n; k += 2n) {
    sum += term / k;
    term = multiply(term, alternating ? -square : square);
  }
  return sum;
}

const LN2 = 2n * arcSeries(ONE / 3n, false);
// Machin: π/4 = 4 atan(1/5) - atan(1/239).
const PI = 4n * (4n * arcSeries(ONE / 5n, true) - arcSeries(ONE / 239n, true));

/** ln of a positive double. */
function lnFixed(value: number): bigint {
  const [mantissa, exponent] = split(value);
  const bits = BigInt(mantissa.toString(2).length - 1);
  const m = bits > BITS ? mantissa >> (bits - BITS) : mantissa << (BITS - bits);
  return 2n * arcSeries(divide(m - ONE, m + ONE), false) + (BigInt(exponent) + bits) * LN2;
}

/** e^x as a mantissa in [1, 2) and a power of two. */
function expFixed(x: bigint): { readonly mantissa: bigint; readonly exponent: number } {
  let k = x / LN2;
  if (x < 0n && k * LN2 !== x) k -= 1n;
  const rest = (x - k * LN2) >> 6n;
  let term = ONE;
  let sum = ONE;
  for (let n = 1n; term !== 0n && n < 200n; n++) {
    term = multiply(term, rest) / n;
    sum += term;
  }
  for (let i = 0; i < 6; i++) sum = multiply(sum, sum);
  return { mantissa: sum, exponent: Number(k) };
}

/**
 * Rounds `value · 2^exponent`, a fixed-point number, to a double.
 *
 * @param margin how near to a tie, in units of the last place, is too near to be sure
 */
function round(value: bigint, exponent: number, margin: number): Rounded {
  const negative = value < 0n;
  const magnitude = negative ? -value : value;
  const bits = magnitude.toString(2).length;
  const drop = bits - 53;
  // Too small to have 53 sure bits, or a subnormal result.
  if (drop < 60 || bits - Number(BITS) + exponent < -1000) return { value: NaN, sure: false };
  const kept = magnitude >> BigInt(drop);
  const rest = Number((magnitude - (kept << BigInt(drop))) >> BigInt(drop - 53)) / 2 ** 53;
  const mantissa = Number(rest > 0.5 ? kept + 1n : kept);
  const result = mantissa * 2 ** (drop - Number(BITS) + exponent);
  // A result next to a double, but not one, is exact in truth; then the library finds it as well.
  return { value: negative ? -result : result, sure: Math.abs(rest - 0.5) > margin };
}

/** What the named functions of C give of a double; undefined where that is not known this well. */
export function precisely(name: string, x: number): Rounded | undefined {
  if (!Number.isFinite(x) || x === 0) return undefined;
  switch (name) {
    case 'exp': {
      if (Math.abs(x) > 700 || Math.abs(x) < 2 ** -50) return undefined;
      const { mantissa, exponent } = expFixed(fixed(x));
      return round(mantissa, exponent, 0.03);
    }
    case 'log':
      return x <= 0 || x === 1 ? undefined : round(lnFixed(x), 0, 0.03);
    case 'log2':
      return x <= 0 || x === 1
        ? undefined
        : (exactPower(Math.log2(x), x, 2) ?? round(divide(lnFixed(x), LN2), 0, 0.06));
    case 'sin':
    case 'cos':
    case 'tan':
      return Math.abs(x) > 2 ** 30 || Math.abs(x) < 2 ** -20 ? undefined : trigonometric(name, fixed(x));
    default:
      return undefined;
  }
}

/** An integer logarithm, where the power of it is the number itself. */
function exactPower(logarithm: number, x: number, base: number): Rounded | undefined {
  const whole = Math.round(logarithm);
  return base ** whole === x && Math.abs(whole) < 1000 ? { value: whole, sure: true } : undefined;
}

function trigonometric(name: 'sin' | 'cos' | 'tan', x: bigint): Rounded {
  const half = PI / 2n;
  let quarter = x / half;
  if (x < 0n && quarter * half !== x) quarter -= 1n;
  const rest = x - quarter * half;
  const [sine, cosine] = [series(rest, 1n), series(rest, 0n)];
  const turned = [
    [sine, cosine],
    [cosine, -sine],
    [-sine, -cosine],
    [-cosine, sine],
  ][Number(((quarter % 4n) + 4n) % 4n)] ?? [sine, cosine];
  const [s = 0n, c = ONE] = turned;
  if (name === 'sin') return round(s, 0, 0.06);
  if (name === 'cos') return round(c, 0, 0.06);
  return c === 0n ? { value: NaN, sure: false } : round(divide(s, c), 0, 0.14);
}

/** Σ ± x^n/n! over the odd or the even n. */
function series(x: bigint, first: 0n | 1n): bigint {
  const square = multiply(x, x);
  let term = first === 1n ? x : ONE;
  let sum = 0n;
  for (let n = first; term !== 0n && n < 200n; n += 2n) {
    sum += term;
    term = -multiply(term, square) / ((n + 1n) * (n + 2n));
  }
  return sum;
}

/** `x ** y` of a positive x. */
export function precisePower(x: number, y: number): Rounded | undefined {
  if (!(x > 0) || !Number.isFinite(x) || !Number.isFinite(y) || x === 1 || y === 0) return undefined;
  const [mantissa, exponent] = split(Math.abs(y));
  const product = lnFixed(x) * mantissa * (y < 0 ? -1n : 1n);
  const power = exponent >= 0 ? product << BigInt(exponent) : product >> BigInt(-exponent);
  const size = power < 0n ? -power : power;
  if (size > 700n * ONE || size < ONE >> 50n) return undefined;
  const result = expFixed(power);
  return round(result.mantissa, result.exponent, 0.03);
}
