import * as algebra from '../torch/algebra';
import { elementwise } from '../torch/algebra/elementwise';
import { epsilonOf } from '../torch/algebra/slack';
import type { DType } from '../torch/dtype';
import { NumpyError, shapeText } from './errors';
import { laidOutAs } from './layouts';

/*
 * Numpy's universal functions, by numpy 2's rules of types (NEP 50): a number of Python's takes the type of the array
 * that it meets, unless it is of a higher kind.
 */

type Enclosure = algebra.Enclosure;
type Operand = algebra.Operand;

/** The element types that are computed with. */
export const NUMPY_DTYPES = ['bool', 'int64', 'float32', 'float64'] as const;
export type NumpyDType = (typeof NUMPY_DTYPES)[number];

export const isNumpyDType = (name: string): name is NumpyDType =>
  (NUMPY_DTYPES as readonly string[]).includes(name);
export const isFloat = (dtype: DType): boolean => dtype === 'float32' || dtype === 'float64';

/** `np.promote_types(a, b)`. */
function promoted(a: DType, b: DType): DType {
  if (a === b || b === 'bool') return a;
  return a === 'bool' ? b : 'float64';
}

const KIND = { bool: 'bool', int: 'int64', float: 'float64' } as const;

/** `np.result_type(…)`. */
export function resultType(...operands: readonly Operand[]): DType {
  const arrays = operands.filter((one) => one instanceof algebra.Enclosure).map(({ dtype }) => dtype);
  const numbers = operands.flatMap((one) => (one instanceof algebra.Enclosure ? [] : [KIND[one.type]]));
  const strong = arrays.length === 0 ? undefined : arrays.reduce(promoted);
  return numbers.reduce<DType>(
    (dtype, number) =>
      number === 'float64' && isFloat(dtype)
        ? dtype
        : number === 'int64' && isFloat(dtype)
          ? dtype
          : promoted(dtype, number),
    strong ?? 'bool',
  );
}

/** An operand as an array of a dtype. */
export function asArray(operand: Operand, dtype: DType): Enclosure {
  const array = operand instanceof algebra.Enclosure ? operand : algebra.Enclosure.ofScalar(operand);
  return algebra.convert(array, dtype);
}

const shapeOf = (operand: Operand): readonly number[] =>
  operand instanceof algebra.Enclosure ? operand.shape : [];

/**
 * Throws numpy's ValueError where shapes have none in common.
 *
 * @param output the shape of what is written to, which the message names as well
 */
export function checkShapes(operands: readonly Operand[], output?: readonly number[]): void {
  const shapes = operands.map(shapeOf);
  const dim = Math.max(0, ...shapes.map(({ length }) => length));
  for (let i = 1; i <= dim; i++) {
    if (new Set(shapes.map((shape) => shape.at(-i) ?? 1).filter((size) => size !== 1)).size < 2) continue;
    const all = output === undefined ? shapes : [...shapes, output];
    throw new NumpyError(
      'ValueError',
      `operands could not be broadcast together with shapes ${all.map((shape) => `${shapeText(shape)} `).join('')}`,
    );
  }
}

/** They give int8 of bools, or refuse them. */
const BOOLS_DIFFER: ReadonlySet<string> = new Set(['power', 'floor_divide', 'remainder', 'subtract']);

/** What a ufunc computes of arrays of one dtype. */
type Kernel = (a: Enclosure, b: Enclosure, dtype: DType) => Enclosure;
export type BinaryUfunc = (a: Operand, b: Operand) => Enclosure;

/**
 * @param least the dtype that takes the place of what are no floats
 * @param isOfBits the name of what floats are refused by
 */
function ufunc(kernel: Kernel, least?: DType, isOfBits?: string): BinaryUfunc {
  return (a, b) => {
    const common = resultType(a, b);
    if (isOfBits !== undefined && isFloat(common)) throw unsupported(isOfBits);
    checkShapes([a, b]);
    const dtype = isFloat(common) ? common : (least ?? common);
    const [left, right] = [asArray(a, dtype), asArray(b, dtype)];
    return laidOutAs(
      kernel(left, right, dtype),
      [a, b].filter((one) => one instanceof algebra.Enclosure),
    );
  };
}

/** Of bits: floats have none. */
const ofBits = (name: string, kernel: Kernel): BinaryUfunc => ufunc(kernel, undefined, name);

