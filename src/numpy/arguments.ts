import type { Enclosure, Operand, Scalar } from '../torch/algebra';
import type { RandomNumbers } from './randomNumbers';
import type { NumpyDType } from './ufuncs';

/**
 * The arguments of one call of a function of numpy, by the names of its parameters, and what becomes of its results.
 * `V` is what a value is to whoever calls. What is not modelled is left with a RangeError or `unmodelled`.
 */
export interface Arguments<V> {
  /** The array that a method belongs to, or that a function is given first: its parameter `a`. */
  readonly self: Enclosure;
  /** The same, as the very object that it is. */
  readonly itself: V;
  /** The generator that all share, or that a method belongs to. */
  readonly random: RandomNumbers;
  /** Whether an argument was given that is not None. */
  given(name: string): boolean;
  /** A number of Python's, or an array. */
  operand(name: string): Operand;
  array(name: string): Enclosure;
  /** The arrays of a list. */
  arrays(name: string): Enclosure[];
  int(name: string): number | undefined;
  /** The same where None stands for nothing. */
  int(name: string, otherwise: number): number;
  /** A whole number, or several of them. */
  ints(name: string): number[] | undefined;
  /** What `*rest` collected, as whole numbers: `2, 3`, and if `isLoose` also `(2, 3)`. */
  sizes(isLoose?: boolean): number[];
  /** A number that is known to the last bit. */
  number(name: string): number | undefined;
  bool(name: string): boolean | undefined;
  dtype(name?: string): NumpyDType | undefined;
  /** The sizes of something new, which are paid for. */
  shape(sizes: readonly number[] | undefined): number[];
  unmodelled(): never;

  /** A new array; without dimensions it is a number, unless it is said that it is none. */
  result(enclosure: Enclosure, isScalar?: boolean): V;
  /** A new one of the first one's kind: an array without dimensions stays an array. */
  like(enclosure: Enclosure): V;
  /** A new one of which the shape, too, hangs on what the arrays hold. */
  hanging(enclosure: Enclosure): V;
  /** Several results. */
  several(results: readonly V[]): V;
  /** A view of the memory of an array. */
  view(enclosure: Enclosure): V;
  /** A number of Python's. */
  scalar(scalar: Scalar): V;
  /** The only element as a number of Python's. */
  item(enclosure: Enclosure): V;
  truth(enclosure: Enclosure): V;
  /** All elements, in lists. */
  list(enclosure: Enclosure): V;
}

/** What a function does. */
export type Body = <V>(call: Arguments<V>) => V;

/** A function of the module, a method of arrays, or both: its signature without the array. */
export interface Definition {
  readonly name: string;
  readonly signature: string;
  readonly body: Body;
}

/** Makes a definition. */
export function made(name: string, signature: string, body: Body): Definition {
  return { name, signature, body };
}
