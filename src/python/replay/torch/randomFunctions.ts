import type { DType, FloatDType, Generator, Tensor } from '../../../torch';
import {
  bernoulli,
  bernoulliFill,
  binomial,
  isFloating,
  numelOf,
  randint,
  randperm,
  uniform,
} from '../../../torch';
import * as algebra from '../../../torch/algebra';
import { either } from '../object/doubt';
import type { NativeFunction, Value } from '../object/values';
import { type TorchCall, torchFunction } from './torchCall';
import { draw, inLayout, normalValues, plain } from './drawing';
import { deviceOf, FACTORY_OPTIONS, made, sizesOf } from './factories';
import { doubtContents } from './memory';
import { newTensor } from './tensorValue';

const OPTIONS = `generator, out, ${FACTORY_OPTIONS}`;

function noOut(call: TorchCall): void {
  if (call.get('out') !== undefined) call.leave('out=');
}

type Fill = (shape: readonly number[], dtype: FloatDType, generator: Generator) => algebra.Enclosure;
const UNIFORM: Fill = (shape, dtype, generator) => plain(uniform(shape, 0, 1, generator, dtype));
const NORMAL: Fill = (shape, dtype, generator) => normalValues(shape, 0, 1, generator, dtype);

function drawn(name: string, fill: Fill): NativeFunction {
  return torchFunction(name, `size, *rest, ${OPTIONS}`, { draws: true, isC: true }, (call) => {
    noOut(call);
    const [shape, dtype, device] = [sizesOf(call), call.floatDtype(), deviceOf(call)];
    return made(
      call,
      draw(call, (generator) => fill(shape, dtype, generator), device),
    );
  });
}

function drawnLike(name: string, fill: Fill): NativeFunction {
  return torchFunction(
    name,
    `input, *, generator, ${FACTORY_OPTIONS}, memory_format`,
    { draws: true },
    (call) => {
      const x = call.enclosure('input');
      const dtype = call.dtype() ?? x.dtype;
      if (!isFloating(dtype)) return call.giveUp(`${name} of integers`);
      call.spend(x.numel);
      const device = deviceOf(call);
      const like = (generator: Generator) => inLayout(x, fill(x.shape, dtype, generator));
      return made(call, draw(call, like, device));
    },
  );
}

function integers(call: TorchCall, shape: readonly number[], low: Value | undefined, high: Value): Value {
  const [from, to] = [low === undefined ? 0 : call.asInt(low), call.asInt(high)];
  const dtype = call.dtype() ?? 'int64';
  if (dtype === 'bool') return call.leave('randint of bool');
  const device = deviceOf(call);
  call.spend(Math.max(0, numelOf(shape)));
  const values = draw(call, (generator) => plain(randint(from, to, shape, generator)), device);
  return made(call, converted(values, dtype));
}

/** Of another dtype, with the doubt of its contents. */
function converted(values: algebra.Enclosure, dtype: DType): algebra.Enclosure {
  const result = algebra.convert(values, dtype);
  doubtContents(result, newTensor(values).memoryDoubt);
  return result;
}

/** `torch.bernoulli(input)`, and with p. */
export function bernoulliOf(call: TorchCall): Value {
  const x = call.tensor('input');
  const { enclosure } = x;
  const p = call.number('p');
  call.spend(enclosure.numel);
  const { dtype } = enclosure;
  if (!isFloating(dtype)) return call.giveUp('bernoulli of integers');
  if (p !== undefined)
    return call.result(
      draw(call, (generator) => plain(bernoulliFill(enclosure.shape, p, generator, dtype))),
      '?',
    );
  if (!enclosure.isExact) call.doubt = either(call.doubt, call.interpreter.about('rounding'));
  // What is refused depends on the contents.
  call.doubt = either(call.doubt, x.memoryDoubt);
  const dense = algebra.contiguous(enclosure);
  if (dense !== enclosure) return call.leave('bernoulli of what is not contiguous');
  return call.result(
    draw(call, (generator) => plain(bernoulli(dense.tensor as Tensor<FloatDType>, generator))),
    'BernoulliBackward0',
  );
}

