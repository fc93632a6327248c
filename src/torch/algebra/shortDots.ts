import { CHUNK, kernels } from '../kernels';
import type { Lane } from './evaluate';
import { looseErrors, MAGNITUDE_ROUNDING, ownAdditions } from './looseSum';

/** Below, it takes longer to bring rows to a kernel than to loop: numbers in a row, and products. */
const LONG = 16;
const MANY = 4096;
/** A kernel reads rows by fours, the last one too. */
const BEHIND = 4;

/** Rows of a matrix, one behind the other. */
export interface Rows {
  readonly lane: Lane;
  /** Where the first one begins. */
  readonly from: number;
  readonly count: number;
}

/**
 * Matrix products of float32, in loops of their own: they are what training spends its time on. Where there is something
 * special about an element, as that it may be exact, its error becomes nan, and `FloatDots` has to make it.
 */
export class ShortProduct {
  readonly #bound: (doubt: number, magnitude: number) => number;
  #special = 0;

  /**
   * @param count of how many elements each row is.
   * @param bias what is added to the products with each row of the right side.
   * @param values take the elements, and `errors` theirs.
   */
  constructor(
    private readonly count: number,
    private readonly bias: Lane | undefined,
    private readonly values: Float32Array,
    private readonly errors: Float64Array,
  ) {
    // The bias is one more term, in whatever order.
    this.#bound = looseErrors(bias ? count + 1 : count, 'float32');
  }

  /**
   * Makes the products of all rows of the left side with all of the right one.
   *
   * @param next where the first product goes
   * @returns how many of them are left, of which the errors are no numbers
   */
  make(left: Rows, right: Rows, next: number): number {
    this.#special = 0;
    const { count, bias } = this;
    const isMuch = count >= LONG && count <= CHUNK && count * left.count * right.count >= MANY;
    if (isMuch && [left.lane, right.lane, bias].every((lane) => lane === undefined || isKnown(lane)))
      this.#makeByKernel(left, right, next);
    else
      for (let row = 0; row < left.count; row++)
        this.#makeRow(left.lane, left.from + row * count, right, next + row * right.count);
    return this.#special;
  }

  /** Brings as many rows as have room of the side that has more of them, and then those of the other one by one. */
  #makeByKernel(left: Rows, right: Rows, next: number): void {
    const { count, bias, values, errors } = this;
    const { rows, others, floats, totals, dots, settle } = kernels();
    const isWide = left.count <= right.count;
    const [many, few] = isWide ? [right, left] : [left, right];
    const [x, y] = [many.lane.values as Float32Array, few.lane.values as Float32Array];
    const biases = bias?.values as Float32Array | undefined;
    // The kernel rounds products, as an implementation may, and sums of them.
    const doubt = (2 + ownAdditions(count)) * 2 ** -24;
    // What a bound says is a sum of its parts.
    const ofMagnitude = this.#bound(doubt, 1 + doubt) * MAGNITUDE_ROUNDING;
    const [ofOwn, least] = [this.#bound(0, 1), this.#bound(0, 0)];
    // The kernels take two at a time.
    const most = Math.min(2 * Math.floor((rows.length - BEHIND) / (2 * count)), totals.length / 2);
    others.fill(0, count, count + BEHIND);
    for (let i = 0; i < many.count; i += most) {
      const from = many.from + i * count;
      const some = Math.min(most, many.count - i);
      rows.set(x.subarray(from, from + some * count));
      rows.fill(0, some * count, some * count + BEHIND);
      for (let j = 0; j < few.count; j++) {
        const to = few.from + j * count;
        others.set(y.subarray(to, to + count));
        if (biases && isWide) floats.set(biases.subarray(i, i + some));
        else floats.fill(biases?.[j] ?? 0, 0, some);
        dots(count, some);
        settle(some, ofMagnitude, ofOwn, least);
        // What is exact or otherwise special has to be made anew.
        for (let k = 0; k < some; k++) {
          if (!this.#isAnyRounded(x, from + k * count, y, to)) totals[k] = NaN;
          if (Number.isNaN(totals[k])) this.#special++;
        }
        if (isWide) {
          values.set(floats.subarray(0, some), next + j * right.count + i);
          errors.set(totals.subarray(0, some), next + j * right.count + i);
        } else {
          for (let k = 0; k < some; k++) {
            const place = next + (i + k) * right.count + j;
            values[place] = floats[k] ?? 0;
            errors[place] = totals[k] ?? 0;
          }
        }
      }
    }
  }

  /** Whether any product of two rows is no float32: mostly the first one is none. */
  #isAnyRounded(x: Float32Array, from: number, y: Float32Array, to: number): boolean {
    for (let i = 0; i < this.count; i++) {
      const product = (x[from + i] ?? 0) * (y[to + i] ?? 0);
      if (product !== Math.fround(product)) return true;
    }
    return false;
  }

  /** Makes the products of a row of the left side. */
  #makeRow(left: Lane, from: number, right: Rows, next: number): void {
    const { count } = this;
    const [x, y] = [left.values as Float32Array, right.lane.values as Float32Array];
    const [xErrors, yErrors] = [left.errors, right.lane.errors];
    const isKnown = xErrors === undefined && yErrors === undefined;
    for (let column = 0; column < right.count; column++) {
      const to = right.from + column * count;
      let [sum, magnitude, lost] = [0, 0, 0];
      for (let i = 0; i < count; i++) {
        // Exact in a double; in float32 rounded, unless it is fused with the sum.
        const product = (x[from + i] ?? 0) * (y[to + i] ?? 0);
        sum += product;
        magnitude += Math.abs(product);
        lost += Math.abs(product - Math.fround(product));
      }
      let doubt = lost;
      if (!isKnown) {
        let most = 0;
        for (let i = 0; i < count; i++) {
          const own = Math.abs(x[from + i] ?? 0) + (xErrors?.[from + i] ?? 0);
          most += own * (Math.abs(y[to + i] ?? 0) + (yErrors?.[to + i] ?? 0));
        }
        doubt += (most - magnitude) * (1 + 2 ** -20);
      }
      this.#settle(next + column, column, sum, magnitude, doubt);
    }
  }

  /** Adds the bias to the sum of some products, and sets the element and how far it may be off. */
  #settle(place: number, column: number, sum: number, magnitude: number, doubtOfSum: number): void {
    const { bias, values, errors } = this;
    const own = (bias?.values[column] ?? 0) as number;
    const doubt = doubtOfSum + (bias?.errors?.[column] ?? 0);
    const total = sum + own;
    const error = this.#bound(doubt, magnitude + doubt + Math.abs(own));
    const value = Math.fround(total);
    const radius = Math.max(Math.fround(total + error) - value, value - Math.fround(total - error));
    values[place] = value;
    // A little more: the differences may have been rounded down.
    const isOrdinary = doubt > 0 && value !== 0 && radius < Infinity;
    errors[place] = isOrdinary ? radius * (1 + 2 ** -52) : NaN;
    if (!isOrdinary) this.#special++;
  }
}

function isKnown({ values, errors }: Lane): boolean {
  return errors === undefined && values instanceof Float32Array;
}
