import { clone } from './copies';
import type { Enclosure } from './enclosure';

/**
 * The same values, with so much more room for PyTorch's own order of computing.
 *
 * @param room for each element in row-major order, or for all.
 */
export function widened(x: Enclosure, room: number | ((i: number) => number)): Enclosure {
  const errors = x.errors();
  const values = x.tensor.values();
  const wider = Float64Array.from(values as ArrayLike<number | bigint>, (_, i) => {
    const more = typeof room === 'number' ? room : room(i);
    return (errors?.[i] ?? 0) + (Number.isNaN(more) ? Infinity : more);
  });
  const result = clone(x, true);
  result.write(values, wider);
  return result;
}

/** What was drawn between two bounds that are off by so much together. */
export function betweenLoose(drawn: Enclosure, from: number, to: number, room: number): Enclosure {
  if (room === 0) return drawn;
  // What is as great as the upper bound becomes the lower one, and both may be rounded otherwise.
  const loose = room + 4 * unitOf(drawn) * Math.max(Math.abs(from), Math.abs(to));
  const values = drawn.tensor.values() as ArrayLike<number>;
  return widened(drawn, (i) => loose + (to - (values[i] ?? 0) <= 2 * loose ? to - from : 0));
}

/** Whether all elements, with what they may be off, are smaller than a limit: no nan is. */
export function areBelow(x: Enclosure, limit: number): boolean {
  const values: ArrayLike<number | bigint> = x.tensor.values();
  const errors = x.errors();
  for (let i = 0; i < values.length; i++)
    if (!(Math.abs(Number(values[i] ?? 0)) + (errors?.[i] ?? 0) < limit)) return false;
  return true;
}

/** For each element how great it is. */
export function magnitudes(x: Enclosure): number[] {
  const errors = x.errors();
  return Array.from(
    x.tensor.values() as ArrayLike<number | bigint>,
    (value, i) => Math.abs(Number(value)) + (errors?.[i] ?? 0),
  );
}

/** The spacing above 1 of the floats in which a dtype is computed. */
export function unitOf(x: Enclosure): number {
  return { float64: 2 ** -52, float32: 2 ** -23, float16: 2 ** -10, bfloat16: 2 ** -7, int64: 0, bool: 0 }[
    x.dtype
  ];
}
