import { algebra } from '../../../torch';
import { bool, type Value } from '../values';
import type { Call } from './call';
import { both, type Definition } from './definitions';
import { ofLogSoftmax, ofSoftmax, ofSum } from './derivatives';
import { difference, equality, itemOf } from './operators';
import { namedPair } from './returnTypes';

/** Which dimensions are reduced, and whether they stay. */
function optionsOf(call: Call): algebra.ReductionOptions {
  const [dim, keepdim] = [call.get('dim'), call.bool('keepdim') ?? false];
  return {
    keepdim,
    ...(dim !== undefined && { dim: dim.kind === 'int' ? call.asInt(dim) : call.asInts(dim) }),
  };
}

function summed(call: Call): Value {
  const [options, dtype] = [optionsOf(call), call.dtype()];
  const x = call.enclosure('input');
  const result = algebra.sum(x, { ...options, ...(dtype && { dtype }) });
  return call.result(result, options.dim === undefined ? 'SumBackward0' : 'SumBackward1', ofSum(x, options));
}

function averaged(call: Call): Value {
  const [options, dtype] = [optionsOf(call), call.dtype()];
  const x = call.enclosure('input');
  const result = algebra.mean(x, { ...options, ...(dtype && { dtype }) });
  const count = x.numel / Math.max(result.numel, 1);
  return call.result(
    result,
    options.dim === undefined ? 'MeanBackward0' : 'MeanBackward1',
    ofSum(x, options, count),
  );
}

function spread(name: 'std' | 'var'): Definition {
  return both(name, 'input, dim, unbiased, keepdim, *, correction', (call) => {
    let [dim, unbiased] = [call.get('dim'), call.bool('unbiased')];
    // `t.std(False)`: the second overload.
    if (dim?.kind === 'bool') [dim, unbiased] = [undefined, dim.value];
    const correction = call.number('correction') ?? (unbiased === false ? 0 : 1);
    const options = {
      correction,
      keepdim: call.bool('keepdim') ?? false,
      ...(dim && { dim: call.asInts(dim) }),
    };
    const compute = name === 'std' ? algebra.std : algebra.variance;
    return call.result(
      compute(call.enclosure('input'), options),
      name === 'std' ? 'StdBackward0' : 'VarBackward0',
    );
  });
}

function extremeOf(name: 'max' | 'min'): Definition {
  const title = name === 'max' ? 'Max' : 'Min';
  const [whole, along] = name === 'max' ? [algebra.max, algebra.maxAlong] : [algebra.min, algebra.minAlong];
  return both(name, 'input, dim, keepdim', (call) => {
    const x = call.enclosure('input');
    const dim = call.get('dim');
    if (dim === undefined) return call.result(whole(x), `${title}Backward1`);
    if (dim.kind === 'native') {
      const other = call.asTensor(dim).enclosure;
      const result = name === 'max' ? algebra.maximum(x, other) : algebra.minimum(x, other);
      return call.result(result, `${title}imumBackward0`);
    }
    const { values, indices } = along(x, call.asInt(dim), call.bool('keepdim') ?? false);
    return namedPair(name, call.result(values, `${title}Backward0`), call.result(indices));
  });
}

function argumentOf(name: 'argmax' | 'argmin'): Definition {
  return both(name, 'input, dim, keepdim', (call) =>
    call.result(algebra[name](call.enclosure('input'), call.int('dim'), call.bool('keepdim') ?? false)),
  );
}

function normOf(call: Call, name: string): Value {
  const order = call.get('p') ?? call.get('ord');
  if (order?.kind === 'str' && order.value !== 'fro') return call.leave(`this norm`);
  const p = order === undefined || order.kind === 'str' ? 2 : (call.number(name) ?? 2);
  return call.result(
    algebra.norm(call.enclosure('input'), p, optionsOf(call)),
    p === 2 ? 'LinalgVectorNormBackward0' : '?',
  );
}

