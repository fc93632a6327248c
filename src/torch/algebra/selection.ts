import { TorchError } from '../errors';
import { isFloating, type FloatDType, SCALAR_TYPE_NAMES } from '../dtype';
import { fma32 } from '../fma';
import { elementwise } from './elementwise';
import { Enclosure, type Operand } from './enclosure';
import type { NumberFunction } from './evaluate';
import { resultType } from './promotion';

/**
 * `torch.where(condition, a, b)`: of each pair one, in their common dtype (aten/src/ATen/native/TensorCompare.cpp).
 *
 * @throws TorchError RuntimeError for a condition that is no bool tensor.
 */
export function where(condition: Enclosure, a: Operand, b: Operand): Enclosure {
  if (condition.dtype !== 'bool') {
    throw new TorchError(
      'RuntimeError',
      `where expected condition to be a boolean tensor, but got a tensor with dtype ${SCALAR_TYPE_NAMES[condition.dtype]}`,
    );
  }
  const dtype = resultType(a, b);
  const choose = { variants: [(chosen: number, x: number, y: number) => (chosen === 0 ? y : x)] };
  const operation = {
    float: () => choose,
    bool: choose,
    int: { apply: (chosen: bigint, x: bigint, y: bigint) => (chosen === 0n ? y : x) },
  };
  return elementwise(operation, [condition, a, b], dtype);
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
    if (other instanceof Enclosure && other.dtype !== start.dtype && other.dim > 0) {
      throw new TorchError(
        'RuntimeError',
        `expected dtype ${dtypeText(start)} for \`${name}\` but got dtype ${dtypeText(other)}`,
      );
    }
  }
  const float = (dtype: FloatDType) => ({ variants: interpolations(dtype) });
  if (!isFloating(start.dtype))
    throw new TorchError(
      'NotImplementedError',
      `"lerp_kernel_scalar" not implemented for '${SCALAR_TYPE_NAMES[start.dtype]}'`,
    );
  return elementwise({ float }, [start, end, weight], start.dtype);
}

function dtypeText(x: Enclosure): string {
  return {
    float32: 'float',
    float64: 'double',
    float16: 'c10::Half',
    bfloat16: 'c10::BFloat16',
    int64: 'int64_t',
    bool: 'bool',
  }[x.dtype];
}

function interpolations(dtype: FloatDType): NumberFunction[] {
  const round = dtype === 'float64' ? (value: number) => value : Math.fround;
  const separate: NumberFunction = (start, end, weight) => {
    const difference = round(end - start);
    return Math.abs(weight) < 0.5
      ? start + round(weight * difference)
      : end - round(difference * round(1 - weight));
  };
  if (dtype === 'float64') return [separate, () => NaN];
  const fused: NumberFunction = (start, end, weight) => {
    const difference = round(end - start);
    return Math.abs(weight) < 0.5
      ? fma32(weight, difference, start)
      : fma32(-difference, round(1 - weight), end);
  };
  return [fused, separate];
}
