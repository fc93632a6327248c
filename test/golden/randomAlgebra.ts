import type { DType } from '../../src/torch';
import { nextUp } from '../../src/torch/algebra/interval';
import { roundTo } from '../../src/torch/rounding';
import type { AlgebraCase } from './algebra';
import type { EnclosedSpec, OperandSpec, ScalarSpec } from './algebraOperands';
import type { Arguments, NestedSpec } from './algebraOperations';
import { RandomChoices } from './randomChoices';
import { randomView } from './randomView';

/* Random cases of the tensor algebra, for differential.ts and the goldens. */

const DTYPES: DType[] = ['float32', 'float32', 'float32', 'float64', 'float16', 'bfloat16', 'int64', 'bool'];

const ARITHMETIC = ['add', 'sub', 'mul', 'div', 'floor_divide', 'remainder', 'fmod', 'pow'];
const COMPARISONS = ['eq', 'ne', 'lt', 'le', 'gt', 'ge'];
const LOGIC = ['logical_and', 'logical_or', 'logical_xor', 'bitwise_and', 'bitwise_or', 'bitwise_xor'];
const INPLACE = ['add_', 'sub_', 'mul_', 'div_', 'floor_divide_', 'remainder_', 'pow_', 'copy_'];
const UNARY = [
  ...[
    'neg',
    'abs',
    'sign',
    'floor',
    'ceil',
    'trunc',
    'round',
    'sqrt',
    'rsqrt',
    'reciprocal',
    'square',
    'relu',
  ],
  ...[
    'logical_not',
    'bitwise_not',
    'isnan',
    'isinf',
    'isfinite',
    'exp',
    'exp2',
    'expm1',
    'log',
    'log2',
    'log10',
  ],
  ...['log1p', 'tanh', 'erf', 'sigmoid', 'sin', 'cos', 'tan', 'selu', 'silu', 'softplus', 'relu_', 'neg_'],
  ...['sqrt_', 'exp_', 'zero_', 'T', 't', 'mT', 'contiguous', 'clone'],
];

type Family = (random: RandomAlgebra) => AlgebraCase;

export class RandomAlgebra extends RandomChoices {
  next(): AlgebraCase {
    return this.pick(FAMILIES)(this);
  }

  shape(about = this.pick([2, 6, 12, 24, 40, 90])): number[] {
    return this.shapeOf(about, this.pick([0, 1, 1, 2, 2, 2, 3, 3, 4]));
  }

  /** A shape that mostly broadcasts with another. */
  partner(shape: readonly number[]): number[] {
    const other = shape.map((size) => (this.random() < 0.25 ? 1 : size));
    if (this.random() < 0.3) other.splice(0, this.upTo(other.length + 1));
    else if (this.random() < 0.15) other.unshift(1 + this.upTo(3));
    if (other.length > 0 && this.random() < 0.04) other[this.upTo(other.length)] = 1 + this.upTo(4);
    return other;
  }

  dim(shape: readonly number[]): number {
    const count = Math.max(shape.length, 1);
    return this.random() < 0.03 ? this.upTo(9) - 4 : this.upTo(2 * count) - count;
  }

  float(): number {
    const { random } = this;
    return this.pick([
      () => this.upTo(9) - 3,
      () => this.upTo(9) - 3,
      () => (this.upTo(33) - 16) / 4,
      () => (random() + random() + random() - 1.5) * 2,
      () => (random() + random() + random() - 1.5) * 2,
      () => (random() - 0.5) * 10 ** (6 * random() - 3),
      () => this.pick([0, -0, 1, -1, Infinity, -Infinity, NaN, 0.5, 65504, 1e-7, 3e38, 1e-40]),
    ])();
  }

  scalar(types: readonly ScalarSpec['scalar'][] = ['int', 'float', 'float', 'bool']): ScalarSpec {
    const scalar = this.pick(types);
    if (scalar === 'bool') return { scalar, value: this.random() < 0.5 ? 'True' : 'False' };
    if (scalar === 'int') {
      return { scalar, value: String(this.random() < 0.9 ? this.upTo(9) - 3 : 2 ** 40 + this.upTo(99)) };
    }
    const value = this.random() < 0.3 ? this.pick([0.5, 2, 3, -1, -2, -0.5, 1, 0, 0.1]) : this.float();
    if (!Number.isFinite(value))
      return { scalar, value: Number.isNaN(value) ? 'nan' : value > 0 ? 'inf' : '-inf' };
    return { scalar, value: Object.is(value, -0) ? '-0.0' : String(value) };
  }

