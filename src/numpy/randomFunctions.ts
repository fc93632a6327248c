import * as algebra from '../torch/algebra';
import { visit } from '../torch/ledger';
import { contiguousStrides, numelOf } from '../torch/strides';
import { type Arguments, type Definition, made } from './arguments';
import { NumpyError } from './errors';
import { laidOutAs } from './layouts';

/* What draws from the generator that all share: numpy/random/mtrand.pyx. */

/** The shape of a result: undefined where a single number of Python's is wanted. */
function sizeOf(call: Arguments<unknown>): number[] | undefined {
  const size = call.ints('size');
  return size && call.shape(size);
}

/** Values of a shape, or the only one as a number of Python's. */
function shaped<V>(
  call: Arguments<V>,
  shape: readonly number[] | undefined,
  values: Float64Array | BigInt64Array,
  errors?: Float64Array,
): V {
  const [first = 0] = values;
  if (shape === undefined && typeof first === 'bigint') return call.scalar(algebra.intScalar(first));
  if (shape === undefined)
    return call.scalar({ ...algebra.floatScalar(Number(first)), ...(errors?.[0] && { error: errors[0] }) });
  const dtype = values instanceof BigInt64Array ? 'int64' : 'float64';
  const array = algebra.fullOf([...shape], algebra.intScalar(0), dtype);
  array.write(values, errors);
  return call.result(array, false);
}

const countOf = (shape: readonly number[] | undefined): number => numelOf(shape ?? []);

function normal<V>(
  call: Arguments<V>,
  shape: readonly number[] | undefined,
  mean: number,
  deviation: number,
): V {
  if (deviation < 0) throw new NumpyError('ValueError', 'scale < 0');
  const source = call.random;
  visit(countOf(shape), 20);
  const drawn = Array.from({ length: countOf(shape) }, () => source.gaussian());
  const values = Float64Array.from(drawn, ({ value }) => mean + deviation * value);
  const errors = Float64Array.from(
    drawn,
    ({ error }, i) => 2 * deviation * error + Math.abs(values[i] ?? 0) * 2 ** -52,
  );
  return shaped(call, shape, values, deviation === 0 ? undefined : errors);
}

/** `rand(2, 3)`: each argument is a size. */
function sizesOf(call: Arguments<unknown>): number[] | undefined {
  const sizes = call.sizes(false);
  return sizes.length === 0 ? undefined : call.shape(sizes);
}

/** A parameter of a distribution: one for all elements. */
function parameter(call: Arguments<unknown>, name: string, otherwise: number): number {
  if (call.given(name) && call.array(name).dim > 0) return call.unmodelled();
  return call.number(name) ?? otherwise;
}

/** Rows of an array in another order, or some of them. */
export function reordered(x: algebra.Enclosure, order: ArrayLike<number>): algebra.Enclosure {
  const places = algebra.fullOf([order.length], algebra.intScalar(0), 'int64');
  places.write(BigInt64Array.from(Array.from(order, BigInt)));
  return algebra.index(x, [{ type: 'tensor', tensor: places }]);
}

function permutation<V>(call: Arguments<V>): V {
  const x = call.operand('x');
  if (x instanceof algebra.Enclosure) {
    if (x.dim === 0) return call.unmodelled();
    return call.result(laidOutAs(reordered(x, call.random.order(x.shape[0] ?? 0)), [x]), false);
  }
  const [count = 0] = call.shape([call.int('x', 0)]);
  return shaped(call, [count], BigInt64Array.from(Array.from(call.random.order(count), BigInt)));
}

/** `np.random.choice(a, size, replace, p)`. */
function choice<V>(call: Arguments<V>): V {
  const a = call.operand('a');
  const from = a instanceof algebra.Enclosure ? a : undefined;
  if (from !== undefined && from.dim !== 1) return call.unmodelled();
  const count = from?.numel ?? call.int('a', 0);
  const shape = sizeOf(call);
  const size = countOf(shape);
  if (count <= 0) return call.unmodelled();
  const isReplaced = call.bool('replace') ?? true;
  let chosen: ArrayLike<number>;
  if (call.given('p')) chosen = isReplaced ? weighed(call, call.array('p'), count, size) : call.unmodelled();
  else if (isReplaced) chosen = Array.from(call.random.integers(0n, BigInt(count), size), Number);
  else {
    call.shape([count]);
    chosen = call.random.taken(count, size);
  }
  if (from === undefined) return shaped(call, shape, BigInt64Array.from(Array.from(chosen, BigInt)));
  const picked = reordered(from, chosen);
  return shape === undefined
    ? call.result(picked.view([], []))
    : call.result(picked.view(shape, contiguousStrides(shape)), false);
}

