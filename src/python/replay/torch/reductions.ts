import { isFloating } from '../../../torch';
import * as algebra from '../../../torch/algebra';
import { bool, TupleValue, type Value } from '../object/values';
import { difference, equality } from './arithmetic';
import type { TorchCall } from './torchCall';
import { both, type Definition } from './definitions';
import { ofLogSoftmax, ofSoftmax, ofSum } from '../../../torch/derivatives';
import { tensorItem } from './operators';
import { namedPair } from './returnTypes';

/** Which dimensions are reduced, and whether they stay. */
function optionsOf(call: TorchCall): algebra.ReductionOptions {
  const [dim, keepdim] = [call.get('dim'), call.bool('keepdim') ?? false];
  return {
    keepdim,
    ...(dim !== undefined && { dim: dim.kind === 'int' ? call.asInt(dim) : call.asInts(dim) }),
  };
}

/** `sum` and `mean`. */
function added(name: 'sum' | 'mean'): Definition {
  const title = name === 'sum' ? 'SumBackward' : 'MeanBackward';
  return both(name, 'input, dim, keepdim, *, dtype', (call) => {
    const [options, dtype] = [optionsOf(call), call.dtype()];
    const x = call.enclosure('input');
    const result = algebra[name](x, { ...options, ...(dtype && { dtype }) });
    const count = name === 'sum' ? 1 : x.numel / Math.max(result.numel, 1);
    return call.result(result, `${title}${options.dim === undefined ? 0 : 1}`, ofSum(x, options, count));
  });
}

/** What `std`, `var` and their kin are told. */
function varianceOptions(call: TorchCall): algebra.VarianceOptions {
  let [dim, unbiased] = [call.get('dim'), call.bool('unbiased')];
  // `t.std(False)`: the second overload.
  if (dim?.kind === 'bool') [dim, unbiased] = [undefined, dim.value];
  return {
    correction: call.number('correction') ?? (unbiased === false ? 0 : 1),
    keepdim: call.bool('keepdim') ?? false,
    ...(dim && { dim: call.asInts(dim) }),
  };
}

/** `std`, `var`, and `torch.var_mean` and `torch.std_mean`: of these one kernel gives both, whose mean adds in an order of its own. */
function spread(name: 'std' | 'var' | 'std_mean' | 'var_mean'): Definition {
  const [compute, title] = name.startsWith('std') ? [algebra.std, 'Std'] : [algebra.variance, 'Var'];
  const hasMean = name.endsWith('_mean');
  const gradName = `${title}${hasMean ? 'Mean' : ''}Backward0`;
  return both(hasMean ? `torch.${name}` : name, 'input, dim, unbiased, keepdim, *, correction', (call) => {
    const [x, options] = [call.enclosure('input'), varianceOptions(call)];
    const result = call.result(compute(x, options), gradName);
    if (!hasMean) return result;
    return new TupleValue([result, call.result(algebra.meanInAnyOrder(x, options), gradName)]);
  });
}

/** `torch.logsumexp`, in whatever order it adds. */
function logSumExp(call: TorchCall): Value {
  const x = call.enclosure('input');
  const options = optionsOf(call);
  if (!isFloating(x.dtype) || options.dim === undefined || x.numel === 0)
    return call.giveUp('this logsumexp');
  return call.result(algebra.logSumExp(x, options), 'LogsumexpBackward0');
}

