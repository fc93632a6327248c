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
  return timesMask(new Uint8Array(count), mask, STRONGEST);
}

function scaled(values: Float32Array, mask: Uint8Array | undefined, weakest: number): Uint8Array {
  let [min, max, isFinite] = [Infinity, -Infinity, true];
  for (let i = 0; i < values.length; i++) {
    if (mask?.[i] === 0) continue;
    const value = values[i] ?? 0;
    if (value - value !== 0) isFinite = false;
    else if (value < min) min = value;
    if (value > max && value < Infinity) max = value;
  }
  const levels = new Uint8Array(values.length);
  const perUnit = max > min ? (STRONGEST - weakest) / (max - min) : 0;
  const lowest = max > min ? weakest : Math.max(weakest, ALL_ALIKE);
  if (isFinite && perUnit === 0)
    return mask === undefined ? levels.fill(lowest) : timesMask(levels, mask, lowest);
  for (let i = 0; i < values.length; i++) {
    if (mask?.[i] === 0) continue;
    const value = values[i] ?? 0;
    if (value - value === 0) levels[i] = lowest + (value - min) * perUnit;
    else levels[i] = value > 0 ? STRONGEST : weakest;
  }
  return levels;
}

/** A product, for the processor guesses wrongly at every second element of a mask. */
function timesMask(levels: Uint8Array, mask: Uint8Array, level: number): Uint8Array {
  for (let i = 0; i < levels.length; i++) levels[i] = (mask[i] ?? 0) * level;
  return levels;
}