  /** Numbers of one kind. */
  values(count: number, dtype: DType): Float64Array {
    const kind = this.upTo(5);
    return Float64Array.from({ length: count }, () => {
      if (dtype === 'bool') return this.upTo(2);
      if (dtype === 'int64') return kind === 0 ? this.upTo(2 ** 50) - 2 ** 49 : this.upTo(12) - 4;
      if (kind === 0) return this.upTo(9) - 2;
      if (kind === 1) return this.float();
      if (kind === 2) return this.random();
      return (this.random() + this.random() + this.random() - 1.5) * 2;
    });
  }

  /** A tensor, often a permuted, sliced or expanded view of its memory. */
  tensor(shape: number[], dtype: DType = this.pick(DTYPES), strided = 0.4): EnclosedSpec {
    const numel = shape.reduce((product, size) => product * size, 1);
    if (numel === 0 || shape.length === 0 || this.random() > strided) {
      return { dtype, shape, values: base64(this.values(numel, dtype)), numel };
    }
    const view = randomView(shape, this.random);
    return { dtype, shape, values: base64(this.values(view.numel, dtype)), ...view };
  }

  /** The tensor as src/torch knows it: some of the elements not quite. */
  blurred(spec: EnclosedSpec): EnclosedSpec {
    if (spec.dtype === 'int64') return spec;
    const values = new Float64Array(Uint8Array.from(Buffer.from(spec.values, 'base64')).buffer);
    const errors = new Float64Array(values.length);
    const scale = 10 ** (-9 * this.random());
    const centers = values.map((value, i) => {
      if (this.random() < 0.4) return value;
      if (spec.dtype === 'bool') {
        errors[i] = 1;
        return this.upTo(2);
      }
      const dtype = spec.dtype as 'float32';
      const own = roundTo(dtype, value);
      if (!Number.isFinite(own) || this.random() < 0.05) {
        errors[i] = Infinity;
        return this.upTo(3);
      }
      const near = roundTo(dtype, own + (this.random() - 0.5) * scale * Math.max(Math.abs(own), 0.1));
      const center = Number.isFinite(near) ? near : own;
      errors[i] = nextUp('float64', Math.abs(center - own) * (1 + this.upTo(3) / 2));
      return center;
    });
    return { ...spec, centers: base64(centers), errors: base64(errors) };
  }

  /** Sometimes blurs the tensors among operands. */
  maybeBlurred(operands: OperandSpec[]): OperandSpec[] {
    if (this.random() < 0.7) return operands;
    return operands.map((operand) => ('scalar' in operand ? operand : this.blurred(operand)));
  }
}

const FAMILIES: readonly Family[] = [
  arithmetic,
  arithmetic,
  (r) => binary(r, r.pick(COMPARISONS)),
  logic,
  inplace,
  inplace,
  unary,
  unary,
  unary,
  activation,
  selection,
  reshaping,
  viewing,
  viewing,
  parts,
  joining,
  moving,
  indexing,
  indexing,
  creating,
  summing,
  summing,
  reducing,
  reducing,
  multiplying,
  dropping,
];

function made(r: RandomAlgebra, op: string, operands: OperandSpec[], args: Arguments = {}): AlgebraCase {
  return { op, operands: r.maybeBlurred(operands), args };
}

function pair(r: RandomAlgebra, scalars = 0.35): [EnclosedSpec, OperandSpec] {
  const shape = r.shape();
  const first = r.tensor(shape);
  if (r.random() < scalars) return [first, r.scalar()];
  const dtype = r.random() < 0.6 ? first.dtype : r.pick(DTYPES);
  return [first, r.tensor(r.random() < 0.5 ? shape : r.partner(shape), dtype)];
}

function binary(r: RandomAlgebra, op: string, args: Arguments = {}): AlgebraCase {
  return made(r, op, pair(r), args);
}

function logic(r: RandomAlgebra): AlgebraCase {
  const op = r.pick(LOGIC);
  return made(r, op, pair(r, op.startsWith('logical') ? 0 : 0.35));
}

function arithmetic(r: RandomAlgebra): AlgebraCase {
  if (r.random() < 0.1) {
    const [first, second] = pair(r, 0);
    return made(r, r.pick(['maximum', 'minimum']), [first, second]);
  }
  const op = r.pick(ARITHMETIC);
  const args = (op === 'add' || op === 'sub') && r.random() < 0.2 ? { alpha: r.scalar() } : {};
  return binary(r, op, args);
}

