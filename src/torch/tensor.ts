import { TorchError } from './errors';

/** Numbers nested in arrays, as Python nests them in lists: `[[1, 2], [3, 4]]`. */
export type NestedNumbers = number | readonly NestedNumbers[];

/**
 * A float32 tensor on the CPU, contiguous in row-major order. A shape of `[]` is a scalar of one
 * element; a shape with a zero has none.
 */
export class Tensor {
  /**
   * @param data the elements in row-major order; not copied.
   * @param shape the size of each dimension, outermost first.
   * @throws RangeError where the two do not fit.
   */
  constructor(
    readonly data: Float32Array,
    readonly shape: readonly number[],
  ) {
    if (numelOf(shape) !== data.length) {
      throw new RangeError(`${data.length} elements do not fill the shape [${shape.join(', ')}]`);
    }
  }

  /** How many elements it has. */
  get numel(): number {
    return this.data.length;
  }

  /** How many dimensions it has, 0 for a scalar. */
  get dim(): number {
    return this.shape.length;
  }
}

/** How many elements a shape holds; 1 for a scalar's `[]`. */
export function numelOf(shape: readonly number[]): number {
  return shape.reduce((product, size) => product * size, 1);
}

/** `torch.ones(shape)`. Throws PyTorch's RuntimeError for a negative size. */
export function ones(shape: readonly number[]): Tensor {
  return full(shape, 1);
}

/** `torch.zeros(shape)`. Throws PyTorch's RuntimeError for a negative size. */
export function zeros(shape: readonly number[]): Tensor {
  if (shape.some((size) => size < 0)) {
    throw new TorchError('RuntimeError', 'zeros: Dimension size must be non-negative.');
  }
  return full(shape, 0);
}

/** `torch.full(shape, value, dtype=torch.float32)`. Throws PyTorch's RuntimeError for a negative size. */
export function full(shape: readonly number[], value: number): Tensor {
  const negative = shape.find((size) => size < 0);
  if (negative !== undefined) {
    throw new TorchError(
      'RuntimeError',
      `Trying to create tensor with negative dimension ${negative}: [${shape.join(', ')}]`,
    );
  }
  return new Tensor(new Float32Array(numelOf(shape)).fill(value), [...shape]);
}

/**
 * `torch.arange(n, dtype=torch.float32)`: 0, 1, 2, … below n, in one dimension.
 *
 * @throws TorchError PyTorch's RuntimeError for a negative or infinite n, and for nan.
 */
export function arange(n: number): Tensor {
  if (!Number.isFinite(n)) {
    const text = Number.isNaN(n) ? 'nan' : n > 0 ? 'inf' : '-inf';
    throw new TorchError('RuntimeError', `unsupported range: 0 -> ${text}`);
  }
  if (n < 0) {
    throw new TorchError('RuntimeError', 'upper bound and lower bound inconsistent with step sign');
  }
  const data = Float32Array.from({ length: Math.ceil(n) }, (_, i) => i);
  return new Tensor(data, [data.length]);
}

/**
 * `torch.tensor(values, dtype=torch.float32)`. The shape is that of the nesting, `[]` for a number.
 *
 * @throws TorchError in PyTorch's words where the nesting is uneven (torch/csrc/utils/tensor_new.cpp).
 */
export function tensor(values: NestedNumbers): Tensor {
  const shape: number[] = [];
  for (let level: NestedNumbers | undefined = values; typeof level === 'object'; level = level[0]) {
    shape.push(level.length);
  }
  const data = new Float32Array(numelOf(shape));
  let filled = 0;
  const fill = (level: NestedNumbers, depth: number): void => {
    const expected = shape[depth];
    if (expected === undefined) {
      if (typeof level !== 'number') throw new TorchError('TypeError', 'must be real number, not list');
      data[filled++] = level;
      return;
    }
    if (typeof level === 'number') throw new TorchError('TypeError', 'not a sequence');
    if (level.length !== expected) {
      throw new TorchError(
        'ValueError',
        `expected sequence of length ${expected} at dim ${depth} (got ${level.length})`,
      );
    }
    for (const inner of level) fill(inner, depth + 1);
  };
  fill(values, 0);
  return new Tensor(data, shape);
}
