import { DATA, OTHERS, ROWS } from './memory';

/** Above, a float32 is infinite; below, it may be flushed to zero; and half of the least one. */
const LARGEST: f64 = 3.4028234663852886e38;
const SMALLEST = 2.0 ** -125;
const LEAST = 2.0 ** -150;
const HALF_SPACING = 2.0 ** -24;
const MARGIN = 1 + 2.0 ** -20;

/**
 * How far so many float32 may be off in units, and by half a spacing (`radiiOfUnits` of src/torch/algebra/slack.ts): nan where
 * that leaves the floats. It gives back whether it does anywhere.
 *
 * @param exact the operand of which there is no other value
 */
export function radii(count: i32, unit: f64, lowest: f64, exact: f64): i32 {
  let outside = i64x2.splat(0);
  for (let i = 0; i < count; i += 2) {
    const size = f64x2.abs(f64x2.promote_low_f32x4(v128.load64_zero(DATA + 4 * i)));
    const smallest = f64x2.splat(SMALLEST);
    const scaled = f64x2.mul(size, f64x2.splat(unit));
    const relative = v128.bitselect(smallest, scaled, f64x2.lt(size, smallest));
    const slack = f64x2.pmax(relative, f64x2.splat(lowest));
    const both = f64x2.add(slack, f64x2.mul(size, f64x2.splat(HALF_SPACING)));
    const radius = f64x2.add(f64x2.mul(both, f64x2.splat(MARGIN)), f64x2.splat(LEAST));
    const operand = f64x2.promote_low_f32x4(v128.load64_zero(OTHERS + 4 * i));
    const own = v128.andnot(radius, f64x2.eq(operand, f64x2.splat(exact)));
    const isOutside = v128.not(f64x2.le(f64x2.add(size, own), f64x2.splat(LARGEST)));
    v128.store(ROWS + 8 * i, v128.or(own, isOutside));
    outside = v128.or(outside, isOutside);
  }
  return i32(v128.any_true(outside));
}