function inplace(r: RandomAlgebra): AlgebraCase {
  const op = r.pick([...INPLACE, 'fill_', 'clamp_', 'setitem']);
  if (op === 'setitem') return indexing(r, true);
  const [first, second] = pair(r);
  if (op === 'fill_') return made(r, op, [first, r.scalar()]);
  if (op === 'clamp_' && (first.dtype === 'bool' || first.dtype === 'int64'))
    return made(r, 'zero_', [first]);
  if (op === 'clamp_') return made(r, op, [first], { min: r.scalar(['int', 'float']) });
  if (op === 'copy_' && 'scalar' in second) return made(r, 'fill_', [first, second]);
  const isBool = 'scalar' in second ? second.scalar === 'bool' : second.dtype === 'bool';
  if (first.dtype === 'bool' && (op === 'floor_divide_' || op === 'remainder_' || op === 'pow_'))
    return made(r, 'mul_', [first, second]);
  if (op === 'sub_' && (isBool || first.dtype === 'bool')) return made(r, 'add_', [first, second]);
  return made(r, op, [first, second]);
}

function unary(r: RandomAlgebra): AlgebraCase {
  const [op, x] = [r.pick(UNARY), r.tensor(r.shape())];
  // Of two things that are wrong, which one is said is not worth the order of the checks.
  return made(r, x.dtype === 'bool' && op.endsWith('_') ? 'zero_' : op, [x]);
}

function activation(r: RandomAlgebra): AlgebraCase {
  const x = r.tensor(r.shape());
  switch (r.upTo(6)) {
    case 0:
      return made(r, 'gelu', [x], { approximate: r.pick(['none', 'tanh']) });
    case 1:
      return made(r, 'elu', [x]);
    case 2:
      return made(r, 'leaky_relu', [x], { negative_slope: r.pick([0.01, 0.1, 0.25]) });
    case 3:
      return made(r, 'round', [x], { decimals: r.pick([1, 2, 3, -1]) });
    case 4: {
      const shape = x.shape;
      return made(r, 'clamp_tensor', [x, r.tensor(r.partner(shape)), r.tensor(r.partner(shape))]);
    }
    default: {
      const args = { min: r.scalar(['int', 'float']), max: r.scalar(['int', 'float']) };
      const { min, max } = args;
      return made(r, 'clamp', [x], r.pick([args, { min }, { max }]));
    }
  }
}

function selection(r: RandomAlgebra): AlgebraCase {
  const shape = r.shape();
  if (r.random() < 0.3) {
    const dtype = r.pick<DType>(['float32', 'float32', 'float64', 'float16', 'bfloat16']);
    const weight = r.random() < 0.5 ? r.scalar(['float']) : r.tensor(r.partner(shape), dtype);
    return made(r, 'lerp', [r.tensor(shape, dtype), r.tensor(r.partner(shape), dtype), weight]);
  }
  const other = (): OperandSpec => (r.random() < 0.3 ? r.scalar() : r.tensor(r.partner(shape)));
  return made(r, 'where', [r.tensor(shape, 'bool'), other(), other()]);
}

function factors(r: RandomAlgebra, numel: number): number[] {
  const sizes: number[] = [];
  let left = numel;
  while (left > 1 && sizes.length < 4) {
    const divisors = Array.from({ length: left }, (_, i) => i + 1).filter((i) => left % i === 0);
    const size = r.pick(divisors);
    sizes.push(size);
    left /= size;
  }
  if (left !== 1 || r.random() < 0.2) sizes.push(left);
  if (sizes.length > 0 && r.random() < 0.3) sizes[r.upTo(sizes.length)] = -1;
  if (r.random() < 0.05) sizes.push(r.pick([-1, 0, 2, -3]));
  return sizes;
}

function reshaping(r: RandomAlgebra): AlgebraCase {
  const x = r.tensor(r.shape());
  const numel = x.shape.reduce((product, size) => product * size, 1);
  switch (r.upTo(5)) {
    case 0:
      return made(r, 'view', [x], { size: factors(r, numel) });
    case 1:
    case 2:
      return made(r, 'reshape', [x], { shape: factors(r, numel) });
    case 3:
      return made(r, 'flatten', [x], { start_dim: r.dim(x.shape), end_dim: r.dim(x.shape) });
    default: {
      if (x.shape.length === 0 || numel === 0) return made(r, 'flatten', [x], { start_dim: 0, end_dim: -1 });
      const dim = r.upTo(x.shape.length);
      return made(r, 'unflatten', [x], {
        dim,
        sizes: factors(r, x.shape[dim] ?? 1).filter(
          (size, i, all) => size > -1 || (size === -1 && all.indexOf(-1) === i),
        ),
      });
    }
  }
}

