import { runtimeError, TorchError } from '../errors';
import { convert, laneOf } from './convert';
import { shapeText } from './dimensions';
import { asTensor } from './elementwise';
import { Enclosure, type Operand } from './enclosure';
import { item } from './items';
import { broadcastShapes, sameNumbers } from '../broadcasting';
import { checkFilling } from './messages';
import { checkCast } from './promotion';
import { expand } from './views';

/* Writing into a tensor, and so into every view of its memory. */

/**
 * The in-place form of an operation, `x.add_(y)` for `overwrite(x, [y], () => add(x, y))`: the result takes the place
 * of the tensor's elements, in its dtype.
 *
 * @param operands what the result is made of beside x.
 * @returns x itself.
 * @throws TorchError RuntimeError where the dtype or shape of the result does not fit, or memory overlaps.
 */
export function overwrite(
  x: Enclosure,
  operands: readonly Operand[],
  compute: () => Enclosure,
  shape?: readonly number[],
): Enclosure {
  try {
    checkOverlap(x, operands);
  } catch (overlap) {
    throw refusalOf(compute) ?? overlap;
  }
  checkShape(x, shape ?? broadcastShapes(x.shape, ...operands.map((operand) => asTensor(operand).shape)));
  const result = compute();
  checkCast(result.dtype, x.dtype);
  const { values, errors } = laneOf(convert(result, x.dtype));
  x.write(values, errors);
  return x;
}

/** What an operation refuses before it looks at memory: its own checks come first (`TORCH_META_FUNC`). */
const FIRST = /^(?:Integers to negative|Subtraction,|Negation,|Boolean inputs|torch\.clamp: At least)/;

function refusalOf(compute: () => Enclosure): TorchError | undefined {
  try {
    compute();
  } catch (error) {
    if (error instanceof TorchError && FIRST.test(error.message)) return error;
  }
  return undefined;
}

/**
 * `x.copy_(source)`, in the dtype of x whatever the source's.
 *
 * @returns x itself.
 * @throws TorchError RuntimeError where the source cannot be expanded to the shape, or memory overlaps.
 */
export function copyInto(x: Enclosure, source: Enclosure): Enclosure {
  checkOverlap(x, [source]);
  checkShape(x, broadcastShapes(x.shape, source.shape));
  const expanded = expand(source, x.shape);
  const { values, errors } = laneOf(convert(expanded, x.dtype));
  x.write(values, errors);
  return x;
}

/**
 * `x.fill_(value)`, and so `x.zero_()`: also where elements share memory.
 *
 * @returns x itself.
 * @throws TorchError RuntimeError where the value is no scalar, or does not fit into the dtype.
 */
export function fill(x: Enclosure, value: Operand): Enclosure {
  const tensor = value instanceof Enclosure ? value : Enclosure.ofScalar(value);
  if (tensor.dim > 0)
    throw runtimeError(
      `fill_ only supports 0-dimension value tensor but got tensor with ${tensor.dim} dimensions.`,
    );
  checkFilling(value instanceof Enclosure ? item(value) : value, x.dtype, x.numel);
  const { values, errors } = laneOf(expand(convert(tensor, x.dtype), x.shape));
  x.write(values, errors);
  return x;
}

function checkShape(x: Enclosure, shape: readonly number[]): void {
  if (sameNumbers(x.shape, shape)) return;
  throw runtimeError(
    `output with shape ${shapeText(x.shape)} doesn't match the broadcast shape ${shapeText(shape)}`,
  );
}

/** `assert_no_internal_overlap`, `assert_no_partial_overlap` (aten/src/ATen/MemoryOverlap.cpp). */
function checkOverlap(x: Enclosure, operands: readonly Operand[]): void {
  if (x.numel > 0 && !x.tensor.isDense && x.shape.some((size, i) => size > 1 && x.strides[i] === 0))
    throw runtimeError(
      'unsupported operation: more than one element of the written-to tensor refers to a single memory location. Please clone() the tensor before performing the operation.',
    );
  for (const operand of operands) {
    if (!(operand instanceof Enclosure) || !overlapsPartly(x, operand)) continue;
    throw runtimeError(
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