/** What makes one element of many. */
export const reductions: readonly Definition[] = [
  both('sum', 'input, dim, keepdim, *, dtype', summed),
  both('mean', 'input, dim, keepdim, *, dtype', averaged),
  spread('std'),
  spread('var'),
  extremeOf('max'),
  extremeOf('min'),
  argumentOf('argmax'),
  argumentOf('argmin'),
  ...(['amax', 'amin'] as const).map((name) =>
    both(name, 'input, dim, keepdim', (call) =>
      call.result(
        algebra[name](call.enclosure('input'), optionsOf(call)),
        name === 'amax' ? 'AmaxBackward0' : 'AminBackward0',
      ),
    ),
  ),
  both('count_nonzero', 'input, dim', (call) => {
    const dim = call.ints('dim');
    return call.result(algebra.countNonzero(call.enclosure('input'), dim));
  }),
  ...(['any', 'all'] as const).map((name) =>
    both(name, 'input, dim, keepdim', (call) =>
      call.result(algebra[name](call.enclosure('input'), optionsOf(call))),
    ),
  ),
  both('norm', 'input, p, dim, keepdim', (call) => normOf(call, 'p')),
  both('cumsum', 'input, dim, *, dtype', (call) =>
    call.result(
      algebra.cumsum(call.enclosure('input'), call.asInt(call.need('dim')), call.dtype()),
      'CumsumBackward0',
    ),
  ),
  both('prod', 'input, dim, keepdim, *, dtype', (call) => {
    const dim = call.int('dim');
    const result = algebra.prod(call.enclosure('input'), dim, call.bool('keepdim') ?? false, call.dtype());
    return call.result(result, dim === undefined ? 'ProdBackward0' : 'ProdBackward1');
  }),
  both('softmax', 'input, dim, dtype', (call) => {
    const [x, dim] = [call.enclosure('input'), call.asInt(call.need('dim'))];
    const result = algebra.softmax(x, dim, call.dtype());
    return call.result(result, 'SoftmaxBackward0', ofSoftmax(x, result, dim));
  }),
  both('log_softmax', 'input, dim, dtype', (call) => {
    const [x, dim] = [call.enclosure('input'), call.asInt(call.need('dim'))];
    const result = algebra.logSoftmax(x, dim, call.dtype());
    return call.result(result, 'LogSoftmaxBackward0', ofLogSoftmax(x, result, dim));
  }),
  both('isclose', 'input, other, rtol, atol, equal_nan', (call) => call.result(closeness(call))),
  both('allclose', 'input, other, rtol, atol, equal_nan', (call) =>
    truth(call, algebra.all(closeness(call))),
  ),
  both('equal', 'input, other', (call) => {
    const [a, b] = [call.enclosure('input'), call.enclosure('other')];
    if (a.dim !== b.dim || a.shape.some((size, i) => size !== b.shape[i])) return bool(false);
    if (a.dtype !== b.dtype) return call.leave('equal of two dtypes');
    return truth(call, algebra.all(equality(a, b)));
  }),
];

/** `torch.isclose(input, other, rtol, atol)` of floats: aten/src/ATen/native/TensorCompare.cpp. */
function closeness(call: Call): algebra.Enclosure {
  if (call.bool('equal_nan') === true) return call.leave('equal_nan');
  const [a, b] = [call.enclosure('input'), call.enclosure('other')];
  if (a.dtype !== b.dtype)
    call.interpreter.raise('RuntimeError', `${a.dtype} did not match ${b.dtype}`, true);
  const [rtol, atol] = [call.number('rtol') ?? 1e-5, call.number('atol') ?? 1e-8];
  const allowed = algebra.add(
    algebra.mul(algebra.abs(b), algebra.floatScalar(rtol)),
    algebra.floatScalar(atol),
  );
  const distance = algebra.abs(difference(a, b));
  const near = algebra.logicalAnd(algebra.isfinite(distance), algebra.le(distance, allowed));
  return algebra.logicalOr(equality(a, b), near);
}

function truth(call: Call, decided: algebra.Enclosure): Value {
  return itemOf(call, call.result(decided));
}
