/*
 * Room for errors. Operations on ten elements are what a training loop is made of, and an engine takes longer to make an array
 * of 80 bytes than for all else of them: it has no more than 64 in its own memory. So small ones are cut from a larger one, which
 * is not so large that it mattered if a single one of them were kept.
 */

const LARGE = 256;
const SMALL = 32;
/** How many the engine has in its own memory. */
const TINY = 8;

let sheet = new Float64Array(LARGE);
let used = 0;

/** So many errors, all 0. */
export function noErrors(count: number): Float64Array {
  if (count > SMALL || count <= TINY) return new Float64Array(count);
  if (used + count > LARGE) {
    sheet = new Float64Array(LARGE);
    used = 0;
  }
  used += count;
  return sheet.subarray(used - count, used);
}

/** Whether any is not 0. */
export function areAny(errors: Float64Array): boolean {
  // oxlint-disable-next-line typescript/prefer-for-of -- an iterator takes several times as long
  for (let i = 0; i < errors.length; i++) if (errors[i] !== 0) return true;
  return false;
}
