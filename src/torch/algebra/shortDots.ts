import type { Lane } from './evaluate';
import { looseErrors } from './looseSum';

/**
 * Matrix products of float32, in loops of their own: they are what training spends its time on. Where there is something
 * special about an element, as that it may be exact, its error becomes nan, and `FloatDots` has to make it.
 */
export class ShortProduct {
  readonly #bound: (doubt: number, magnitude: number) => number;

  /**
   * @param count of how many elements each row is.
   * @param bias what is added to the products with each row of the right side.
   * @param values take the elements, and `errors` theirs.
   */
  constructor(
    private readonly sides: { readonly left: Lane; readonly right: Lane },
    private readonly count: number,
    private readonly bias: Lane | undefined,
    private readonly values: Float32Array,
    private readonly errors: Float64Array,
  ) {
    // The bias is one more term, in whatever order.
    this.#bound = looseErrors(bias ? count + 1 : count, 'float32');
  }

  /**
   * Makes the products of a row of the left side with so many of the right one.
   *
   * @param from where the row begins
   * @param to where the first one of the right side does
   * @param next where the first product goes
   * @returns whether all of them are made
   */
  makeRow(from: number, to: number, columns: number, next: number): boolean {
    const { sides, count, bias, values, errors } = this;
    const bound = this.#bound;
    const left = sides.left.values as Float32Array;
    const right = sides.right.values as Float32Array;
    const leftErrors = sides.left.errors;
    const rightErrors = sides.right.errors;
    const isKnown = leftErrors === undefined && rightErrors === undefined;
    const biases = bias?.values as Float32Array | undefined;
    const biasErrors = bias?.errors;
    let special = 0;
    for (let column = 0; column < columns; column++, to += count, next++) {
      let [sum, magnitude, lost] = [0, 0, 0];
      for (let i = 0; i < count; i++) {
        // Exact in a double; in float32 rounded, unless it is fused with the sum.
        const product = (left[from + i] ?? 0) * (right[to + i] ?? 0);
        sum += product;
        magnitude += Math.abs(product);
        lost += Math.abs(product - Math.fround(product));
      }
      let doubt = lost + (biasErrors?.[column] ?? 0);
      if (!isKnown) {
        let most = 0;
        for (let i = 0; i < count; i++) {
          const x = Math.abs(left[from + i] ?? 0) + (leftErrors?.[from + i] ?? 0);
          most += x * (Math.abs(right[to + i] ?? 0) + (rightErrors?.[to + i] ?? 0));
        }
        doubt += (most - magnitude) * (1 + 2 ** -20);
      }
      const own = biases?.[column] ?? 0;
      const total = sum + own;
      const error = bound(doubt, magnitude + doubt + Math.abs(own));
      const value = Math.fround(total);
      const radius = Math.max(Math.fround(total + error) - value, value - Math.fround(total - error));
      values[next] = value;
      // A little more: the differences may have been rounded down.
      if (doubt > 0 && value !== 0 && radius < Infinity) errors[next] = radius * (1 + 2 ** -52);
      else {
        errors[next] = NaN;
        special++;
      }
    }
    return special === 0;
  }
}