function viewing(r: RandomAlgebra): AlgebraCase {
  const x = r.tensor(r.shape());
  const { shape } = x;
  const order = shape.map((_, i) => i).sort(() => r.random() - 0.5);
  if (order.length > 0 && r.random() < 0.04) order[0] = r.upTo(3);
  switch (r.upTo(7)) {
    case 0:
      return made(r, 'squeeze', [x], r.pick([{}, { dim: r.dim(shape) }, { dim: order.slice(0, 2) }]));
    case 1:
      return made(r, 'unsqueeze', [x], { dim: r.dim([...shape, 1]) });
    case 2:
      return made(r, 'permute', [x], { dims: r.random() < 0.1 ? order.slice(1) : order });
    case 3:
      return made(r, 'transpose', [x], { dim0: r.dim(shape), dim1: r.dim(shape) });
    case 4: {
      const size = shape.map((each) => (each === 1 && r.random() < 0.7 ? 1 + r.upTo(3) : r.pick([each, -1])));
      if (r.random() < 0.4) size.unshift(r.pick([1, 2, 3]));
      if (r.random() < 0.08) size.splice(r.upTo(2), 1);
      return made(r, 'expand', [x], { size });
    }
    case 5:
      return made(r, 'to', [x], { dtype: r.pick(DTYPES) });
    default:
      return made(r, 'full_like', [x, r.scalar()], r.random() < 0.5 ? {} : { dtype: r.pick(DTYPES) });
  }
}

function parts(r: RandomAlgebra): AlgebraCase {
  const x = r.tensor(r.shape());
  const { shape } = x;
  const dim = r.dim(shape);
  const size = shape.at(dim) ?? 1;
  switch (r.upTo(7)) {
    case 0:
      return made(r, 'chunk', [x], { chunks: 1 + r.upTo(4), dim });
    case 1:
      return made(r, 'split', [x], { split_size_or_sections: 1 + r.upTo(4), dim });
    case 2:
      return made(r, 'split', [x], {
        split_size_or_sections: [size - Math.floor(size / 2), Math.floor(size / 2)],
        dim,
      });
    case 3:
      return made(r, 'unbind', [x], { dim });
    case 4:
      return made(r, 'select', [x], { dim, index: r.upTo(2 * size + 1) - size });
    case 5:
      return made(r, 'narrow', [x], { dim, start: r.upTo(size + 1), length: r.upTo(size + 1) });
    default:
      return made(r, 'diagonal', [x], { offset: r.upTo(5) - 2, dim1: dim, dim2: r.dim(shape) });
  }
}

function joining(r: RandomAlgebra): AlgebraCase {
  const shape = r.shape();
  const dtype = r.pick(DTYPES);
  const dim = r.dim(shape);
  const count = 1 + r.upTo(3);
  const own = (): DType => (r.random() < 0.7 ? dtype : r.pick(DTYPES));
  if (r.random() < 0.3) {
    const tensors = Array.from({ length: count }, () => r.tensor([...shape], own()));
    return made(r, 'stack', tensors, { dim: r.dim([...shape, 1]) });
  }
  const tensors = Array.from({ length: count }, () => {
    const each = [...shape];
    if (r.random() < 0.5 && each.length > 0) each.splice(dim, 1, 1 + r.upTo(3));
    return r.tensor(r.random() < 0.04 ? [0] : each, own());
  });
  return made(r, 'cat', tensors, { dim });
}

function moving(r: RandomAlgebra): AlgebraCase {
  const x = r.tensor(r.shape());
  const dims = x.shape.map((_, i) => i).filter(() => r.random() < 0.5);
  switch (r.upTo(5)) {
    case 0:
      return made(r, 'repeat', [x], {
        repeats: [...x.shape, ...(r.random() < 0.3 ? [1] : [])].map(() => r.upTo(3)),
      });
    case 1:
      return made(r, 'flip', [x], { dims });
    case 2:
      return made(
        r,
        'roll',
        [x],
        dims.length > 0 ? { shifts: dims.map(() => r.upTo(9) - 4), dims } : { shifts: [r.upTo(9) - 4] },
      );
    case 3:
      return made(r, 'diag', [x], { diagonal: r.upTo(5) - 2 });
    default:
      return made(r, r.pick(['tril', 'triu']), [x], { diagonal: r.upTo(5) - 2 });
  }
}