function unsupported(name: string): NumpyError {
  return new NumpyError(
    'TypeError',
    `ufunc '${name}' not supported for the input types, and the inputs could not be safely coerced to any supported types according to the casting rule ''safe''`,
  );
}

/** Division of integers by 0 gives 0 and a warning; of floats the sign of a zero follows the divisor's. */
function divides(kernel: Kernel): Kernel {
  return (a, b, dtype) => {
    if (dtype === 'bool') throw new RangeError('a division of bools is not there');
    if (Array.from(b.tensor.values() as ArrayLike<number | bigint>).some((divisor) => !(divisor > 0)))
      throw new RangeError('a division by what is not positive is not there');
    return kernel(a, b, dtype);
  };
}

const subtract: Kernel = (a, b, dtype) => {
  if (dtype === 'bool')
    throw new NumpyError(
      'TypeError',
      'numpy boolean subtract, the `-` operator, is not supported, use the bitwise_xor, the `^` operator, or the logical_xor function instead.',
    );
  return algebra.sub(a, b);
};

const toBool = (kernel: BinaryUfunc): BinaryUfunc =>
  ufunc((a, b) => kernel(algebra.convert(a, 'bool'), algebra.convert(b, 'bool')));

/** The ufuncs of two operands, by their names. */
export const BINARY_UFUNCS = {
  add: ufunc((a, b) => algebra.add(a, b)),
  subtract: ufunc(subtract),
  multiply: ufunc(algebra.mul),
  divide: ufunc(algebra.div, 'float64'),
  floor_divide: ufunc(divides(algebra.floorDivide)),
  remainder: ufunc(divides((a, b) => algebra.add(algebra.remainder(a, b), algebra.intScalar(0)))),
  power,
  bitwise_and: ofBits('bitwise_and', algebra.bitwiseAnd),
  bitwise_or: ofBits('bitwise_or', algebra.bitwiseOr),
  bitwise_xor: ofBits('bitwise_xor', algebra.bitwiseXor),
  equal: ufunc(algebra.eq),
  not_equal: ufunc(algebra.ne),
  less: ufunc(algebra.lt),
  less_equal: ufunc(algebra.le),
  greater: ufunc(algebra.gt),
  greater_equal: ufunc(algebra.ge),
  maximum: ufunc(algebra.maximum),
  minimum: ufunc(algebra.minimum),
  logical_and: toBool(algebra.bitwiseAnd),
  logical_or: toBool(algebra.bitwiseOr),
  logical_xor: toBool(algebra.bitwiseXor),
} satisfies Record<string, BinaryUfunc>;

/** An array by a tensor, which PyTorch makes of the tensor's reciprocal. */
export const timesReciprocal: BinaryUfunc = (tensor, array) =>
  BINARY_UFUNCS.multiply(tensor instanceof algebra.Enclosure ? algebra.reciprocal(tensor) : tensor, array);

/** `a ** b`: powers of arrays with kernels of their own (`fast_scalar_power`, number.c), and those of integers. */
function power(a: Operand, b: Operand): Enclosure {
  const isPlain = a instanceof algebra.Enclosure && !(b instanceof algebra.Enclosure) && !b.error;
  if (!isPlain || b.type === 'bool' || a.dtype === 'bool')
    throw new RangeError('a power of this is not there');
  const exponent = Number(b.value);
  const dtype = resultType(a, b);
  const base = algebra.convert(a, dtype);
  if (!isFloat(dtype)) {
    if (exponent < 0)
      throw new NumpyError('ValueError', 'Integers to negative integer powers are not allowed.');
    return laidOutAs(algebra.pow(base, b), [a]);
  }
  // A scalar's power is the C library's: the same where it has room.
  const squared = algebra.mul(base, base);
  if (exponent === 2 && (a.dim > 0 || isShort(base))) return laidOutAs(squared, [a]);
  if (exponent === 0.5 && a.dim > 0) return UNARY_UFUNCS.sqrt(base);
  if (exponent === 1) return laidOutAs(algebra.clone(base), [a]);
  return laidOutAs(loosened(algebra.pow(base, algebra.floatScalar(exponent))), [a]);
}

/** Whether the squares of all elements have room in a double. */
function isShort(x: Enclosure): boolean {
  return (
    x.isExact &&
    x.dtype === 'float64' &&
    Array.from(x.tensor.values() as Float64Array).every((one) => Math.fround(one) === one)
  );
}

