import { DATA, MASK, OTHERS } from './memory';

/*
 * Functions of one or two float32, four at a time, as torch's operators have them. A result stands where the first operand
 * did, what a comparison says in the mask. What stands behind the last one is worked on with it.
 */

/** How far the second operand is from the first. */
const AWAY: usize = OTHERS - DATA;

export function add(count: i32): void {
  for (let at = DATA; at < DATA + 4 * count; at += 16)
    v128.store(at, f32x4.add(v128.load(at), v128.load(at + AWAY)));
}

export function subtract(count: i32): void {
  for (let at = DATA; at < DATA + 4 * count; at += 16)
    v128.store(at, f32x4.sub(v128.load(at), v128.load(at + AWAY)));
}

export function multiply(count: i32): void {
  for (let at = DATA; at < DATA + 4 * count; at += 16)
    v128.store(at, f32x4.mul(v128.load(at), v128.load(at + AWAY)));
}

export function divide(count: i32): void {
  for (let at = DATA; at < DATA + 4 * count; at += 16)
    v128.store(at, f32x4.div(v128.load(at), v128.load(at + AWAY)));
}

export function negate(count: i32): void {
  for (let at = DATA; at < DATA + 4 * count; at += 16) v128.store(at, f32x4.neg(v128.load(at)));
}

/** What is without its sign. */
export function magnitude(count: i32): void {
  for (let at = DATA; at < DATA + 4 * count; at += 16) v128.store(at, f32x4.abs(v128.load(at)));
}

/** 0 for what is below: not for -0, nor for a nan. */
export function rectify(count: i32): void {
  for (let at = DATA; at < DATA + 4 * count; at += 16) {
    const x = v128.load(at);
    v128.store(at, v128.andnot(x, f32x4.lt(x, f32x4.splat(0))));
  }
}

export function isBelow(count: i32): void {
  for (let i = 0; i < count; i += 4) say(i, f32x4.lt(first(i), second(i)));
}

export function isAtMost(count: i32): void {
  for (let i = 0; i < count; i += 4) say(i, f32x4.le(first(i), second(i)));
}

export function isEqual(count: i32): void {
  for (let i = 0; i < count; i += 4) say(i, f32x4.eq(first(i), second(i)));
}

export function isOther(count: i32): void {
  for (let i = 0; i < count; i += 4) say(i, f32x4.ne(first(i), second(i)));
}

function first(i: i32): v128 {
  return v128.load(DATA + 4 * i);
}

function second(i: i32): v128 {
  return v128.load(OTHERS + 4 * i);
}

/** Sets the bytes of four elements to 1 where all bits are set, else to 0. */
function say(i: i32, holds: v128): void {
  const halves = i16x8.narrow_i32x4_s(holds, holds);
  v128.store32_lane(MASK + i, i8x16.neg(i8x16.narrow_i16x8_s(halves, halves)), 0);
}
