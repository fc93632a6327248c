import * as algebra from './algebra';
import { isFloating } from './dtype';
import { type Mark, reprTensor, type ReprOptions } from './repr';
import type { AnyTensor } from './tensor';

/** What is written of numbers that have error bounds. */
export interface UncertainText {
  /** With `?` in place of the numbers of which nothing is known. */
  readonly text: string;
  /**
   * What the bounds leave open: undefined where the same is written wherever within them the numbers are, else the last
   * digits or, of one number at least, the whole value.
   */
  readonly open: 'rounding' | 'undecided' | undefined;
}

/**
 * Whether digits say something of the number that they are written for: where its error bound is at most a tenth of it
 * or, in a notation that does not depend on the number, below the last place that is written.
 *
 * @param text in such a notation: `0.00`. `repr` may write as 1.2e-17 what it writes as 0.0 here.
 */
export function isShown(value: number, error: number, text?: string): boolean {
  if (!Number.isFinite(error)) return false;
  return error <= Math.abs(value) / 10 || error === 0 || (text !== undefined && error < lastPlace(text));
}

/** What one more in the last written place is worth: 0.001 for `1.250`, 1e-7 for `1.25e-05`. */
function lastPlace(text: string): number {
  const exponent = Number(/e([+-]\d+)/i.exec(text)?.[1] ?? 0);
  const decimals = /\.(\d*)/.exec(text)?.[1]?.length ?? 0;
  return 10 ** (exponent - decimals - (text.includes('%') ? 2 : 0));
}

/** `repr(t)` of a tensor with error bounds. */
export function reprWithin(x: algebra.Enclosure, options: ReprOptions): UncertainText {
  const written = textWithin(x, (tensor, mark) => reprTensor(tensor, { ...options, mark }));
  const errors = x.errors();
  if (errors === undefined || written.open !== undefined) return written;
  const values = Array.from(x.tensor.values() as ArrayLike<number>);
  return values.some((value, i) => isFraction(value, errors[i] ?? 0))
    ? written
    : { ...written, open: 'rounding' };
}

/** What is written of a tensor with error bounds, each element for itself but for the format that all share. */
export function textWithin(
  x: algebra.Enclosure,
  write: (tensor: AnyTensor, mark?: Mark) => string,
): UncertainText {
  const text = write(x.tensor);
  const errors = x.errors();
  if (errors === undefined || isCertain(x, errors, text, write)) return { text, open: undefined };
  // True and False have no digits.
  if (x.dtype === 'bool') return { text, open: 'rounding' };
  const { data } = x.tensor;
  const inMemory = x.memoryErrors();
  const marked = write(x.tensor, (place, one) => {
    if (isShown(Number(data[place]), inMemory?.[place] ?? 0)) return one;
    return x.dim === 0 ? '?' : '?'.padStart(one.length);
  });
  return { text: marked, open: marked === text ? 'rounding' : 'undecided' };
}

function isCertain(
  x: algebra.Enclosure,
  errors: Float64Array,
  text: string,
  write: (tensor: AnyTensor) => string,
): boolean {
  if (!isFloating(x.dtype) || !errors.every(Number.isFinite)) return false;
  const values = Float64Array.from(x.tensor.values() as ArrayLike<number>);
  return (
    values.every((value, i) => isDecided(value, errors[i] ?? 0)) &&
    ends(x, values, errors).every((end) => write(end) === text)
  );
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
