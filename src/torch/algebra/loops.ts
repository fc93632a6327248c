import { CHUNK, type Elementwise, kernels, type Transcendental } from '../kernels';

/*
 * The commonest functions over whole arrays. Each has a loop of its own, which the engine compiles for it alone: handed
 * from function to function one by one, every number would be put into a box. Of many float32 vectors of four are made.
 */

export type Numbers = Float32Array | Float64Array | Uint8Array;

/** Numbers of one operand, and how far a step goes: 0 where one element serves for all. */
export interface Source {
  readonly values: ArrayLike<number | bigint>;
  readonly step: 0 | 1;
}

/** Computes all results from the operands. */
export type Loop = (results: Numbers, operands: readonly Source[]) => void;

/** Below, it takes longer to bring them to a kernel than to loop. */
export const MANY = 256;
/** How many are brought to a kernel at a time: all that it works on stays in the nearest cache. */
const STRETCH = CHUNK / 4;

/** @param kernel what does the same with float32 */
function unary(loop: (results: Numbers, x: Numbers, step: number) => void, kernel?: Elementwise): Loop {
  return (results, [x]) => {
    if (x && !(kernel && runKernel(kernel, results, x, undefined)))
      loop(results, x.values as Numbers, x.step);
  };
}

type BinaryLoop = (results: Numbers, a: Numbers, stepA: number, b: Numbers, stepB: number) => void;

function binary(kernel: Elementwise, loop: BinaryLoop): Loop {
  return (results, [a, b]) => {
    if (a && b && !runKernel(kernel, results, a, b))
      loop(results, a.values as Numbers, a.step, b.values as Numbers, b.step);
  };
}

/** Gives back whether it has computed the results: it does where there are many, and all are float32. */
function runKernel(
  name: Elementwise | Transcendental,
  results: Numbers,
  a: Source,
  b: Source | undefined,
  apply?: (x: number) => number,
): boolean {
  if (results.length < MANY || !areFloats(a) || (b && !areFloats(b))) return false;
  const { floats, others, mask, [name]: run } = kernels();
  const made = results instanceof Uint8Array ? mask : results instanceof Float32Array ? floats : undefined;
  if (!made) return false;
  if (b?.step === 0) others.fill(b.values[0] ?? 0, 0, STRETCH);
  for (let at = 0; at < results.length; at += STRETCH) {
    const end = Math.min(at + STRETCH, results.length);
    if (a.step === 0) floats.fill(a.values[0] ?? 0, 0, STRETCH);
    else floats.set(a.values.subarray(at, end));
    if (b?.step === 1) others.set(b.values.subarray(at, end));
    const isAnyOpen = run(end - at);
    results.set(made.subarray(0, end - at), at);
    if (!apply || !isAnyOpen) continue;
    for (let i = at; i < end; i++)
      if (Number.isNaN(results[i])) results[i] = apply(a.values[i * a.step] ?? 0);
  }
  return true;
}

/** Whether an operand is of float32. */
export function areFloats(source: Source): source is Source & { readonly values: Float32Array } {
  return source.values instanceof Float32Array;
}

/** A function of one operand. */
export function applying(apply: (x: number) => number): Loop {
  return unary((results, x, step) => {
    for (let i = 0; i < results.length; i++) results[i] = apply(x[i * step] ?? 0);
  });
}

/** @param kernel what gives the same float32, or leaves a nan */
function transcendental(kernel: Transcendental, apply: (x: number) => number, loop: Loop): Loop {
  return (results, operands) => {
    const [x] = operands;
    if (x && !runKernel(kernel, results, x, undefined, apply)) loop(results, operands);
  };
}

export const exponentials = transcendental(
  'exponential',
  Math.exp,
  unary((results, x, step) => {
    for (let i = 0; i < results.length; i++) results[i] = Math.exp(x[i * step] ?? 0);
  }),
);

export const tangents = transcendental(
  'tangent',
  Math.tanh,
  unary((results, x, step) => {
    for (let i = 0; i < results.length; i++) results[i] = Math.tanh(x[i * step] ?? 0);
  }),
);

export const logistics = transcendental('logistic', logistic, applying(logistic));

export function logistic(x: number): number {
  return x >= 0 ? 1 / (1 + Math.exp(-x)) : Math.exp(x) / (1 + Math.exp(x));
}

export const copying = unary((results, x, step) => {
  for (let i = 0; i < results.length; i++) results[i] = x[i * step] ?? 0;
});

export const negating = unary((results, x, step) => {
  for (let i = 0; i < results.length; i++) results[i] = -(x[i * step] ?? 0);
}, 'negate');

export const magnitudes = unary((results, x, step) => {
  for (let i = 0; i < results.length; i++) results[i] = Math.abs(x[i * step] ?? 0);
}, 'magnitude');

export const rectifying = unary((results, x, step) => {
  for (let i = 0; i < results.length; i++) {
    const value = x[i * step] ?? 0;
    results[i] = value < 0 ? 0 : value;
  }
}, 'rectify');

export const adding = binary('add', (results, a, stepA, b, stepB) => {
  for (let i = 0; i < results.length; i++) results[i] = (a[i * stepA] ?? 0) + (b[i * stepB] ?? 0);
});

export const subtracting = binary('subtract', (results, a, stepA, b, stepB) => {
  for (let i = 0; i < results.length; i++) results[i] = (a[i * stepA] ?? 0) - (b[i * stepB] ?? 0);
});

export const multiplying = binary('multiply', (results, a, stepA, b, stepB) => {
  for (let i = 0; i < results.length; i++) results[i] = (a[i * stepA] ?? 0) * (b[i * stepB] ?? 0);
});

export const dividing = binary('divide', (results, a, stepA, b, stepB) => {
  for (let i = 0; i < results.length; i++) results[i] = (a[i * stepA] ?? 0) / (b[i * stepB] ?? 0);
});

/*
 * Comparisons give 0 and 1, and are written as conversions: they take no branch, which would take several times as long
 * where it hangs on chance.
 */

export const equalling = binary('isEqual', (results, a, stepA, b, stepB) => {
  for (let i = 0; i < results.length; i++) results[i] = Number((a[i * stepA] ?? 0) === (b[i * stepB] ?? 0));
});

export const differing = binary('isOther', (results, a, stepA, b, stepB) => {
  for (let i = 0; i < results.length; i++) results[i] = Number((a[i * stepA] ?? 0) !== (b[i * stepB] ?? 0));
});

export const below = binary('isBelow', (results, a, stepA, b, stepB) => {
  for (let i = 0; i < results.length; i++) results[i] = Number((a[i * stepA] ?? 0) < (b[i * stepB] ?? 0));
});

export const atMost = binary('isAtMost', (results, a, stepA, b, stepB) => {
  for (let i = 0; i < results.length; i++) results[i] = Number((a[i * stepA] ?? 0) <= (b[i * stepB] ?? 0));
});

export const above: Loop = (results, [a, b]) => {
  if (a && b) below(results, [b, a]);
};

export const atLeast: Loop = (results, [a, b]) => {
  if (a && b) atMost(results, [b, a]);
};
