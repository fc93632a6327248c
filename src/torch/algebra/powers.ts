import { type FloatDType, isFloating, isHalf } from '../dtype';
import { runtimeError } from '../errors';
import { roundTo } from '../rounding';
import { elementwise } from './elementwise';
import { Enclosure, type Operand } from './enclosure';
import type { NumberFunction, NumberKernel } from './evaluate';
import { epsilonOf, ulps } from './slack';
import { checkFits } from './messages';
import { floatResultType, resultType } from './promotion';
import type { Scalar } from './scalar';

/* Powers and roots: aten/src/ATen/native/cpu/PowKernel.cpp, UnaryOpsKernel.cpp. */

/**
 * `torch.pow(base, exponent)`, `base ** exponent`. Exact for int64, which wraps, and for the Python exponents
 * -2, -1, -0.5, 0, 0.5, 1, 2 and 3, which have kernels of their own.
 *
 * @throws TorchError RuntimeError for an int64 tensor to the power of a negative Python int.
 */
export function pow(base: Operand, exponent: Operand): Enclosure {
  const dtype = resultType(base, exponent);
  if (dtype === 'bool') {
    if (exponent instanceof Enclosure) return elementwise({ name: 'pow' }, [base, exponent], dtype);
    return elementwise({ bool: { variants: [(a) => (exponent.value ? a : 1)] } }, [base], dtype);
  }
  if (exponent instanceof Enclosure || exponent.error) {
    return elementwise(
      { int: { apply: intPower, isMonotone: () => false }, float: generalPower },
      [base, exponent],
      dtype,
    );
  }
  if (!isFloating(dtype) && Number(exponent.value) < 0)
    throw runtimeError('Integers to negative integer powers are not allowed.');
  if (isHalf(dtype)) checkFits(exponent, dtype);
  const power = exponent.type === 'float' ? 0n : BigInt(exponent.value);
  const value = Number(exponent.value);
  return elementwise(
    {
      int: { apply: (a) => intPower(a, power), isMonotone: ([base]) => staysWithin(base, power) },
      float: (float) => powerOf(float, value),
    },
    [base],
    dtype,
  );
}

/** `torch.square(x)`: the power of 2. */
export function square(x: Enclosure): Enclosure {
  return pow(x, TWO);
}

/**
 * `torch.sqrt(x)`, of integers in float32. MKL's root, which x86 builds take, is not always the nearest float: it is
 * exact for squares, and for the 16-bit floats.
 */
export function sqrt(x: Enclosure): Enclosure {
  return elementwise({ float: rootKernel }, [x], floatResultType(x));
}

/** `torch.rsqrt(x)`, 1/√x, of integers in float32. */
export function rsqrt(x: Enclosure): Enclosure {
  return elementwise({ float: (dtype) => ({ variants: inverseRoots(dtype) }) }, [x], floatResultType(x));
}

/** `torch.reciprocal(x)`, 1/x, of integers in float32. */
export function reciprocal(x: Enclosure): Enclosure {
  return elementwise({ float: () => ({ variants: [(a) => 1 / a] }) }, [x], floatResultType(x));
}

const TWO: Scalar = { type: 'int', value: 2n };

/** `powi` (aten/src/ATen/native/Pow.h), wrapped to 64 bits at each step. */
function intPower(base: bigint, exponent: bigint): bigint {
  if (exponent < 0n) {
    if (base === 1n) return 1n;
    if (base === -1n) return exponent % 2n === 0n ? 1n : -1n;
    return 0n;
  }
  let [result, factor] = [1n, base];
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = BigInt.asIntN(64, result * factor);
    factor = BigInt.asIntN(64, factor * factor);
  }
  return result;
}

/** Whether the powers of what lies between two integers stay within 64 bits. */
function staysWithin(ends: readonly [bigint, bigint] | undefined, exponent: bigint): boolean {
  const magnitude = Math.max(...(ends ?? []).map((end) => Math.abs(Number(end))), 1);
  return Math.log2(magnitude) * Number(exponent) < 62;
}

/** The steps of a kernel for a 16-bit float are stored in it, or kept in float32 where a kernel is vectorised. */
function stepsOf(dtype: FloatDType): ((value: number) => number)[] {
  if (dtype === 'float64' || dtype === 'float32') return [(value) => roundTo(dtype, value)];
  return [(value) => roundTo(dtype, value), Math.fround];
}

function rootKernel(dtype: FloatDType): NumberKernel {
  if (isHalf(dtype)) return { variants: [Math.sqrt] };
  const slack = ulps(2, dtype);
  const isExact = (root: number, square: number): boolean =>
    root * root === square && Math.fround(root) === root;
  return { variants: [Math.sqrt], slack: (root, square = NaN) => (isExact(root, square) ? 0 : slack(root)) };
}

function inverseRoots(dtype: FloatDType): NumberFunction[] {
  return stepsOf(dtype).map((round) => (a) => 1 / round(Math.sqrt(a)));
}

function powerOf(dtype: FloatDType, exponent: number): NumberKernel {
  switch (exponent) {
    case 0:
      return { variants: [() => 1] };
    case 1:
      return { variants: [(a) => a] };
    case 2:
      return { variants: [(a) => a * a] };
    case 3:
      return { variants: stepsOf(dtype).map((round) => (a) => round(a * a) * a) };
    case 0.5:
      return rootKernel(dtype);
    case -0.5:
      return { variants: inverseRoots(dtype) };
    case -1:
      return { variants: [(a) => 1 / a] };
    case -2:
      return { variants: stepsOf(dtype).map((round) => (a) => 1 / round(a * a)) };
    default: {
      // The exponent may be kept in double, or rounded on its way into a vector.
      const precisions: FloatDType[] = [
        'float64',
        ...(dtype === 'float64' ? [] : (['float32', dtype] as const)),
      ];
      const exponents = new Set(precisions.map((precision) => roundTo(precision, exponent)));
      return {
        variants: Array.from(
          exponents,
          (rounded): NumberFunction =>
            (a) =>
              cPower(a, rounded),
        ),
        slack: powerSlack(dtype, exponent),
      };
    }
  }
}

function generalPower(dtype: FloatDType): NumberKernel {
  return {
    variants: [cPower],
    turns: [-1, 1],
    slack: powerSlack(dtype),
    // A negative base has powers of whole exponents only.
    isMonotone: ([base, exponent]) =>
      base !== undefined && exponent !== undefined && (base[0] > 0 || exponent[0] === exponent[1]),
  };
}

/** Powers of whole numbers are exact where they fit into 24 bits; others as exact as the logarithm they come of. */
function powerSlack(dtype: FloatDType, fixed?: number): (result: number, ...operands: number[]) => number {
  const plain = ulps(4, dtype);
  return (result, base = NaN, given = NaN) => {
    // A kernel of one operand is handed something for a second one, too.
    const exponent = fixed ?? given;
    const isWhole = Number.isInteger(base) && Number.isInteger(exponent) && exponent >= 0;
    if (isWhole && Math.abs(result) < 2 ** 24) return 0;
    if (dtype !== 'float64') return plain(result);
    return plain(result) + epsilonOf(dtype) * Math.abs(result * exponent * Math.log(Math.abs(base) || 1));
  };
}

/** C's `pow`, which knows 1 to any power, and -1 to an infinite one, where JavaScript says nan. */
function cPower(base: number, exponent: number): number {
  if (base === 1 || (base === -1 && !Number.isFinite(exponent) && !Number.isNaN(exponent))) return 1;
  return base ** exponent;
}
