import { hold, work } from '../ledger';
import { allocate, isFloating, C_TYPE_NAMES, SCALAR_TYPE_NAMES } from '../dtype';
import { runtimeError, type TorchError } from '../errors';
import { contiguousStrides, placesOf } from '../strides';
import { numelOf } from '../tensor';
import { keep, laneOf } from './convert';
import { notImplemented } from './messages';
import { shapeText } from './dimensions';
import { FloatDots, IntDots } from './dots';
import type { Enclosure } from './enclosure';
import { noErrors } from './errors';
import type { Lane } from './evaluate';
import { broadcastShapes, broadcastStrides } from '../broadcasting';
import { ShortProduct } from './shortDots';
import { UndecidedError } from './undecided';
import { expand, matrixTranspose } from './views';

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
  checkBools(a, b);
  const batch = broadcastShapes(a.shape.slice(0, -2), b.shape.slice(0, -2));
  const shape = [...batch, ...a.shape.slice(-2, -1), ...(b.dim === 1 ? [] : b.shape.slice(-1))];
  return batchProduct(a, b.dim === 1 ? b : matrixTranspose(b), batch, shape);
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
  const columns = weight.dim === 2 ? (weight.shape[0] ?? 0) : 1;
  const shape = [...input.shape.slice(0, -1), ...(weight.dim === 2 ? [columns] : [])];
  if (bias.dim > 1) throw new UndecidedError('a bias of several dimensions');
  // It is refused as one of a matrix, into which the input is folded.
  if (weight.dim === 2) expand(bias, [numelOf(input.shape.slice(0, -1)), columns]);
  return batchProduct(input, weight, input.shape.slice(0, -2), shape, laneOf(expand(bias, [columns])));
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
  checkFolding(a, b);
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

/**
 * Of batches and a matrix or vector PyTorch makes one product of matrices, or one for each: that depends on strides and
 * gradients, and so do the words of its errors.
 *
 * @throws RangeError where it is not known which.
 */
function checkFolding(a: Enclosure, b: Enclosure): void {
  if (a.dim > 2 === b.dim > 2) return;
  const { strides, shape, numel } = a;
  const isOneMatrix = shape.slice(1, -1).every((size, i) => strides[i] === (strides[i + 1] ?? 0) * size);
  if (b.dim > 2 || (numel > 0 && !isOneMatrix))
    throw new RangeError('a product of batches that does not fit');
}

function checkDtypes(a: Enclosure, b: Enclosure): void {
  if (a.dtype === b.dtype) return;
  checkFolding(a, b);
  // Which of the two errors comes first there depends on how the batches are multiplied.
  if (Math.max(a.dim, b.dim) > 2 && [a.dtype, b.dtype].includes('bool'))
    throw new RangeError('a product of batches of bools and numbers');
  const [first, second] = [SCALAR_TYPE_NAMES[a.dtype], SCALAR_TYPE_NAMES[b.dtype]];
  if (b.dim === 1)
    throw runtimeError(
      a.dim === 1
        ? `dot : expected both vectors to have same dtype, but found ${first} and ${second}`
        : `addmv input tensors must have the same dtype, but got ${second}, ${first}, and ${second}`,
    );
  if (a.dim > 2 && b.dim > 2) {
    // Small batches have a kernel of their own.
    const sizes = [a.shape.at(-2), a.shape.at(-1), b.shape.at(-1)] as number[];
    if (numelOf(sizes) >= 400) throw new RangeError('a product of batches of two dtypes');
    throw runtimeError(`expected scalar type ${first} but found ${second}`);
  }
  throw runtimeError(
    `expected m1 and m2 to have the same dtype, but got: ${C_TYPE_NAMES[a.dtype]} != ${C_TYPE_NAMES[b.dtype]}`,
  );
}

/** @throws TorchError NotImplementedError for bools, by the kernel that they would come to. */
function checkBools(a: Enclosure, b: Enclosure): void {
  if (a.dtype !== 'bool') return;
  const isDot = a.dim === 1 && b.dim === 1;
  if (!isDot && (a.numel === 0 || b.numel === 0)) throw new RangeError('a product of no bools');
  const ofMatrices = b.dim > 2 ? 'bmm' : 'addmm_impl_cpu_';
  throw notImplemented(isDot ? 'dot' : b.dim === 1 ? 'addmv_impl_cpu' : ofMatrices, 'bool');
}

/**
 * @param right the columns of the right side, as rows. A vector is one row, on either side.
 * @param shape of what comes out.
 * @param bias what is added to each column.
 */
function batchProduct(
  left: Enclosure,
  right: Enclosure,
  batch: readonly number[],
  shape: readonly number[],
  bias?: Lane,
): Enclosure {
  const inner = left.shape.at(-1) ?? 0;
  const rows = left.shape.at(-2) ?? 1;
  const columns = right.shape.at(-2) ?? 1;
  const leftStarts = startsOf(left, batch);
  const rightStarts = startsOf(right, batch);
  const dtype = left.dtype;
  const size = numelOf(shape);
  hold(size * 8);
  const [a, b] = [laneOf(left), laneOf(right)];
  const dots = isFloating(dtype)
    ? new FloatDots(a, b, inner, dtype, bias)
    : new IntDots(a, b, inner, dtype, bias);
  const values = allocate(dtype, size);
  const errors = noErrors(size);
  const short =
    values instanceof Float32Array && dtype === 'float32'
      ? new ShortProduct(inner, bias, values, errors)
      : undefined;
  for (let i = 0; i < leftStarts.length; i++) {
    const to = (rightStarts[i] ?? 0) * columns * inner;
    const from = (leftStarts[i] ?? 0) * rows * inner;
    const begin = i * rows * columns;
    work(rows * columns * (60 + inner));
    const sides = [
      { lane: a, from, count: rows },
      { lane: b, from: to, count: columns },
    ] as const;
    const left = short ? short.make(...sides, begin) : rows * columns;
    // One at a time they take several times as long.
    work(left * inner * 7);
    for (let place = begin; left > 0 && place < begin + rows * columns; place++) {
      if (short && !Number.isNaN(errors[place])) continue;
      const column = (place - begin) % columns;
      const row = (place - begin - column) / columns;
      dots.make(from + row * inner, to + column * inner, column);
      values[place] = dots.value;
      errors[place] = dots.error;
    }
  }
  return keep({ values, errors }, shape, contiguousStrides(shape), dtype);
}

/** Where the matrix of a side begins for each of a batch, counted in matrices. */
function startsOf(side: Enclosure, batch: readonly number[]): ArrayLike<number> {
  if (batch.length === 0) return ONE;
  const outer = side.shape.slice(0, -2);
  return placesOf(batch, broadcastStrides(batch, { shape: outer, strides: contiguousStrides(outer) }));
}

const ONE = [0];
