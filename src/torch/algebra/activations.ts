import { C_TYPE_NAMES, type FloatDType, isFloating, isHalf } from '../dtype';
import { runtimeError } from '../errors';
import { maximum, minimum } from './arithmetic';
import { convert } from './convert';
import { elementwise } from './elementwise';
import { Enclosure } from './enclosure';
import { errorFunction } from './errorFunction';
import type { NumberKernel } from './evaluate';
import { epsilonOf, smallestOf, ulps } from './slack';
import { rectifying } from './loops';
import { checkFits, opmath } from './messages';
import { checkCast, resultType } from './promotion';
import { intScalar, type Scalar } from './scalar';
import { logistic } from './loops';
import { checkFloating } from './transcendental';

/* torch.nn.functional's activation functions: aten/src/ATen/native/cpu/Activation.cpp. */

/** `F.relu(x)`. Throws PyTorch's RuntimeError for bools. */
export function relu(x: Enclosure): Enclosure {
  if (x.dtype === 'bool') throw runtimeError('Boolean inputs not supported for relu');
  const kernel = { variants: [(a: number) => (a < 0 ? 0 : a)], loop: rectifying };
  return elementwise({ float: () => kernel, int: { apply: (a) => (a > 0n ? a : 0n) } }, [x], x.dtype);
}

/** `F.relu6(x)`. Throws PyTorch's RuntimeError for bools. */
export function relu6(x: Enclosure): Enclosure {
  if (x.dtype === 'bool') throw runtimeError('Bool inputs not supported for hardtanh');
  return clamp(x, intScalar(0), intScalar(6));
}

/**
 * `torch.clamp(x, min, max)`: a bound that is left out does not bound, one that is nan makes all nan.
 *
 * @param inPlace whether the result is to replace x
 * @throws TorchError RuntimeError where both are left out, or the result does not fit into x.
 */
export function clamp(
  x: Enclosure,
  min: Enclosure | Scalar | undefined,
  max: Enclosure | Scalar | undefined,
  inPlace = false,
): Enclosure {
  const bounds = [min, max].filter((bound) => bound !== undefined);
  if (bounds.length === 0) throw runtimeError("torch.clamp: At least one of 'min' or 'max' must not be None");
  const dtype = resultType(x, ...bounds);
  const numbers = bounds.flatMap((bound) => (bound instanceof Enclosure ? [] : [bound]));
  // Where one is nan, all is.
  if (!numbers.some(({ value }) => Number.isNaN(Number(value))))
    for (const one of numbers) checkFits(one, dtype);
  const [only] = bounds;
  // Numbers are checked before the operator that checks tensors, and in other words.
  if (inPlace && !(only instanceof Enclosure)) checkCast(dtype, x.dtype, C_TYPE_NAMES[x.dtype]);
  // The kernel of one tensor alone takes bools, too.
  if (dtype === 'bool' && bounds.length === 1 && only instanceof Enclosure)
    return min === undefined ? minimum(x, only) : maximum(x, only);
  const side = min === undefined ? 'max_' : max === undefined ? 'min_' : '';
  const name = only instanceof Enclosure ? 'clamp_cpu' : `clamp_${side}scalar_cpu`;
  const operands = [x, min ?? LEAST, max ?? GREATEST].map((operand, i) => {
    const isOpen = (i === 1 && min === undefined) || (i === 2 && max === undefined);
    const tensor = operand instanceof Enclosure ? operand : Enclosure.ofScalar(operand);
    return isOpen && !isFloating(dtype) ? Enclosure.ofScalar(i === 1 ? LEAST_INT : GREATEST_INT) : tensor;
  });
  const atLeast = (a: number, low: number): number => (Number.isNaN(low) || a < low ? low : a);
  const atMost = (a: number, high: number): number => (Number.isNaN(high) || a > high ? high : a);
  const clamped = (a: number, low: number, high: number): number =>
    Number.isNaN(a) ? a : atMost(atLeast(a, low), high);
  // Of a zero and a bound of zero either may come out, unless the bound is a number.
  const other = (a: number, low: number, high: number): number => {
    const raised = a === low ? low : clamped(a, low, Infinity);
    return raised === high ? high : clamped(raised, -Infinity, high);
  };
  const kernel = {
    variants: bounds.some((bound) => bound instanceof Enclosure) ? [clamped, other] : [clamped],
  };
  const int = (a: bigint, low: bigint, high: bigint): bigint => {
    const raised = a < low ? low : a;
    return raised > high ? high : raised;
  };
  return elementwise({ name, float: () => kernel, int: { apply: int } }, operands, dtype);
}

