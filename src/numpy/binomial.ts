import { UndecidedError } from '../torch/algebra/undecided';
import { visit } from '../torch/ledger';

/** How near to a bound a uniform number may be before it hangs on the last bits of `exp` and `log`. */
const TOO_NEAR = 2 ** -40;

/** Up to so many successes are expected where numpy inverts the distribution (`random_binomial`). */
const INVERTED = 30;

/**
 * How many of `n` tries succeed, `count` times (`random_binomial_inversion`).
 *
 * @param double draws a number in [0, 1)
 * @param p 0 … 1
 * @throws RangeError where numpy does not invert the distribution, UndecidedError where a result hangs on the last bits.
 */
export function invertedBinomials(double: () => number, n: number, p: number, count: number): BigInt64Array {
  const rare = p <= 0.5 ? p : 1 - p;
  if (rare * n > INVERTED) throw new RangeError('binomial of so many is not there');
  visit(count, 10);
  const result = new BigInt64Array(count);
  if (n === 0 || p === 0) return result;
  for (let i = 0; i < count; i++) {
    const successes = inverted(double, n, rare);
    result[i] = BigInt(p <= 0.5 ? successes : n - successes);
  }
  return result;
}

function inverted(double: () => number, n: number, p: number): number {
  const q = 1 - p;
  const first = Math.exp(n * Math.log(q));
  const most = Math.floor(Math.min(n, n * p + 10 * Math.sqrt(n * p * q + 1)));
  let [successes, probability, rest] = [0, first, double()];
  for (;;) {
    if (Math.abs(rest - probability) < TOO_NEAR) throw new UndecidedError('a binomial number');
    if (rest <= probability) return successes;
    successes++;
    if (successes > most) [successes, probability, rest] = [0, first, double()];
    else {
      rest -= probability;
      probability = ((n - successes + 1) * p * probability) / (successes * q);
    }
  }
}
