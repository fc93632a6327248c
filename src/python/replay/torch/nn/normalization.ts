import * as algebra from '../../../../torch/algebra';
import { either } from '../../object/doubt';
import type { Value } from '../../object/values';
import { type TorchCall, torchFunction } from '../torchCall';
import { notDerived } from '../../../../torch/derivatives';
import { ofNormalized } from '../../../../torch/layerDerivatives';
import { doubtContents } from '../memory';
import { sizeText } from '../sizes';
import { TensorValue } from '../tensorValue';
import { checkOperand, operandOf } from './operands';

/** The weight and the bias of the call. */
function affineOf(
  call: TorchCall,
  input: algebra.Enclosure,
  shape: readonly number[],
): algebra.Affine<algebra.Enclosure> {
  checkOperand(call, input, input);
  const [weight, bias] = ['weight', 'bias'].map((name) => operandOf(call, name, input, shape)?.enclosure);
  return { weight, bias };
}

/** Of infinities it depends on the kernel which zeros have a sign. */
function epsOf(call: TorchCall): number {
  const eps = call.number('eps') ?? 1e-5;
  return Math.abs(eps) < 1e30 ? eps : call.leave('this eps');
}

function batchNorm(call: TorchCall): Value {
  const input = call.tensor('input');
  const x = input.enclosure;
  const isLearnt = call.bool('training') === true;
  const channels = x.shape[1] ?? call.giveUp('this batch_norm');
  const affine = affineOf(call, x, [channels]);
  const [runningMean, runningVariance] = ['running_mean', 'running_var'].map((name) => {
    const value = call.get(name);
    // What is learnt into is not looked at, and may be learnt into again before the way back.
    if (!isLearnt || !(value instanceof TensorValue)) return operandOf(call, name, x, [channels]);
    checkOperand(call, value.enclosure, x, [channels]);
    return value;
  });
  const perChannel = (tensor: algebra.Enclosure): algebra.Enclosure => algebra.perChannel(tensor, x);
  let [mean, variance] = [runningMean, runningVariance].map((one) => one && perChannel(one.enclosure));
  const [scale, shift] = [affine.weight && perChannel(affine.weight), affine.bias && perChannel(affine.bias)];
  const shared = x.shape.map((_, i) => i).filter((i) => i !== 1);
  const [momentum, eps] = [call.number('momentum') ?? 0.1, epsOf(call)];
  if (eps <= 0 || x.numel === 0) return call.giveUp('this batch_norm');
  if (isLearnt) {
    const count = x.numel / channels;
    if (count === 1)
      return call.raise(
        'ValueError',
        `Expected more than 1 value per channel when training, got input size ${sizeText(x)}`,
      );
    ({ mean, variance } = algebra.moments(x, shared));
    if (runningMean !== undefined && runningVariance !== undefined)
      track(
        call,
        input,
        momentum,
        [runningMean, mean],
        [runningVariance, algebra.mul(variance, algebra.floatScalar(count / (count - 1)))],
      );
  }
  if (mean === undefined || variance === undefined) return call.giveUp('this batch_norm');
  const result = algebra.normalized(x, { mean, variance }, eps, { weight: scale, bias: shift });
  const over = isLearnt ? shared : undefined;
  const derivative = ofNormalized({ x, mean, variance, eps, over, affine, scale, shared, inDoubles: true });
  return call.result(result, 'NativeBatchNormBackward0', derivative);
}

/** Moves the running statistics on, unseen by autograd. */
function track(
  call: TorchCall,
  input: TensorValue,
  momentum: number,
  ...pairs: (readonly [TensorValue, algebra.Enclosure])[]
): void {
  const doubt = either(call.interpreter.control, either(call.doubt, input.contentsDoubt));
  for (const [{ enclosure }, now] of pairs) {
    algebra.copyInto(enclosure, algebra.movedStatistics(enclosure, now, momentum));
    doubtContents(enclosure, doubt);
  }
}

/** Functions that normalise; the layers stand in ../../../library/normalization.ts. */
export const normalizationFunctions = [
  torchFunction(
    'batch_norm',
    'input, running_mean, running_var, weight, bias, training, momentum, eps',
    { mutates: true },
    batchNorm,
  ),
  torchFunction('layer_norm', 'input, normalized_shape, weight, bias, eps', (call) => {
    const [x, shape] = [call.enclosure('input'), call.intList('normalized_shape')];
    if (shape.length === 0) return call.giveUp('this layer_norm');
    const affine = affineOf(call, x, shape);
    const dim = shape.map((_, i) => x.dim - shape.length + i);
    if (shape.some((size, i) => x.shape[x.dim - shape.length + i] !== size))
      return call.raise('RuntimeError', 'Given normalized_shape, expected another input', true);
    const [moments, eps] = [algebra.movingMoments(x, dim), epsOf(call)];
    const shared = x.shape.map((_, i) => i).filter((i) => !dim.includes(i));
    const derivative = ofNormalized({
      x,
      ...moments,
      eps,
      over: dim,
      affine,
      scale: affine.weight,
      shared,
      inDoubles: false,
    });
    return call.result(algebra.normalized(x, moments, eps, affine), 'NativeLayerNormBackward0', derivative);
  }),
  torchFunction('group_norm', 'input, num_groups, weight, bias, eps', (call) => {
    const [x, groups] = [call.enclosure('input'), call.wholeNumber('num_groups')];
    const [batch = 0, channels = 0, ...spatial] = x.shape;
    const values = spatial.reduce((a, b) => a * b, Math.floor((batch * channels) / groups));
    const affine = affineOf(call, x, [channels]);
    if (groups < 1 || channels % groups !== 0 || values <= 1) return call.giveUp('this group_norm');
    const result = algebra.groupNormalized(x, groups, epsOf(call), affine);
    return call.result(result, 'NativeGroupNormBackward0', notDerived('inputs'));
  }),
];
