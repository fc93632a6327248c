import { hold, visit } from './ledger';
import { allocate, C_TYPE_NAMES, type DTypeData, type FloatDType, LARGEST, SCALAR_TYPE_NAMES } from './dtype';
import { runtimeError } from './errors';
import { formatGeneral } from './floatFormat';
import { fma32, fma64 } from './fma';
import type { Generator } from './generator';
import { checkShape } from './factories';
import { roundTo } from './rounding';
import { numelOf, Tensor } from './tensor';

/*
 * The functions of torch that draw from the CPU generator, other than dropout and the normal ones. Values as
 * aten/src/ATen/native/cpu/DistributionTemplates.h and aten/src/ATen/core/TransformationHelper.h make them on
 * x86 with AVX2 or better.
 */

/** `torch.rand(shape)`. */
export function rand(shape: readonly number[], generator: Generator): Tensor {
  return uniform(shape, 0, 1, generator, 'float32');
}

/**
 * `torch.empty(shape, dtype=dtype).uniform_(from, to)`: one word for each element, two for each float64.
 *
 * @throws TorchError RuntimeError for bounds that PyTorch refuses.
 */
export function uniform<D extends FloatDType>(
  shape: readonly number[],
  from: number,
  to: number,
  generator: Generator,
  dtype: D,
): Tensor<D> {
  checkShape(shape);
  checkBounds(from, to, dtype);
  const data: DTypeData[FloatDType] = allocate(dtype, numelOf(shape));
  if (dtype === 'float64') {
    const range = to - from;
    for (let i = 0; i < data.length; i++) data[i] = fma64(generator.uniform53(), range, from);
  } else {
    const [low, high] = [Math.fround(from), Math.fround(to)];
    const range = Math.fround(high - low);
    for (let i = 0; i < data.length; i++) {
      data[i] = roundTo(dtype, fma32(generator.uniform24(), range, low));
    }
  }
  // A value that rounding has taken to the bound becomes the other bound.
  const [first, last] = [roundTo(dtype, from), roundTo(dtype, to)];
  for (let i = 0; i < data.length; i++) if (data[i] === last) data[i] = first;
  return new Tensor<D>(data as DTypeData[D], [...shape], dtype);
}

function checkBounds(from: number, to: number, dtype: FloatDType): void {
  for (const [bound, value] of [
    ['from', from],
    ['to', to],
  ] as const) {
    if (!(Math.abs(value) <= LARGEST[dtype]))
      throw runtimeError(`${bound} is out of bounds for ${C_TYPE_NAMES[dtype]}`);
  }
  const [low, high] = [formatGeneral(from), formatGeneral(to)];
  if (from > to)
    throw runtimeError(`uniform_ expects to return a [from, to) range, but found from=${low} > to=${high}`);
  if (!(to - from <= LARGEST[dtype]))
    throw runtimeError(
      `uniform_ expects to-from <= std::numeric_limits<${SCALAR_TYPE_NAMES[dtype]}>::max(), but found to=${high} ` +
        `and from=${low} which result in to-from to exceed the limit`,
    );
}

/**
 * `torch.randint(low, high, shape)`, int64: one word for each element, two where the range is 2^28 or more.
 *
 * @throws TorchError RuntimeError for an empty range.
 */
export function randint(
  low: bigint | number,
  high: bigint | number,
  shape: readonly number[],
  generator: Generator,
): Tensor<'int64'> {
  checkShape(shape);
  const base = BigInt(low);
  const range = BigInt(high) - base;
  if (range <= 0n)
    throw runtimeError(`random_ expects 'from' to be less than 'to', but got from=${low} >= to=${high}`);
  const count = numelOf(shape);
  hold(count * 8);
  visit(count, 15);
  const data = new BigInt64Array(count);
  for (let i = 0; i < data.length; i++) {
    const word = range >= 2n ** 28n ? generator.random64() : BigInt(generator.random());
    data[i] = base + (word % range);
  }
  return new Tensor<'int64'>(data, [...shape], 'int64');
}

/** How near to a whole number a logarithm may lie before it hangs on the C library which one it is. */
const TOO_NEAR = 2 ** -40;

