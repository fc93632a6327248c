import * as algebra from '../torch/algebra';
import { NumpyError, shapeText } from './errors';
import { inAnyOrder } from './layouts';

type Enclosure = algebra.Enclosure;

/** One of the things between the brackets; slices are cut to the size of their dimension by whoever knows it. */
export type ArrayIndex =
  | { readonly type: 'int'; readonly value: number }
  | {
      readonly type: 'slice';
      readonly bounds: (size: number) => { start: number; stop: number; step: number };
    }
  | { readonly type: 'none' }
  | { readonly type: 'ellipsis' }
  | { readonly type: 'array'; readonly array: Enclosure };

/** What an index picks out: a view, and what is left of the index that gathers elements one by one. */
interface Picked {
  readonly view: Enclosure;
  readonly gathers: readonly algebra.Index[];
}

function outOfBounds(value: number, axis: number, size: number): NumpyError {
  return new NumpyError('IndexError', `index ${value} is out of bounds for axis ${axis} with size ${size}`);
}

/** Throws IndexError as numpy does, RangeError for what is not there. */
function picked(x: Enclosure, indices: readonly ArrayIndex[]): Picked {
  const taken = indices.reduce((sum, one) => sum + axesOf(one), 0);
  if (taken > x.dim)
    throw new NumpyError(
      'IndexError',
      `too many indices for array: array is ${x.dim}-dimensional, but ${taken} were indexed`,
    );
  const [shape, strides]: [number[], number[]] = [[], []];
  const gathers: algebra.Index[] = [];
  let offset = x.tensor.storageOffset;
  let axis = 0;
  const keep = (size: number, stride: number): void => {
    shape.push(size);
    strides.push(stride);
    gathers.push({ type: 'slice' });
  };
  const keepAxes = (end: number): void => {
    for (; axis < end; axis++) keep(x.shape[axis] ?? 1, x.strides[axis] ?? 1);
  };
  for (const one of indices) {
    const [size, stride] = [x.shape[axis] ?? 1, x.strides[axis] ?? 1];
    if (one.type === 'none') keep(1, 0);
    else if (one.type === 'ellipsis') keepAxes(axis + x.dim - taken);
    else if (one.type === 'int') {
      if (one.value < -size || one.value >= size) throw outOfBounds(one.value, axis, size);
      offset += stride * (one.value < 0 ? one.value + size : one.value);
      axis++;
    } else if (one.type === 'slice') {
      const { start, stop, step } = one.bounds(size);
      const length = Math.max(0, Math.ceil((stop - start) / step));
      if (length > 0) offset += stride * start;
      keep(length, stride * step);
      axis++;
    } else {
      checkFits(one.array, x, axis);
      for (let i = 0; i < axesOf(one); i++, axis++) {
        shape.push(x.shape[axis] ?? 1);
        strides.push(x.strides[axis] ?? 1);
      }
      gathers.push({ type: 'tensor', tensor: one.array });
    }
  }
  keepAxes(x.dim);
  const isBasic = indices.every(({ type }) => type !== 'array');
  // An integer beside arrays is an array itself, which decides where their dimensions go.
  if (!isBasic && indices.some(({ type }) => type === 'int' || type === 'none'))
    throw new RangeError('an index of several kinds is not there');
  return { view: x.view(shape, strides, offset), gathers: isBasic ? [] : gathers };
}

function axesOf(one: ArrayIndex): number {
  if (one.type === 'none' || one.type === 'ellipsis') return 0;
  return one.type === 'array' && one.array.dtype === 'bool' ? one.array.dim : 1;
}

function checkFits(array: Enclosure, x: Enclosure, axis: number): void {
  if (!array.isExact) throw new algebra.UndecidedError('an index is uncertain');
  if (array.dim === 0) throw new RangeError('an array without dimensions as an index is not there');
  if (array.dtype === 'bool') {
    const wrong = array.shape.findIndex((size, i) => size !== x.shape[axis + i]);
    if (wrong < 0) return;
    throw new NumpyError(
      'IndexError',
      `boolean index did not match indexed array along axis ${axis + wrong}; size of axis is ${x.shape[axis + wrong] ?? 1} but size of corresponding boolean axis is ${array.shape[wrong] ?? 1}`,
    );
  }
  if (array.dtype !== 'int64')
    throw new NumpyError('IndexError', 'arrays used as indices must be of integer (or boolean) type');
  const size = x.shape[axis] ?? 1;
  for (const value of Array.from(array.tensor.values() as BigInt64Array, Number))
    if (value < -size || value >= size) throw outOfBounds(value, axis, size);
}

