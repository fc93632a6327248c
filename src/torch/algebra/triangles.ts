import { runtimeError } from '../errors';
import { contiguousStrides } from '../strides';
import { clone } from './copies';
import { fullOf } from './creation';
import { laneOf, store } from './convert';
import type { Enclosure } from './enclosure';
import { intScalar } from './scalar';
import { diagonal } from './slices';

/* aten/src/ATen/native/TriangularOps.cpp. */

/** `torch.tril(x, diagonal)`: zeros above the diagonal. Throws PyTorch's RuntimeError below two dimensions. */
export function tril(x: Enclosure, offset = 0): Enclosure {
  return triangle('tril', x, (row, column) => column - row <= offset);
}

/** `torch.triu(x, diagonal)`: zeros below the diagonal. Throws PyTorch's RuntimeError below two dimensions. */
export function triu(x: Enclosure, offset = 0): Enclosure {
  return triangle('triu', x, (row, column) => column - row >= offset);
}

/**
 * `torch.diag(x, diagonal)`: a vector as the diagonal of a matrix of zeros, or a matrix's diagonal.
 *
 * @throws TorchError RuntimeError for other tensors.
 */
export function diag(x: Enclosure, offset = 0): Enclosure {
  if (x.dim === 2) return clone(diagonal(x, offset), true);
  if (x.dim !== 1) throw runtimeError(`diag(): Supports 1D or 2D tensors. Got ${x.dim}D`);
  const size = (x.shape[0] ?? 0) + Math.abs(offset);
  const result = fullOf([size, size], intScalar(0), x.dtype);
  const { values, errors } = laneOf(x);
  diagonal(result, offset).write(values, errors);
  return result;
}

function triangle(name: string, x: Enclosure, keeps: (row: number, column: number) => boolean): Enclosure {
  if (x.dim < 2) throw runtimeError(`${name}: input tensor must have at least 2 dimensions`);
  const { values, errors } = laneOf(x);
  const [rows, columns] = [x.shape.at(-2) ?? 1, x.shape.at(-1) ?? 1];
  const zero = x.dtype === 'int64' ? 0n : 0;
  const isKept = (i: number): boolean => keeps(Math.floor(i / columns) % rows, i % columns);
  return store(
    {
      values: Array.from(values, (value, i) => (isKept(i) ? value : zero)),
      errors: errors?.map((error, i) => (isKept(i) ? error : 0)),
    },
    x.shape,
    contiguousStrides(x.shape),
    x.dtype,
  );
}
