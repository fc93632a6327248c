import { algebra } from '../../../torch';
import { either } from '../doubt';
import { native, nativeClass } from '../native';
import { bool, type ClassValue, str, TupleValue, type Value } from '../values';
import type { Call } from './call';
import { both, type Definition } from './definitions';
import { itemOf } from './operators';

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
  const result = algebra.sum(call.enclosure('input'), { ...options, ...(dtype && { dtype }) });
  return call.result(result, options.dim === undefined ? 'SumBackward0' : 'SumBackward1');
}

function averaged(call: Call): Value {
  const [options, dtype] = [optionsOf(call), call.dtype()];
  const result = algebra.mean(call.enclosure('input'), { ...options, ...(dtype && { dtype }) });
  return call.result(result, options.dim === undefined ? 'MeanBackward0' : 'MeanBackward1');
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

/** `torch.return_types.max` and the like: named tuples of values and indices. */
const returnTypes = new Map<string, ClassValue>();

function returnType(name: string): ClassValue {
  let type = returnTypes.get(name);
  if (type === undefined) {
    const item = (index: number) => (self: Value) =>
      (self.kind === 'tuple' ? self.items[index] : undefined) ?? self;
    type = nativeClass(name, {
      module: 'torch.return_types',
      properties: { values: item(0), indices: item(1) },
      members: [
        native('__repr__', 'self', (args, interpreter) => {
          const self = args.need('self');
          return self.kind === 'tuple'
            ? namedText(interpreter, name, self)
            : interpreter.giveUp('this tuple');
        }),
      ],
    });
    returnTypes.set(name, type);
  }
  return type;
}

/** As torch.return_types prints: a field a line. */
function namedText(interpreter: Call['interpreter'], name: string, self: TupleValue): Value {
  const texts = self.items.map((item) => interpreter.repr(item));
  const fields = texts.map(({ value }, i) => `${i === 0 ? 'values' : 'indices'}=${value}`);
  const doubt = texts.find((one) => one.doubt !== undefined)?.doubt;
  return str(`torch.return_types.${name}(\n${fields.join(',\n')})`, doubt);
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
    return new TupleValue(
      [call.result(values, `${title}Backward0`), call.result(indices)],
      undefined,
      returnType(name),
    );
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
  both('softmax', 'input, dim, dtype', (call) =>
    call.result(
      algebra.softmax(call.enclosure('input'), call.asInt(call.need('dim')), call.dtype()),
      'SoftmaxBackward0',
    ),
  ),
  both('log_softmax', 'input, dim, dtype', (call) =>
    call.result(
      algebra.logSoftmax(call.enclosure('input'), call.asInt(call.need('dim')), call.dtype()),
      'LogSoftmaxBackward0',
    ),
  ),
  both('nonzero', 'input, *, as_tuple', (call) => {
    if (call.bool('as_tuple') === true) return call.leave('as_tuple');
    // How many there are depends on the contents.
    for (const tensor of [call.tensor('input')]) call.doubt = either(call.doubt, tensor.memoryDoubt);
    return call.result(algebra.nonzero(call.enclosure('input')));
  }),
  both('unique', 'input, sorted, return_inverse, return_counts, dim', (call) => {
    if (['return_inverse', 'return_counts', 'dim'].some((name) => call.get(name) !== undefined))
      return call.leave('this call of unique');
    call.doubt = either(call.doubt, call.tensor('input').memoryDoubt);
    return call.result(algebra.unique(call.enclosure('input')), '?');
  }),
  both('allclose', 'input, other, rtol, atol, equal_nan', (call) => {
    if (call.bool('equal_nan') === true) return call.leave('equal_nan');
    const [a, b] = [call.enclosure('input'), call.enclosure('other')];
    if (a.dtype !== b.dtype)
      call.interpreter.raise('RuntimeError', `${a.dtype} did not match ${b.dtype}`, true);
    const [rtol, atol] = [call.number('rtol') ?? 1e-5, call.number('atol') ?? 1e-8];
    const allowed = algebra.add(
      algebra.mul(algebra.abs(b), algebra.floatScalar(rtol)),
      algebra.floatScalar(atol),
    );
    const near = algebra.le(algebra.abs(algebra.sub(a, b)), allowed);
    const close = algebra.logicalOr(algebra.eq(a, b), near);
    return truth(call, algebra.eq(algebra.sum(algebra.logicalNot(close)), algebra.intScalar(0)));
  }),
  both('equal', 'input, other', (call) => {
    const [a, b] = [call.enclosure('input'), call.enclosure('other')];
    if (a.dim !== b.dim || a.shape.some((size, i) => size !== b.shape[i])) return bool(false);
    if (a.dtype !== b.dtype) return call.leave('equal of two dtypes');
    return truth(call, algebra.eq(algebra.sum(algebra.ne(a, b)), algebra.intScalar(0)));
  }),
];

function truth(call: Call, decided: algebra.Enclosure): Value {
  return itemOf(call, call.result(decided));
}
