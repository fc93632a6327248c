import { hold, work } from '../ledger';
import { type DType, type FloatDType, isFloating, SCALAR_TYPE_NAMES } from '../dtype';
import { runtimeError, TorchError } from '../errors';
import { roundTo } from '../rounding';
import { contiguousStrides, placesOf } from '../strides';
import { numelOf } from '../tensor';
import { laneOf, store } from './convert';
import { shapeText } from './dimensions';
import type { Enclosure } from './enclosure';
import type { Lane } from './evaluate';
import { errorAround } from './interval';
import { broadcastShapes, broadcastStrides } from '../broadcasting';
import { looseSum } from './looseSum';
import { expand, matrixTranspose, unsqueeze } from './views';

/*
 * Matrix products: aten/src/ATen/native/LinearAlgebra.cpp, over MKL, oneDNN or another library. The order of adding
 * and whether it is fused are theirs, so an element is exact where every order gives the same, and else within γ.
 */

/**
 * `torch.matmul(a, b)`, `a @ b`: of vectors their dot product, of more dimensions a batch of matrix products.
 *
 * @throws TorchError RuntimeError where shapes or dtypes do not fit.
 */
export function matmul(a: Enclosure, b: Enclosure): Enclosure {
  if (a.dim === 0 || b.dim === 0) throw tooFew('matmul', a, b);
  // A dot product says first what is wrong with the dtypes.
  if (a.dim === 1 && b.dim === 1) checkDtypes(a, b);
  checkShapes(a, b);
  checkDtypes(a, b);
  const left = a.dim === 1 ? unsqueeze(a, 0) : a;
  const right = b.dim === 1 ? unsqueeze(b, 1) : b;
  const batch = broadcastShapes(left.shape.slice(0, -2), right.shape.slice(0, -2));
  const product = batchProduct(left, right, batch);
  const shape = [
    ...batch,
    ...(a.dim === 1 ? [] : [left.shape.at(-2) ?? 0]),
    ...(b.dim === 1 ? [] : [right.shape.at(-1) ?? 0]),
  ];
  return product.view(shape, contiguousStrides(shape));
}

/**
 * `F.linear(input, weight, bias)`: input @ weight.T + bias.
 *
 * @throws TorchError RuntimeError where shapes or dtypes do not fit.
 */
export function linear(input: Enclosure, weight: Enclosure, bias?: Enclosure): Enclosure {
  if (input.dim === 0 || weight.dim === 0) throw tooFew('linear', input, weight);
  const right = weight.dim === 2 ? matrixTranspose(weight) : weight;
  if (!bias) return matmul(input, right);
  checkShapes(input, right);
  checkDtypes(input, right);
  const left = input.dim === 1 ? unsqueeze(input, 0) : input;
  const columns = weight.dim === 2 ? (weight.shape[0] ?? 0) : 1;
  const batch = left.shape.slice(0, -2);
  const product = batchProduct(
    left,
    weight.dim === 2 ? right : unsqueeze(right, 1),
    batch,
    laneOf(expand(bias, [columns])),
  );
  const shape = [...input.shape.slice(0, -1), ...(weight.dim === 2 ? [columns] : [])];
  return product.view(shape, contiguousStrides(shape));
}

function tooFew(name: string, a: Enclosure, b: Enclosure): TorchError {
  return runtimeError(
    `both arguments to ${name} need to be at least 1D, but they are ${a.dim}D and ${b.dim}D`,
  );
}

function checkShapes(a: Enclosure, b: Enclosure): void {
  const inner = a.shape.at(-1) ?? 0;
  const other = b.dim === 1 ? (b.shape[0] ?? 0) : (b.shape.at(-2) ?? 0);
  if (inner === other) return;
  const fail = (message: string): never => {
    throw runtimeError(message);
  };
  if (a.dim === 1 && b.dim === 1) {
    fail(
      `inconsistent tensor size, expected tensor ${shapeText(a.shape)} and src ${shapeText(b.shape)} to have the same number of elements, but got ${inner} and ${other} elements respectively`,
    );
  }
  if (a.dim <= 2 && b.dim === 1)
    fail(`size mismatch, got input (${a.shape[0] ?? 0}), mat (${a.shape[0] ?? 0}x${inner}), vec (${other})`);
  const rows = numelOf(a.shape.slice(0, -1));
  if (b.dim <= 2)
    fail(`mat1 and mat2 shapes cannot be multiplied (${rows}x${inner} and ${other}x${b.shape.at(-1) ?? 0})`);
  const batch = numelOf(broadcastShapes(a.shape.slice(0, -2), b.shape.slice(0, -2)));
  fail(
    `Expected size for first two dimensions of batch2 tensor to be: [${batch}, ${inner}] but got: [${batch}, ${other}].`,
  );
}

