/*
 * The tables of Marsaglia and Tsang's ziggurat of 256 layers for normal values, as numpy's are made (they stand in
 * numpy/random/src/distributions/ziggurat_constants.h): computed here, so that their last bits may differ.
 */

/** Where the tail begins. */
export const TAIL = 3.6541528853610088;
/** By what part a width may differ from numpy's. */
export const WIDTH_ERROR = 2 ** -44;

const density = (x: number): number => Math.exp(-0.5 * x * x);

/** The area of a layer, which is also that of the lowest one with the tail. */
const AREA = 0.004928673233974655;

/** From the lowest layer, which is number 0 and whose width is that of its area, to the highest, number 1. */
const widths = new Float64Array(256);
widths[255] = TAIL;
for (let i = 254; i > 0; i--) {
  const wider = widths[i + 1] ?? 0;
  widths[i] = Math.sqrt(-2 * Math.log(AREA / wider + density(wider)));
}
widths[0] = AREA / density(TAIL);

/** The widths of the layers. */
export const WIDTHS: ArrayLike<number> = widths;
/** The density at their edges. */
export const HEIGHTS: ArrayLike<number> = widths.map((x, i) => (i === 0 ? 1 : density(x)));
/** Up to which part of its width a layer lies below the curve for sure. */
export const INNER: ArrayLike<number> = widths.map((x, i) =>
  i === 0 ? TAIL / x : i === 1 ? 0 : (widths[i - 1] ?? 0) / x,
);
