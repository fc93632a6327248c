import { DATA } from './memory';

/*
 * Functions of float32 that are made of powers of e, in float64, and rounded once. What they round to is not known where
 * the least that they may be rounds otherwise than the greatest: there they leave a nan. They give back whether there are any.
 */

/** 1 / ln 2, and ln 2 in two parts (as in fdlibm): products of the first and whole numbers below 2^20 are exact. */
const INVERSE = memory.data<f64>([1.4426950408889634]);
const UPPER = memory.data<f64>([0.6931471803691238]);
const LOWER = memory.data<f64>([1.9082149292705877e-10]);
/** A number to which whole ones can be added, of either sign, which then are its lowest bits. */
const WHOLE = memory.data<f64>([6755399441055744]);
/** The terms of e^r: 1 / 0!, 1 / 1! … */
const POWER = memory.data<f64>([
  1.0,
  1.0,
  1.0 / 2,
  1.0 / 6,
  1.0 / 24,
  1.0 / 120,
  1.0 / 720,
  1.0 / 5040,
  1.0 / 40320,
  1.0 / 362880,
  1.0 / 3628800,
  1.0 / 39916800,
]);
/** The terms of tanh x behind x. */
const TANGENT = memory.data<f64>([-1.0 / 3, 2.0 / 15]);

/** Beyond, a power of e is greater than all float32, or rounds to 0. */
const MOST: f64 = 128;
/** By such a share of it a function may be off: by what `powerOfE` may be, as often as it makes more of that. */
const ERROR_OF_POWER = 2.0 ** -45;
const ERROR_OF_SHARE = 2.0 ** -44;
const ERROR_OF_TANGENT = 2.0 ** -39;
/** Below, tanh would be a small difference of powers. */
const SMALL = 2.0 ** -7;

/** e^x. */
export function exponential(count: i32): i32 {
  let open = i32x4.splat(0);
  for (let at = DATA; at < DATA + 4 * count; at += 8) {
    const x = f64x2.pmax(f64x2.pmin(loaded(at), f64x2.splat(MOST)), f64x2.splat(-MOST));
    open = v128.or(open, store(at, powerOfE(x), ERROR_OF_POWER));
  }
  return i32(v128.any_true(open));
}

/** 1 / (1 + e^-x): of e^-|x| the share in 1 + e^-|x|, or that of 1. */
export function logistic(count: i32): i32 {
  const one = f64x2.splat(1);
  let open = i32x4.splat(0);
  for (let at = DATA; at < DATA + 4 * count; at += 8) {
    const x = loaded(at);
    const power = powerOfE(f64x2.neg(f64x2.pmin(f64x2.abs(x), f64x2.splat(MOST))));
    const part = v128.bitselect(power, one, f64x2.lt(x, f64x2.splat(0)));
    open = v128.or(open, store(at, f64x2.div(part, f64x2.add(one, power)), ERROR_OF_SHARE));
  }
  return i32(v128.any_true(open));
}

/**
 * tanh x, of |x|: (e^2x - 1) / (e^2x + 1), of which the error is that of the power 64 times at most; where that were more,
 * x - x³/3 + 2x⁵/15, of which the next term is 2^-46 at most.
 */
export function tangent(count: i32): i32 {
  const one = f64x2.splat(1);
  let open = i32x4.splat(0);
  for (let at = DATA; at < DATA + 4 * count; at += 8) {
    const signed = loaded(at);
    const x = f64x2.pmin(f64x2.abs(signed), f64x2.splat(MOST));
    const power = powerOfE(f64x2.add(x, x));
    const large = f64x2.div(f64x2.sub(power, one), f64x2.add(power, one));
    const square = f64x2.mul(x, x);
    const rest = terms(square, TANGENT);
    const small = f64x2.add(x, f64x2.mul(f64x2.mul(x, square), rest));
    const made = v128.bitselect(small, large, f64x2.lt(x, f64x2.splat(SMALL)));
    open = v128.or(open, store(at, v128.bitselect(signed, made, f64x2.splat(-0.0)), ERROR_OF_TANGENT));
  }
  return i32(v128.any_true(open));
}

/**
 * e^x of numbers within ±256 that are float32 or twice such: 2^k times e^r, where r = x - k ln 2 is at most 0.3466 and known
 * to 2^-54: where k is not 0 they are multiples of 2^-26, so that the first difference is exact. Of the series of e^r the
 * terms from r^12 / 12! on are left out, together less than 2^-46 of it; its additions round by less than 2^-50.
 */
function powerOfE(x: v128): v128 {
  const whole = constant(WHOLE);
  const shifted = f64x2.add(f64x2.mul(x, constant(INVERSE)), whole);
  const k = f64x2.sub(shifted, whole);
  const near = f64x2.sub(x, f64x2.mul(k, constant(UPPER)));
  const r = f64x2.sub(near, f64x2.mul(k, constant(LOWER)));
  const r2 = f64x2.mul(r, r);
  const r4 = f64x2.mul(r2, r2);
  // By twos and fours, so that one need not wait for the other.
  const a = sum(terms(r, POWER), r2, terms(r, POWER + 16));
  const b = sum(terms(r, POWER + 32), r2, terms(r, POWER + 48));
  const c = sum(terms(r, POWER + 64), r2, terms(r, POWER + 80));
  return i64x2.add(sum(a, r4, sum(b, r4, c)), i64x2.shl(shifted, 52));
}

/** Of two terms of a series. */
function terms(x: v128, first: usize): v128 {
  return sum(constant(first), x, constant(first + 8));
}

function constant(at: usize): v128 {
  return v128.load64_splat(at);
}

/** first + x · second */
function sum(first: v128, x: v128, second: v128): v128 {
  return f64x2.add(first, f64x2.mul(x, second));
}

/** Two float32. */
function loaded(at: usize): v128 {
  return f64x2.promote_low_f32x4(v128.load64_zero(at));
}

/** Stores two float64, which may be off by a share of them, as float32; nan where it is not known which, of which it gives back all bits. */
function store(at: usize, made: v128, error: f64): v128 {
  const least = f32x4.demote_f64x2_zero(f64x2.mul(made, f64x2.splat(1 - error)));
  const most = f32x4.demote_f64x2_zero(f64x2.mul(made, f64x2.splat(1 + error)));
  const open = f32x4.ne(least, most);
  v128.store64_lane(at, v128.or(least, open), 0);
  return open;
}
