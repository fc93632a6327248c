/* Integers and doubles as CPython computes with them: Objects/longobject.c, Objects/floatobject.c, Modules/mathmodule.c. */

/** How many bits a number has. */
export function bitLength(value: bigint): number {
  const magnitude = value < 0n ? -value : value;
  if (magnitude < 2n ** 53n) return magnitude === 0n ? 0 : Math.floor(Math.log2(Number(magnitude))) + 1;
  const digits = magnitude.toString(16);
  return (digits.length - 1) * 4 + (32 - Math.clz32(parseInt(digits[0] ?? '0', 16)));
}

/** `_float_div_mod` of Objects/floatobject.c. */
export function floatDivmod(x: number, y: number): [quotient: number, remainder: number] {
  let mod = x % y;
  let div = (x - mod) / y;
  if (mod !== 0) {
    if (y < 0 !== mod < 0) {
      mod += y;
      div -= 1;
    }
  } else mod = y < 0 ? -0 : 0;
  let floor: number;
  if (div !== 0) {
    floor = Math.floor(div);
    if (div - floor > 0.5) floor += 1;
  } else floor = x / y < 0 || Object.is(x / y, -0) ? -0 : 0;
  return [floor, mod];
}

/**
 * Whether JavaScript's `x ** y` is the double nearest to the true power, as that of Python's C library is taken to be:
 * powers that are exact, and a few that both compute without rounding twice.
 */
export function isSurePower(x: number, y: number): boolean {
  if (!Number.isFinite(x) || !Number.isFinite(y) || x === 0 || Math.abs(x) === 1 || y === 0 || y === 1)
    return true;
  if (!Number.isInteger(y) || Math.abs(y) > 64) return false;
  // Exact if the mantissa's odd part fits: x = m·2^e, so x^y = m^y·2^(ey).
  const power = Math.abs(y);
  let mantissa = Math.abs(x);
  while (!Number.isInteger(mantissa)) mantissa *= 2;
  while (mantissa % 2 === 0) mantissa /= 2;
  const fits = mantissa ** power <= 2 ** 53;
  return fits && (y > 0 || mantissa === 1);
}

/** A float with the bound on its error. */
interface Approximate {
  readonly value: number;
  readonly error: number;
}

/** The bound on the error of a result; undefined where none is known. */
export function errorAfter(
  operator: string,
  { value: x, error: dx }: Approximate,
  { value: y, error: dy }: Approximate,
  value: number,
): number | undefined {
  if (dx === 0 && dy === 0) return 0;
  const rounding = Math.abs(value) * 2 ** -52 + Number.MIN_VALUE;
  switch (operator) {
    case '+':
    case '-':
      return dx + dy + 2 * rounding;
    case '*':
      return (Math.abs(x) * dy + Math.abs(y) * dx + dx * dy) * (1 + 2 ** -50) + 2 * rounding;
    case '/': {
      const least = Math.abs(y) - dy;
      if (least <= 0) return undefined;
      return ((dx + (Math.abs(x) / Math.abs(y)) * dy) / least) * (1 + 2 ** -50) + 2 * rounding;
    }
    case '**': {
      // Where it neither rises nor falls throughout, that of the magnitude is as far away at least.
      const isWhole = dy === 0 && Number.isInteger(y) && y >= 0;
      if (!isWhole && x - dx <= 0) return undefined;
      const base = isWhole ? Math.abs(x) : x;
      const powers = corners(base, dx, y, dy, (a, b) => a ** b);
      return farthest(powers, base ** y) + 2 ** -49 * Math.max(...powers.map(Math.abs)) + 2 * rounding;
    }
    case '//':
    case '%': {
      if (Math.abs(y) - dy <= 0) return undefined;
      const quotients = corners(x, dx + Math.abs(x) * 2 ** -50, y, dy, (a, b) => floatDivmod(a, b)[0]);
      if (operator === '//') return farthest(quotients, value);
      const [quotient = NaN] = quotients;
      return farthest(quotients, quotient) === 0 ? dx + Math.abs(quotient) * dy + 4 * rounding : undefined;
    }
    default:
      return undefined;
  }
}