function extremeOf(name: 'max' | 'min'): Definition {
  const title = name === 'max' ? 'Max' : 'Min';
  const [whole, along] = name === 'max' ? [algebra.max, algebra.maxAlong] : [algebra.min, algebra.minAlong];
  return both(name, 'input, dim, keepdim', (call) => {
    const x = call.enclosure('input');
    const dim = call.ifGiven('dim');
    if (dim === undefined) return call.result(whole(x), `${title}Backward1`);
    if (dim.kind === 'native') {
      if (call.given('keepdim')) return call.giveUp(name);
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
    call.result(algebra[name](call.enclosure('input'), call.intOrNone('dim'), call.bool('keepdim') ?? false)),
  );
}

function normOf(call: TorchCall, name: string): Value {
  const order = call.get('p') ?? call.get('ord');
  if (order?.kind === 'str' && order.value !== 'fro') return call.leave(`this norm`);
  const p = order === undefined || order.kind === 'str' ? 2 : (call.number(name) ?? 2);
  const result = algebra.norm(call.enclosure('input'), p, optionsOf(call));
  return call.result(result, p === 2 ? 'LinalgVectorNormBackward0' : '?');
}

/** The two functions that give probabilities, with the layer of each. */
export const SOFTMAXES = [
  { name: 'softmax', layer: 'Softmax', compute: algebra.softmax, derivative: ofSoftmax },
  { name: 'log_softmax', layer: 'LogSoftmax', compute: algebra.logSoftmax, derivative: ofLogSoftmax },
] as const;

/** One of them, along a dimension. */
export function softmaxOf(
  { layer, compute, derivative }: (typeof SOFTMAXES)[number],
  call: TorchCall,
  x: algebra.Enclosure,
  dim: number,
): Value {
  const y = compute(x, dim, call.dtype());
  return call.result(y, `${layer}Backward0`, derivative(dim)(x, y));
}

/** What makes one element of many. */
export const reductions: readonly Definition[] = [
  added('sum'),
  added('mean'),
  ...(['std', 'var', 'std_mean', 'var_mean'] as const).map(spread),
  both('logsumexp', 'input, dim, keepdim', logSumExp),
  extremeOf('max'),
  extremeOf('min'),
  argumentOf('argmax'),
  argumentOf('argmin'),
  ...(['amax', 'amin', 'any', 'all'] as const).map((name) => {
    const gradName = { amax: 'AmaxBackward0', amin: 'AminBackward0', any: undefined, all: undefined }[name];
    return both(name, 'input, dim, keepdim', (call) =>
      call.result(algebra[name](call.enclosure('input'), optionsOf(call)), gradName),
    );
  }),
  both('count_nonzero', 'input, dim', (call) =>
    call.result(algebra.countNonzero(call.enclosure('input'), call.ints('dim'))),
  ),
  both('norm', 'input, p, dim, keepdim', (call) => normOf(call, 'p')),
  both('cumsum', 'input, dim, *, dtype', (call) => {
    const result = algebra.cumsum(call.enclosure('input'), call.wholeNumber('dim'), call.dtype());
    return call.result(result, 'CumsumBackward0');
  }),
  both('prod', 'input, dim, keepdim, *, dtype', (call) => {
    const dim = call.int('dim');
    const result = algebra.prod(call.enclosure('input'), dim, call.bool('keepdim') ?? false, call.dtype());
    return call.result(result, dim === undefined ? 'ProdBackward0' : 'ProdBackward1');
  }),
  ...SOFTMAXES.map((one) =>
    both(one.name, 'input, dim, dtype', (call) =>
      softmaxOf(one, call, call.enclosure('input'), call.wholeNumber('dim')),
    ),
  ),
  both('isclose', 'input, other, rtol, atol, equal_nan', (call) => call.result(closeness(call))),
  both('allclose', 'input, other, rtol, atol, equal_nan', (call) => areAll(call, closeness(call))),
  both('equal', 'input, other', (call) => {
    const [a, b] = [call.enclosure('input'), call.enclosure('other')];
    if (a.dim !== b.dim || a.shape.some((size, i) => size !== b.shape[i])) return bool(false);
    if (a.dtype !== b.dtype) return call.leave('equal of two dtypes');
    return areAll(call, equality(a, b));
  }),
];

/** `torch.isclose(input, other, rtol, atol)` of floats: aten/src/ATen/native/TensorCompare.cpp. */
function closeness(call: TorchCall): algebra.Enclosure {
  if (call.bool('equal_nan') === true) return call.leave('equal_nan');
  const [input, other] = [call.enclosure('input'), call.enclosure('other')];
  if (input.dtype !== other.dtype)
    call.raise('RuntimeError', `${input.dtype} did not match ${other.dtype}`, true);
  const isBool = input.dtype === 'bool';
  const [a, b] = [input, other].map((x) => (isBool ? algebra.convert(x, 'float32') : x)) as [
    algebra.Enclosure,
    algebra.Enclosure,
  ];
  const [rtol, atol] = [call.number('rtol') ?? 1e-5, call.number('atol') ?? 1e-8];
  if (!(Math.min(rtol, atol) >= 0))
    call.raise('RuntimeError', 'rtol must be greater than or equal to zero', true);
  const relative = algebra.mul(algebra.abs(b), algebra.floatScalar(rtol));
  const allowed = algebra.add(relative, algebra.floatScalar(atol));
  const distance = algebra.abs(difference(a, b));
  const near = algebra.logicalAnd(algebra.isfinite(distance), algebra.le(distance, allowed));
  return algebra.logicalOr(equality(a, b), near);
}

function areAll(call: TorchCall, decided: algebra.Enclosure): Value {
  return tensorItem(call, call.result(algebra.all(decided)));
}
