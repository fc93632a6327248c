import { runtimeError, TorchError } from '../errors';

/**
 * A dimension counted from 0: negative ones count from the end (`maybe_wrap_dim`, c10/core/WrapDimMinimal.cpp).
 *
 * @param dim how many dimensions there are; a scalar has the one that -1 and 0 name.
 * @throws TorchError IndexError for one that is not there.
 */
export function wrapDim(dimension: number, dim: number): number {
  const count = Math.max(dim, 1);
  if (dimension < -count || dimension >= count)
    throw new TorchError(
      'IndexError',
      `Dimension out of range (expected to be in range of [${-count}, ${count - 1}], but got ${dimension})`,
    );
  return dimension < 0 ? dimension + count : dimension;
}

/** A shape as ATen's messages write it. */
export function shapeText(shape: readonly number[]): string {
  return `[${shape.join(', ')}]`;
}

/** `dim_list_to_bitset`. Throws PyTorch's RuntimeError where a dimension is there twice. */
export function checkDistinct(dimensions: readonly number[]): void {
  const twice = dimensions.find((dim, i) => dimensions.indexOf(dim) !== i);
  if (twice === undefined) return;
  throw runtimeError(`dim ${twice} appears multiple times in the list of dims`);
}
