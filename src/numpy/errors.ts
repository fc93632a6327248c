/** What numpy would have raised, in its own words. */
export class NumpyError extends Error {
  constructor(
    /** The Python exception class. `UFuncTypeError` is a TypeError of numpy's own, `AxisError` several at once. */
    readonly type: 'AxisError' | 'ValueError' | 'TypeError' | 'IndexError' | 'UFuncTypeError',
    message: string,
  ) {
    super(message);
    this.name = type;
  }
}

/** A shape as numpy's messages write it: `(3,)`, `(2,3)`. */
export function shapeText(shape: readonly number[]): string {
  return `(${shape.join(',')}${shape.length === 1 ? ',' : ''})`;
}
