/** A Python number: what `2`, `0.5` and `True` are beside a tensor, and what `t.item()` gives back. */
export type Scalar = BoolScalar | IntScalar | FloatScalar;

interface Uncertain {
  /**
   * How far the true number may be from `value`: 0 where it is left out, Infinity where nothing is known. A bool
   * that may as well be the other one has 1.
   */
  readonly error?: number;
}

export interface BoolScalar extends Uncertain {
  readonly type: 'bool';
  readonly value: boolean;
}

export interface IntScalar extends Uncertain {
  readonly type: 'int';
  /** Within 64 bits wherever it meets a tensor. */
  readonly value: bigint;
}

export interface FloatScalar extends Uncertain {
  readonly type: 'float';
  readonly value: number;
}

/** The scalar of a Python bool. */
export function boolScalar(value: boolean): BoolScalar {
  return { type: 'bool', value };
}

/** The scalar of a Python int. A number is taken as the integer that it is. */
export function intScalar(value: bigint | number): IntScalar {
  return { type: 'int', value: BigInt(value) };
}

/** The scalar of a Python float. */
export function floatScalar(value: number): FloatScalar {
  return { type: 'float', value };
}
