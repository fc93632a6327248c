import { DATA, MASK } from './memory';

/*
 * What becomes of elements: x · factor, and where something is added + shift, both chosen by the element's byte in the mask.
 * Each is rounded to the elements' own type, as in PyTorch, which stores the product before it adds. Elements are worked
 * on four or two at a time; what stands behind the last one is worked on with it.
 */

/** Multiplies so many float32. */
export function scaleFloats(count: i32, droppedFactor: f32, keptFactor: f32): void {
  const dropped = f32x4.splat(droppedFactor);
  const kept = f32x4.splat(keptFactor);
  for (let i = 0; i < count; i += 4) {
    const at = DATA + 4 * i;
    v128.store(at, f32x4.mul(v128.load(at), v128.bitselect(kept, dropped, keptLanes(i))));
  }
}

/** Adds to so many float32. */
export function shiftFloats(count: i32, droppedShift: f32, keptShift: f32): void {
  const dropped = f32x4.splat(droppedShift);
  const kept = f32x4.splat(keptShift);
  for (let i = 0; i < count; i += 4) {
    const at = DATA + 4 * i;
    v128.store(at, f32x4.add(v128.load(at), v128.bitselect(kept, dropped, keptLanes(i))));
  }
}

/** Multiplies so many float64. */
export function scaleDoubles(count: i32, droppedFactor: f64, keptFactor: f64): void {
  const dropped = f64x2.splat(droppedFactor);
  const kept = f64x2.splat(keptFactor);
  for (let i = 0; i < count; i += 4) {
    const at = DATA + 8 * i;
    const lanes = keptLanes(i);
    const low = v128.bitselect(kept, dropped, i64x2.extend_low_i32x4_s(lanes));
    const high = v128.bitselect(kept, dropped, i64x2.extend_high_i32x4_s(lanes));
    v128.store(at, f64x2.mul(v128.load(at), low));
    v128.store(at, f64x2.mul(v128.load(at, 16), high), 16);
  }
}

/** Adds to so many float64. */
export function shiftDoubles(count: i32, droppedShift: f64, keptShift: f64): void {
  const dropped = f64x2.splat(droppedShift);
  const kept = f64x2.splat(keptShift);
  for (let i = 0; i < count; i += 4) {
    const at = DATA + 8 * i;
    const lanes = keptLanes(i);
    const low = v128.bitselect(kept, dropped, i64x2.extend_low_i32x4_s(lanes));
    const high = v128.bitselect(kept, dropped, i64x2.extend_high_i32x4_s(lanes));
    v128.store(at, f64x2.add(v128.load(at), low));
    v128.store(at, f64x2.add(v128.load(at, 16), high), 16);
  }
}

/** All bits of the lanes of those of four elements that are kept. */
function keptLanes(element: i32): v128 {
  const bytes = v128.load32_zero(MASK + element);
  return i32x4.neg(i32x4.extend_low_i16x8_u(i16x8.extend_low_i8x16_u(bytes)));
}