/** Places in a list of probabilities: those of uniform numbers among their sums. */
function weighed(
  call: Arguments<unknown>,
  weights: algebra.Enclosure,
  count: number,
  size: number,
): number[] {
  const p = Array.from(weights.tensor.values() as ArrayLike<number | bigint>, Number);
  const total = p.reduce((sum, one) => sum + one, 0);
  // Near to 1 the way in which numpy adds them up to check them decides.
  if (!weights.isExact || weights.dim !== 1 || p.length !== count || p.some((one) => !(one >= 0)))
    return call.unmodelled();
  if (Math.abs(total - 1) > 1e-7) throw new NumpyError('ValueError', 'probabilities do not sum to 1');
  if (Math.abs(total - 1) > 1e-9) return call.unmodelled();
  let sum = 0;
  const sums = p.map((one) => (sum += one));
  visit(size, sums.length);
  const bounds = sums.map((one) => one / sum);
  return Array.from(call.random.doubles(size), (value) => bounds.filter((bound) => bound <= value).length);
}

/** What generators of both kinds draw alike. */
const SHARED_FUNCTIONS: readonly Definition[] = [
  made('standard_normal', 'size=', (call) => normal(call, sizeOf(call), 0, 1)),
  made('normal', 'loc=, scale=, size=', (call) =>
    normal(call, sizeOf(call), parameter(call, 'loc', 0), parameter(call, 'scale', 1)),
  ),
  made('binomial', 'n, p, size=', (call) => {
    const [n, p, shape] = [parameter(call, 'n', NaN), parameter(call, 'p', NaN), sizeOf(call)];
    if (!Number.isInteger(n)) return call.unmodelled();
    if (n < 0) throw new NumpyError('ValueError', 'n < 0');
    if (!(p >= 0 && p <= 1)) throw new NumpyError('ValueError', 'p < 0, p > 1 or p is NaN');
    return shaped(call, shape, call.random.binomial(n, p, countOf(shape)));
  }),
  made('permutation', 'x', permutation),
  made('choice', 'a, size=, replace=, p=', choice),
];

function uniform<V>(call: Arguments<V>, shape: number[] | undefined): V {
  return shaped(call, shape, call.random.doubles(countOf(shape)));
}

function uniformWithin<V>(call: Arguments<V>, isOrdered: boolean): V {
  const [low, high, shape] = [parameter(call, 'low', 0), parameter(call, 'high', 1), sizeOf(call)];
  if (!Number.isFinite(high - low)) return call.unmodelled();
  if (isOrdered && high < low) throw new NumpyError('ValueError', 'high - low < 0');
  const values = call.random.doubles(countOf(shape));
  return shaped(
    call,
    shape,
    values.map((value) => low + (high - low) * value),
  );
}

/** @param isClosed whether the highest may be drawn; undefined for the function, which gives numbers of Python's */
function integers<V>(call: Arguments<V>, isClosed?: boolean): V {
  const [first, second, shape] = [call.int('low') ?? call.unmodelled(), call.int('high'), sizeOf(call)];
  const [low, last] = second === undefined ? [0, first] : [first, second];
  const high = isClosed === true ? last + 1 : last;
  if ((call.dtype() ?? 'int64') !== 'int64') return call.unmodelled();
  if (low >= high) {
    if (isClosed === true) return call.unmodelled();
    throw new NumpyError('ValueError', low === 0 ? 'high <= 0' : 'low >= high');
  }
  const values = call.random.integers(BigInt(low), BigInt(high), countOf(shape));
  if (shape === undefined && isClosed !== undefined)
    return call.result(algebra.fullOf([], algebra.intScalar(values[0] ?? 0n), 'int64'));
  return shape === undefined && call.given('dtype') ? call.unmodelled() : shaped(call, shape, values);
}

/** The functions of `numpy.random` that give what they draw, which are the methods of a `RandomState` as well. */
export const RANDOM_FUNCTIONS: readonly Definition[] = [
  made('rand', '*rest', (call) => uniform(call, sizesOf(call))),
  ...['random', 'random_sample', 'sample', 'ranf'].map((name) =>
    made(name, 'size=', (call) => uniform(call, sizeOf(call))),
  ),
  made('randn', '*rest', (call) => normal(call, sizesOf(call), 0, 1)),
  made('randint', 'low, high=, size=, dtype=', (call) => integers(call)),
  made('uniform', 'low=, high=, size=', (call) => uniformWithin(call, false)),
  ...SHARED_FUNCTIONS,
];

/** The methods of what `default_rng` makes. */
export const GENERATOR_METHODS: readonly Definition[] = [
  made('random', 'size=', (call) => uniform(call, sizeOf(call))),
  made('integers', 'low, high=, size=, dtype=, endpoint=', (call) =>
    integers(call, call.bool('endpoint') ?? false),
  ),
  made('uniform', 'low=, high=, size=', (call) => uniformWithin(call, true)),
  ...SHARED_FUNCTIONS,
];
