import { makeModule } from '../modules/make';
import { isFloating, type FloatDType, bernoulli, type Tensor } from '../../../torch';
import * as algebra from '../../../torch/algebra';
import { either } from '../object/doubt';
import { nativeClass } from '../object/native';
import { InstanceValue, NONE } from '../object/values';
import { type TorchCall, torchFunction } from './torchCall';
import { draw, plain } from './drawing';
import { doubtContents } from './memory';
import { newTensor, TensorValue } from './tensorValue';

/** The probabilities, a number among them as the tensor that PyTorch makes of it. */
function probabilities(call: TorchCall): TensorValue {
  const given = call.get('probs');
  if (given === undefined || call.get('logits') !== undefined) return call.giveUp('this distribution');
  if (given instanceof TensorValue) return call.asTensor(given);
  const p = call.number('probs') ?? call.giveUp('this distribution');
  if (!(p >= 0 && p <= 1))
    call.interpreter.raise('ValueError', 'Expected parameter probs to satisfy the constraint', true);
  return newTensor(algebra.fullOf([], algebra.floatScalar(p), 'float32'));
}

/** `torch.distributions.Bernoulli`, of which samples are drawn. */
const bernoulliType = nativeClass('Bernoulli', {
  module: 'torch.distributions.bernoulli',
  members: [
    torchFunction('__init__', 'self, probs, logits, validate_args', (call) => {
      const self = call.need('self');
      const probs = probabilities(call);
      if (self instanceof InstanceValue) {
        self.attributes.set('probs', probs);
        if (call.doubt !== undefined) self.doubt = call.doubt;
      }
      return NONE;
    }),
    torchFunction('sample', 'self, sample_shape', { draws: true }, (call) => {
      const probs = call.asTensor(call.interpreter.attribute(call.need('self'), 'probs'));
      const shape = [...(call.ints('sample_shape') ?? []), ...probs.enclosure.shape];
      const { dtype } = probs.enclosure;
      if (!isFloating(dtype) || !probs.enclosure.isExact) return call.giveUp('this distribution');
      call.spend(shape.reduce((product, size) => product * size, 1));
      call.doubt = either(call.doubt, probs.memoryDoubt);
      const spread = algebra.contiguous(algebra.expand(probs.enclosure, shape));
      const drawn = draw(call, (generator) =>
        plain(bernoulli(spread.tensor as Tensor<FloatDType>, generator)),
      );
      const result = newTensor(drawn);
      doubtContents(drawn, call.doubt);
      return result;
    }),
  ],
});

/** `torch.distributions.bernoulli`. */
export const bernoulliModule = makeModule('torch.distributions.bernoulli', { Bernoulli: bernoulliType });

/** `torch.distributions`: of it, `Bernoulli`. */
export const distributions = makeModule('torch.distributions', {
  Bernoulli: bernoulliType,
  bernoulli: bernoulliModule,
});
