import { numelOf, type FloatDType } from '../../../../torch';
import * as algebra from '../../../../torch/algebra';
import type { TorchCall } from '../torchCall';
import { doubtContents } from '../memory';
import type { TensorValue } from '../tensorValue';

/** A tensor of which only shape and dtype are known. `gradName` is what autograd would call it, `?` where that is open. */
export function shapeOnly(
  call: TorchCall,
  shape: readonly number[],
  dtype: FloatDType,
  what: string,
): TensorValue {
  call.spend(numelOf(shape));
  const enclosure = algebra.fullOf(shape, algebra.floatScalar(0), dtype);
  const result = call.result(enclosure, '?');
  doubtContents(enclosure, call.interpreter.about('notUnderstood', what));
  return result;
}
