import { convert } from './convert';
import { asTensor, elementwise, type Operation } from './elementwise';
import type { Enclosure, Operand } from './enclosure';
import { resultType } from './promotion';

/* Truth values and bits (aten/src/ATen/native/BinaryOps.cpp, UnaryOps.cpp). */

/** `torch.logical_and(a, b)`, of what is not 0. */
export function logicalAnd(a: Operand, b: Operand): Enclosure {
  return logical((x, y) => x & y, a, b);
}

/** `torch.logical_or(a, b)`, of what is not 0. */
export function logicalOr(a: Operand, b: Operand): Enclosure {
  return logical((x, y) => x | y, a, b);
}

/** `torch.logical_xor(a, b)`, of what is not 0. */
export function logicalXor(a: Operand, b: Operand): Enclosure {
  return logical((x, y) => x ^ y, a, b);
}

/** `torch.logical_not(x)`. */
export function logicalNot(x: Enclosure): Enclosure {
  return elementwise({ bool: { variants: [(a) => 1 - a] } }, [convert(x, 'bool')], 'bool');
}

/** `torch.bitwise_and(a, b)`, `a & b`. Throws PyTorch's NotImplementedError for floats. */
export function bitwiseAnd(a: Operand, b: Operand): Enclosure {
  return bitwise('and', { bool: { variants: [(x, y) => x & y] }, int: { apply: (x, y) => x & y } }, a, b);
}

/** `torch.bitwise_or(a, b)`, `a | b`. Throws PyTorch's NotImplementedError for floats. */
export function bitwiseOr(a: Operand, b: Operand): Enclosure {
  return bitwise('or', { bool: { variants: [(x, y) => x | y] }, int: { apply: (x, y) => x | y } }, a, b);
}

/** `torch.bitwise_xor(a, b)`, `a ^ b`. Throws PyTorch's NotImplementedError for floats. */
export function bitwiseXor(a: Operand, b: Operand): Enclosure {
  return bitwise('xor', { bool: { variants: [(x, y) => x ^ y] }, int: { apply: (x, y) => x ^ y } }, a, b);
}

/** `torch.bitwise_not(x)`, `~x`. Throws PyTorch's NotImplementedError for floats. */
export function bitwiseNot(x: Enclosure): Enclosure {
  const name = 'bitwise_not_cpu';
  return elementwise({ name, bool: { variants: [(a) => 1 - a] }, int: { apply: (a) => ~a } }, [x], x.dtype);
}

function logical(apply: (a: number, b: number) => number, a: Operand, b: Operand): Enclosure {
  const tensors = [asTensor(a), asTensor(b)];
  const common = resultType(a, b);
  const layouts = tensors.map((tensor) => convert(tensor, common));
  const truths = tensors.map((tensor) => convert(tensor, 'bool'));
  return elementwise({ bool: { variants: [apply] } }, truths, 'bool', 'bool', layouts);
}

function bitwise(name: string, operation: Operation, a: Operand, b: Operand): Enclosure {
  const { int } = operation;
  // Bits of neighbouring integers have nothing in common.
  const uneven = int && { int: { ...int, isMonotone: () => false } };
  return elementwise({ ...operation, ...uneven, name: `bitwise_${name}_cpu` }, [a, b], resultType(a, b));
}
