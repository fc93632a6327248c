import * as numpy from '../../../numpy';
import { numelOf } from '../../../torch';
import * as algebra from '../../../torch/algebra';
import { contiguousStrides } from '../../../torch/strides';
import { makeModule, byName } from '../modules/make';
import { either } from '../object/doubt';
import type { Effects } from '../object/nativeSignature';
import { FloatValue, IntValue, type NativeFunction, NONE, type Value } from '../object/values';
import { doubtContents } from '../torch/memory';
import { NdarrayValue } from '../torch/ndarray';
import { type NumpyBody, type NumpyCall, numpyFunction } from './numpyCall';

/** A function that draws from numpy's generator; where it is not modelled, nobody knows from where the next one draws. */
function drawing(name: string, signature: string, body: NumpyBody, effects: Effects = {}): NativeFunction {
  return numpyFunction(`random.${name}`, signature, { ...effects, draws: 'numpy' }, (call) => {
    const { interpreter } = call;
    const { numpy: stream } = interpreter.random;
    try {
      call.drawn = stream.doubt;
      const result = body(call);
      stream.lose(interpreter.control);
      stream.lose(call.doubt);
      return result;
    } catch (error) {
      // What numpy raises it raises before it draws.
      if (!(error instanceof numpy.NumpyError))
        stream.lose(interpreter.about('notUnderstood', `numpy.random.${name}`));
      throw error;
    }
  });
}

const sourceOf = (call: NumpyCall): numpy.LegacyRandom => call.interpreter.random.numpy.source;

/** The shape of a result: undefined where a single number of Python's is wanted. */
function sizeOf(call: NumpyCall): number[] | undefined {
  const size = call.ints('size');
  return size && call.shape(size);
}

/** Values of a shape, or the only one as a number of Python's. */
function shaped(
  call: NumpyCall,
  shape: readonly number[] | undefined,
  values: Float64Array | BigInt64Array,
  errors?: Float64Array,
): Value {
  const [first = 0] = values;
  if (shape === undefined) {
    if (typeof first === 'bigint') return new IntValue(first, call.allDoubt);
    return new FloatValue(first, call.allDoubt, errors?.[0] ?? 0);
  }
  const array = algebra.fullOf(
    [...shape],
    algebra.intScalar(0),
    typeof first === 'bigint' || values instanceof BigInt64Array ? 'int64' : 'float64',
  );
  array.write(values, errors);
  return call.result(array, false);
}

const countOf = (shape: readonly number[] | undefined): number => numelOf(shape ?? []);

function normal(
  call: NumpyCall,
  shape: readonly number[] | undefined,
  mean: number,
  deviation: number,
): Value {
  if (deviation < 0) throw new numpy.NumpyError('ValueError', 'scale < 0');
  const source = sourceOf(call);
  call.interpreter.meter.work(countOf(shape) * 20);
  const drawn = Array.from({ length: countOf(shape) }, () => source.gaussian());
  const values = Float64Array.from(drawn, ({ value }) => mean + deviation * value);
  const errors = Float64Array.from(
    drawn,
    ({ error }, i) => 2 * deviation * error + Math.abs(values[i] ?? 0) * 2 ** -52,
  );
  return shaped(call, shape, values, deviation === 0 ? undefined : errors);
}

/** `rand(2, 3)`: each argument is a size. */
function sizesOf(call: NumpyCall): number[] | undefined {
  return call.rest.length === 0 ? undefined : call.shape(call.rest.map((size) => call.asInt(size)));
}

/** A parameter of a distribution: one for all elements. */
function parameter(call: NumpyCall, name: string, otherwise: number): number {
  const value = call.get(name);
  if (value instanceof NdarrayValue && !value.isScalar) return call.unmodelled();
  return call.number(name) ?? otherwise;
}

/** Things in another order: of a list its items, of an array its rows. */
function shuffle(call: NumpyCall): Value {
  const [x, { interpreter }] = [call.need('x'), call];
  if (x.kind === 'list') {
    interpreter.meter.makeSlots(x.items.length);
    const items = [...x.items];
    x.items = Array.from(sourceOf(call).order(items.length), (i) => items[i] ?? NONE);
    interpreter.changed(x, call.allDoubt);
    return NONE;
  }
  if (!(x instanceof NdarrayValue) || x.isScalar || x.enclosure.dim === 0) return call.unmodelled();
  const { enclosure } = x;
  const rows = reordered(enclosure, sourceOf(call).order(enclosure.shape[0] ?? 0));
  enclosure.write(rows.tensor.values(), rows.errors());
  doubtContents(enclosure, either(interpreter.control, call.allDoubt));
  return NONE;
}

function reordered(x: algebra.Enclosure, order: ArrayLike<number>): algebra.Enclosure {
  const places = algebra.fullOf([order.length], algebra.intScalar(0), 'int64');
  places.write(BigInt64Array.from(Array.from(order, BigInt)));
  return algebra.index(x, [{ type: 'tensor', tensor: places }]);
}

function permutation(call: NumpyCall): Value {
  const x = call.need('x');
  if (x.kind !== 'int') {
    const array = call.asArray(x);
    if (array.dim === 0) return call.unmodelled();
    return call.result(
      numpy.laidOutAs(reordered(array, sourceOf(call).order(array.shape[0] ?? 0)), [array]),
      false,
    );
  }
  const [count = 0] = call.shape([call.asInt(x)]);
  return shaped(call, [count], BigInt64Array.from(Array.from(sourceOf(call).order(count), BigInt)));
}

