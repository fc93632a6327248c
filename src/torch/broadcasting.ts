import { runtimeError } from './errors';
import { contiguousStrides, isContiguous, isDense, orderedStrides } from './strides';

/* How operands of different shapes meet, and how what comes out lies in memory (aten/src/ATen/TensorIterator.cpp). */

/** A view of a tensor as far as its layout goes. */
export interface Layout {
  readonly shape: readonly number[];
  readonly strides: readonly number[];
}

/**
 * The shape that shapes have in common: `infer_size` (aten/src/ATen/ExpandUtils.cpp).
 *
 * @throws TorchError RuntimeError where they have none.
 */
export function broadcastShapes(...shapes: readonly (readonly number[])[]): readonly number[] {
  return shapes.reduce((a, b) => {
    if (sameNumbers(a, b)) return a;
    const dim = Math.max(a.length, b.length);
    const shape = new Array<number>(dim);
    // From the last on, which decides which mismatch is named.
    for (let i = dim - 1; i >= 0; i--) {
      const sizeA = a[i - dim + a.length] ?? 1;
      const sizeB = b[i - dim + b.length] ?? 1;
      if (sizeA !== sizeB && sizeA !== 1 && sizeB !== 1)
        throw runtimeError(
          `The size of tensor a (${sizeA}) must match the size of tensor b (${sizeB}) at non-singleton dimension ${i}`,
        );
      shape[i] = sizeA === 1 ? sizeB : sizeA;
    }
    return shape;
  });
}

/** The strides with which a tensor is seen as one of a broader shape. */
export function broadcastStrides(shape: readonly number[], from: Layout): number[] {
  const offset = shape.length - from.shape.length;
  return shape.map((size, i) => {
    const own = from.shape[i - offset];
    return own === undefined || (own === 1 && size !== 1) ? 0 : (from.strides[i - offset] ?? 0);
  });
}

/** The strides of what TensorIterator makes of operands, in their order. */
export function resultStrides(shape: readonly number[], operands: readonly Layout[]): number[] {
  const [first] = operands;
  if (first && operands.every((operand) => sameNumbers(operand.shape, first.shape))) {
    if (operands.every((operand) => isContiguous(shape, operand.strides))) return contiguousStrides(shape);
    if (
      isDense(shape, first.strides) &&
      operands.every((operand) => sameNumbers(operand.strides, first.strides))
    )
      return [...first.strides];
  }
  return orderedStrides(
    shape,
    operands.map((operand) => broadcastStrides(shape, operand)),
  );
}

export function sameNumbers(a: readonly number[], b: readonly number[]): boolean {
  return a === b || (a.length === b.length && a.every((value, i) => value === b[i]));
}
