import { type FloatDType, isFloating } from '../dtype';
import { notImplemented } from './messages';
import { elementwise } from './elementwise';
import type { Enclosure } from './enclosure';
import { errorFunction } from './errorFunction';
import type { Ends, NumberFunction, NumberKernel } from './evaluate';
import { epsilonOf, radiiOfUnits, type Slack, ulps } from './slack';
import { applying, exponentials, logistic, logistics, type Loop, tangents } from './loops';
import { floatResultType } from './promotion';

/*
 * Functions whose last bits hang on the processor and the library (SLEEF, MKL's VML, the C library): our value is the
 * best one, and its error 4 units in the last place, where the libraries promise 1, so that every one conforms.
 * Integers are computed in float32.
 */

const ULPS = 4;

/** `torch.exp(x)`. */
export const exp = of(Math.exp, { exact: 0, loop: exponentials });

/** `torch.exp2(x)`. */
export const exp2 = of((x) => 2 ** x, { exact: isExponent });

/** `torch.expm1(x)`. */
export const expm1 = of(Math.expm1, { exact: 0 });

/** `torch.log(x)`. */
export const log = of(Math.log, { exact: 1, floor: 0.25 });

/** `torch.log2(x)`. */
export const log2 = of(Math.log2, {
  exact: (x) => isExponent(Math.log2(x)) && 2 ** Math.log2(x) === x,
  floor: 0.25,
});

/** `torch.log10(x)`. */
export const log10 = of(Math.log10, { exact: 1, floor: 0.25 });

/** `torch.log1p(x)`. */
export const log1p = of(Math.log1p, { exact: 0 });

/** `torch.tanh(x)`. */
export const tanh = of(Math.tanh, { exact: 0, loop: tangents });

/** `torch.erf(x)`. */
export const erf = of(errorFunction, { exact: 0, floor: 8 });

/** `torch.sigmoid(x)`. */
export const sigmoid = of(logistic, { exact: 0, ulps: 8, loop: logistics });

/** `torch.sin(x)`. */
export const sin = of(Math.sin, { exact: 0, isMonotone: hasNoTurn(Math.PI / 2), floor: 0.25 });

/** `torch.cos(x)`. */
export const cos = of(Math.cos, { exact: 0, isMonotone: hasNoTurn(0), floor: 0.25 });

/** `torch.tan(x)`. */
export const tan = of(Math.tan, { exact: 0, isMonotone: hasNoTurn(Math.PI / 2), floor: 0.25 });

interface Character {
  /** Where every implementation gives the very value. */
  readonly exact?: number | ((x: number) => boolean);
  readonly ulps?: number;
  /** The absolute error near zero, where an implementation promises no relative one: in spacings above 1. */
  readonly floor?: number;
  readonly isMonotone?: (ends: Ends) => boolean;
  /** The function over whole arrays. */
  readonly loop?: Loop;
}

function of(apply: NumberFunction, character: Character = {}): (x: Enclosure) => Enclosure {
  const { isMonotone, exact, ulps: count = ULPS, floor = 0, loop = applying(apply) } = character;
  const made = new Map<FloatDType, NumberKernel>();
  const kernel = (dtype: FloatDType): NumberKernel => {
    const known = made.get(dtype);
    if (known) return known;
    const one: NumberKernel = {
      variants: [apply],
      loop,
      slack: slackOf(dtype, character),
      ...(typeof exact !== 'function' &&
        (dtype === 'float32' || dtype === 'float64') && {
          radii: radiiOfUnits({ count, floor, exact }, dtype),
        }),
      ...(isMonotone && { isMonotone: ([ends]) => ends !== undefined && isMonotone(ends) }),
    };
    made.set(dtype, one);
    return one;
  };
  const operation = { float: kernel };
  return (x) => elementwise(operation, [x], floatResultType(x));
}

function slackOf(dtype: FloatDType, { exact, ulps: count = ULPS, floor = 0 }: Character): Slack {
  const relative = ulps(count, dtype);
  const isExact = typeof exact === 'function' ? exact : (x: number) => x === exact;
  const least = floor * epsilonOf(dtype);
  return (result, operand = NaN) => (isExact(operand) ? 0 : Math.max(relative(result), least));
}

/** Whether a periodic function with turns at `turn` and every π from there has none between two ends. */
function hasNoTurn(turn: number): (ends: Ends) => boolean {
  return ([low, high]) => {
    const [first, last] = [(low - turn) / Math.PI, (high - turn) / Math.PI];
    const margin = 1e-9 * Math.max(1, Math.abs(first), Math.abs(last));
    return Math.abs(last) < 2 ** 40 && Math.floor(first - margin) === Math.floor(last + margin);
  };
}

/** Whether a number is the exponent of an ordinary power of two. */
function isExponent(x: number): boolean {
  return Number.isInteger(x) && Math.abs(x) <= 100;
}

/** For what has a kernel for floats alone. */
export function checkFloating(name: string, x: Enclosure): FloatDType {
  if (!isFloating(x.dtype)) throw notImplemented(name, x.dtype);
  return x.dtype;
}