function checkDtypes(a: Enclosure, b: Enclosure): void {
  if (a.dtype === b.dtype) return;
  // Which of the two errors comes first there depends on how the batches are multiplied.
  if (Math.max(a.dim, b.dim) > 2 && [a.dtype, b.dtype].includes('bool'))
    throw new RangeError('a product of batches of bools and numbers');
  const names = {
    float32: 'float',
    float64: 'double',
    float16: 'c10::Half',
    bfloat16: 'c10::BFloat16',
    int64: 'long',
    bool: 'bool',
  };
  throw runtimeError(
    a.dim === 1 && b.dim === 1
      ? `dot : expected both vectors to have same dtype, but found ${SCALAR_TYPE_NAMES[a.dtype]} and ${SCALAR_TYPE_NAMES[b.dtype]}`
      : `expected m1 and m2 to have the same dtype, but got: ${names[a.dtype]} != ${names[b.dtype]}`,
  );
}

/** @param bias what is added to each column. */
function batchProduct(left: Enclosure, right: Enclosure, batch: readonly number[], bias?: Lane): Enclosure {
  const [rows = 0, inner = 0] = left.shape.slice(-2);
  const columns = right.shape.at(-1) ?? 0;
  const lanes = [laneOf(left), laneOf(matrixTranspose(right))] as const;
  const starts = [left, right].map((each) => {
    const outer = each.shape.slice(0, -2);
    return placesOf(batch, broadcastStrides(batch, { shape: outer, strides: contiguousStrides(outer) }));
  });
  const shape = [...batch, rows, columns];
  const dtype = left.dtype;
  hold(numelOf(shape) * 16);
  const values = dtype === 'int64' ? new BigInt64Array(numelOf(shape)) : new Float64Array(numelOf(shape));
  const errors = new Float64Array(values.length);
  let next = 0;
  for (let i = 0; i < numelOf(batch); i++) {
    for (let row = 0; row < rows; row++) {
      for (let column = 0; column < columns; column++, next++) {
        const from = ((starts[0]?.[i] ?? 0) * rows + row) * inner;
        const to = ((starts[1]?.[i] ?? 0) * columns + column) * inner;
        const added = bias && { value: bias.values[column] ?? 0, error: bias.errors?.[column] ?? 0 };
        const { value, error } = dot(lanes, [from, to], inner, dtype, added);
        values[next] = value;
        errors[next] = error;
      }
    }
  }
  return store({ values, errors }, shape, contiguousStrides(shape), dtype);
}

/** Room for the terms of one element: one as wide as the other mostly follows. */
let terms = new Float64Array(0);

/** One element: the products of a row and a column, added. */
function dot(
  [a, b]: readonly [Lane, Lane],
  [from, to]: readonly [number, number],
  count: number,
  dtype: DType,
  bias?: { value: number | bigint; error: number },
): { value: number | bigint; error: number } {
  work(60 + count * 8);
  if (!isFloating(dtype)) return intDot([a, b], [from, to], count, dtype, bias);
  // The bias is one more term, in whatever order.
  const size = bias ? count + 1 : count;
  if (terms.length !== size) terms = new Float64Array(size);
  const doubt =
    dtype === 'float32' && a.errors === undefined && b.errors === undefined
      ? multiplyShort([a, b], [from, to], count)
      : multiply([a, b], [from, to], count, dtype);
  const precision = dtype === 'float64' ? 'float64' : 'float32';
  if (!bias) {
    const products = looseSum(terms, doubt, precision);
    return settled(products.value, products.error, dtype);
  }
  const own = Number(bias.value);
  terms[count] = own;
  const sum = looseSum(terms, doubt + bias.error, precision);
  const fused = settled(sum.value, sum.error, dtype);
  if (precision === dtype) return fused;
  const products = looseSum(terms.subarray(0, count), doubt, precision);
  if (!Number.isFinite(products.error)) return fused;
  // A 16-bit product may also be stored before the bias is added.
  const stored = [products.value - products.error, products.value + products.error].map((end) =>
    roundTo(dtype, end),
  );
  const ends = stored.flatMap((end) =>
    [own - bias.error, own + bias.error].map((each) => roundTo(dtype, end + each)),
  );
  const fusedEnds = [fused.value - fused.error, fused.value + fused.error];
  return {
    value: fused.value,
    error: errorAround(dtype, fused.value, fused.error === 0 ? ends : [...ends, ...fusedEnds]),
  };
}

