import { alphaDropout, type AnyTensor, dropout, type DType, Generator } from '../../src/torch';
import * as algebra from '../../src/torch/algebra';
import { scalarOf, operandOf, type ScalarSpec, type OperandSpec } from './algebraOperands';
import { encloseDropout } from './enclosedDropout';

/* The operations of algebra.py by the same names. */

type Enclosure = algebra.Enclosure;

type IndexSpec = number | boolean | null | '...' | { slice: (number | null)[] } | OperandSpec;

/** What an operation is given beside its operands. */
export interface Arguments {
  alpha?: ScalarSpec;
  min?: ScalarSpec;
  max?: ScalarSpec;
  dtype?: DType;
  indices?: IndexSpec[];
  dim?: number | number[];
  shape?: number[];
  size?: number[];
  sizes?: number[];
  repeats?: number[];
  dims?: number[];
  values?: NestedSpec;
  shifts?: number[];
  keepdim?: boolean;
  [name: string]: unknown;
}

export type NestedSpec = ScalarSpec | NestedSpec[];

type Answered = (operands: readonly algebra.Operand[], args: Arguments) => Enclosure | Enclosure[];

const tensor = (operand: algebra.Operand | undefined): Enclosure => {
  if (!operand || 'type' in operand) throw new RangeError('not a tensor');
  return operand;
};

const unary =
  (apply: (x: Enclosure) => Enclosure): Answered =>
  ([x]) =>
    apply(tensor(x));

const binary =
  (apply: (a: algebra.Operand, b: algebra.Operand) => Enclosure): Answered =>
  ([a, b]) => {
    if (!a || !b) throw new RangeError('two operands');
    return apply(a, b);
  };

const inplace =
  (apply: (a: algebra.Operand, b: algebra.Operand) => Enclosure): Answered =>
  ([a, b]) => {
    if (!b) throw new RangeError('two operands');
    const x = tensor(a);
    return algebra.overwrite(x, [b], () => apply(x, b));
  };

const dimension = ({ dim }: Arguments): number => (typeof dim === 'number' ? dim : 0);

function indexOf(spec: IndexSpec): algebra.Index {
  if (spec === null) return { type: 'none' };
  if (spec === '...') return { type: 'ellipsis' };
  if (typeof spec === 'boolean') return { type: 'bool', value: spec };
  if (typeof spec === 'number') return { type: 'int', value: spec };
  if ('slice' in spec) {
    const [start, stop, step] = spec.slice;
    return {
      type: 'slice',
      ...(typeof start === 'number' ? { start } : {}),
      ...(typeof stop === 'number' ? { stop } : {}),
      ...(typeof step === 'number' ? { step } : {}),
    };
  }
  return { type: 'tensor', tensor: tensor(operandOf(spec)) };
}

function nested(values: NestedSpec): algebra.NestedScalars {
  return Array.isArray(values) ? values.map(nested) : scalarOf(values);
}

const scalar = (spec: ScalarSpec | undefined): algebra.Scalar | undefined => spec && scalarOf(spec);

const number = (value: unknown): number => Number(value);

function found(
  x: algebra.Operand | undefined,
  dim: number | number[] | undefined,
  all: (x: Enclosure) => Enclosure,
  along: (x: Enclosure, dim: number) => algebra.Found,
): Enclosure | Enclosure[] {
  if (typeof dim !== 'number') return all(tensor(x));
  const { values, indices } = along(tensor(x), dim);
  return [values, indices];
}

const orderOf = (text: unknown): number =>
  ({ inf: Infinity, '-inf': -Infinity })[String(text)] ?? number(text);

const dropped =
  (drop: typeof dropout, alpha: boolean): Answered =>
  ([x], { p, seed, inplace }) => {
    const form = { p: number(p), alpha };

    const generator = new Generator(BigInt(number(seed)));
    const call = (input: AnyTensor) => drop(input, form.p, true, generator, inplace === true);
    return encloseDropout(tensor(x), form, call).output;
  };

