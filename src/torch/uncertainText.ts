import * as algebra from './algebra';
import { isFloating } from './dtype';
import { reprTensor, type ReprOptions } from './repr';
import type { AnyTensor } from './tensor';

/** What `repr` writes of a tensor, and whether it writes the same wherever within its error bounds the values are. */
export interface UncertainText {
  readonly text: string;
  readonly certain: boolean;
}

/** `repr(t)` of a tensor with error bounds. */
export function reprWithin(x: algebra.Enclosure, options: ReprOptions): UncertainText {
  const text = reprTensor(x.tensor, options);
  const errors = x.errors();
  if (errors === undefined) return { text, certain: true };
  if (!isFloating(x.dtype) || errors.some((error) => !Number.isFinite(error)))
    return { text, certain: false };
  const values = Float64Array.from(x.tensor.values() as ArrayLike<number>);
  const certain =
    values.every((value, i) => isDecided(value, errors[i] ?? 0)) &&
    values.some((value, i) => isFraction(value, errors[i] ?? 0)) &&
    ends(x, values, errors).every((end) => reprTensor(end, options) === text);
  return { text, certain };
}

/** Whether a value surely has this sign, and is surely not zero unless it is known. */
function isDecided(value: number, error: number): boolean {
  return error === 0 || Math.abs(value) > error;
}

/** Whether a value is surely no whole number: one such is enough for decimals throughout. */
function isFraction(value: number, error: number): boolean {
  if (!Number.isFinite(value)) return false;
  const [low, high] = [value - error, value + error];
  return Math.floor(low) === Math.floor(high) && !Number.isInteger(low);
}

/** The tensor at the ends of its bounds: all up, all down, all away from zero, all towards it. */
function ends(x: algebra.Enclosure, values: Float64Array, errors: Float64Array): AnyTensor[] {
  const directions = [() => 1, () => -1, Math.sign, (value: number) => -Math.sign(value)];
  return directions.map((direction) => {
    const moved = algebra.fullOf(x.shape, algebra.intScalar(0), x.dtype);
    moved.write(values.map((value, i) => value + direction(value) * (errors[i] ?? 0)));
    return moved.tensor;
  });
}
