import * as algebra from '../torch/algebra';
import type { ReductionOptions } from '../torch/algebra';
import type { Arguments, Body, Definition } from './arguments';
import { ARRANGEMENTS, axisOf, places } from './arrangements';
import { NumpyError } from './errors';
import { fitsIntegers, reshape } from './indexing';
import { laidOutAs } from './layouts';
import { deviation, mean, sum, variance } from './reductions';
import { BINARY_UFUNCS, dot, isFloat, matmul, resultType, round, UNARY_UFUNCS, where } from './ufuncs';

/** The dimensions that `axis` names, which numpy refuses where they are not there. */
function axesOf(call: Arguments<unknown>): number[] | undefined {
  const axes = call.ints('axis');
  const { dim } = call.self;
  if (axes?.some((axis) => axis < -dim || axis >= dim) === true) throw new NumpyError('AxisError', '');
  const isTwice = axes !== undefined && new Set(axes.map((axis) => (axis + dim) % dim)).size < axes.length;
  return isTwice ? call.unmodelled() : axes;
}

function optionsOf(call: Arguments<unknown>): ReductionOptions {
  const [axis, keepdim] = [axesOf(call), call.bool('keepdims') ?? false];
  if (axis?.length === 0) call.unmodelled();
  return { keepdim, ...(axis && { dim: axis }) };
}

/** A reduction; `out` and `where` are left. */
function reduction(
  name: string,
  compute: (x: algebra.Enclosure, options: ReductionOptions, call: Arguments<unknown>) => algebra.Enclosure,
  more = '',
): Definition {
  const body: Body = (call) => {
    if (call.given('out')) call.unmodelled();
    const x = call.self;
    const dtype = call.dtype();
    const own = dtype === undefined ? x : algebra.convert(x, dtype);
    return call.result(compute(own, optionsOf(call), call));
  };
  return { name, signature: `axis=, dtype=, out=, ${more}keepdims=`, body };
}

function extremum(name: 'max' | 'min'): Definition {
  return reduction(name, (x, options) => {
    const long = `${name}imum`;
    if (x.numel === 0 && options.dim === undefined)
      throw new NumpyError(
        'ValueError',
        `zero-size array to reduction operation ${long} which has no identity`,
      );
    return algebra[name === 'max' ? 'amax' : 'amin'](x, options);
  });
}

function place(name: 'argmax' | 'argmin'): Definition {
  const body: Body = (call) => {
    const x = call.self;
    return call.result(algebra[name](x.dtype === 'bool' ? algebra.convert(x, 'int64') : x, axisOf(call)));
  };
  return { name, signature: 'axis=', body };
}

/** Functions of the module that are methods of arrays, too. */
export const SHARED: readonly Definition[] = [
  reduction('sum', sum),
  reduction('mean', mean),
  reduction('std', (x, options, call) => deviation(x, call.int('ddof', 0), options), 'ddof=, '),
  reduction('var', (x, options, call) => variance(x, call.int('ddof', 0), options), 'ddof=, '),
  reduction('prod', (x, options) => {
    const [dim, ...others] = [options.dim ?? []].flat();
    if (others.length > 0 || isFloat(x.dtype)) throw new RangeError('this product is not there');
    return algebra.prod(x, dim, options.keepdim);
  }),
  extremum('max'),
  extremum('min'),
  place('argmax'),
  place('argmin'),
  reduction('any', algebra.any),
  reduction('all', algebra.all),
  {
    name: 'round',
    signature: 'decimals=',
    body: (call) => {
      const decimals = call.int('decimals', 0);
      return Math.abs(decimals) > 300 ? call.unmodelled() : call.result(round(call.self, decimals));
    },
  },
  {
    name: 'clip',
    signature: 'a_min, a_max',
    body: (call) => {
      const [low, high] = [call.operand('a_min'), call.operand('a_max')];
      const x = algebra.convert(call.self, resultType(call.self, low, high));
      return call.result(BINARY_UFUNCS.minimum(BINARY_UFUNCS.maximum(x, low), high));
    },
  },
  { name: 'copy', signature: '', body: (call) => call.like(algebra.clone(call.self, true)) },
  { name: 'ravel', signature: '', body: (call) => reshaped(call, [-1]) },
  {
    name: 'dot',
    signature: 'b',
    body: (call) => call.result(dot(call.self, call.array('b'))),
  },
];

/** A view of the array, or a copy where the elements do not lie so. */
function reshaped<V>(call: Arguments<V>, shape: readonly number[]): V {
  const self = call.self;
  const view = reshape(self, shape);
  return view.sharesMemoryWith(self) ? call.view(view) : call.result(view, false);
}