function indexing(r: RandomAlgebra, assigns = r.random() < 0.4): AlgebraCase {
  const x = r.tensor(r.shape());
  const indices: unknown[] = [];
  const common = r.pick([[1], [3], [2, 1], [2, 3]]);
  const advanced = r.random() < 0.5;
  for (let dim = 0; dim < x.shape.length; dim++) {
    const size = x.shape[dim] ?? 1;
    if (r.random() < 0.08) indices.push(null);
    if (r.random() < 0.03) indices.push(r.random() < 0.5);
    if (r.random() < 0.1 && !indices.includes('...')) indices.push('...');
    if (r.random() < 0.12) break;
    const position = (): number => r.upTo(2 * size) - size + (r.random() < 0.02 ? size : 0);
    const choice = r.random();
    if (advanced && choice < 0.5) {
      const shape = r.random() < 0.2 ? [] : r.random() < 0.2 ? common.map(() => 1) : common;
      const count = shape.reduce((product, each) => product * each, 1);
      const values = Float64Array.from({ length: count }, position);
      indices.push({ dtype: 'int64', shape, values: base64(values), numel: count });
    } else if (advanced && choice < 0.65) {
      const span = r.random() < 0.3 && dim + 1 < x.shape.length ? 2 : 1;
      indices.push(
        r.tensor(
          x.shape.slice(dim, dim + span).map((each) => (r.random() < 0.02 ? each + 1 : each)),
          'bool',
          0,
        ),
      );
      dim += span - 1;
    } else if (choice < 0.75) indices.push(position());
    else {
      const bound = (): number | null => (r.random() < 0.3 ? null : r.upTo(2 * size + 3) - size - 1);
      indices.push({ slice: [bound(), bound(), r.pick([null, 1, 2, 3])] });
    }
  }
  if (r.random() < 0.03) indices.push(0, 0);
  const args = { indices } as Arguments;
  if (!assigns) return made(r, 'index', [x], args);
  const value =
    r.random() < 0.5
      ? r.scalar()
      : r.tensor(r.pick([[], [1], x.shape.slice(1), common]), r.random() < 0.8 ? x.dtype : r.pick(DTYPES));
  return made(r, 'setitem', [x, value], args);
}

function dropping(r: RandomAlgebra): AlgebraCase {
  const x = r.tensor(r.shape());
  const args = {
    p: r.pick([0, 0.1, 0.5, 0.5, 0.9, 1, r.random()]),
    seed: r.upTo(99),
    inplace: r.random() < 0.2,
  };
  return made(r, r.pick(['dropout', 'dropout', 'alpha_dropout']), [x], args);
}

/** The dimensions of a reduction: all, one or several. */
function reduced(r: RandomAlgebra, shape: readonly number[], several: boolean): Arguments {
  const choice = r.random();
  const keepdim = r.random() < 0.3 ? { keepdim: true } : {};
  if (choice < 0.3) return {};
  if (choice < 0.65 || !several) return { dim: r.dim(shape), ...keepdim };
  return { dim: shape.map((_, i) => i).filter(() => r.random() < 0.5), ...keepdim };
}

function summing(r: RandomAlgebra): AlgebraCase {
  const x = r.tensor(r.shape(r.random() < 0.1 ? r.pick([5000, 20000]) : r.pick([6, 24, 90, 300, 1200])));
  const op = r.pick(['sum', 'sum', 'mean', 'cumsum']);
  const dtype = r.random() < 0.15 ? { dtype: r.pick(DTYPES) } : {};
  if (op === 'cumsum') return made(r, op, [x], { dim: r.dim(x.shape) });
  return made(r, op, [x], { ...reduced(r, x.shape, true), ...dtype });
}

