import type { ReprOptions } from '../../../torch';
import { either } from '../object/doubt';
import type { Interpreter } from '../object/interpreter';
import { StrValue } from '../object/values';
import { gradDoubtOf } from './autograd';
import { reprWithin } from '../../../torch/uncertainText';
import { stateOf } from './state';
import { parameterType, type TensorValue } from './tensorValue';

/** `repr(t)`, in doubt where its contents are, or where error bounds leave a character open. */
export function reprOfTensor(interpreter: Interpreter, tensor: TensorValue): StrValue {
  const { enclosure, object } = tensor;
  interpreter.meter.makeText(Math.min(enclosure.numel, 1000) * 8);
  const { requiresGrad, node, device, narrow } = object;
  const { printDoubt, defaultDtype, print } = stateOf(interpreter);
  if (print.threshold > 1000) {
    interpreter.meter.makeText(enclosure.numel * 8);
    interpreter.meter.work(enclosure.numel * 100);
  }
  const options: ReprOptions = {
    requiresGrad,
    print,
    defaultDtype,
    ...(narrow && { dtype: narrow }),
    ...(device !== 'cpu' && { device }),
    ...(node !== undefined && { gradFn: node.name }),
  };
  const { text, open } = reprWithin(enclosure, options);
  let doubt = either(tensor.contentsDoubt, either(gradDoubtOf(tensor), printDoubt));
  if (open !== undefined) doubt ??= interpreter.about(open);
  const prefix = object.type === parameterType ? 'Parameter containing:\n' : '';
  return new StrValue(prefix + text, doubt);
}
