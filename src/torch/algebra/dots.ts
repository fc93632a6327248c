import type { DType, FloatDType } from '../dtype';
import { roundTo } from '../rounding';
import type { Lane } from './evaluate';
import { errorAround, Extremes } from './interval';
import { looseSum } from './looseSum';

/*
 * The elements of a matrix product: the products of a row and a column, added in whatever order. Training makes
 * thousands of small ones a second, so that what is made is left in fields, and nothing is made anew for each.
 */

/** Room for the terms of an element: one product as wide as the other mostly follows. */
let room = new Float64Array(0);

/** Products of rows of floats. */
export class FloatDots {
  /** What `make` has made. */
  value = 0;
  /** How far it may be off. */
  error = 0;
  readonly #precision: 'float32' | 'float64';
  /** Room for the products, and the bias. */
  readonly #terms: Float64Array;
  readonly #extremes: Extremes;

  /**
   * @param count of how many elements each row is.
   * @param bias what is added to each row of the right side.
   */
  constructor(
    private readonly left: Lane,
    private readonly right: Lane,
    private readonly count: number,
    private readonly dtype: FloatDType,
    private readonly bias: Lane | undefined,
  ) {
    this.#precision = dtype === 'float64' ? 'float64' : 'float32';
    this.#extremes = new Extremes(dtype);
    // The bias is one more term, in whatever order.
    const size = bias ? count + 1 : count;
    if (room.length !== size) room = new Float64Array(size);
    this.#terms = room;
  }

  /** Makes the product of the row that begins at one place of the left side and of that at another of the right one. */
  make(from: number, to: number, column: number): void {
    const { count, dtype, bias } = this;
    const terms = this.#terms;
    const doubt = this.#multiply(from, to);
    const own = (bias?.values[column] ?? 0) as number;
    const ownError = bias?.errors?.[column] ?? 0;
    if (bias) terms[count] = own;
    const sum = looseSum(terms, doubt + ownError, this.#precision);
    this.#settle(sum.value, sum.error);
    if (bias && this.#precision !== dtype) this.#storeBefore(own, ownError, doubt);
  }

  /** The products of a row and a column, and how far they may be off all together. */
  #multiply(from: number, to: number): number {
    const { left, right, count } = this;
    const terms = this.#terms;
    const isDouble = this.dtype === 'float64';
    const unit = isDouble ? 2 ** -53 : 2 ** -24;
    let doubt = 0;
    for (let i = 0; i < count; i++) {
      const x = (left.values[from + i] ?? 0) as number;
      const y = (right.values[to + i] ?? 0) as number;
      const xError = left.errors?.[from + i] ?? 0;
      const yError = right.errors?.[to + i] ?? 0;
      const product = x * y;
      const magnitude = Math.abs(product);
      terms[i] = product;
      // A product of two float32 is exact in a double; in float32 it is rounded, unless it is fused with the sum.
      const isRounded = isDouble ? !isProductOfShort(x, y) : Math.fround(product) !== product;
      const fromRounding = isRounded ? unit * magnitude : 0;
      if (xError === 0 && yError === 0) {
        doubt += fromRounding;
        continue;
      }
      const fromErrors = (Math.abs(x) + xError) * (Math.abs(y) + yError) - magnitude;
      const own = Math.max(fromErrors * (1 + 2 ** -20), 0) + fromRounding;
      // What is surely nothing makes nothing of whatever has a sign.
      const isNothing =
        (x === 0 && xError === 0 && Math.abs(y) > yError) ||
        (y === 0 && yError === 0 && Math.abs(x) > xError);
      if (!Number.isFinite(own)) {
        terms[i] = 0;
        doubt += Infinity;
      } else doubt += own === 0 && !isNothing ? Number.MIN_VALUE : own;
    }
    return doubt;
  }

  /** A 16-bit product may also be stored before the bias is added. */
  #storeBefore(own: number, ownError: number, doubt: number): void {
    const { count, dtype, value, error } = this;
    const products = looseSum(this.#terms.subarray(0, count), doubt, this.#precision);
    if (!Number.isFinite(products.error)) return;
    const stored = [products.value - products.error, products.value + products.error].map((end) =>
      roundTo(dtype, end),
    );
    const ends = stored.flatMap((end) =>
      [own - ownError, own + ownError].map((each) => roundTo(dtype, end + each)),
    );
    this.error = errorAround(dtype, value, error === 0 ? ends : [...ends, value - error, value + error]);
  }

  /** Rounds to the dtype. Where all products are -0 it is open whether they are added to a 0. */
  #settle(sum: number, error: number): void {
    const { dtype } = this;
    const value = roundTo(dtype, sum);
    this.value = value;
    this.error = error;
    if (Number.isNaN(value) || !Number.isFinite(error)) return;
    if (error !== 0) {
      const extremes = this.#extremes;
      extremes.begin(value);
      extremes.take(roundTo(dtype, sum - error));
      extremes.take(roundTo(dtype, sum + error));
      this.error = extremes.error();
    } else if (sum === 0) {
      this.value = 0;
      const terms = this.#terms;
      const isOpen = terms.length > 0 && terms.every((term) => Object.is(term, -0));
      this.error = isOpen ? Number.MIN_VALUE : 0;
    }
  }
}

/** Whether a product of two doubles is exact, because their digits have room in one. */
function isProductOfShort(x: number, y: number): boolean {
  return (
    Math.fround(x) === x &&
    Math.fround(y) === y &&
    Math.abs(x * y) < 1e300 &&
    (x * y === 0 || Math.abs(x * y) > 1e-290)
  );
}

/** Products of rows of int64. */
export class IntDots {
  value = 0n;
  error = 0;

  constructor(
    private readonly left: Lane,
    private readonly right: Lane,
    private readonly count: number,
    private readonly dtype: DType,
    private readonly bias: Lane | undefined,
  ) {}

  /**
   * As that of `FloatDots`.
   *
   * @throws RangeError for bools, of which PyTorch has no products.
   */
  make(from: number, to: number, column: number): void {
    if (this.dtype === 'bool') throw new RangeError('a product of bools');
    const { left, right, count, bias } = this;
    let value = BigInt(bias?.values[column] ?? 0);
    let isSure = (bias?.errors?.[column] ?? 0) === 0;
    for (let i = 0; i < count; i++) {
      value += BigInt(left.values[from + i] ?? 0) * BigInt(right.values[to + i] ?? 0);
      isSure &&= (left.errors?.[from + i] ?? 0) === 0 && (right.errors?.[to + i] ?? 0) === 0;
    }
    this.value = BigInt.asIntN(64, value);
    this.error = isSure ? 0 : Infinity;
  }
}