/** Products of float32 that are known: exact in a double, in float32 rounded unless fused with the sum. How far they may be off. */
function multiplyShort(
  [a, b]: readonly [Lane, Lane],
  [from, to]: readonly [number, number],
  count: number,
): number {
  const [left, right] = [a.values as Float32Array, b.values as Float32Array];
  const products = terms;
  let doubt = 0;
  for (let i = 0; i < count; i++) {
    const product = (left[from + i] ?? 0) * (right[to + i] ?? 0);
    products[i] = product;
    if (Math.fround(product) !== product) doubt += 2 ** -24 * Math.abs(product) + 2 ** -149;
  }
  return doubt;
}

/** The products of a row and a column, into the room for them, and how far they may be off all together. */
function multiply(
  [a, b]: readonly [Lane, Lane],
  [from, to]: readonly [number, number],
  count: number,
  dtype: FloatDType,
): number {
  const unit = dtype === 'float64' ? 2 ** -53 : 2 ** -24;
  let doubt = 0;
  for (let i = 0; i < count; i++) {
    const [x, y] = [(a.values[from + i] ?? 0) as number, (b.values[to + i] ?? 0) as number];
    const [xError, yError] = [a.errors?.[from + i] ?? 0, b.errors?.[to + i] ?? 0];
    terms[i] = x * y;
    const fromErrors =
      xError === 0 && yError === 0 ? 0 : (Math.abs(x) + xError) * (Math.abs(y) + yError) - Math.abs(x * y);
    // A product of two float32 is exact in a double; in float32 it is rounded, unless it is fused with the sum.
    const isRounded = dtype === 'float64' ? !isProductOfShort(x, y) : Math.fround(x * y) !== x * y;
    let own =
      Math.max(fromErrors * (1 + 2 ** -20), 0) +
      (isRounded ? unit * Math.abs(x * y) + (dtype === 'float64' ? 0 : 2 ** -149) : 0);
    // What is surely nothing makes nothing of whatever has a sign.
    const isNothing =
      (x === 0 && xError === 0 && Math.abs(y) > yError) || (y === 0 && yError === 0 && Math.abs(x) > xError);
    if ((xError > 0 || yError > 0) && !(isNothing && Number.isFinite(own))) {
      if (!Number.isFinite(own)) {
        terms[i] = 0;
        own = Infinity;
      } else if (own === 0) own = Number.MIN_VALUE;
    }
    doubt += own;
  }
  return doubt;
}

/** Rounds to the dtype. Where all products are -0 it is open whether they are added to a 0. */
function settled(sum: number, error: number, dtype: FloatDType): { value: number; error: number } {
  const value = roundTo(dtype, sum);
  if (Number.isNaN(value) || !Number.isFinite(error)) return { value, error };
  if (error !== 0) {
    const ends = [roundTo(dtype, sum - error), roundTo(dtype, sum + error)];
    return { value, error: errorAround(dtype, value, ends) };
  }
  if (sum !== 0) return { value, error: 0 };
  const isOpen = terms.length > 0 && terms.every((term) => Object.is(term, -0));
  return { value: 0, error: isOpen ? Number.MIN_VALUE : 0 };
}

/** Whether a product of two doubles is exact, because their digits have room in one. */
function isProductOfShort(x: number, y: number): boolean {
  return (
    Math.fround(x) === x &&
    Math.fround(y) === y &&
    Math.abs(x * y) < 1e300 &&
    (x * y === 0 || Math.abs(x * y) > 1e-290)
  );
}

function intDot(
  [a, b]: readonly [Lane, Lane],
  [from, to]: readonly [number, number],
  count: number,
  dtype: DType,
  bias?: { value: number | bigint; error: number },
): { value: bigint; error: number } {
  if (dtype === 'bool')
    throw new TorchError('NotImplementedError', '"addmm_impl_cpu_" not implemented for \'Bool\'');
  let value = BigInt(bias?.value ?? 0);
  let error = bias?.error ? Infinity : 0;
  for (let i = 0; i < count; i++) {
    value += BigInt(a.values[from + i] ?? 0) * BigInt(b.values[to + i] ?? 0);
    if ((a.errors?.[from + i] ?? 0) !== 0 || (b.errors?.[to + i] ?? 0) !== 0) error = Infinity;
  }
  return { value: BigInt.asIntN(64, value), error };
}
