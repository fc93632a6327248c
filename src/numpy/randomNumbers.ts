/** A normal value, and how far numpy's may be from it. */
export interface Gaussian {
  readonly value: number;
  readonly error: number;
}

/** What the functions of `numpy.random` and the methods of its generators draw from. */
export interface RandomNumbers {
  /** A double in [0, 1) with 53 random bits. */
  double(): number;
  /** So many of them. */
  doubles(count: number): Float64Array;
  /** A standard normal value. */
  gaussian(): Gaussian;
  /** Integers from `low` to below `high`. */
  integers(low: bigint, high: bigint, count: number): BigInt64Array;
  /** The order that `shuffle` brings so many things into (Fisher and Yates, from the end). */
  order(count: number): Float64Array;
  /** `size` different ones of the numbers below `count`. */
  taken(count: number, size: number): Float64Array;
  /** How many of `n` tries succeed, `count` times. */
  binomial(n: number, p: number, count: number): BigInt64Array;
}