/** What something is at the ends of both its operands' bounds, where it is greatest and least. */
function corners(
  x: number,
  dx: number,
  y: number,
  dy: number,
  apply: (x: number, y: number) => number,
): readonly number[] {
  return [x - dx, x + dx].flatMap((a) => [y - dy, y + dy].map((b) => apply(a, b)));
}

function farthest(values: readonly number[], from: number): number {
  return Math.max(...values.map((value) => Math.abs(value - from)));
}

/** `x // y` of integers. */
export function floorDivide(x: bigint, y: bigint): bigint {
  const quotient = x / y;
  return quotient * y !== x && x < 0n !== y < 0n ? quotient - 1n : quotient;
}

/** `int / int`, rounded once; infinite where it is too great, undefined where it is too small to be sure of. */
export function trueDivide(x: bigint, y: bigint): number | undefined {
  const limit = 2n ** 53n;
  if (x >= -limit && x <= limit && y >= -limit && y <= limit) {
    const value = Number(x) / Number(y);
    return x === 0n && y < 0n ? -0 : value;
  }
  const negative = x < 0n !== y < 0n;
  const [a, b] = [x < 0n ? -x : x, y < 0n ? -y : y];
  // Scaled so that the quotient has 66 bits and a sticky one: then rounding it once more is right.
  const shift = 66 - (bitLength(a) - bitLength(b));
  const scaled = shift >= 0 ? a << BigInt(shift) : a;
  const divisor = shift >= 0 ? b : b << BigInt(-shift);
  const quotient = scaled / divisor;
  const sticky = quotient * divisor === scaled ? 0n : 1n;
  const value = scale(Number((quotient << 1n) | sticky), -shift - 1);
  if (value !== 0 && value < 2 ** -1000) return undefined;
  return negative ? -value : value;
}

function scale(value: number, exponent: number): number {
  let result = value;
  let rest = exponent;
  for (; rest > 1000; rest -= 1000) result *= 2 ** 1000;
  for (; rest < -1000; rest += 1000) result *= 2 ** -1000;
  return result * 2 ** rest;
}

/** To the nearest integer, ties to even. */
export function halfEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  if (rest !== 0.5) return Math.round(value);
  return floor % 2 === 0 ? floor : floor + 1;
}

/** `round(value, -places)` of an integer, for places that are positive. */
export function roundInteger(value: bigint, places: bigint): bigint {
  const unit = 10n ** (places > 400n ? 400n : places);
  const low = floorDivide(value, unit);
  const twice = 2n * (value - low * unit);
  const up = twice > unit || (twice === unit && low % 2n !== 0n);
  return (up ? low + 1n : low) * unit;
}

/** What replaces an integer beside a float in JavaScript's comparisons: negative, 0 or positive; NaN for no order. */
export function orderOf(x: number | bigint, y: number | bigint): number {
  // JavaScript compares a bigint and a double by their exact values, as Python does.
  return x < y ? -1 : x > y ? 1 : x == y ? 0 : NaN; // oxlint-disable-line eqeqeq
}

/** What CPython's numeric hashes are taken modulo of. */
const MODULUS = 2n ** 61n - 1n;

/** The hash that CPython gives a number, whatever its type; undefined for nan. */
export function numericHash(number: number | bigint): bigint | undefined {
  let value = number;
  let halvings = 0;
  if (typeof value === 'number') {
    if (Number.isNaN(value)) return undefined;
    if (!Number.isFinite(value)) return value > 0 ? 314_159n : -314_159n;
    for (; !Number.isInteger(value); value *= 2) halvings++;
    value = BigInt(value);
  }
  // 2^61 is 1 here, so that what is halved n times is what is doubled 61 - n times.
  const hash = (value * 2n ** BigInt(61 - (halvings % 61))) % MODULUS;
  return hash === -1n ? -2n : hash;
}
