import * as numpy from '../../../numpy';
import * as algebra from '../../../torch/algebra';
import type { ReductionOptions } from '../../../torch/algebra';
import { bool, type NativeFunction, type Value } from '../object/values';
import { valueOfList } from '../torch/scalars';
import { type NumpyBody, type NumpyCall, numpyFunction, numpyMethod } from './numpyCall';

/** What is a function of the module, a method of arrays, or both: its signature without the array. */
interface Definition {
  readonly name: string;
  readonly signature: string;
  readonly body: NumpyBody;
}

/** The dimensions that `axis` names, which numpy refuses where they are not there. */
function axesOf(call: NumpyCall): number[] | undefined {
  const axes = call.ints('axis');
  const { dim } = call.self;
  if (axes?.some((axis) => axis < -dim || axis >= dim) === true) call.interpreter.giveUp('this axis');
  return axes;
}

function optionsOf(call: NumpyCall): ReductionOptions {
  const [axis, keepdim] = [axesOf(call), call.bool('keepdims') ?? false];
  if (axis?.length === 0) call.unmodelled();
  return { keepdim, ...(axis && { dim: axis }) };
}

/** A reduction; `out` and `where` are left. */
function reduction(
  name: string,
  compute: (x: algebra.Enclosure, options: ReductionOptions, call: NumpyCall) => algebra.Enclosure,
  more = '',
): Definition {
  const body: NumpyBody = (call) => {
    if (call.get('out') !== undefined) call.unmodelled();
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
      throw new numpy.NumpyError(
        'ValueError',
        `zero-size array to reduction operation ${long} which has no identity`,
      );
    return algebra[name === 'max' ? 'amax' : 'amin'](x, options);
  });
}

function place(name: 'argmax' | 'argmin'): Definition {
  const body: NumpyBody = (call) => {
    const x = call.self;
    return call.result(
      algebra[name](x.dtype === 'bool' ? algebra.convert(x, 'int64') : x, axesOf(call)?.[0]),
    );
  };
  return { name, signature: 'axis=', body };
}

/** Functions of the module that are methods of arrays, too. */
const SHARED: readonly Definition[] = [
  reduction('sum', numpy.sum),
  reduction('mean', numpy.mean),
  reduction('std', (x, options, call) => numpy.deviation(x, call.int('ddof') ?? 0, options), 'ddof=, '),
  reduction('var', (x, options, call) => numpy.variance(x, call.int('ddof') ?? 0, options), 'ddof=, '),
  reduction('prod', (x, options) => {
    const [dim, ...others] = [options.dim ?? []].flat();
    if (others.length > 0 || numpy.isFloat(x.dtype)) throw new RangeError('this product is not there');
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
    body: (call) => call.result(numpy.round(call.self, call.int('decimals') ?? 0)),
  },
  {
    name: 'clip',
    signature: 'a_min, a_max',
    body: (call) => {
      const [low, high] = [call.operand(call.need('a_min')), call.operand(call.need('a_max'))];
      return call.result(numpy.BINARY_UFUNCS.minimum(numpy.BINARY_UFUNCS.maximum(call.self, low), high));
    },
  },
  { name: 'copy', signature: '', body: (call) => call.like(algebra.clone(call.self, true)) },
  { name: 'ravel', signature: '', body: (call) => reshaped(call, [-1]) },
  {
    name: 'dot',
    signature: 'b',
    body: (call) => call.result(numpy.dot(call.self, call.array('b'))),
  },
];

/** A view of the array, or a copy where the elements do not lie so. */
function reshaped(call: NumpyCall, shape: readonly number[]): Value {
  const self = call.self;
  const view = numpy.reshape(self, shape);
  return view.sharesMemoryWith(self) ? call.view(view) : call.result(view, false);
}

const METHODS: readonly Definition[] = [
  {
    name: 'reshape',
    signature: '*rest',
    body: (call) =>
      reshaped(
        call,
        call.rest.length === 1
          ? call.asInts(call.rest[0] ?? call.unmodelled())
          : call.rest.map((size) => call.asInt(size)),
      ),
  },
  {
    name: 'transpose',
    signature: '*rest',
    body: (call) => {
      const axes =
        call.rest.length === 1
          ? call.asInts(call.rest[0] ?? call.unmodelled())
          : call.rest.map((axis) => call.asInt(axis));
      return call.view(axes.length === 0 ? algebra.reversed(call.self) : algebra.permute(call.self, axes));
    },
  },
  {
    name: 'astype',
    signature: 'dtype',
    body: (call) => {
      const x = call.self;
      const dtype = call.dtype() ?? call.unmodelled();
      if (dtype === 'int64' && !numpy.fitsIntegers(x)) call.unmodelled();
      return call.like(
        numpy.laidOutAs(x.dtype === dtype ? algebra.clone(x) : algebra.convert(x, dtype), [x]),
      );
    },
  },
  {
    name: 'flatten',
    signature: '',
    body: (call) => call.result(algebra.clone(numpy.reshape(call.self, [-1]))),
  },
  {
    name: 'tolist',
    signature: '',
    body: (call) => {
      call.interpreter.meter.make(call.self.numel, 0);
      const list = algebra.toList(call.self);
      call.doubt = call.allDoubt;
      return valueOfList(call.interpreter, list);
    },
  },
  {
    name: 'item',
    signature: '',
    body: (call) => {
      if (call.self.numel === 1) return call.item(call.self);
      throw new numpy.NumpyError('ValueError', 'can only convert an array of size 1 to a Python scalar');
    },
  },
];

function binary(name: keyof typeof numpy.BINARY_UFUNCS): Definition {
  const compute = numpy.BINARY_UFUNCS[name];
  const body: NumpyBody = (call) =>
    call.result(compute(call.operand(call.need('a')), call.operand(call.need('b'))));
  return { name, signature: 'b', body };
}

function unary(name: string, compute: (x: algebra.Enclosure) => algebra.Enclosure): Definition {
  return { name, signature: '', body: (call) => call.result(compute(call.self)) };
}

/** `np.isclose(a, b)` of what is finite. */
function closeness(call: NumpyCall): algebra.Enclosure {
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
  } = numpy.BINARY_UFUNCS;
  const floats = [a, b].map((one) => algebra.convert(one, 'float64'));
  const [x = a, y = b] = floats;
  const room = add(algebra.floatScalar(atol), multiply(algebra.floatScalar(rtol), algebra.abs(y)));
  return or(and(atMost(algebra.abs(subtract(x, y)), room), algebra.isfinite(y)), equal(x, y));
}

