/*
 * The commonest kernels over whole arrays. Each has a loop of its own, which the engine compiles for it alone: handed
 * from function to function one by one, every number would be put into a box.
 */

type Numbers = Float32Array | Float64Array | Uint8Array;

/** Numbers of one operand, and how far a step goes: 0 where one element serves for all. */
interface Source {
  readonly values: ArrayLike<number | bigint>;
  readonly step: 0 | 1;
}

/** Computes all results from the operands. */
export type Loop = (results: Numbers, operands: readonly Source[]) => void;

function unary(loop: (results: Numbers, x: Numbers, step: number) => void): Loop {
  return (results, [x]) => {
    if (x) loop(results, x.values as Numbers, x.step);
  };
}

type BinaryLoop = (results: Numbers, a: Numbers, stepA: number, b: Numbers, stepB: number) => void;

function binary(loop: BinaryLoop): Loop {
  return (results, [a, b]) => {
    if (a && b) loop(results, a.values as Numbers, a.step, b.values as Numbers, b.step);
  };
}

export const copying = unary((results, x, step) => {
  for (let i = 0; i < results.length; i++) results[i] = x[i * step] ?? 0;
});

export const negating = unary((results, x, step) => {
  for (let i = 0; i < results.length; i++) results[i] = -(x[i * step] ?? 0);
});

export const magnitudes = unary((results, x, step) => {
  for (let i = 0; i < results.length; i++) results[i] = Math.abs(x[i * step] ?? 0);
});

export const rectifying = unary((results, x, step) => {
  for (let i = 0; i < results.length; i++) {
    const value = x[i * step] ?? 0;
    results[i] = value < 0 ? 0 : value;
  }
});

export const adding = binary((results, a, stepA, b, stepB) => {
  for (let i = 0; i < results.length; i++) results[i] = (a[i * stepA] ?? 0) + (b[i * stepB] ?? 0);
});

export const subtracting = binary((results, a, stepA, b, stepB) => {
  for (let i = 0; i < results.length; i++) results[i] = (a[i * stepA] ?? 0) - (b[i * stepB] ?? 0);
});

export const multiplying = binary((results, a, stepA, b, stepB) => {
  for (let i = 0; i < results.length; i++) results[i] = (a[i * stepA] ?? 0) * (b[i * stepB] ?? 0);
});

export const dividing = binary((results, a, stepA, b, stepB) => {
  for (let i = 0; i < results.length; i++) results[i] = (a[i * stepA] ?? 0) / (b[i * stepB] ?? 0);
});
