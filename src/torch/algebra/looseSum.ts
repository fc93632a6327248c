import { epsilonOf } from './evaluate';
import { isSumExact } from './exactSums';

/** A sum and how far any implementation's may be from it. */
export interface Loose {
  readonly value: number;
  readonly error: number;
}

/**
 * The sum of some terms in whatever order and with whatever partial sums: exact where every order gives the same,
 * else within γ of the sum of magnitudes (Higham, Accuracy and Stability of Numerical Algorithms, 4.2).
 *
 * @param doubts how far the terms may be off themselves.
 * @param precision in which the sum is made.
 */
export function looseSum(
  terms: ArrayLike<number>,
  doubts: ArrayLike<number> | undefined,
  precision: 'float32' | 'float64',
): Loose {
  let [value, compensation, magnitude, doubt] = [0, 0, 0, 0];
  for (let i = 0; i < terms.length; i++) {
    const term = terms[i] ?? 0;
    // Neumaier's sum: all but the exact one.
    const next = value + term;
    compensation += Math.abs(value) >= Math.abs(term) ? value - next + term : term - next + value;
    value = next;
    magnitude += Math.abs(term) + (doubts?.[i] ?? 0);
    doubt += doubts?.[i] ?? 0;
  }
  if (doubt === 0 && isSumExact(terms, precision)) return { value, error: 0 };
  if (!Number.isFinite(magnitude)) return specialSum(terms, doubt);
  const total = value + compensation;
  const unit = epsilonOf(precision) / 2;
  const gamma = (terms.length * unit) / (1 - terms.length * unit);
  const largest = precision === 'float32' ? 3.4028234663852886e38 : Number.MAX_VALUE;
  if (gamma < 0 || magnitude >= largest / 2) return { value: total, error: Infinity };
  const error = (doubt + gamma * magnitude) * (1 + 2 ** -20) + terms.length * 2 ** -1074;
  return { value: total, error };
}

/** Where there is an infinity or nan, or doubt without bounds. */
function specialSum(terms: ArrayLike<number>, doubt: number): Loose {
  let value = 0;
  let magnitude = 0;
  for (const term of Array.from(terms)) {
    if (Number.isFinite(term)) magnitude += Math.abs(term);
    else value += term;
  }
  const isSure =
    Number.isNaN(value) || (!Number.isFinite(value) && magnitude < 1e38 && Number.isFinite(doubt));
  return { value, error: isSure ? 0 : Infinity };
}
