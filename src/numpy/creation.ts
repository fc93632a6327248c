import * as algebra from '../torch/algebra';
import { type Arguments, type Definition, made } from './arguments';
import { laidOutAs } from './layouts';
import { floatRange, intRange, linspace } from './reductions';

function filled(name: string, value: algebra.Scalar): Definition {
  return made(name, 'shape, dtype=', (call) =>
    call.result(algebra.fullOf(call.shape(call.ints('shape')), value, call.dtype() ?? 'float64'), false),
  );
}

function like(name: string, value: algebra.Scalar | undefined): Definition {
  return made(name, value === undefined ? 'a, fill_value, dtype=' : 'a, dtype=', (call) => {
    const x = call.self;
    const dtype = call.dtype() ?? x.dtype;
    const one = value ?? algebra.item(call.array('fill_value'));
    return call.result(laidOutAs(algebra.convert(algebra.fullLike(x, one, undefined), dtype), [x]), false);
  });
}

function arange<V>(call: Arguments<V>): V {
  const [first, second, third] = ['start', 'stop', 'step'].map((name) => {
    const array = call.given(name) ? call.array(name) : undefined;
    return array && (array.dim > 0 ? call.unmodelled() : algebra.item(array));
  });
  const [start, stop] = second === undefined ? [algebra.intScalar(0), first] : [first, second];
  const step = third ?? algebra.intScalar(1);
  if (start === undefined || stop === undefined || [start, stop, step].some(({ error }) => error))
    return call.unmodelled();
  const isFloat = [start, stop, step].some(({ type }) => type === 'float');
  const dtype = call.dtype() ?? (isFloat ? 'float64' : 'int64');
  if (dtype === 'bool' || (isFloat && dtype !== 'float64')) return call.unmodelled();
  const [from, to, by] = [Number(start.value), Number(stop.value), Number(step.value)];
  if (by === 0 || !Number.isFinite(by) || !(Math.abs((to - from) / by) < 2 ** 53)) return call.unmodelled();
  call.shape([Math.max(0, Math.ceil((to - from) / by))]);
  const range = isFloat ? floatRange(from, to, by) : intRange(from, to, by);
  return call.result(algebra.convert(range, dtype), false);
}

/** What makes arrays, and draws nothing. */
export const CREATION: readonly Definition[] = [
  filled('zeros', algebra.intScalar(0)),
  filled('ones', algebra.intScalar(1)),
  // What it holds is what memory held.
  made('empty', 'shape, dtype=', (call) => {
    const shape = call.shape(call.ints('shape'));
    if (!shape.includes(0)) return call.unmodelled();
    return call.result(algebra.fullOf(shape, algebra.intScalar(0), call.dtype() ?? 'float64'), false);
  }),
  like('zeros_like', algebra.intScalar(0)),
  like('ones_like', algebra.intScalar(1)),
  like('full_like', undefined),
  made('full', 'shape, fill_value, dtype=', (call) => {
    const value = call.array('fill_value');
    if (value.dim > 0) return call.unmodelled();
    const shape = call.shape(call.ints('shape'));
    return call.result(
      algebra.clone(algebra.expand(algebra.convert(value, call.dtype() ?? value.dtype), shape), true),
      false,
    );
  }),
  made('arange', 'start, stop=, step=, dtype=', arange),
  made('linspace', 'start, stop, num=, endpoint=', (call) => {
    const [start, stop] = [
      call.number('start') ?? call.unmodelled(),
      call.number('stop') ?? call.unmodelled(),
    ];
    // Of float32 alone float32 is made.
    if (['start', 'stop'].some((name) => call.array(name).dtype === 'float32')) return call.unmodelled();
    const [count = 0] = call.shape([call.int('num', 50)]);
    return call.result(linspace(start, stop, count, call.bool('endpoint') ?? true), false);
  }),
  made('eye', 'N, M=, dtype=', (call) => {
    const [rows = 0, columns = 0] = call.shape([call.int('N', 0), call.int('M') ?? call.int('N', 0)]);
    return call.result(algebra.eye(rows, columns, call.dtype() ?? 'float64'), false);
  }),
];