export const OPERATIONS: Readonly<Record<string, Answered>> = {
  add: ([a, b], { alpha }) => (a && b ? algebra.add(a, b, scalar(alpha)) : []),
  sub: ([a, b], { alpha }) => (a && b ? algebra.sub(a, b, scalar(alpha)) : []),
  mul: binary(algebra.mul),
  div: binary(algebra.div),
  floor_divide: binary(algebra.floorDivide),
  remainder: binary(algebra.remainder),
  fmod: binary(algebra.fmod),
  pow: binary(algebra.pow),
  maximum: binary(algebra.maximum),
  minimum: binary(algebra.minimum),
  eq: binary(algebra.eq),
  ne: binary(algebra.ne),
  lt: binary(algebra.lt),
  le: binary(algebra.le),
  gt: binary(algebra.gt),
  ge: binary(algebra.ge),
  logical_and: binary(algebra.logicalAnd),
  logical_or: binary(algebra.logicalOr),
  logical_xor: binary(algebra.logicalXor),
  bitwise_and: binary(algebra.bitwiseAnd),
  bitwise_or: binary(algebra.bitwiseOr),
  bitwise_xor: binary(algebra.bitwiseXor),
  where: ([condition, a, b]) => (a && b ? algebra.where(tensor(condition), a, b) : []),
  lerp: ([start, end, weight]) => (weight ? algebra.lerp(tensor(start), tensor(end), weight) : []),

  add_: inplace(algebra.add),
  sub_: inplace(algebra.sub),
  mul_: inplace(algebra.mul),
  div_: inplace(algebra.div),
  floor_divide_: inplace(algebra.floorDivide),
  remainder_: inplace(algebra.remainder),
  pow_: inplace(algebra.pow),
  copy_: ([x, source]) => algebra.copyInto(tensor(x), tensor(source)),
  fill_: ([x, value]) => (value ? algebra.fill(tensor(x), value) : []),
  zero_: unary((x) => algebra.fill(x, algebra.intScalar(0))),
  clamp_: ([x], { min, max }) =>
    algebra.overwrite(tensor(x), [], () => algebra.clamp(tensor(x), scalar(min), scalar(max))),
  relu_: unary((x) => algebra.overwrite(x, [], () => algebra.relu(x))),
  neg_: unary((x) => algebra.overwrite(x, [], () => algebra.neg(x))),
  sqrt_: unary((x) => algebra.overwrite(x, [], () => algebra.sqrt(x))),
  exp_: unary((x) => algebra.overwrite(x, [], () => algebra.exp(x))),

  neg: unary(algebra.neg),
  abs: unary(algebra.abs),
  sign: unary(algebra.sign),
  floor: unary(algebra.floor),
  ceil: unary(algebra.ceil),
  trunc: unary(algebra.trunc),
  round: ([x], { decimals }) => algebra.round(tensor(x), number(decimals ?? 0)),
  sqrt: unary(algebra.sqrt),
  rsqrt: unary(algebra.rsqrt),
  reciprocal: unary(algebra.reciprocal),
  square: unary(algebra.square),
  relu: unary(algebra.relu),
  clamp: ([x], { min, max }) => algebra.clamp(tensor(x), scalar(min), scalar(max)),
  clamp_tensor: ([x, low, high]) => algebra.clamp(tensor(x), tensor(low), tensor(high)),
  logical_not: unary(algebra.logicalNot),
  bitwise_not: unary(algebra.bitwiseNot),
  isnan: unary(algebra.isnan),
  isinf: unary(algebra.isinf),
  isfinite: unary(algebra.isfinite),
  exp: unary(algebra.exp),
  exp2: unary(algebra.exp2),
  expm1: unary(algebra.expm1),
  log: unary(algebra.log),
  log2: unary(algebra.log2),
  log10: unary(algebra.log10),
  log1p: unary(algebra.log1p),
  tanh: unary(algebra.tanh),
  erf: unary(algebra.erf),
  sigmoid: unary(algebra.sigmoid),
  sin: unary(algebra.sin),
  cos: unary(algebra.cos),
  tan: unary(algebra.tan),
  gelu: ([x], { approximate }) => algebra.gelu(tensor(x), approximate === 'tanh' ? 'tanh' : 'none'),
  elu: ([x], { alpha }) => algebra.elu(tensor(x), alpha ? number(alpha.value) : 1),
  selu: unary(algebra.selu),
  leaky_relu: ([x], { negative_slope: slope }) => algebra.leakyRelu(tensor(x), number(slope ?? 0.01)),
  silu: unary(algebra.silu),
  softplus: unary((x) => algebra.softplus(x)),
  to: ([x], { dtype }) => algebra.convert(tensor(x), dtype ?? 'float32'),

  view: ([x], { size }) => algebra.view(tensor(x), size ?? []),
  reshape: ([x], { shape }) => algebra.reshape(tensor(x), shape ?? []),
  flatten: ([x], { start_dim: start, end_dim: end }) =>
    algebra.flatten(tensor(x), number(start), number(end)),
  unflatten: ([x], { dim, sizes }) => algebra.unflatten(tensor(x), number(dim), sizes ?? []),
  squeeze: ([x], { dim }) => algebra.squeeze(tensor(x), dim),
  unsqueeze: ([x], args) => algebra.unsqueeze(tensor(x), dimension(args)),
  permute: ([x], { dims }) => algebra.permute(tensor(x), dims ?? []),
  transpose: ([x], { dim0, dim1 }) => algebra.transpose(tensor(x), number(dim0), number(dim1)),
  t: unary(algebra.t),
  T: unary(algebra.reversed),
  mT: unary(algebra.matrixTranspose),
  expand: ([x], { size }) => algebra.expand(tensor(x), size ?? []),
  repeat: ([x], { repeats }) => algebra.repeat(tensor(x), repeats ?? []),
  cat: (tensors, args) => algebra.cat(tensors.map(tensor), dimension(args)),
  stack: (tensors, args) => algebra.stack(tensors.map(tensor), dimension(args)),
  chunk: ([x], { chunks, dim }) => algebra.chunk(tensor(x), number(chunks), number(dim)),
  split: ([x], { split_size_or_sections: sizes, dim }) =>
    algebra.split(tensor(x), sizes as number | number[], number(dim)),
  unbind: ([x], args) => algebra.unbind(tensor(x), dimension(args)),
  flip: ([x], { dims }) => algebra.flip(tensor(x), dims ?? []),
  roll: ([x], { shifts, dims }) => algebra.roll(tensor(x), shifts ?? [], dims),
  tril: ([x], { diagonal }) => algebra.tril(tensor(x), number(diagonal)),
  triu: ([x], { diagonal }) => algebra.triu(tensor(x), number(diagonal)),
  diag: ([x], { diagonal }) => algebra.diag(tensor(x), number(diagonal)),
  diagonal: ([x], { offset, dim1, dim2 }) =>
    algebra.diagonal(tensor(x), number(offset), number(dim1), number(dim2)),
  contiguous: unary(algebra.contiguous),
  clone: unary((x) => algebra.clone(x)),
  select: ([x], { dim, index }) => algebra.select(tensor(x), number(dim), number(index)),
  narrow: ([x], { dim, start, length }) =>
    algebra.narrow(tensor(x), number(dim), number(start), number(length)),
  index: ([x], { indices = [] }) => algebra.index(tensor(x), indices.map(indexOf)),
  setitem: ([x, value], { indices = [] }) => {
    if (value) algebra.indexPut(tensor(x), indices.map(indexOf), value);
    return tensor(x);
  },

  sum: ([x], { dim, keepdim = false, dtype }) => algebra.sum(tensor(x), { dim, keepdim, dtype }),
  mean: ([x], { dim, keepdim = false, dtype }) => algebra.mean(tensor(x), { dim, keepdim, dtype }),
  prod: ([x], { dim, keepdim, dtype }) => algebra.prod(tensor(x), dim as number | undefined, keepdim, dtype),
  amax: ([x], { dim, keepdim = false }) => algebra.amax(tensor(x), { dim, keepdim }),
  amin: ([x], { dim, keepdim = false }) => algebra.amin(tensor(x), { dim, keepdim }),
  max: ([x], { dim, keepdim }) => found(x, dim, algebra.max, (y, d) => algebra.maxAlong(y, d, keepdim)),
  min: ([x], { dim, keepdim }) => found(x, dim, algebra.min, (y, d) => algebra.minAlong(y, d, keepdim)),
  argmax: ([x], { dim, keepdim }) => algebra.argmax(tensor(x), dim as number | undefined, keepdim),
  argmin: ([x], { dim, keepdim }) => algebra.argmin(tensor(x), dim as number | undefined, keepdim),
  any: ([x], { dim, keepdim = false }) => algebra.any(tensor(x), { dim, keepdim }),
  all: ([x], { dim, keepdim = false }) => algebra.all(tensor(x), { dim, keepdim }),
  count_nonzero: ([x], { dim }) => algebra.countNonzero(tensor(x), dim),
  nonzero: unary(algebra.nonzero),
  unique: unary((x) => algebra.different(x).values),
  var: ([x], { dim, keepdim = false, correction }) =>
    algebra.variance(tensor(x), { dim, keepdim, correction: number(correction) }),
  std: ([x], { dim, keepdim = false, correction }) =>
    algebra.std(tensor(x), { dim, keepdim, correction: number(correction) }),
  norm: ([x], { dim, keepdim = false, p }) => algebra.norm(tensor(x), orderOf(p), { dim, keepdim }),
  cumsum: ([x], { dim, dtype }) => algebra.cumsum(tensor(x), number(dim), dtype),
  softmax: ([x], { dim, dtype }) => algebra.softmax(tensor(x), number(dim), dtype),
  log_softmax: ([x], { dim, dtype }) => algebra.logSoftmax(tensor(x), number(dim), dtype),
  matmul: ([a, b]) => algebra.matmul(tensor(a), tensor(b)),
  linear: ([x, weight, bias]) => algebra.linear(tensor(x), tensor(weight), bias && tensor(bias)),

  dropout: dropped(dropout, false),
  alpha_dropout: dropped(alphaDropout, true),

  arange: ([start, end, step], { dtype }) =>
    algebra.arangeOf(start as algebra.Scalar, end as algebra.Scalar, step as algebra.Scalar, dtype),
  linspace: ([start, end], { steps, dtype }) =>
    algebra.linspace(
      number((start as algebra.Scalar).value),
      number((end as algebra.Scalar).value),
      number(steps),
      dtype,
    ),
  full: ([value], { shape, dtype }) => algebra.fullOf(shape ?? [], value as algebra.Scalar, dtype),
  full_like: ([x, value], { dtype }) => algebra.fullLike(tensor(x), value as algebra.Scalar, dtype),
  eye: (_, { rows, columns, dtype }) => algebra.eye(number(rows), number(columns), dtype),
  tensor: (_, { values = [], dtype }) => algebra.tensorOf(nested(values), dtype),
};