/** A result of which the shape, too, hangs on what an array holds. */
export function hangingOn(call: NumpyCall, enclosure: algebra.Enclosure): Value {
  call.doubt = call.allDoubt;
  return call.result(enclosure);
}

/** Arrays in a list, in the dtype that they have in common. */
function arraysIn(call: NumpyCall, name: string): algebra.Enclosure[] {
  const list = call.need(name);
  if (list.kind !== 'list' && list.kind !== 'tuple') return call.unmodelled();
  const arrays = list.items.map((item) => call.asArray(item));
  const common = numpy.resultType(...arrays);
  return arrays.length === 0 ? call.unmodelled() : arrays.map((one) => algebra.convert(one, common));
}

const FUNCTIONS: readonly Definition[] = [
  ...(Object.keys(numpy.BINARY_UFUNCS) as (keyof typeof numpy.BINARY_UFUNCS)[])
    .filter((name) => name !== 'power')
    .map(binary),
  ...Object.entries(numpy.UNARY_UFUNCS).map(([name, compute]) => unary(name, compute)),
  unary('abs', numpy.UNARY_UFUNCS.absolute),
  { name: 'matmul', signature: 'b', body: (call) => call.result(numpy.matmul(call.self, call.array('b'))) },
  {
    name: 'where',
    signature: 'x, y',
    body: (call) =>
      call.result(numpy.where(call.self, call.operand(call.need('x')), call.operand(call.need('y')))),
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
      if (a.dim !== b.dim || a.shape.some((size, i) => size !== b.shape[i])) return bool(false);
      return call.truth(algebra.all(numpy.BINARY_UFUNCS.equal(a, b)));
    },
  },
  { name: 'count_nonzero', signature: '', body: (call) => call.result(algebra.countNonzero(call.self)) },
  {
    name: 'reshape',
    signature: 'shape',
    body: (call) => reshaped(call, call.ints('shape') ?? call.unmodelled()),
  },
  { name: 'unique', signature: '', body: (call) => hangingOn(call, algebra.unique(call.self)) },
  {
    name: 'concatenate',
    signature: 'axis=',
    body: (call) => call.result(numpy.inAnyOrder(algebra.cat(arraysIn(call, 'a'), call.int('axis') ?? 0))),
  },
  {
    name: 'stack',
    signature: 'axis=',
    body: (call) => call.result(numpy.inAnyOrder(algebra.stack(arraysIn(call, 'a'), call.int('axis') ?? 0))),
  },
];

const withComma = (first: string, signature: string): string =>
  signature === '' ? first : `${first}, ${signature}`;

/** The functions of the module that compute. */
export const functions: readonly NativeFunction[] = [...SHARED, ...FUNCTIONS].map(
  ({ name, signature, body }) => numpyFunction(name, withComma('a', signature), body),
);

/** The methods of arrays, and of numpy's numbers. */
export const methods: readonly NativeFunction[] = [...SHARED, ...METHODS].map(({ name, signature, body }) =>
  numpyMethod(name, withComma('self', signature), body),
);
