import { runtimeError, TorchError } from '../errors';
import { isFloating, type FloatDType, SCALAR_TYPE_NAMES } from '../dtype';
import { fma32 } from '../fma';
import { convert } from './convert';
import { asTensor, elementwise } from './elementwise';
import { Enclosure, type Operand } from './enclosure';
import type { NumberFunction, NumberKernel } from './evaluate';
import { epsilonOf, type Slack } from './slack';
import { checkFilling, cName, opmath } from './messages';
import { resultType } from './promotion';

/**
 * `torch.where(condition, a, b)`: of each pair one, in their common dtype (aten/src/ATen/native/TensorCompare.cpp).
 *
 * @throws TorchError RuntimeError for a condition that is no bool tensor.
 */
export function where(condition: Enclosure, a: Operand, b: Operand): Enclosure {
  if (condition.dtype !== 'bool')
    throw runtimeError(
      `where expected condition to be a boolean tensor, but got a tensor with dtype ${SCALAR_TYPE_NAMES[condition.dtype]}`,
    );
  const dtype = resultType(a, b);
  // A number is made a tensor first.
  for (const one of [a, b]) if (!(one instanceof Enclosure)) checkFilling(one, dtype, 1);
  const choose = { variants: [(chosen: number, x: number, y: number) => (chosen === 0 ? y : x)] };
  const operation = {
    float: () => choose,
    bool: choose,
    int: { apply: (chosen: bigint, x: bigint, y: bigint) => (chosen === 0n ? y : x) },
  };
  const layouts = [condition, convert(asTensor(a), dtype), convert(asTensor(b), dtype)];
  return elementwise(operation, [condition, a, b], dtype, dtype, layouts);
}

/**
 * `torch.lerp(start, end, weight)`: start + weight·(end - start), from the nearer end (aten/src/ATen/native/Lerp.h).
 *
 * @throws TorchError RuntimeError where the dtypes differ.
 */
export function lerp(start: Enclosure, end: Enclosure, weight: Operand): Enclosure {
  for (const [name, other] of [
    ['end', end],
    ['weight', weight],
  ] as const) {
    if (other instanceof Enclosure && other.dtype !== start.dtype)
      throw runtimeError(
        `expected dtype ${cName(start.dtype)} for \`${name}\` but got dtype ${cName(other.dtype)}`,
      );
  }
  const float = (dtype: FloatDType): NumberKernel => {
    const unevenness: Slack = (_, from = 0, to = 0, weight = 0) =>
      4 * epsilonOf(dtype) * (1 + Math.abs(weight)) * (Math.abs(from) + Math.abs(to));
    // Of doubles an FMA cannot always be told from here.
    return { variants: interpolations(dtype), ...(dtype === 'float64' && { slack: unevenness }), unevenness };
  };
  if (!isFloating(start.dtype))
    throw new TorchError(
      'NotImplementedError',
      `"lerp_kernel_scalar" not implemented for '${SCALAR_TYPE_NAMES[start.dtype]}'`,
    );
  if (!(weight instanceof Enclosure)) opmath(Number(weight.value), start.dtype);
  return elementwise({ float, wideScalar: 2 }, [start, end, weight], start.dtype);
}

function interpolations(dtype: FloatDType): NumberFunction[] {
  const round = dtype === 'float64' ? (value: number) => value : Math.fround;
  const nearStart = (weight: number): boolean => Math.abs(weight) < 0.5;
  const separate: NumberFunction = (start, end, weight) => {
    const difference = round(end - start);
    return nearStart(weight)
      ? start + round(weight * difference)
      : end - round(difference * round(1 - weight));
  };
  // As the vectorised kernel has it, which may make another zero of it.
  const vectorised =
    (fused: boolean): NumberFunction =>
    (start, end, weight) => {
      const difference = round(end - start);
      const [base, factor] = nearStart(weight) ? [start, weight] : [end, round(weight - 1)];
      return fused ? fma32(factor, difference, base) : base + round(factor * difference);
    };
  if (dtype === 'float64') return [separate, vectorised(false)];
  return [vectorised(true), vectorised(false), separate];
}
