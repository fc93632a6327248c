import type { FloatDType, Generator } from '../../../torch';
import { bernoulliFill, isFloating, randint, randomInt64, SCALAR_TYPE_NAMES, uniform } from '../../../torch';
import * as algebra from '../../../torch/algebra';
import { either } from '../object/doubt';
import { NotUnderstood } from '../object/errors';
import type { NativeFunction } from '../object/values';
import { checkInPlace, recordInPlace } from './autograd';
import { type TorchCall, torchFunction } from './torchCall';
import { draw, inLayout, normalValues, plain } from './drawing';
import { bernoulliOf } from './randomFunctions';
import { inheritRecipe, replaceDoubt } from './memory';
import { streamOf } from './streams';
import { type TensorValue, newTensor } from './tensorValue';

function filledInPlace(
  name: string,
  signature: string,
  gradName: string,
  read: (call: TorchCall) => (target: algebra.Enclosure, generator: Generator) => algebra.Enclosure,
): NativeFunction {
  return torchFunction(
    name,
    `input, ${signature}, *, generator`,
    { draws: true, mutates: true, isC: true },
    (call) => {
      // Arguments are read before it is asked whether the tensor may be changed.
      const [target, fill] = [call.tensor('input'), read(call)];
      streamOf(call);
      return fillInPlace(call, target, gradName, (generator) => fill(target.enclosure, generator));
    },
  );
}

/** Draws into a tensor, which then holds nothing of what it held. */
export function fillInPlace(
  call: TorchCall,
  target: TensorValue,
  gradName: string | undefined,
  fill: (generator: Generator) => algebra.Enclosure,
): TensorValue {
  const { enclosure } = target;
  if (gradName !== undefined) checkInPlace(call.interpreter, target);
  call.spend(enclosure.numel);
  checkOrder(call, enclosure);
  const values = draw(call, fill, target.object.device);
  const drawnInOrder = inLayout(enclosure, values);
  const isPlain = enclosure.tensor.isDense || enclosure.numel === 0;
  const { memoryDoubt } = newTensor(values);
  algebra.copyInto(enclosure, isPlain ? drawnInOrder : values);
  replaceDoubt(enclosure, either(memoryDoubt, either(call.doubt, call.interpreter.control)));
  if (gradName !== undefined) recordInPlace(call.interpreter, target, [], gradName);
  inheritRecipe(enclosure, values, either(call.interpreter.control, call.doubt));
  return target;
}

/** Draws are made in the order of memory; in which order a tensor with gaps is gone through is not modelled for all. */
function checkOrder(call: TorchCall, { shape, strides, tensor, numel }: algebra.Enclosure): void {
  const own = strides.filter((_, i) => shape[i] !== 1);
  const isRowMajor = own.every((stride, i) => i === 0 || stride <= (own[i - 1] ?? 0)) && !own.includes(0);
  const isContiguous = isRowMajor && tensor.isDense;
  // Into one place for several elements nothing is drawn.
  if (own.includes(0) && numel > 1) call.giveUp('drawing into this view');
  if (!isRowMajor && !tensor.isDense) call.leave('drawing into this view');
  // Blocks of normal values are made for what is contiguous alone.
  if (call.name.includes('normal') && numel >= 16 && !isContiguous) call.leave('drawing into this view');
}

function floatOf(call: TorchCall, x: algebra.Enclosure): FloatDType {
  if (isFloating(x.dtype)) return x.dtype;
  const kernel = { uniform_: 'check_uniform_bounds', normal_: 'normal_kernel_cpu' }[call.name];
  if (kernel === undefined || x.numel === 0) return call.leave(`${call.name} of integers`);
  return call.raise('NotImplementedError', `"${kernel}" not implemented for '${SCALAR_TYPE_NAMES[x.dtype]}'`);
}

/** Methods that draw. */
export const randomMethods: readonly NativeFunction[] = [
  torchFunction('bernoulli', 'input, p, *, generator', { draws: true }, bernoulliOf),
  filledInPlace('uniform_', 'from, to', 'UniformBackward0', (call) => {
    const [low, high] = [call.scalar('from'), call.scalar('to')];
    const [from, to] = [Number(low?.value ?? 0), Number(high?.value ?? 1)];
    const dtype = floatOf(call, call.enclosure('input'));
    const room = (low?.error ?? 0) + (high?.error ?? 0);
    // PyTorch refuses bounds in the wrong order.
    if (room > 0 && from > to - room) {
      if (from > to || call.interpreter.guarded > 0)
        throw new NotUnderstood(call.interpreter.about('undecided'), true);
      call.interpreter.assume(call.interpreter.about('assumesNoError'));
    }
    return (x, generator) =>
      algebra.betweenLoose(plain(uniform(x.shape, from, to, generator, dtype)), from, to, room);
  }),
  filledInPlace('normal_', 'mean, std', 'NormalBackward0', (call) => {
    const [mean, std] = [call.number('mean') ?? 0, call.number('std') ?? 1];
    const dtype = floatOf(call, call.enclosure('input'));
    return (x, generator) => normalValues(x.shape, mean, std, generator, dtype);
  }),
  filledInPlace('bernoulli_', 'p', 'BernoulliBackward2', (call) => {
    // A tensor is drawn for by another kernel.
    if (call.get('p')?.kind === 'native') return call.leave('this p');
    const p = call.number('p') ?? 0.5;
    return (x, generator) => plain(bernoulliFill(x.shape, p, generator, floatOf(call, x)));
  }),
  filledInPlace('random_', 'from, to', '?', (call) => {
    const [from, to] = [call.int('from'), call.intOrNone('to')];
    if (from === undefined && call.enclosure('input').dtype === 'int64')
      return (x, generator) => {
        const drawn = Array.from({ length: x.numel }, () => algebra.intScalar(randomInt64(generator)));
        return algebra.reshape(algebra.tensorOf(drawn, 'int64'), x.shape);
      };
    const isOpen = from === undefined || (to === undefined && call.given('to'));
    if (isOpen) return call.leave('random_() without bounds');
    if (call.enclosure('input').dtype === 'bool') return call.giveUp('random_ of bools');
    const [low, high] = to === undefined ? [0, from] : [from, to];
    return (x, generator) => algebra.convert(plain(randint(low, high, x.shape, generator)), x.dtype);
  }),
];
