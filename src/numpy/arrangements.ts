import * as algebra from '../torch/algebra';
import { type Arguments, type Definition, made } from './arguments';
import { NumpyError } from './errors';
import { reshape } from './indexing';
import { inAnyOrder, laidOutAs } from './layouts';
import { BINARY_UFUNCS, dot, resultType, UNARY_UFUNCS } from './ufuncs';

/* What arranges the elements of arrays in other ways, and what is found by their order: of the module numpy only. */

/** Arrays in a list, in the dtype that they have in common. */
export function arraysIn(call: Arguments<unknown>): algebra.Enclosure[] {
  const arrays = call.arrays('a');
  const common = resultType(...arrays);
  return arrays.length === 0 ? call.unmodelled() : arrays.map((one) => algebra.convert(one, common));
}

/** The only dimension that `axis` names, which numpy refuses where it is not there. */
export function axisOf(call: Arguments<unknown>): number | undefined {
  const axis = call.int('axis');
  const { dim } = call.self;
  if (axis !== undefined && (axis < -dim || axis >= dim)) throw new NumpyError('AxisError', '');
  return axis;
}

const flat = (x: algebra.Enclosure): algebra.Enclosure => reshape(x, [-1]);

/** With so many dimensions at least, new ones in front. */
function atLeast(x: algebra.Enclosure, dim: number): algebra.Enclosure {
  return x.dim >= dim ? x : reshape(x, [...Array.from({ length: dim - x.dim }, () => 1), ...x.shape]);
}

/** Sorted along a dimension; nan, and 0 beside -0, are left. */
function sorted(call: Arguments<unknown>, x: algebra.Enclosure, axis: number): algebra.Enclosure {
  const values = x.tensor.values() as Iterable<number | bigint>;
  if (x.dim === 0 || algebra.hasBothZeros(x) || Array.from(values).some((one) => Number.isNaN(one)))
    return call.unmodelled();
  return algebra.sort(x, axis).values;
}

function argsort<V>(call: Arguments<V>): V {
  const x = call.self;
  if (x.dim !== 1) return call.unmodelled();
  const row = Array.from(sorted(call, x, 0).tensor.values() as Iterable<number | bigint>);
  // Which of equal ones comes first hangs on the algorithm.
  if (row.some((one, i) => one === row[i + 1])) return call.unmodelled();
  return call.result(algebra.sort(x, 0).indices);
}

function median(call: Arguments<unknown>): algebra.Enclosure {
  const row = sorted(call, flat(call.self), 0);
  const own = row.dtype === 'float32' || row.dtype === 'float64' ? row : algebra.convert(row, 'float64');
  if (call.given('axis') || own.numel === 0) return call.unmodelled();
  const [low, high] = [Math.floor((own.numel - 1) / 2), Math.floor(own.numel / 2)].map((i) =>
    algebra.select(own, 0, i),
  );
  if (low === undefined || high === undefined) return call.unmodelled();
  return algebra.div(algebra.add(low, high), algebra.intScalar(2));
}

/** `numpy.quantile` and, of a hundred, `numpy.percentile`: linearly between neighbours, as `numpy.lib._function_base_impl._lerp` does. */
function quantile<V>(call: Arguments<V>, whole: number): V {
  const row = sorted(call, flat(call.self), 0);
  const q = call.operand('q');
  if (row.dtype !== 'float64' || row.numel === 0 || call.given('axis')) return call.unmodelled();
  const places = q instanceof algebra.Enclosure ? q : algebra.fullOf([], q, 'float64');
  if (places.dim > 1 || places.numel === 0 || !places.isExact) return call.unmodelled();
  const results = Array.from(places.tensor.values() as Iterable<number | bigint>, (one) => {
    const rank = (Number(one) / whole) * (row.numel - 1);
    if (!(rank >= 0 && rank <= row.numel - 1)) return call.unmodelled();
    const t = rank - Math.floor(rank);
    const [a, b] = [Math.floor(rank), Math.ceil(rank)].map((i) => algebra.select(row, 0, i)) as [
      algebra.Enclosure,
      algebra.Enclosure,
    ];
    const difference = algebra.sub(b, a);
    return t < 0.5
      ? algebra.add(a, algebra.mul(difference, algebra.floatScalar(t)))
      : algebra.sub(b, algebra.mul(difference, algebra.floatScalar(1 - t)));
  });
  return call.result(places.dim === 0 ? (results[0] ?? call.unmodelled()) : algebra.stack(results, 0));
}

/** Each element so often, one behind the other. */
function repeated(call: Arguments<unknown>): algebra.Enclosure {
  const count = call.int('repeats') ?? call.unmodelled();
  if (count < 0) return call.unmodelled();
  const x = call.self;
  const axis = call.int('axis');
  const own = axis === undefined ? flat(x) : x;
  const dim = axis === undefined ? 0 : axis < 0 ? axis + x.dim : axis;
  if (dim < 0 || dim >= Math.max(own.dim, 1)) return call.unmodelled();
  const shape = call.shape(own.shape.map((size, i) => (i === dim ? size * count : size)));
  const wide = algebra.expand(algebra.unsqueeze(own, dim + 1), [
    ...own.shape.slice(0, dim + 1),
    count,
    ...own.shape.slice(dim + 1),
  ]);
  return reshape(algebra.clone(wide, true), shape);
}

