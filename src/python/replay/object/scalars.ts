import type { Doubt } from './doubt';

/* The values that hold no others. */

export class NoneValue {
  readonly kind = 'none';
  constructor(readonly doubt?: Doubt) {}
}
export class EllipsisValue {
  readonly kind = 'ellipsis';
  constructor(readonly doubt?: Doubt) {}
}
/** What `__eq__` and its kin give back where they do not know the other operand. */
export class NotImplementedValue {
  readonly kind = 'notImplemented';
  constructor(readonly doubt?: Doubt) {}
}
export class BoolValue {
  readonly kind = 'bool';
  constructor(
    readonly value: boolean,
    readonly doubt?: Doubt,
  ) {}
}
export class IntValue {
  readonly kind = 'int';
  constructor(
    readonly value: bigint,
    readonly doubt?: Doubt,
    /** Of an object whose class derives from `int`: `Own` of own.ts. */
    readonly own?: object,
  ) {}
}
export class FloatValue {
  readonly kind = 'float';
  constructor(
    readonly value: number,
    readonly doubt?: Doubt,
    /** How far Python's value may lie from this one; 0 where it is the same. */
    readonly error = 0,
    readonly own?: object,
  ) {}
}
export class StrValue {
  readonly kind = 'str';
  private plain: boolean | undefined;
  constructor(
    readonly value: string,
    readonly doubt?: Doubt,
    readonly own?: object,
  ) {}
  /** Whether every character is one unit of UTF-16. */
  get isPlain(): boolean {
    return (this.plain ??= !/[\ud800-\udfff]/.test(this.value));
  }
  /** Whether `isPlain` is known already, and costs nothing. */
  get isExamined(): boolean {
    return this.plain !== undefined;
  }
}
export class RangeValue {
  readonly kind = 'range';
  constructor(
    readonly start: bigint,
    readonly stop: bigint,
    readonly step: bigint,
    readonly doubt?: Doubt,
  ) {}
  get length(): bigint {
    const { start, stop, step } = this;
    const span = step > 0n ? stop - start : start - stop;
    const size = step > 0n ? step : -step;
    return span <= 0n ? 0n : (span + size - 1n) / size;
  }
}

/** An object of the same class with the same fields but for some. */
export function copyWith<T extends object>(value: T, fields: object): T {
  return Object.assign(Object.create(Object.getPrototypeOf(value) as object) as T, value, fields);
}

export const NONE = new NoneValue();
export const TRUE = new BoolValue(true);
export const FALSE = new BoolValue(false);
export const ELLIPSIS = new EllipsisValue();
export const NOT_IMPLEMENTED = new NotImplementedValue();

export function bool(value: boolean, doubt?: Doubt): BoolValue {
  return doubt === undefined ? (value ? TRUE : FALSE) : new BoolValue(value, doubt);
}
export function int(value: number | bigint, doubt?: Doubt): IntValue {
  return new IntValue(BigInt(value), doubt);
}
export function float(value: number, doubt?: Doubt): FloatValue {
  return new FloatValue(value, doubt);
}
export function str(value: string, doubt?: Doubt): StrValue {
  return new StrValue(value, doubt);
}