/**
 * `torch.binomial(counts, p)` of one element: aten/src/ATen/native/Distributions.h, `binomial_inversion`.
 *
 * @throws RangeError where PyTorch draws by rejection, or it hangs on the last bits of a logarithm what is drawn.
 */
export function binomial(count: number, p: number, generator: Generator): number {
  if (count <= 0 || p <= 0) return 0;
  if (p >= 1) return count;
  const rare = p <= 0.5 ? p : Math.fround(1 - p);
  if (count * rare >= 10) throw new RangeError('binomial of so many is not there');
  const logarithm = Math.log1p(-rare);
  let [sum, found] = [0, 0];
  for (;;) {
    const quotient = Math.log(generator.uniform53()) / logarithm;
    if (Math.abs(quotient - Math.round(quotient)) < TOO_NEAR && quotient > 0.5)
      throw new RangeError('a binomial number that is not sure');
    sum += Math.ceil(quotient);
    if (sum > count) return p <= 0.5 ? found : count - found;
    found++;
  }
}

/** `torch.empty((), dtype=torch.int64).random_()`: two words, 0 … 2^63-1. */
export function randomInt64(generator: Generator): bigint {
  return BigInt.asUintN(63, generator.random64());
}

/**
 * `torch.randperm(n)`: n-1 words (`randperm_cpu` in aten/src/ATen/native/TensorFactories.cpp).
 *
 * @throws RangeError for so large an n that PyTorch takes 64 bits for each.
 */
export function randperm(n: number, generator: Generator): Tensor<'int64'> {
  checkShape([n]);
  if (n >= (2 ** 32 - 1) / 20) throw new RangeError('randperm of so many is not there');
  hold(n * 8);
  visit(n, 15);
  const order = Float64Array.from({ length: n }, (_, i) => i);
  for (let i = 0; i < n - 1; i++) {
    const j = i + (generator.random() % (n - i));
    const value = order[i] ?? 0;
    order[i] = order[j] ?? 0;
    order[j] = value;
  }
  return new Tensor<'int64'>(BigInt64Array.from(order, BigInt), [n], 'int64');
}

/**
 * `torch.bernoulli(probabilities)`: for each element one word, two if it is float64.
 *
 * @throws TorchError RuntimeError at the first element outside 0 … 1, once those before it are drawn.
 */
export function bernoulli<D extends FloatDType>(probabilities: Tensor<D>, generator: Generator): Tensor<D> {
  const { dtype, shape } = probabilities;
  const values: DTypeData[FloatDType] = probabilities.values();
  const data: DTypeData[FloatDType] = allocate(dtype, values.length);
  for (let i = 0; i < values.length; i++) {
    const p = values[i] ?? 0;
    if (!(p >= 0 && p <= 1))
      throw runtimeError(
        'Expected p_in >= 0 && p_in <= 1 to be true, but got false.  (Could this error message be improved?  ' +
          'If so, please report an enhancement request to PyTorch.)',
      );
    data[i] = (dtype === 'float64' ? generator.uniform53() : generator.uniform24()) < p ? 1 : 0;
  }
  return new Tensor<D>(data as DTypeData[D], shape, dtype);
}

/**
 * `torch.empty(shape, dtype=dtype).bernoulli_(p)`: two words for each element, whatever its dtype, as dropout's
 * noise.
 *
 * @throws TorchError RuntimeError for a p outside 0 … 1.
 */
export function bernoulliFill<D extends FloatDType>(
  shape: readonly number[],
  p: number,
  generator: Generator,
  dtype: D,
): Tensor<D> {
  checkShape(shape);
  if (!(p >= 0 && p <= 1))
    throw runtimeError(`bernoulli_ expects p to be in [0, 1], but got p=${formatGeneral(p)}`);
  const count = numelOf(shape);
  const data: DTypeData[FloatDType] = allocate(dtype, count);
  if (count > 0) {
    const mask = new Uint8Array(count);
    const draw = { count, probability: p, dtype, plain: false, dense: true, offset: 0 };
    generator.drawBernoulli(draw).fill(mask, 0, count);
    data.set(mask);
  }
  return new Tensor<D>(data as DTypeData[D], [...shape], dtype);
}