/** Units in the last place by which numpy's own exponentials and logarithms may be off, and the C library's powers. */
const LOOSE_UNITS = 6;

/** The same values, with room for another implementation. */
function loosened(x: Enclosure): Enclosure {
  const values = x.tensor.values() as ArrayLike<number>;
  const errors = x.errors();
  const unit = LOOSE_UNITS * epsilonOf(x.dtype === 'float32' ? 'float32' : 'float64');
  const wider = Float64Array.from(values, (value, i) => {
    // The least floats may be flushed to 0.
    const own = Number.isFinite(value)
      ? Math.max(unit * Math.abs(value), value === 0 ? 0 : 2 ** -126 * unit)
      : 0;
    return (errors?.[i] ?? 0) + own;
  });
  const result = algebra.clone(x);
  result.write(values, wider);
  return result;
}

type UnaryUfunc = (x: Enclosure) => Enclosure;

function inFloats(kernel: UnaryUfunc): UnaryUfunc {
  return (x) => {
    // They give float16 of bools.
    if (x.dtype === 'bool') throw new RangeError('this function of bools is not there');
    return laidOutAs(kernel(isFloat(x.dtype) ? x : algebra.convert(x, 'float64')), [x]);
  };
}

const loosely = (kernel: UnaryUfunc): UnaryUfunc => inFloats((x) => loosened(kernel(x)));

/** The ufuncs of one operand, by their names. */
export const UNARY_UFUNCS = {
  absolute: (x) => laidOutAs(x.dtype === 'bool' ? algebra.clone(x) : algebra.abs(x), [x]),
  negative: (x) => {
    if (x.dtype !== 'bool') return laidOutAs(algebra.neg(x), [x]);
    throw new NumpyError(
      'TypeError',
      'The numpy boolean negative, the `-` operator, is not supported, use the `~` operator or the logical_not function instead.',
    );
  },
  invert: (x) => {
    if (isFloat(x.dtype)) throw unsupported('invert');
    return laidOutAs(algebra.bitwiseNot(x), [x]);
  },
  logical_not: (x) => laidOutAs(algebra.logicalNot(x), [x]),
  square: (x) => {
    if (x.dtype === 'bool') throw new RangeError('the square of bools is not there');
    return laidOutAs(algebra.mul(x, x), [x]);
  },
  sqrt: inFloats((x) => elementwise({ float: () => ({ variants: [Math.sqrt] }) }, [x], x.dtype)),
  exp: loosely(algebra.exp),
  log: loosely(algebra.log),
  tanh: loosely(algebra.tanh),
  isnan: (x) => laidOutAs(algebra.isnan(x), [x]),
} satisfies Record<string, UnaryUfunc>;

/** `np.round(x, decimals)`: scaled, rounded half to even, and scaled back (`PyArray_Round`). */
export function round(x: Enclosure, decimals: number): Enclosure {
  if (!isFloat(x.dtype)) {
    if (decimals < 0 || x.dtype === 'bool') throw new RangeError('this rounding is not there');
    return algebra.clone(x);
  }
  if (decimals === 0) return laidOutAs(algebra.round(x), [x]);
  const factor = algebra.floatScalar(10 ** Math.abs(decimals));
  const { multiply, divide } = BINARY_UFUNCS;
  const [scale, back] = decimals > 0 ? [multiply, divide] : [divide, multiply];
  return back(laidOutAs(algebra.round(scale(x, factor)), [x]), factor);
}

/** `np.where(condition, a, b)`. */
export function where(condition: Enclosure, a: Operand, b: Operand): Enclosure {
  checkShapes([condition, a, b]);
  const dtype = resultType(a, b);
  const chosen = algebra.where(algebra.convert(condition, 'bool'), asArray(a, dtype), asArray(b, dtype));
  return laidOutAs(
    chosen,
    [condition, a, b].filter((one) => one instanceof algebra.Enclosure),
  );
}

/**
 * `x += y` and its kin: writes what a ufunc gives into an array, in its dtype.
 *
 * @throws NumpyError where shapes or kinds do not fit.
 */
