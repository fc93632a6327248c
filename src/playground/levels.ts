import type { Tensor } from '../torch';

/** The strongest level; the weakest is 0. */
const STRONGEST = 255;
/** Where all values are one. */
const ALL_ALIKE = 150;

/** How strongly each element of a tensor is coloured, 0 … 255, so that its values can be told apart. */
export function levelsOf(tensor: Tensor, weakest = 40): Uint8Array {
  return scaled(tensor.values(), undefined, weakest);
}

/** As `levelsOf`, of an output: what was dropped has level 0, what was kept never less than the middle. */
export function outputLevels(output: Tensor, mask: Uint8Array | undefined): Uint8Array {
  return scaled(output.values(), mask, 128);
}

/** The levels of a mask: the weakest and the strongest, or one in between where none was drawn. */
export function maskLevels(mask: Uint8Array | undefined, count: number): Uint8Array {
  if (mask === undefined) return new Uint8Array(count).fill(ALL_ALIKE / 2);
  const levels = new Uint8Array(count);
  for (let i = 0; i < count; i++) levels[i] = (mask[i] ?? 0) * STRONGEST;
  return levels;
}

function scaled(values: Float32Array, mask: Uint8Array | undefined, weakest: number): Uint8Array {
  let [min, max] = [Infinity, -Infinity];
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? 0;
    if (!Number.isFinite(value) || mask?.[i] === 0) continue;
    if (value < min) min = value;
    if (value > max) max = value;
  }
  const levels = new Uint8Array(values.length);
  const perUnit = max > min ? (STRONGEST - weakest) / (max - min) : 0;
  const lowest = max > min ? weakest : Math.max(weakest, ALL_ALIKE);
  for (let i = 0; i < values.length; i++) {
    if (mask?.[i] === 0) continue;
    const value = values[i] ?? 0;
    if (Number.isFinite(value)) levels[i] = lowest + (value - min) * perUnit;
    else levels[i] = value > 0 ? STRONGEST : weakest;
  }
  return levels;
}
