import { TorchError } from '../errors';
import { convert, laneOf } from './convert';
import { shapeText } from './dimensions';
import { Enclosure, type Operand } from './enclosure';
import { sameNumbers } from './layout';
import { checkCast } from './promotion';
import { expand } from './views';

/* Writing into a tensor, and so into every view of its memory. */

/**
 * The in-place form of an operation, `add_(x, y)` for `overwrite(x, add(x, y), [y])`: the result takes the place of
 * the tensor's elements, in its dtype.
 *
 * @param operands the other tensors that the result was made of.
 * @returns x itself.
 * @throws TorchError RuntimeError where the dtype or shape of the result does not fit, or memory overlaps.
 */
export function overwrite(x: Enclosure, result: Enclosure, operands: readonly Operand[] = []): Enclosure {
  checkCast(result.dtype, x.dtype);
  if (!sameNumbers(x.shape, result.shape)) {
    throw new TorchError(
      'RuntimeError',
      `output with shape ${shapeText(x.shape)} doesn't match the broadcast shape ${shapeText(result.shape)}`,
    );
  }
  checkOverlap(x, operands);
  const { values, errors } = laneOf(convert(result, x.dtype));
  x.write(values, errors);
  return x;
}

/**
 * `x.copy_(source)`, in the dtype of x whatever the source's; `fill_` and `zero_` are copies of a number.
 *
 * @returns x itself.
 * @throws TorchError RuntimeError where the source cannot be expanded to the shape, or memory overlaps.
 */
export function copyInto(x: Enclosure, source: Operand): Enclosure {
  const tensor = source instanceof Enclosure ? source : Enclosure.ofScalar(source);
  const expanded = expand(tensor, x.shape);
  checkOverlap(x, [tensor]);
  const { values, errors } = laneOf(convert(expanded, x.dtype));
  x.write(values, errors);
  return x;
}

/** `assert_no_internal_overlap`, `assert_no_partial_overlap` (aten/src/ATen/MemoryOverlap.cpp). */
function checkOverlap(x: Enclosure, operands: readonly Operand[]): void {
  if (!x.tensor.isDense && x.shape.some((size, i) => size > 1 && x.strides[i] === 0)) {
    throw new TorchError(
      'RuntimeError',
      'unsupported operation: more than one element of the written-to tensor refers to a single memory location. Please clone() the tensor before performing the operation.',
    );
  }
  for (const operand of operands) {
    if (!(operand instanceof Enclosure) || !overlapsPartly(x, operand)) continue;
    throw new TorchError(
      'RuntimeError',
      'unsupported operation: some elements of the input tensor and the written-to tensor refer to a single memory location. Please clone() the tensor before performing the operation.',
    );
  }
}

/** `get_overlap_status`, which does not look into tensors with gaps. */
function overlapsPartly(x: Enclosure, other: Enclosure): boolean {
  if (x === other || !x.sharesMemoryWith(other) || x.numel === 0 || other.numel === 0) return false;
  if (!x.tensor.isDense || !other.tensor.isDense) return false;
  const [start, otherStart] = [x.tensor.storageOffset, other.tensor.storageOffset];
  if (start === otherStart && x.numel === other.numel) return !sameNumbers(x.strides, other.strides);
  return start < otherStart + other.numel && otherStart < start + x.numel;
}
