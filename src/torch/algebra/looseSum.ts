import { LARGEST } from '../dtype';
import { CHUNK, kernels } from '../kernels';
import { epsilonOf } from './slack';
import { isSumExact } from './exactSums';
import { MANY } from './loops';

/** A sum and how far any implementation's may be from it. */
export interface Loose {
  readonly value: number;
  readonly error: number;
}

type Terms = Float32Array | Float64Array;

/**
 * The sum of some terms in whatever order and with whatever partial sums: exact where every order gives the same,
 * else within γ of the sum of magnitudes (Higham, Accuracy and Stability of Numerical Algorithms, 4.2).
 *
 * @param doubt how far the terms may be off themselves, all together.
 * @param precision in which the sum is made.
 * @param additions how many of them a term takes part in at most, where that is known.
 */
export function looseSum(
  terms: Terms,
  doubt: number,
  precision: 'float32' | 'float64',
  additions: number = terms.length,
): Loose {
  if (terms instanceof Float32Array && precision === 'float32' && terms.length >= MANY)
    return sumOfMany(terms, doubt, additions);
  let [value, compensation, magnitude] = [0, 0, doubt];
  // oxlint-disable-next-line typescript/prefer-for-of -- an iterator takes several times as long
  for (let i = 0; i < terms.length; i++) {
    const term = terms[i] ?? 0;
    // All but the exact sum: what each addition has lost by rounding is exact (Knuth), and asks nothing of the terms.
    const next = value + term;
    const added = next - value;
    compensation += value - (next - added) + (term - added);
    value = next;
    magnitude += Math.abs(term);
  }
  if (doubt === 0 && isSumExact(terms, precision)) return { value, error: 0 };
  if (!Number.isFinite(magnitude)) return specialSum(terms, doubt);
  return {
    value: value + compensation,
    error: looseErrors(Math.min(additions, terms.length), precision)(doubt, magnitude),
  };
}

/**
 * What a kernel's roundings of so many terms add to those of an implementation, as additions: it has them by fours, and adds
 * up at most eight such in float32; what it rounds in float64 is within the bound's margin.
 */
export function ownAdditions(count: number): number {
  return Math.min(Math.ceil(count / 4), 8) - 1;
}

/** The sum of float32, which a kernel adds up. */
function sumOfMany(terms: Float32Array, doubt: number, additions: number): Loose {
  const { rows, others, totals, dots } = kernels();
  let [value, magnitude] = [0, 0];
  others.fill(1);
  for (let at = 0; at < terms.length; at += rows.length) {
    const part = terms.subarray(at, at + rows.length);
    rows.set(part);
    rows.fill(0, part.length);
    dots(CHUNK, rows.length / CHUNK);
    for (let i = 0; i < rows.length / CHUNK; i++) {
      value += totals[2 * i] ?? 0;
      magnitude += totals[2 * i + 1] ?? 0;
    }
  }
  if (doubt === 0 && isSumExact(terms, 'float32')) return { value, error: 0 };
  if (!Number.isFinite(magnitude)) return specialSum(terms, doubt);
  const bound = looseErrors(Math.min(additions, terms.length) + ownAdditions(terms.length), 'float32');
  return { value, error: bound(doubt, doubt + magnitude * MAGNITUDE_ROUNDING) };
}

/** At most by so much greater are magnitudes than a kernel makes of them: it rounds as often as a row has fours. */
export const MAGNITUDE_ROUNDING = 1 + 2 ** -13;

/**
 * How far a sum may be off in which a term takes part in so many additions, of so many terms in whatever order.
 *
 * @returns what says it by what the terms may be off all together, and by the sum of their magnitudes with that
 */
export function looseErrors(
  count: number,
  precision: 'float32' | 'float64',
): (doubt: number, magnitude: number) => number {
  const unit = epsilonOf(precision) / 2;
  const gamma = (count * unit) / (1 - count * unit);
  // Terms that are products may have underflown.
  const least = count * (precision === 'float32' ? 2 ** -149 : 2 ** -1074);
  const most = gamma < 0 ? -1 : LARGEST[precision] / 2;
  return (doubt, magnitude) =>
    magnitude >= most ? Infinity : (doubt + gamma * magnitude) * (1 + 2 ** -20) + least;
}

/** How far terms may be off all together: 0 where no errors are given. */
export function totalDoubt(errors: Float64Array | undefined): number {
  let total = 0;
  if (errors) for (const error of errors) total += error;
  return total;
}

/** Where there is an infinity or nan, or doubt without bounds. */
function specialSum(terms: Terms, doubt: number): Loose {
  let value = 0;
  let magnitude = 0;
  for (const term of terms) {
    if (Number.isFinite(term)) magnitude += Math.abs(term);
    else value += term;
  }
  const isSure =
    Number.isNaN(value) || (!Number.isFinite(value) && magnitude < 1e38 && Number.isFinite(doubt));
  return { value, error: isSure ? 0 : Infinity };
}
