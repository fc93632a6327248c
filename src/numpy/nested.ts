import * as algebra from '../torch/algebra';
import { visit } from '../torch/ledger';
import { contiguousStrides } from '../torch/strides';
import { type NumpyDType, resultType } from './ufuncs';

/** Deeper, or of more elements, no array is made of lists. */
const DEEPEST = 8;
const MOST = 1_000_000;

/** How lists are gone through, whatever they are. */
export interface Nesting<T> {
  /** The items of a list; undefined for what is none. */
  readonly itemsOf: (value: T) => readonly T[] | undefined;
  /** The number or array that stands in a list. */
  readonly operandOf: (value: T) => algebra.Operand;
}

/**
 * `np.array(lists, dtype)`: numbers and arrays in lists of the same lengths.
 *
 * @throws RangeError where they are not, or too many.
 */
export function arrayOfLists<T>(
  list: T,
  dtype: NumpyDType | undefined,
  { itemsOf, operandOf }: Nesting<T>,
): algebra.Enclosure {
  const shape: number[] = [];
  let first: T | undefined = list;
  // What is shared is met again and again, so it is counted before it is gone through.
  for (
    let items = itemsOf(list);
    items !== undefined;
    items = first === undefined ? undefined : itemsOf(first)
  ) {
    shape.push(items.length);
    if (shape.length > DEEPEST || shape.reduce((product, size) => product * size, 1) > MOST)
      throw new RangeError('an array of so many is not there');
    first = items[0];
  }
  const leaf = first === undefined || shape.includes(0) ? undefined : operandOf(first);
  if (leaf instanceof algebra.Enclosure) shape.push(...leaf.shape);
  const elements: algebra.Scalar[] = [];
  /** One for each dtype; of what stands in lists the numbers of Python's own are arrays, too. */
  const kinds = new Map<string, algebra.Enclosure>();
  const flatten = (value: T, depth: number): void => {
    const items = itemsOf(value);
    if (items !== undefined) {
      // numpy calls that inhomogeneous, and says where it begins.
      if (items.length !== shape[depth]) throw new RangeError('lists of several lengths are not there');
      for (const item of items) flatten(item, depth + 1);
      return;
    }
    const operand = operandOf(value);
    const array = operand instanceof algebra.Enclosure ? operand : algebra.Enclosure.ofScalar(operand);
    const rest = shape.slice(depth);
    if (array.dim !== rest.length || array.shape.some((size, i) => size !== rest[i]))
      throw new RangeError('arrays of several shapes are not there');
    visit(array.numel);
    for (const scalar of algebra.scalarsOf(array)) elements.push(scalar);
    kinds.set(array.dtype, array);
  };
  flatten(list, 0);
  const common = dtype ?? (elements.length === 0 ? 'float64' : resultType(...kinds.values()));
  // Python makes an integer of each, or says why it cannot.
  if (common === 'int64' && elements.some(({ value }) => !(Math.abs(Number(value)) < 2 ** 63)))
    throw new RangeError('an integer of such a number is not there');
  return algebra.tensorOf(elements, common).view(shape, contiguousStrides(shape));
}
