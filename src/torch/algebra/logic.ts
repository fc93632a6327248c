import { type NarrowDType, wrappedIn } from '../dtype';
import { convert } from './convert';
import { asTensor, elementwise, type Operation } from './elementwise';
import type { Enclosure, Operand } from './enclosure';
import { resultType } from './promotion';

/* Truth values and bits (aten/src/ATen/native/BinaryOps.cpp, UnaryOps.cpp). */

/** `torch.logical_and(a, b)`, of what is not 0. */
export const logicalAnd = logical((x, y) => x & y);

/** `torch.logical_or(a, b)`, of what is not 0. */
export const logicalOr = logical((x, y) => x | y);

/** `torch.logical_xor(a, b)`, of what is not 0. */
export const logicalXor = logical((x, y) => x ^ y);

/** `torch.logical_not(x)`. */
export function logicalNot(x: Enclosure): Enclosure {
  return elementwise({ bool: { variants: [(a) => 1 - a] } }, [convert(x, 'bool')], 'bool');
}

/** `torch.bitwise_and(a, b)`, `a & b`. Throws PyTorch's NotImplementedError for floats. */
export const bitwiseAnd = bitwise('and', {
  bool: { variants: [(x, y) => x & y] },
  int: { apply: (x, y) => x & y },
});

/** `torch.bitwise_or(a, b)`, `a | b`. Throws PyTorch's NotImplementedError for floats. */
export const bitwiseOr = bitwise('or', {
  bool: { variants: [(x, y) => x | y] },
  int: { apply: (x, y) => x | y },
});

/** `torch.bitwise_xor(a, b)`, `a ^ b`. Throws PyTorch's NotImplementedError for floats. */
export const bitwiseXor = bitwise('xor', {
  bool: { variants: [(x, y) => x ^ y] },
  int: { apply: (x, y) => x ^ y },
});

/** `torch.bitwise_not(x)`, `~x`. Throws PyTorch's NotImplementedError for floats. */
export function bitwiseNot(x: Enclosure): Enclosure {
  const name = 'bitwise_not_cpu';
  return elementwise({ name, bool: { variants: [(a) => 1 - a] }, int: { apply: (a) => ~a } }, [x], x.dtype);
}

/** Integers as those of fewer bits hold them; the very same where these hold all. */
export function wrapped(x: Enclosure, dtype: NarrowDType): Enclosure {
  const wrap = (value: bigint): bigint => wrappedIn(value, dtype);
  if ((x.tensor.values() as BigInt64Array).every((value) => value === wrap(value))) return x;
  return elementwise({ name: 'copy_', int: { apply: wrap } }, [x], x.dtype);
}

type OfTwo = (a: Operand, b: Operand) => Enclosure;

function logical(apply: (a: number, b: number) => number): OfTwo {
  return (a, b) => {
    const tensors = [asTensor(a), asTensor(b)];
    const common = resultType(a, b);
    const layouts = tensors.map((tensor) => convert(tensor, common));
    const truths = tensors.map((tensor) => convert(tensor, 'bool'));
    return elementwise({ bool: { variants: [apply] } }, truths, 'bool', 'bool', layouts);
  };
}

function bitwise(name: string, operation: Operation): OfTwo {
  const { int } = operation;
  // Bits of neighbouring integers have nothing in common.
  const uneven = int && { int: { ...int, isMonotone: () => false } };
  const named = { ...operation, ...uneven, name: `bitwise_${name}_cpu` };
  return (a, b) => elementwise(named, [a, b], resultType(a, b));
}
