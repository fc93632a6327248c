/*
 * The commonest kernels over whole arrays. Each has a loop of its own, which the engine compiles for it alone: handed
 * from function to function one by one, every number would be put into a box.
 */

export type Numbers = Float32Array | Float64Array | Uint8Array;

/** Numbers of one operand, and how far a step goes: 0 where one element serves for all. */
export interface Source {
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

/** A function of one operand. */
export function applying(apply: (x: number) => number): Loop {
  return unary((results, x, step) => {
    for (let i = 0; i < results.length; i++) results[i] = apply(x[i * step] ?? 0);
  });
}

export const exponentials = unary((results, x, step) => {
  for (let i = 0; i < results.length; i++) results[i] = Math.exp(x[i * step] ?? 0);
});

export const tangents = unary((results, x, step) => {
  for (let i = 0; i < results.length; i++) results[i] = Math.tanh(x[i * step] ?? 0);
});

export const copying = unary((results, x, step) => {
  for (let i = 0; i < results.length; i++) results[i] = x[i * step] ?? 0;
});

export const negating = unary((results, x, step) => {
  for (let i = 0; i < results.length; i++) results[i] = -(x[i * step] ?? 0);
});

export const magnitudes = unary((results, x, step) => {
  for (let i = 0; i < results.length; i++) results[i] = Math.abs(x[i * step] ?? 0);
});

export const rectifying: Loop = (results, [x]) => {
  if (!x) return;
  if (results instanceof Float32Array && x.values instanceof Float32Array && x.step === 1)
    rectifyBits(
      new Int32Array(x.values.buffer, x.values.byteOffset, x.values.length),
      new Int32Array(results.buffer),
    );
  else rectify(results, x.values as Numbers, x.step);
};

function rectify(results: Numbers, x: Numbers, step: number): void {
  for (let i = 0; i < results.length; i++) {
    const value = x[i * step] ?? 0;
    results[i] = value < 0 ? 0 : value;
  }
}

/** The same with the bits of float32. A condition that hangs on chance would take several times as long. */
function rectifyBits(x: Int32Array, results: Int32Array): void {
  for (let i = 0; i < results.length; i++) {
    const bits = x[i] ?? 0;
    // From 0 up to below infinity's bits for what is negative: not for -0, nor for a nan.
    const distance = (bits + 0x7fffffff) | 0;
    results[i] = bits & ~((~distance & (distance - 0x7f800000)) >> 31);
  }
}

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

/*
 * Comparisons give 0 and 1, and are written as conversions: they take no branch, which would take several times as long
 * where it hangs on chance.
 */

export const equalling = binary((results, a, stepA, b, stepB) => {
  for (let i = 0; i < results.length; i++) results[i] = Number((a[i * stepA] ?? 0) === (b[i * stepB] ?? 0));
});

export const differing = binary((results, a, stepA, b, stepB) => {
  for (let i = 0; i < results.length; i++) results[i] = Number((a[i * stepA] ?? 0) !== (b[i * stepB] ?? 0));
});

export const below = binary((results, a, stepA, b, stepB) => {
  for (let i = 0; i < results.length; i++) results[i] = Number((a[i * stepA] ?? 0) < (b[i * stepB] ?? 0));
});

export const atMost = binary((results, a, stepA, b, stepB) => {
  for (let i = 0; i < results.length; i++) results[i] = Number((a[i * stepA] ?? 0) <= (b[i * stepB] ?? 0));
});

export const above: Loop = (results, [a, b]) => {
  if (a && b) below(results, [b, a]);
};

export const atLeast: Loop = (results, [a, b]) => {
  if (a && b) atMost(results, [b, a]);
};
