import { type DType, type FloatDType, isFloating, isHalf } from '../dtype';
import { placesOf } from '../strides';
import { numelOf } from '../tensor';
import { convert, keep, laneOf } from './convert';
import { Enclosure, type Operand } from './enclosure';
import type { Computed, IntKernel, Lane, NumberKernel } from './evaluate';
import { evaluateInts, evaluateNumbers } from './evaluate';
import { notImplemented } from './messages';
import { broadcastShapes, broadcastStrides, type Layout, resultStrides } from '../broadcasting';

/** What an elementwise operation does with elements of each kind. */
export interface Operation {
  /** The kernel that PyTorch's error names for the kinds that are left out. */
  readonly name?: string;
  /** In a float dtype. float16 and bfloat16 are computed in float32 and then rounded. */
  readonly float?: (dtype: FloatDType) => NumberKernel;
  readonly int?: IntKernel;
  readonly bool?: NumberKernel;
  /** The operand that keeps float32's precision beside 16-bit floats if it has one element alone. */
  readonly wideScalar?: number;
}

/**
 * Applies an operation to each element, operands broadcast to a common shape, in TensorIterator's layout.
 *
 * @param compute the dtype that the operands are converted to.
 * @param result the dtype of what comes out.
 * @param layouts how the operands lie in memory, if that is not how they do once converted.
 * @throws TorchError RuntimeError where the shapes do not fit, NotImplementedError for a dtype without a kernel.
 */
export function elementwise(
  operation: Operation,
  operands: readonly Operand[],
  compute: DType,
  result: DType = compute,
  layouts?: readonly Layout[],
): Enclosure {
  const { inputs, shape } = broadcast(operation, operands, compute);
  const evaluated = evaluate(operation, inputs, shape, compute, result);
  return keep(evaluated, shape, resultStrides(shape, layouts ?? inputs), result);
}

/** An operand as a tensor: a Python number becomes one without dimensions. */
export function asTensor(operand: Operand): Enclosure {
  return operand instanceof Enclosure ? operand : Enclosure.ofScalar(operand);
}

interface Broadcast {
  readonly inputs: readonly Enclosure[];
  readonly shape: readonly number[];
}

function broadcast(operation: Operation, operands: readonly Operand[], compute: DType): Broadcast {
  const tensors = operands.map(asTensor);
  const [first] = tensors;
  const shape =
    tensors.length === 1 && first ? first.shape : broadcastShapes(...tensors.map((tensor) => tensor.shape));
  const isShort = isHalf(compute);
  const inputs = tensors.map((tensor, i) => {
    const isWide = isShort && operation.wideScalar === i && tensor.numel === 1;
    return convert(tensor, isWide ? 'float32' : compute);
  });
  return { inputs, shape };
}

function evaluate(
  operation: Operation,
  inputs: readonly Enclosure[],
  shape: readonly number[],
  compute: DType,
  result: DType,
): Computed {
  const lanes = inputs.map((input) => broadcastLane(input, shape));
  const count = numelOf(shape);
  if (compute === 'int64') {
    if (operation.int) return evaluateInts(operation.int, lanes, count, result);
  } else {
    const kernel = isFloating(compute) ? operation.float?.(compute) : operation.bool;
    if (kernel) return evaluateNumbers(kernel, lanes, count, result);
  }
  throw notImplemented(operation.name ?? 'kernel', compute);
}

/** A tensor's elements in the row-major order of a broader shape. */
function broadcastLane(x: Enclosure, shape: readonly number[]): Lane {
  if (x.numel === 1) {
    const first = x.view([], []);
    return { dtype: x.dtype, values: first.tensor.values(), errors: first.errors(), step: 0 };
  }
  // With another shape there are more elements, but for dimensions of size 1, which change no order.
  if (x.tensor.isPlain && x.numel === numelOf(shape)) return laneOf(x);
  const places = placesOf(shape, broadcastStrides(shape, x), x.tensor.storageOffset);
  const view = x.view(shape, broadcastStrides(shape, x));
  const { data } = x.tensor;
  const values: ArrayLike<number | bigint> =
    data instanceof BigInt64Array
      ? BigInt64Array.from(places, (place) => data[place] ?? 0n)
      : Float64Array.from(places, (place) => data[place] ?? 0);
  return { dtype: x.dtype, values, errors: view.errors(), step: 1 };
}