/** `torch.normal(mean, std, size)` and with tensors for mean or std. */
function normalOf(call: TorchCall): Value {
  const size = call.given('size') ? call.intList('size') : undefined;
  const [mean, std] = [call.get('mean'), call.ifGiven('std')];
  if (size !== undefined) {
    const [location, scale] = [call.number('mean') ?? 0, call.number('std') ?? 1];
    const [dtype, device] = [call.floatDtype(), deviceOf(call)];
    call.spend(Math.max(0, numelOf(size)));
    const fill = (generator: Generator) => normalValues(size, location, scale, generator, dtype);
    return made(call, draw(call, fill, device));
  }
  if (mean === undefined) return call.giveUp('this call of normal');
  const operands = [call.asOperand(mean), std === undefined ? algebra.floatScalar(1) : call.asOperand(std)];
  const [location = algebra.floatScalar(0), scale = algebra.floatScalar(1)] = operands;
  const shape = algebra.broadcastShapes(
    ...operands.map((one) => (one instanceof algebra.Enclosure ? one.shape : [])),
  );
  const first = operands.find((one) => one instanceof algebra.Enclosure);
  if (!(first instanceof algebra.Enclosure) || first.dtype !== 'float32')
    return call.giveUp('this call of normal');
  call.spend(numelOf(shape));
  // A number scales what is drawn before it is rounded.
  const isNumber = !(scale instanceof algebra.Enclosure);
  if (isNumber && scale.error) return call.leave('this call of normal');
  const spread = isNumber ? Number(scale.value) : 1;
  const values = draw(call, (generator) => normalValues(shape, 0, spread, generator, 'float32'));
  const before = newTensor(values).memoryDoubt;
  const result = algebra.add(isNumber ? values : algebra.mul(values, scale), location);
  doubtContents(result, before);
  return call.result(result, '?');
}

/** `torch.binomial(count, prob)` of two tensors of one shape. */
function binomialOf(call: TorchCall): Value {
  const [counts, probabilities] = [call.enclosure('count'), call.enclosure('prob')];
  const { shape, dtype } = counts;
  if (dtype !== 'float32' || probabilities.dtype !== dtype || probabilities.shape.join() !== shape.join())
    return call.giveUp('this call of binomial');
  if (!counts.isExact || !probabilities.isExact) return call.giveUp('this call of binomial');
  call.spend(counts.numel);
  for (const { memoryDoubt } of call.tensors) call.doubt = either(call.doubt, memoryDoubt);
  const p = probabilities.tensor.values() as ArrayLike<number>;
  const drawn = draw(call, (generator) => {
    const values = Float64Array.from(counts.tensor.values() as ArrayLike<number>, (count, i) =>
      binomial(count, p[i] ?? 0, generator),
    );
    const result = algebra.fullOf(shape, algebra.intScalar(0), dtype);
    result.write(values);
    return result;
  });
  return call.result(drawn, '?');
}

/** Functions that draw. */
export const randomFunctions: readonly NativeFunction[] = [
  drawn('rand', UNIFORM),
  drawn('randn', NORMAL),
  drawnLike('rand_like', UNIFORM),
  drawnLike('randn_like', NORMAL),
  torchFunction('randint', `low, high, size, *, ${OPTIONS}`, { draws: true, isC: true }, (call) => {
    noOut(call);
    const [low, high, size] = [call.ifGiven('low'), call.ifGiven('high'), call.get('size')];
    // `randint(high, size)`: the first bound is left out.
    if (low !== undefined && high !== undefined && size === undefined)
      return integers(call, call.intList('high'), undefined, low);
    if (high === undefined && low !== undefined && size !== undefined)
      return integers(call, call.intList('size'), undefined, low);
    if (high === undefined || size === undefined) return call.giveUp('this call of randint');
    return integers(call, call.intList('size'), low, high);
  }),
  torchFunction('randint_like', `input, low, high, *, ${FACTORY_OPTIONS}`, { draws: true }, (call) => {
    const x = call.enclosure('input');
    const [low, high] = [call.need('low'), call.get('high')];
    if (call.dtype() === undefined && x.dtype !== 'int64') return call.leave('randint_like of floats');
    return high === undefined ? integers(call, x.shape, undefined, low) : integers(call, x.shape, low, high);
  }),
  torchFunction('randperm', `n, *, ${OPTIONS}`, { draws: true }, (call) => {
    noOut(call);
    const n = call.wholeNumber('n');
    call.spend(Math.max(0, n));
    const [device, dtype] = [deviceOf(call), call.dtype() ?? 'int64'];
    const values = draw(call, (generator) => plain(randperm(n, generator)), device);
    return made(call, converted(values, dtype));
  }),
  torchFunction('bernoulli', 'input, p, *, generator', { draws: true }, bernoulliOf),
  torchFunction('binomial', 'count, prob, generator', { draws: true }, binomialOf),
  torchFunction('normal', `mean, std, size, *, ${OPTIONS}`, { draws: true, isC: true }, normalOf),
];