const LEAST: Scalar = { type: 'float', value: -Infinity };
const GREATEST: Scalar = { type: 'float', value: Infinity };
const LEAST_INT: Scalar = { type: 'int', value: -(2n ** 63n) };
const GREATEST_INT: Scalar = { type: 'int', value: 2n ** 63n - 1n };

/** `F.leaky_relu(x, negative_slope)`. */
export function leakyRelu(x: Enclosure, slope = 0.01): Enclosure {
  return activation('leaky_relu_cpu', x, (dtype) => {
    const factor = opmath(slope, dtype);
    return {
      variants: [(a) => (a > 0 ? a : a * factor)],
      slack: isHalf(dtype) ? ulps(1, dtype) : () => 0,
    };
  });
}

/** `F.elu(x, alpha)`. */
export function elu(x: Enclosure, alpha = 1): Enclosure {
  return activation('elu_cpu', x, (dtype) => exponentialUnit(dtype, opmath(alpha, dtype), 1));
}

/** `F.selu(x)`. */
export function selu(x: Enclosure): Enclosure {
  return activation('elu_cpu', x, (dtype) => exponentialUnit(dtype, 1.6732632423543772, 1.0507009873554805));
}

/** `F.silu(x)`: x·sigmoid(x). */
export function silu(x: Enclosure): Enclosure {
  return activation('silu_cpu', x, (dtype) => ({
    variants: [(a) => (a === -Infinity ? NaN : a * logistic(a))],
    // A sigmoid that is subnormal may be flushed to zero, or made of an exponential that is infinite; then |x| is below 1024.
    slack: (result, a = 0) =>
      a === 0 ? 0 : Math.max(ulps(12, dtype)(result), a < 0 ? 1024 * smallestOf(dtype) : 0),
    turns: [-1.278464542761074],
  }));
}

/** `F.softplus(x, beta, threshold)`. */
export function softplus(x: Enclosure, beta = 1, threshold = 20): Enclosure {
  return activation('softplus_cpu', x, (dtype) => {
    const [factor, limit] = [opmath(beta, dtype), opmath(threshold, dtype)];
    return {
      variants: [(a) => (a * factor > limit ? a : Math.log1p(Math.exp(a * factor)) / factor)],
      slack: (result, a = 0) =>
        a * factor > limit ? 0 : ulps(12, dtype)(result) + epsilonOf(dtype) * 2 * Math.abs(a * result),
    };
  });
}

/** `F.gelu(x, approximate=approximate)`. */
export function gelu(x: Enclosure, approximate: 'none' | 'tanh' = 'none'): Enclosure {
  const exact = (a: number): number => (a * (1 + errorFunction(a * Math.SQRT1_2))) / 2;
  const byTanh = (a: number): number =>
    (a * (1 + Math.tanh(Math.sqrt(2 / Math.PI) * (a + 0.044715 * a * a * a)))) / 2;
  const curve = approximate === 'none' ? exact : byTanh;
  return activation('GeluKernelImpl', x, (dtype) => ({
    // It depends on the element's place whether a kernel is vectorised, and then overflows, or makes nan of infinity. And it
    // depends on the processor whether oneDNN computes it, which has no float64, and makes 0 of -0.
    variants: [
      curve,
      dtype === 'float64' ? (a) => (a > 1e307 ? NaN : curve(a)) : (a) => (a > 1e37 ? NaN : curve(a) + 0),
    ],
    // 1 + erf loses what it has in common with 0.
    slack: (_, a = 0) => 16 * epsilonOf(dtype) * Math.abs(a),
    turns: [approximate === 'none' ? -0.7517915246935645 : -0.7524614220710162],
  }));
}

function exponentialUnit(dtype: FloatDType, alpha: number, scale: number): NumberKernel {
  const unit = 8 * epsilonOf(dtype);
  return {
    variants: [(a) => (a >= 0 ? a : alpha * Math.expm1(a)) * scale],
    // exp(a) - 1 may be taken in two steps.
    slack: (result, a = 0) =>
      a === 0 || (scale === 1 && a > 0) ? 0 : unit * Math.max(Math.abs(result), a > 0 ? 0 : scale),
  };
}

function activation(name: string, x: Enclosure, kernel: (dtype: FloatDType) => NumberKernel): Enclosure {
  const dtype = checkFloating(name, x);
  return elementwise({ float: kernel }, [convert(x, dtype)], dtype);
}