function reducing(r: RandomAlgebra): AlgebraCase {
  const x = r.tensor(r.shape());
  const { shape } = x;
  const op = r.pick([
    ...['amax', 'amin', 'max', 'min', 'argmax', 'argmin', 'any', 'all', 'count_nonzero', 'nonzero', 'unique'],
    ...['prod', 'var', 'std', 'norm', 'softmax', 'log_softmax'],
  ]);
  switch (op) {
    case 'nonzero':
    case 'unique':
      return made(r, op, [x]);
    case 'count_nonzero': {
      const { dim } = reduced(r, shape, true);
      return made(r, op, [x], dim === undefined ? {} : { dim });
    }
    case 'max':
    case 'min':
    case 'argmax':
    case 'argmin':
    case 'prod':
      return made(r, op, [x], reduced(r, shape, false));
    case 'var':
    case 'std':
      return made(r, op, [x], { ...reduced(r, shape, true), correction: r.upTo(2) });
    case 'norm':
      return made(r, op, [x], { ...reduced(r, shape, true), p: r.pick(['1', '2', '2', 'inf', '-inf']) });
    case 'softmax':
    case 'log_softmax':
      return made(r, op, [x], { dim: r.dim(shape) });
    default:
      return made(r, op, [x], reduced(r, shape, true));
  }
}

function multiplying(r: RandomAlgebra): AlgebraCase {
  const [n, k, m] = [1 + r.upTo(5), 1 + r.upTo(r.pick([4, 12, 40])), 1 + r.upTo(5)];
  const dtype = r.pick<DType>(['float32', 'float32', 'float32', 'float64', 'float16', 'bfloat16', 'int64']);
  const batch = r.pick([[], [], [], [2], [3, 1], [2, 3]]);
  const inner = r.random() < 0.04 && batch.length === 0 ? k + 1 : k;
  const left = r.random() < 0.2 ? [k] : [...batch, n, k];
  if (r.random() < 0.4) {
    const bias = r.random() < 0.7 ? [r.tensor([m], dtype)] : [];
    return made(r, 'linear', [r.tensor(left, dtype), r.tensor([m, inner], dtype), ...bias]);
  }
  const right = r.random() < 0.2 ? [inner] : [...r.pick([[], batch, [1]]), inner, m];
  return made(r, 'matmul', [r.tensor(left, dtype), r.tensor(right, dtype)]);
}

function creating(r: RandomAlgebra): AlgebraCase {
  const dtype = r.random() < 0.5 ? {} : { dtype: r.pick(DTYPES) };
  switch (r.upTo(5)) {
    case 0: {
      const types = r.pick([['int'], ['int', 'float']] as const);
      const [start, step] = [r.scalar(types), r.scalar(types)];
      const by = Number(step.value) || 1;
      const end = Number(start.value) + by * (40 * r.random() - 2);
      const last = {
        scalar: step.scalar,
        value: step.scalar === 'int' ? String(Math.round(end)) : String(end),
      } as const;
      const operands = [start, last, { ...step, value: step.value === '0' ? '1' : step.value }];
      if (operands.some(({ value }) => !Number.isFinite(Number(value)) || Math.abs(Number(value)) > 1e6))
        return creating(r);
      return made(r, 'arange', operands, 'dtype' in dtype && dtype.dtype === 'bool' ? {} : dtype);
    }
    case 1: {
      const [start, end] = [r.scalar(['float']), r.scalar(['float'])];
      if ([start, end].some(({ value }) => !Number.isFinite(Number(value)))) return creating(r);
      return made(r, 'linspace', [start, end], {
        steps: r.upTo(40),
        dtype: r.pick(['float32', 'float64', 'float16', 'bfloat16']),
      });
    }
    case 2:
      return made(r, 'full', [r.scalar()], { shape: r.shape(), ...dtype });
    case 3:
      return made(r, 'eye', [], { rows: r.upTo(4), columns: r.upTo(4), ...dtype });
    default:
      return made(r, 'tensor', [], {
        values: nested(
          r,
          r.shape(),
          r.pick(
            'dtype' in dtype && dtype.dtype === 'int64'
              ? [['int'], ['bool']]
              : [['int'], ['bool'], ['float'], ['int', 'float', 'bool']],
          ),
        ),
        ...dtype,
      });
  }
}

function nested(
  r: RandomAlgebra,
  shape: readonly number[],
  types: readonly ScalarSpec['scalar'][],
): NestedSpec {
  if (shape.includes(0)) return [];
  const [size, ...rest] = shape;
  if (size === undefined) return r.scalar(types);
  return Array.from({ length: r.random() < 0.01 ? size + 1 : size }, () => nested(r, rest, types));
}

function base64(values: Float64Array): string {
  return Buffer.from(values.buffer).toString('base64');
}