/** `np.random.choice(a, size, replace, p)`. */
function choice(call: NumpyCall): Value {
  const a = call.need('a');
  const from = a.kind === 'int' ? undefined : call.asArray(a);
  if (from !== undefined && from.dim !== 1) return call.unmodelled();
  const count = from?.numel ?? call.asInt(a);
  const shape = sizeOf(call);
  const size = countOf(shape);
  if (count <= 0) return call.unmodelled();
  const weights = call.get('p') && call.array('p');
  const isReplaced = call.bool('replace') ?? true;
  let chosen: ArrayLike<number>;
  if (weights !== undefined) chosen = isReplaced ? weighed(call, weights, count, size) : call.unmodelled();
  else if (isReplaced) chosen = Array.from(sourceOf(call).integers(0n, BigInt(count), size), Number);
  else {
    if (size > count)
      throw new numpy.NumpyError(
        'ValueError',
        "Cannot take a larger sample than population when 'replace=False'",
      );
    call.shape([count]);
    chosen = sourceOf(call).order(count).slice(0, size);
  }
  if (from === undefined) return shaped(call, shape, BigInt64Array.from(Array.from(chosen, BigInt)));
  const picked = reordered(from, chosen);
  return shape === undefined
    ? call.result(picked.view([], []))
    : call.result(picked.view(shape, contiguousStrides(shape)), false);
}

/** Places in a list of probabilities: those of uniform numbers among their sums. */
function weighed(call: NumpyCall, weights: algebra.Enclosure, count: number, size: number): number[] {
  const p = Array.from(weights.tensor.values() as ArrayLike<number | bigint>, Number);
  const total = p.reduce((sum, one) => sum + one, 0);
  // Near to 1 the way in which numpy adds them up to check them decides.
  if (!weights.isExact || weights.dim !== 1 || p.length !== count || p.some((one) => !(one >= 0)))
    return call.unmodelled();
  if (Math.abs(total - 1) > 1e-7) throw new numpy.NumpyError('ValueError', 'probabilities do not sum to 1');
  if (Math.abs(total - 1) > 1e-9) return call.unmodelled();
  let sum = 0;
  const sums = p.map((one) => (sum += one));
  call.interpreter.meter.work(size * sums.length);
  const bounds = sums.map((one) => one / sum);
  return Array.from(sourceOf(call).doubles(size), (value) => bounds.filter((bound) => bound <= value).length);
}

const plain = (name: string): NativeFunction =>
  drawing(name, 'size=', (call) => {
    const shape = sizeOf(call);
    return shaped(call, shape, sourceOf(call).doubles(countOf(shape)));
  });

/** `numpy.random`: the functions that draw from the generator that all share. */
export const randomModule = makeModule(
  'numpy.random',
  byName([
    drawing('seed', 'seed=', (call) => {
      const { interpreter } = call;
      const seed = call.get('seed');
      if (seed === undefined) {
        interpreter.random.numpy.lose(interpreter.about('unseeded'));
        return NONE;
      }
      const value = call.asInt(seed);
      if (value < 0 || value >= 2 ** 32)
        throw new numpy.NumpyError('ValueError', 'Seed must be between 0 and 2**32 - 1');
      interpreter.random.numpy.seed(value, interpreter.random.seeded(call.doubt));
      return NONE;
    }),
    drawing('rand', '*rest', (call) => {
      const shape = sizesOf(call);
      return shaped(call, shape, sourceOf(call).doubles(countOf(shape)));
    }),
    ...['random', 'random_sample', 'sample', 'ranf'].map(plain),
    drawing('randn', '*rest', (call) => normal(call, sizesOf(call), 0, 1)),
    drawing('standard_normal', 'size=', (call) => normal(call, sizeOf(call), 0, 1)),
    drawing('normal', 'loc=, scale=, size=', (call) =>
      normal(call, sizeOf(call), parameter(call, 'loc', 0), parameter(call, 'scale', 1)),
    ),
    drawing('uniform', 'low=, high=, size=', (call) => {
      const [low, high, shape] = [parameter(call, 'low', 0), parameter(call, 'high', 1), sizeOf(call)];
      if (!Number.isFinite(high - low)) return call.unmodelled();
      const values = sourceOf(call).doubles(countOf(shape));
      return shaped(
        call,
        shape,
        values.map((value) => low + (high - low) * value),
      );
    }),
    drawing('randint', 'low, high=, size=, dtype=', (call) => {
      const [first, second, shape] = [call.asInt(call.need('low')), call.int('high'), sizeOf(call)];
      const [low, high] = second === undefined ? [0, first] : [first, second];
      if ((call.dtype() ?? 'int64') !== 'int64') return call.unmodelled();
      if (low >= high)
        throw new numpy.NumpyError('ValueError', second === undefined ? 'high <= 0' : 'low >= high');
      const values = sourceOf(call).integers(BigInt(low), BigInt(high), countOf(shape));
      return shape === undefined && call.get('dtype') !== undefined
        ? call.unmodelled()
        : shaped(call, shape, values);
    }),
    drawing('binomial', 'n, p, size=', (call) => {
      const [n, p, shape] = [parameter(call, 'n', NaN), parameter(call, 'p', NaN), sizeOf(call)];
      if (!Number.isInteger(n)) return call.unmodelled();
      if (n < 0) throw new numpy.NumpyError('ValueError', 'n < 0');
      if (!(p >= 0 && p <= 1)) throw new numpy.NumpyError('ValueError', 'p < 0, p > 1 or p is NaN');
      return shaped(call, shape, sourceOf(call).binomial(n, p, countOf(shape)));
    }),
    drawing('shuffle', 'x', shuffle, { mutates: true }),
    drawing('permutation', 'x', permutation),
    drawing('choice', 'a, size=, replace=, p=', choice),
  ]),
);
