import { type DType, type FloatDType, isFloating, isHalf } from '../dtype';
import { runtimeError } from '../errors';
import { roundTo } from '../rounding';
import { elementwise, type Operation } from './elementwise';
import type { Enclosure } from './enclosure';
import type { NumberFunction } from './evaluate';
import { magnitudes, negating } from './loops';
import { notImplemented } from './messages';

/* Signs and whole parts: aten/src/ATen/native/cpu/UnaryOpsKernel.cpp. */

/** `torch.neg(x)`, `-x`. Throws PyTorch's RuntimeError for bools. */
export function neg(x: Enclosure): Enclosure {
  if (x.dtype === 'bool')
    throw runtimeError(
      'Negation, the `-` operator, on a bool tensor is not supported. If you are trying to invert a mask, use the `~` or `logical_not()` operator instead.',
    );
  return elementwise(NEGATION, [x], x.dtype);
}

const NEGATION: Operation = {
  float: () => ({ variants: [(a) => -a], loop: negating }),
  int: { apply: (a) => -a },
};

/** `torch.abs(x)`. */
export function abs(x: Enclosure): Enclosure {
  if (x.dtype === 'bool') throw notImplemented('abs_cpu', x.dtype);
  const kernel = { variants: [Math.abs], loop: magnitudes };
  const operation = { float: () => kernel, int: { apply: (a: bigint) => (a < 0n ? -a : a) } };
  return elementwise(operation, [x], x.dtype);
}

/** `torch.sign(x)`: -1, 0 or 1. */
export function sign(x: Enclosure): Enclosure {
  const kernel = { variants: [(a: number) => Number(a > 0) - Number(a < 0)] };
  const operation = {
    float: () => kernel,
    bool: kernel,
    int: { apply: (a: bigint) => BigInt(Number(a > 0n) - Number(a < 0n)) },
  };
  return elementwise(operation, [x], x.dtype);
}

/** `torch.floor(x)`. Integers stay as they are. */
export const floor = whole('floor', Math.floor);

/** `torch.ceil(x)`. Integers stay as they are. */
export const ceil = whole('ceil', Math.ceil);

/** `torch.trunc(x)`. Integers stay as they are. */
export const trunc = whole('trunc', Math.trunc);

/**
 * `torch.round(x, decimals=decimals)`: ties to the even neighbour.
 *
 * @param decimals how many digits after the point are kept; of the ones before it if negative.
 */
export function round(x: Enclosure, decimals = 0): Enclosure {
  if (decimals === 0) return roundWhole(x);
  if (!isFloating(x.dtype)) throw notImplemented('round_cpu', x.dtype);
  const float = (dtype: FloatDType) => ({ variants: decimalRounding(dtype, decimals) });
  return elementwise({ float }, [x], x.dtype);
}

const roundWhole = whole('round', roundHalfToEven);

/** The nearest integer of a double, of two the even one. Keeps the sign of a zero. */
export function roundHalfToEven(value: number): number {
  const magnitude = Math.abs(value);
  if (!(magnitude < 2 ** 52)) return value;
  const rounded = magnitude + 2 ** 52 - 2 ** 52;
  return value < 0 || Object.is(value, -0) ? -rounded : rounded;
}

function whole(name: string, apply: NumberFunction): (x: Enclosure) => Enclosure {
  const operation: Operation = { float: () => ({ variants: [apply] }), int: { apply: (a) => a } };
  return (x) => {
    if (x.dtype === 'bool') throw notImplemented(`${name}_vml_cpu`, x.dtype);
    return elementwise(operation, [x], x.dtype);
  };
}

/** `round_decimals_kernel`, in the precision of the dtype at each step, or in float32 throughout. */
function decimalRounding(dtype: FloatDType, decimals: number): NumberFunction[] {
  const steps: DType[] = isHalf(dtype) ? [dtype, 'float32'] : [dtype];
  return steps.map((step) => {
    const stored = (value: number): number => (isFloating(step) ? roundTo(step, value) : value);
    const power = stored(10 ** Math.abs(decimals));
    if (decimals < 0) return (a) => stored(roundHalfToEven(stored(a / power)) * power);
    return (a) => stored(roundHalfToEven(stored(a * power)) / power);
  });
}
