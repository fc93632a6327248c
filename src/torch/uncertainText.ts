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
  const written = textWithin(x, (tensor) => reprTensor(tensor, options));
  const errors = x.errors();
  if (errors === undefined || !written.certain) return written;
  const values = Array.from(x.tensor.values() as ArrayLike<number>);
  return { ...written, certain: values.some((value, i) => isFraction(value, errors[i] ?? 0)) };
}

/** What is written of a tensor with error bounds, each element for itself but for the format that all share. */
export function textWithin(x: algebra.Enclosure, write: (tensor: AnyTensor) => string): UncertainText {
  const text = write(x.tensor);
  const errors = x.errors();
  if (errors === undefined) return { text, certain: true };
  if (!isFloating(x.dtype) || errors.some((error) => !Number.isFinite(error)))
    return { text, certain: false };
  const values = Float64Array.from(x.tensor.values() as ArrayLike<number>);
  const certain =
    values.every((value, i) => isDecided(value, errors[i] ?? 0)) &&
    ends(x, values, errors).every((end) => write(end) === text);
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
    // A zero that is known keeps its sign.
    moved.write(values.map((value, i) => (errors[i] ? value + direction(value) * errors[i] : value)));
    return moved.tensor;
  });
}