export function writeInto(x: Enclosure, name: BinaryName, other: Operand): void {
  const common = resultType(x, other);
  if (name.startsWith('bitwise') && isFloat(common)) throw unsupported(name);
  const dtype = name === 'divide' && !isFloat(common) ? 'float64' : common;
  const rank = (one: DType): number => (isFloat(one) ? 2 : one === 'int64' ? 1 : 0);
  if (dtype === 'bool' && BOOLS_DIFFER.has(name)) throw new RangeError('this ufunc of bools is not there');
  // Powers have ufuncs of other names among them.
  if (rank(dtype) > rank(x.dtype) && name === 'power') throw new RangeError('this power is not there');
  if (rank(dtype) > rank(x.dtype))
    throw new NumpyError(
      'UFuncTypeError',
      `Cannot cast ufunc '${name}' output from dtype('${dtype}') to dtype('${x.dtype}') with casting rule 'same_kind'`,
    );
  checkShapes([x, other], x.shape);
  const shape = algebra.broadcastShapes(x.shape, shapeOf(other));
  if (shape.length !== x.dim || shape.some((size, i) => size !== x.shape[i]))
    throw new NumpyError(
      'ValueError',
      `non-broadcastable output operand with shape ${shapeText(x.shape)} doesn't match the broadcast shape ${shapeText(shape)}`,
    );
  const converted = algebra.convert(BINARY_UFUNCS[name](x, other), x.dtype);
  x.write(converted.tensor.values(), converted.errors());
}

/**
 * `a @ b` of vectors and matrices.
 *
 * @throws NumpyError where the shapes do not fit.
 */
export function matmul(a: Enclosure, b: Enclosure): Enclosure {
  return product(
    a,
    b,
    (inner, other) =>
      `matmul: Input operand 1 has a mismatch in its core dimension 0, with gufunc signature (n?,k),(k,m?)->(n?,m?) (size ${other} is different from ${inner})`,
  );
}

/** `np.dot(a, b)` of vectors and matrices. Throws NumpyError where the shapes do not fit. */
export function dot(a: Enclosure, b: Enclosure): Enclosure {
  return product(
    a,
    b,
    (inner, other) =>
      `shapes ${shapeText(a.shape)} and ${shapeText(b.shape)} not aligned: ${inner} (dim ${a.dim - 1}) != ${other} (dim 0)`,
  );
}

/** @param misfit what is said of an inner size of `a` that is not that of `b` */
function product(a: Enclosure, b: Enclosure, misfit: (inner: number, other: number) => string): Enclosure {
  const [left, right] = productOperands(a, b);
  const [inner = 0, other = 0] = [a.shape.at(-1), b.shape[0]];
  if (inner !== other) throw new NumpyError('ValueError', misfit(inner, other));
  return algebra.matmul(left, right);
}

function productOperands(a: Enclosure, b: Enclosure): readonly [Enclosure, Enclosure] {
  const isThere = [a, b].every(({ dim }) => dim === 1 || dim === 2);
  const dtype = resultType(a, b);
  if (!isThere || dtype === 'bool') throw new RangeError('this product is not there');
  return [algebra.convert(a, dtype), algebra.convert(b, dtype)];
}

export type BinaryName = keyof typeof BINARY_UFUNCS;

/** The ufuncs of the operators, by the middle of their methods' names. */
export const OPERATORS: Readonly<Record<string, BinaryName>> = {
  add: 'add',
  sub: 'subtract',
  mul: 'multiply',
  truediv: 'divide',
  floordiv: 'floor_divide',
  mod: 'remainder',
  pow: 'power',
  and: 'bitwise_and',
  or: 'bitwise_or',
  xor: 'bitwise_xor',
};
/** Those of the comparisons. */
export const COMPARISONS: Readonly<Record<string, BinaryName>> = {
  eq: 'equal',
  ne: 'not_equal',
  lt: 'less',
  le: 'less_equal',
  gt: 'greater',
  ge: 'greater_equal',
};

/**
 * Whether versions of numpy differ in the dtype of a result: before numpy 2 the value of a number decided, not its type,
 * and a number of Python's was as wide as any.
 */
export function isPromotedAnew(a: Operand, b: Operand): boolean {
  const pairs = [
    [a, b],
    [b, a],
  ] as const;
  return pairs.some(([one, other]) => {
    if (!(one instanceof algebra.Enclosure) || one.dtype !== 'float32') return false;
    if (!(other instanceof algebra.Enclosure)) return one.dim === 0 && other.type === 'float';
    return one.dim > 0 && other.dim === 0 && (other.dtype === 'float64' || other.dtype === 'int64');
  });
}
