import type { DType } from '../dtype';
import { TorchError } from '../errors';
import { numelOf, Tensor } from '../tensor';
import { shapeText } from './dimensions';
import { Enclosure } from './enclosure';

/* The tensors among indices: aten/src/ATen/native/IndexingUtils.h. */

/** The strides of a contiguous tensor of numbers that count from 0. */
export function rowMajor(shape: readonly number[]): number[] {
  return shape.map((_, i) => numelOf(shape.slice(i + 1)));
}

/** `expandTensors`: each mask as the indices of what it selects, one tensor for each of its dimensions. */
export function withoutMasks(
  view: Enclosure,
  tensors: readonly (Enclosure | undefined)[],
): (Enclosure | undefined)[] {
  const result = [...tensors];
  tensors.forEach((tensor, dim) => {
    if (tensor?.dtype !== 'bool') return;
    tensor.shape.forEach((size, i) => {
      if (size === view.shape[dim + i]) return;
      throw new TorchError(
        'IndexError',
        `The shape of the mask ${shapeText(tensor.shape)} at index ${i} does not match the shape of the indexed tensor ${shapeText(view.shape)} at index ${dim + i}`,
      );
    });
    const places: number[] = [];
    tensor.tensor.values().forEach((value: number | bigint, place: number) => {
      if (value) places.push(place);
    });
    rowMajor(tensor.shape).forEach((stride, i) => {
      const values = places.map((place) => BigInt(Math.floor(place / stride) % (tensor.shape[i] ?? 1)));
      result[dim + i] = Enclosure.of(new Tensor<DType>(BigInt64Array.from(values), [places.length], 'int64'));
    });
  });
  return result;
}

/**
 * The shape that index tensors have in common.
 *
 * @throws TorchError IndexError where they have none.
 */
export function commonShape(tensors: readonly Enclosure[]): readonly number[] {
  let shape: readonly number[] = [];
  for (const tensor of tensors) {
    const dim = Math.max(shape.length, tensor.dim);
    shape = Array.from({ length: dim }, (_, i) => {
      const [a, b] = [shape[i - dim + shape.length] ?? 1, tensor.shape[i - dim + tensor.dim] ?? 1];
      if (a !== b && a !== 1 && b !== 1)
        throw new TorchError(
          'IndexError',
          `shape mismatch: indexing tensors could not be broadcast together with shapes ${tensors.map((each) => shapeText(each.shape)).join(', ')}`,
        );
      return a === 1 ? b : a;
    });
  }
  return shape;
}
