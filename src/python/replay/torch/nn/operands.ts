import { isFloating } from '../../../../torch';
import type * as algebra from '../../../../torch/algebra';
import type { TorchCall } from '../torchCall';
import type { TensorValue } from '../tensorValue';

/** Gives up on a tensor that is not of the input's dtype, a float, and of one shape: what PyTorch makes of others is not modelled. */
export function checkOperand(
  call: TorchCall,
  { dtype, shape }: algebra.Enclosure,
  input: algebra.Enclosure,
  wanted: readonly number[] = shape,
): void {
  if (!isFloating(dtype) || dtype !== input.dtype || shape.join() !== wanted.join())
    call.giveUp(`this call of ${call.name}`);
}

/** An argument that is a tensor, if one was given; see `checkOperand`. */
export function operandOf(
  call: TorchCall,
  name: string,
  input: algebra.Enclosure,
  shape: readonly number[],
): TensorValue | undefined {
  const value = call.get(name);
  if (value === undefined) return undefined;
  const tensor = call.asTensor(value);
  checkOperand(call, tensor.enclosure, input, shape);
  return tensor;
}