export const ARRANGEMENTS: readonly Definition[] = [
  made('concatenate', 'axis=', (call) =>
    call.result(inAnyOrder(algebra.cat(arraysIn(call), call.int('axis', 0)))),
  ),
  made('stack', 'axis=', (call) =>
    call.result(inAnyOrder(algebra.stack(arraysIn(call), call.int('axis', 0)))),
  ),
  made('vstack', '', (call) =>
    call.result(
      inAnyOrder(
        algebra.cat(
          arraysIn(call).map((one) => atLeast(one, 2)),
          0,
        ),
      ),
    ),
  ),
  made('hstack', '', (call) => {
    const arrays = arraysIn(call).map((one) => atLeast(one, 1));
    return call.result(inAnyOrder(algebra.cat(arrays, arrays[0]?.dim === 1 ? 0 : 1)));
  }),
  made('outer', 'b', (call) =>
    call.result(
      BINARY_UFUNCS.multiply(
        algebra.unsqueeze(flat(call.self), 1),
        algebra.unsqueeze(flat(call.array('b')), 0),
      ),
    ),
  ),
  made('expand_dims', 'axis', (call) => {
    const axis = call.int('axis') ?? call.unmodelled();
    if (axis < -call.self.dim - 1 || axis > call.self.dim) return call.unmodelled();
    return call.view(algebra.unsqueeze(call.self, axis));
  }),
  made('squeeze', 'axis=', (call) => {
    const axis = call.int('axis');
    if (axis !== undefined && call.self.shape.at(axis) !== 1) return call.unmodelled();
    return call.view(algebra.squeeze(call.self, axis));
  }),
  made('transpose', 'axes=', (call) => {
    const axes = call.ints('axes');
    return call.view(axes === undefined ? algebra.reversed(call.self) : algebra.permute(call.self, axes));
  }),
  made('tile', 'reps', (call) => {
    const reps = call.ints('reps') ?? call.unmodelled();
    const counts = [...Array.from({ length: Math.max(0, call.self.dim - reps.length) }, () => 1), ...reps];
    const x = atLeast(call.self, counts.length);
    call.shape(counts.map((count, i) => count * (x.shape[i] ?? 1)));
    return call.result(algebra.repeat(x, counts));
  }),
  made('repeat', 'repeats, axis=', (call) => call.result(repeated(call))),
  made('diag', '', (call) => {
    const { dim, shape } = call.self;
    if (dim !== 1 && dim !== 2) return call.unmodelled();
    if (dim === 1) call.shape([shape[0] ?? 0, shape[0] ?? 0]);
    return call.result(algebra.diag(call.self));
  }),
  made('cumsum', 'axis=', (call) => {
    const x = call.self;
    // Of float32 numpy adds in float32.
    if (x.dtype !== 'float64' && x.dtype !== 'int64' && x.dtype !== 'bool') return call.unmodelled();
    const axis = axisOf(call);
    if (axis === undefined) return call.result(algebra.cumsum(flat(x), 0));
    return call.result(laidOutAs(algebra.cumsum(x, axis), [x]));
  }),
  made('sort', 'axis=', (call) => {
    const axis = call.int('axis', -1);
    if (axis < -call.self.dim || axis >= call.self.dim) return call.unmodelled();
    return call.result(laidOutAs(sorted(call, call.self, axis), [call.self]));
  }),
  made('argsort', '', argsort),
  made('median', 'axis=', (call) => call.result(median(call))),
  made('quantile', 'q, axis=', (call) => quantile(call, 1)),
  made('percentile', 'q, axis=', (call) => quantile(call, 100)),
  made('nonzero', '', places),
  made('bincount', 'minlength=', (call) => {
    const x = call.self;
    const least = call.int('minlength', 0);
    const isCountable =
      x.dtype === 'int64' &&
      x.dim === 1 &&
      x.isExact &&
      (x.tensor.values() as BigInt64Array).every((one) => one >= 0n);
    return isCountable && least >= 0 ? call.hanging(algebra.bincount(x, least)) : call.unmodelled();
  }),
];

/** Where an array is not zero, axis by axis. */
export function places<V>(call: Arguments<V>): V {
  if (call.self.dim === 0) return call.unmodelled();
  const rows = algebra.nonzero(call.self);
  return call.several(call.self.shape.map((_, i) => call.hanging(algebra.clone(algebra.select(rows, 1, i)))));
}

/** Of the module `numpy.linalg`. */
export const LINEAR: readonly Definition[] = [
  made('norm', 'ord=', (call) => {
    const [x, order] = [call.self, call.number('ord')];
    if (order !== undefined && !(order === 2 && x.dim === 1)) return call.unmodelled();
    const row = flat(x.dtype === 'float32' || x.dtype === 'float64' ? x : algebra.convert(x, 'float64'));
    return call.result(UNARY_UFUNCS.sqrt(dot(row, row)));
  }),
];