export const METHODS: readonly Definition[] = [
  {
    name: 'reshape',
    signature: '*rest',
    body: (call) => {
      const sizes = call.sizes();
      // There is one at least.
      return reshaped(call, sizes.length === 0 ? call.unmodelled() : sizes);
    },
  },
  {
    name: 'transpose',
    signature: '*rest',
    body: (call) => {
      const axes = call.sizes();
      return call.view(axes.length === 0 ? algebra.reversed(call.self) : algebra.permute(call.self, axes));
    },
  },
  {
    name: 'astype',
    signature: 'dtype, copy=',
    body: (call) => {
      const x = call.self;
      const dtype = call.dtype() ?? call.unmodelled();
      if (call.bool('copy') === false && x.dtype === dtype) return call.itself;
      if (dtype === 'int64' && !fitsIntegers(x)) call.unmodelled();
      return call.like(laidOutAs(x.dtype === dtype ? algebra.clone(x) : algebra.convert(x, dtype), [x]));
    },
  },
  {
    name: 'flatten',
    signature: '',
    body: (call) => call.result(algebra.clone(reshape(call.self, [-1]))),
  },
  { name: 'tolist', signature: '', body: (call) => call.list(call.self) },
  {
    name: 'item',
    signature: '',
    body: (call) => {
      if (call.self.numel === 1) return call.item(call.self);
      throw new NumpyError('ValueError', 'can only convert an array of size 1 to a Python scalar');
    },
  },
];

function binary(name: keyof typeof BINARY_UFUNCS): Definition {
  const compute = BINARY_UFUNCS[name];
  const body: Body = (call) => call.result(compute(call.operand('a'), call.operand('b')));
  return { name, signature: 'b', body };
}

function unary(name: string, compute: (x: algebra.Enclosure) => algebra.Enclosure): Definition {
  return { name, signature: '', body: (call) => call.result(compute(call.self)) };
}

/** `np.isclose(a, b)` of what is finite. */
function closeness(call: Arguments<unknown>): algebra.Enclosure {
  const [a, b] = [call.self, call.array('b')];
  const [rtol, atol] = [call.number('rtol') ?? 1e-5, call.number('atol') ?? 1e-8];
  const {
    add,
    multiply,
    subtract,
    less_equal: atMost,
    equal,
    logical_or: or,
    logical_and: and,
  } = BINARY_UFUNCS;
  const floats = [a, b].map((one) => algebra.convert(one, 'float64'));
  const [x = a, y = b] = floats;
  const room = add(algebra.floatScalar(atol), multiply(algebra.floatScalar(rtol), algebra.abs(y)));
  return or(and(atMost(algebra.abs(subtract(x, y)), room), algebra.isfinite(y)), equal(x, y));
}

export const FUNCTIONS: readonly Definition[] = [
  ...(Object.keys(BINARY_UFUNCS) as (keyof typeof BINARY_UFUNCS)[])
    .filter((name) => name !== 'power')
    .map(binary),
  ...Object.entries(UNARY_UFUNCS).map(([name, compute]) => unary(name, compute)),
  unary('abs', UNARY_UFUNCS.absolute),
  { name: 'matmul', signature: 'b', body: (call) => call.result(matmul(call.self, call.array('b'))) },
  {
    name: 'where',
    signature: 'x=, y=',
    body: (call) =>
      call.given('x') || call.given('y')
        ? call.result(where(call.self, call.operand('x'), call.operand('y')))
        : places(call),
  },
  { name: 'isclose', signature: 'b, rtol=, atol=', body: (call) => call.result(closeness(call)) },
  {
    name: 'allclose',
    signature: 'b, rtol=, atol=',
    body: (call) => call.truth(algebra.all(closeness(call))),
  },
  {
    name: 'array_equal',
    signature: 'b',
    body: (call) => {
      const [a, b] = [call.self, call.array('b')];
      if (a.dim !== b.dim || a.shape.some((size, i) => size !== b.shape[i]))
        return call.truth(algebra.fullOf([], algebra.boolScalar(false)));
      return call.truth(algebra.all(BINARY_UFUNCS.equal(a, b)));
    },
  },
  { name: 'count_nonzero', signature: '', body: (call) => call.result(algebra.countNonzero(call.self)) },
  {
    name: 'reshape',
    signature: 'shape',
    body: (call) => reshaped(call, call.ints('shape') ?? call.unmodelled()),
  },
  {
    name: 'unique',
    signature: 'return_counts=',
    body: (call) => {
      const { values, counts } = algebra.different(call.self);
      const found = call.hanging(values);
      return call.bool('return_counts') === true ? call.several([found, call.hanging(counts)]) : found;
    },
  },
  ...ARRANGEMENTS,
];
