/*
 * Philox4x32-10 (Salmon et al., SC11), as at::philox_engine (aten/src/ATen/core/PhiloxRNGEngine.h) and curand
 * have it.
 */

const MULTIPLIER_A = 0xd2511f53;
const MULTIPLIER_B = 0xcd9e8d57;
const WEYL_A = 0x9e3779b9;
const WEYL_B = 0xbb67ae85;
const ROUNDS = 10;

/** The upper 32 bits of a product of two uint32, signed. */
function multiplyHigh(a: number, b: number): number {
  const aLow = a & 0xffff;
  const aHigh = a >>> 16;
  const bLow = b & 0xffff;
  const bHigh = b >>> 16;
  // Products of halves, each with what the one below carries: all of them have room in 32 bits.
  const middle = Math.imul(aHigh, bLow) + (Math.imul(aLow, bLow) >>> 16);
  const rest = Math.imul(aLow, bHigh) + (middle & 0xffff);
  return (Math.imul(aHigh, bHigh) + (middle >>> 16) + (rest >>> 16)) | 0;
}

/** Turns a counter of four words into the four words, signed, that it gives under a key of two. */
export function philox(words: Int32Array, k0: number, k1: number): void {
  // One by one: to take an array apart costs as much as half of the rounds.
  let c0 = words[0] ?? 0;
  let c1 = words[1] ?? 0;
  let c2 = words[2] ?? 0;
  let c3 = words[3] ?? 0;
  for (let round = 0; round < ROUNDS; round++) {
    const high0 = multiplyHigh(MULTIPLIER_A, c0);
    const high1 = multiplyHigh(MULTIPLIER_B, c2);
    const low0 = Math.imul(MULTIPLIER_A, c0);
    const low1 = Math.imul(MULTIPLIER_B, c2);
    c0 = high1 ^ c1 ^ k0;
    c1 = low1;
    c2 = high0 ^ c3 ^ k1;
    c3 = low0;
    k0 = (k0 + WEYL_A) | 0;
    k1 = (k1 + WEYL_B) | 0;
  }
  words[0] = c0;
  words[1] = c1;
  words[2] = c2;
  words[3] = c3;
}