/** `a[…]`: a view, or a copy where arrays are among the indices. */
export function take(x: Enclosure, indices: readonly ArrayIndex[]): Enclosure {
  const { view, gathers } = picked(x, indices);
  if (gathers.length === 0) return view;
  const result = algebra.index(view, gathers);
  return gathers[0]?.type === 'tensor' && gathers.filter(({ type }) => type === 'tensor').length === 1
    ? result
    : inAnyOrder(result);
}

/** Which error comes first, if the value does not fit either, is not told here. */
function pickedFor(x: Enclosure, indices: readonly ArrayIndex[], value: Enclosure): Picked {
  try {
    return picked(x, indices);
  } catch (error) {
    if (value.dim === 0 || !indices.some(({ type }) => type === 'array')) throw error;
    throw new RangeError('an error of several is not there', { cause: error });
  }
}

/** `a[…] = value`, cast to the array's dtype whatever the value's. */
export function put(x: Enclosure, indices: readonly ArrayIndex[], value: Enclosure): void {
  if (x.dtype === 'int64' && !fitsIntegers(value)) throw new RangeError('such an integer is not there');
  const { view, gathers } = pickedFor(x, indices, value);
  const cast = algebra.convert(value, x.dtype);
  const own = cast.sharesMemoryWith(x) ? algebra.clone(cast) : cast;
  if (gathers.length > 0) {
    checkMask(view, gathers, own);
    algebra.indexPut(view, gathers, own);
    return;
  }
  if (view.dim === 0 && own.dim > 0) throw new RangeError('an element of several is not there');
  // Leading dimensions of size 1 that are too many do not count.
  let extra = 0;
  while (own.dim - extra > view.dim && own.shape[extra] === 1) extra++;
  const isBroader = own.dim - extra > view.dim;
  const fitted = own.view(own.shape.slice(extra), own.strides.slice(extra));
  if (
    isBroader ||
    fitted.shape.some((size, i) => size !== 1 && size !== view.shape[view.dim - fitted.dim + i])
  )
    throw new NumpyError(
      'ValueError',
      `could not broadcast input array from shape ${shapeText(fitted.shape)} into shape ${shapeText(view.shape)}`,
    );
  const broad = algebra.expand(fitted, view.shape);
  view.write(broad.tensor.values(), broad.errors());
}

function checkMask(view: Enclosure, gathers: readonly algebra.Index[], value: Enclosure): void {
  const [first] = gathers;
  if (first?.type !== 'tensor' || first.tensor.dtype !== 'bool' || first.tensor.dim !== view.dim) return;
  const count = Number(algebra.item(algebra.countNonzero(first.tensor)).value);
  if (value.dim > 1)
    throw new NumpyError(
      'TypeError',
      `NumPy boolean array indexing assignment requires a 0 or 1-dimensional input, input has ${value.dim} dimensions`,
    );
  if (value.dim === 0 || value.numel === 1 || value.numel === count) return;
  throw new NumpyError(
    'ValueError',
    `NumPy boolean array indexing assignment cannot assign ${value.numel} input values to the ${count} output values where the mask is true`,
  );
}

/** Whether all elements have a place in an int64; what has none numpy refuses, or leaves to the processor. */
export function fitsIntegers(x: Enclosure): boolean {
  if (x.dtype !== 'float32' && x.dtype !== 'float64') return true;
  return Array.from(x.tensor.values() as ArrayLike<number>).every((value) => Math.abs(value) < 2 ** 62);
}

/** A shape with a size that is left open, as numpy's message writes it. */
function openShapeText(shape: readonly number[]): string {
  const first = shape.findIndex((size) => size >= 0);
  const sizes = shape.slice(Math.max(first, 0)).map((size) => (size < 0 ? 'newaxis' : String(size)));
  return shape.length === 1 ? shapeText(shape) : `(${sizes.join(',')})`;
}

/** `a.reshape(shape)`: a view where the elements lie so; -1 stands for what is left over. */
export function reshape(x: Enclosure, shape: readonly number[]): Enclosure {
  const known = shape.filter((size) => size !== -1).reduce((product, size) => product * size, 1);
  const isOpen = shape.filter((size) => size === -1).length;
  const sizes = shape.map((size) => (size === -1 ? x.numel / known : size));
  const fits = isOpen === 0 ? known === x.numel : isOpen === 1 && known > 0 && x.numel % known === 0;
  if (isOpen > 1 || sizes.some((size) => size < 0)) throw new RangeError('this shape is not there');
  if (!fits)
    throw new NumpyError(
      'ValueError',
      `cannot reshape array of size ${x.numel} into shape ${openShapeText(shape)}`,
    );
  return algebra.reshape(x, sizes);
}
