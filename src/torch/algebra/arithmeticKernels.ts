import type { FloatDType } from '../dtype';
import { runtimeError } from '../errors';
import { fma32, fma64 } from '../fma';
import { roundTo } from '../rounding';
import type { Operation } from './elementwise';
import type { Ends, NumberFunction, NumberKernel } from './evaluate';
import { adding, dividing, type Loop, multiplying, subtracting } from './loops';
import type { Scalar } from './scalar';

/*
 * What the kernels of aten/src/ATen/native/cpu/BinaryOpsKernel.cpp compute. A sum, product, quotient or root of two
 * float32 that is computed in double and then rounded is the one that float32 arithmetic gives.
 */

/** a + alpha·b, fused on most processors but not in every kernel (`ufunc::add`). */
export function addition(alpha: Scalar): Operation {
  const whole = alpha.type === 'float' ? 0n : BigInt(alpha.value);
  return {
    bool: { variants: [(a, b) => Number(a !== 0 || (whole !== 0n && b !== 0))] },
    int: { apply: (a, b) => a + whole * b },
    float: (dtype) => {
      const factor = roundTo(dtype, Number(alpha.value));
      return { variants: additions(dtype, factor), loop: ADDITION_LOOPS.get(factor) };
    },
  };
}

const ADDITION_LOOPS: ReadonlyMap<number, Loop> = new Map([
  [1, adding],
  [-1, subtracting],
]);

function additions(dtype: FloatDType, alpha: number): NumberFunction[] {
  if (alpha === 1) return [(a, b) => a + b];
  if (alpha === -1) return [(a, b) => a - b];
  const separate: NumberFunction = (a, b) => a + roundTo(dtype, alpha * b);
  if (dtype !== 'float64') return [(a, b) => fma32(b, alpha, a), separate];
  // Where an FMA of doubles cannot be told from here, neither can the result.
  const known: NumberFunction = (a, b) => {
    const magnitude = Math.abs(alpha * b);
    const isOrdinary = magnitude < 2 ** 990 && (magnitude === 0 ? alpha * b === 0 : magnitude > 2 ** -900);
    return isOrdinary && Math.abs(a) < 2 ** 990 && Math.abs(b) < 2 ** 990 ? fma64(b, alpha, a) : NaN;
  };
  return [separate, known];
}

export const multiplication: Operation = {
  bool: { variants: [(a, b) => a * b] },
  int: { apply: (a, b) => a * b },
  float: () => ({ variants: [(a, b) => a * b], loop: multiplying }),
  wideScalar: 1,
};

export const quotient: Operation = {
  float: () => ({ variants: [(a, b) => a / b], loop: dividing }),
  wideScalar: 1,
};

export const floorDivision: Operation = {
  name: 'div_floor_cpu',
  int: {
    apply: (a, b) => {
      const truncated = a / checkDivisor(b);
      return truncated * b !== a && a < 0n !== b < 0n ? truncated - 1n : truncated;
    },
    isMonotone: ([, divisor]) => divisor !== undefined && divisor[0] * divisor[1] > 0n,
  },
  float: (dtype) => ({
    variants: withUnknownFar(dtype, stepsOf(dtype).map(floorQuotient)),
    isMonotone: ([, divisor]) => isConstant(divisor),
  }),
  wideScalar: 1,
};

export const remainders: Operation = {
  name: 'remainder_cpu',
  int: {
    apply: (a, b) => {
      const rest = a % checkDivisor(b);
      return rest !== 0n && rest < 0n !== b < 0n ? rest + b : rest;
    },
    isMonotone: () => false,
  },
  float: (dtype) => ({
    variants: withUnknownFar(
      dtype,
      stepsOf(dtype).map((round) => (a, b) => {
        const rest = a % b;
        return rest !== 0 && b < 0 !== rest < 0 ? round(rest + b) : rest;
      }),
    ),
    isMonotone: (ends) => isWithinOnePeriod(ends, Math.floor),
  }),
};

export const fmodulo: Operation = {
  name: 'fmod_cpu',
  int: { apply: (a, b) => a % checkDivisor(b), isMonotone: () => false },
  float: (dtype) => ({
    variants: withUnknownFar(dtype, [(a, b) => a % b]),
    isMonotone: (ends) => isWithinOnePeriod(ends, Math.trunc),
  }),
};

/** Of two zeros either may come out. */
const maxima: NumberKernel = {
  variants: [(a, b) => (Number.isNaN(a) || a > b ? a : b), (a, b) => (Number.isNaN(a) || a >= b ? a : b)],
};

export const larger: Operation = {
  bool: maxima,
  int: { apply: (a, b) => (a > b ? a : b) },
  float: () => maxima,
};

const minima: NumberKernel = {
  variants: [(a, b) => (Number.isNaN(a) || a < b ? a : b), (a, b) => (Number.isNaN(a) || a <= b ? a : b)],
};

export const smaller: Operation = {
  bool: minima,
  int: { apply: (a, b) => (a < b ? a : b) },
  float: () => minima,
};

/** The precisions in which the steps of a kernel are stored: 16-bit floats may or may not be kept in float32. */
function stepsOf(dtype: FloatDType): ((value: number) => number)[] {
  if (dtype === 'float64') return [(value) => value];
  if (dtype === 'float32') return [Math.fround];
  return [(value) => roundTo(dtype, value), Math.fround];
}

/** `c10::div_floor_floating` (c10/util/generic_math.h). */
function floorQuotient(round: (value: number) => number): NumberFunction {
  return (a, b) => {
    if (b === 0) return a / b;
    const rest = a % b;
    let result = round(round(a - rest) / b);
    if (rest !== 0 && b < 0 !== rest < 0) result = round(result - 1);
    if (result === 0) return a / b < 0 || Object.is(a / b, -0) ? -0 : 0;
    const floor = Math.floor(result);
    return result - floor > 0.5 ? round(floor + 1) : floor;
  };
}

/** Vectorised remainders of very large quotients are not exact. */
function withUnknownFar(dtype: FloatDType, variants: readonly NumberFunction[]): NumberFunction[] {
  const limit = dtype === 'float64' ? 2 ** 45 : 2 ** 20;
  const [first = () => NaN] = variants;
  const guarded: NumberFunction = (a, b) =>
    Math.abs(a / b) > limit && Number.isFinite(a) && b !== 0 ? NaN : first(a, b);
  return [...variants, guarded];
}

function checkDivisor(divisor: bigint): bigint {
  if (divisor === 0n) throw runtimeError('ZeroDivisionError');
  return divisor;
}

function isConstant(ends: Ends | undefined): boolean {
  return ends !== undefined && ends[0] === ends[1] && ends[0] !== 0;
}

/** Whether the whole part of the quotient is the same at both ends of the dividend. */
function isWithinOnePeriod([dividend, divisor]: readonly Ends[], whole: (value: number) => number): boolean {
  if (!dividend || !divisor || !isConstant(divisor)) return false;
  const [low, high] = dividend.map((end) => end / divisor[0]).sort((a, b) => a - b);
  if (low === undefined || high === undefined || !Number.isFinite(high - low)) return false;
  const margin = Math.max(Math.abs(low), Math.abs(high)) * 2 ** -20;
  return whole(low - margin) === whole(high + margin) && low * high > 0;
}
