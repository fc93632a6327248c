import { isFloating } from '../../../../torch';
import type * as algebra from '../../../../torch/algebra';
import { type Value } from '../../object/values';
import { torchFunction } from '../torchCall';
import { newTensor, parameterType, type TensorValue } from '../tensorValue';

/** A parameter of a layer, drawn or filled just now. */
export function newParameter(enclosure: algebra.Enclosure): TensorValue {
  return newTensor(enclosure, { type: parameterType, requiresGrad: true });
}

if (parameterType.native !== undefined)
  parameterType.native.construct = torchFunction('Parameter', 'cls, data, requires_grad', (call): Value => {
    const given = call.need('data');
    if (given.kind !== 'native') return call.giveUp('this Parameter');
    const data = call.tensor('data');
    const requiresGrad = call.bool('requires_grad') ?? true;
    if (requiresGrad && !isFloating(data.enclosure.dtype))
      call.raise('RuntimeError', 'Only Tensors of floating point and complex dtype can require gradients');
    return newTensor(data.enclosure.detach(), { type: parameterType, requiresGrad });
  });
