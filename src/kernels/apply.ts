import { DATA, MASK } from './memory';

/*
 * What becomes of elements: x · factor + shift, both chosen by the element's byte in the mask. Each is rounded to the
 * elements' own type, as in PyTorch, which stores the product before it adds. Elements are worked on four at a time; what
 * stands behind the last one is worked on with it.
 */

/** Makes so many float32. */
export function applyToFloats(
  count: i32,
  droppedFactor: f32,
  keptFactor: f32,
  droppedShift: f32,
  keptShift: f32,
): void {
  for (let i = 0; i < count; i += 4) {
    const at = DATA + 4 * i;
    const lanes = keptLanes(i);
    const factor = v128.bitselect(f32x4.splat(keptFactor), f32x4.splat(droppedFactor), lanes);
    const shift = v128.bitselect(f32x4.splat(keptShift), f32x4.splat(droppedShift), lanes);
    v128.store(at, f32x4.add(f32x4.mul(v128.load(at), factor), shift));
  }
}

/** Makes so many float64. */
export function applyToDoubles(
  count: i32,
  droppedFactor: f64,
  keptFactor: f64,
  droppedShift: f64,
  keptShift: f64,
): void {
  for (let i = 0; i < count; i += 2) {
    const at = DATA + 8 * i;
    const lanes = i64x2.extend_low_i32x4_s(keptLanes(i));
    const factor = v128.bitselect(f64x2.splat(keptFactor), f64x2.splat(droppedFactor), lanes);
    const shift = v128.bitselect(f64x2.splat(keptShift), f64x2.splat(droppedShift), lanes);
    v128.store(at, f64x2.add(f64x2.mul(v128.load(at), factor), shift));
  }
}

/** All bits of the lanes of those of four elements that are kept. */
function keptLanes(element: i32): v128 {
  const bytes = v128.load32_zero(MASK + element);
  return i32x4.neg(i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(bytes)));
}
