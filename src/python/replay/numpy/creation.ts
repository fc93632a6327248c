import * as numpy from '../../../numpy';
import * as algebra from '../../../torch/algebra';
import type { NativeFunction, Value } from '../object/values';
import { NdarrayValue } from '../torch/ndarray';
import { TensorValue } from '../torch/tensorValue';
import { type NumpyCall, numpyFunction } from './numpyCall';

function filled(name: string, value: algebra.Scalar): NativeFunction {
  return numpyFunction(name, 'shape, dtype=', (call) =>
    call.result(algebra.fullOf(call.shape(call.ints('shape')), value, call.dtype() ?? 'float64'), false),
  );
}

function like(name: string, value: algebra.Scalar | undefined): NativeFunction {
  return numpyFunction(name, value === undefined ? 'a, fill_value, dtype=' : 'a, dtype=', (call) => {
    const x = call.self;
    const dtype = call.dtype() ?? x.dtype;
    const one = value ?? algebra.item(call.asArray(call.need('fill_value')));
    return call.result(
      numpy.laidOutAs(algebra.convert(algebra.fullLike(x, one, undefined), dtype), [x]),
      false,
    );
  });
}

/** `np.array(object, dtype)`: a copy, of a tensor, too. */
function array(call: NumpyCall, isCopy: boolean): Value {
  const object = call.need('object');
  const dtype = call.dtype();
  let source = object;
  if (object instanceof TensorValue)
    source = call.interpreter.call(call.interpreter.attribute(object, 'numpy'), []);
  if (source instanceof NdarrayValue && !source.isScalar) {
    const { enclosure } = source;
    if (!isCopy && (dtype === undefined || dtype === enclosure.dtype))
      return source === object ? object : call.unmodelled();
    const copy = algebra.clone(call.asArray(source));
    return call.result(numpy.laidOutAs(algebra.convert(copy, dtype ?? copy.dtype), [enclosure]), false);
  }
  return call.result(call.asArray(source, dtype), false);
}

function arange(call: NumpyCall): Value {
  const given = ['start', 'stop', 'step'].map((name) => call.get(name));
  const [first, second, third] = given.map((value) => value && algebra.item(call.asArray(value)));
  const [start, stop] = second === undefined ? [algebra.intScalar(0), first] : [first, second];
  const step = third ?? algebra.intScalar(1);
  if (start === undefined || stop === undefined || [start, stop, step].some(({ error }) => error))
    return call.unmodelled();
  const isFloat = [start, stop, step].some(({ type }) => type === 'float');
  const dtype = call.dtype() ?? (isFloat ? 'float64' : 'int64');
  if (dtype === 'bool' || (isFloat && dtype !== 'float64')) return call.unmodelled();
  const [from, to, by] = [Number(start.value), Number(stop.value), Number(step.value)];
  if (by === 0 || !Number.isFinite((to - from) / by)) return call.unmodelled();
  call.shape([Math.max(0, Math.ceil((to - from) / by))]);
  const range = isFloat ? numpy.floatRange(from, to, by) : numpy.intRange(from, to, by);
  return call.result(algebra.convert(range, dtype), false);
}

/** What makes arrays, and draws nothing. */
export const creation: readonly NativeFunction[] = [
  numpyFunction('array', 'object, dtype=', (call) => array(call, true)),
  numpyFunction('asarray', 'object, dtype=', (call) => array(call, false)),
  filled('zeros', algebra.intScalar(0)),
  filled('ones', algebra.intScalar(1)),
  like('zeros_like', algebra.intScalar(0)),
  like('ones_like', algebra.intScalar(1)),
  like('full_like', undefined),
  numpyFunction('full', 'shape, fill_value, dtype=', (call) => {
    const value = call.asArray(call.need('fill_value'));
    if (value.dim > 0) return call.unmodelled();
    const shape = call.shape(call.ints('shape'));
    return call.result(
      algebra.clone(algebra.expand(algebra.convert(value, call.dtype() ?? value.dtype), shape), true),
      false,
    );
  }),
  numpyFunction('arange', 'start, stop=, step=, dtype=', arange),
  numpyFunction('linspace', 'start, stop, num=, endpoint=', (call) => {
    const [start, stop] = [
      call.number('start') ?? call.unmodelled(),
      call.number('stop') ?? call.unmodelled(),
    ];
    const [count = 0] = call.shape([call.int('num') ?? 50]);
    return call.result(numpy.linspace(start, stop, count, call.bool('endpoint') ?? true), false);
  }),
  numpyFunction('eye', 'N, M=, dtype=', (call) => {
    const [rows = 0, columns = 0] = call.shape([call.int('N') ?? 0, call.int('M') ?? call.int('N') ?? 0]);
    return call.result(algebra.eye(rows, columns, call.dtype() ?? 'float64'), false);
  }),
];
