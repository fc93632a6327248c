import * as algebra from '../../../../torch/algebra';
import { either } from '../../object/doubt';
import { nativeClass } from '../../object/native';
import { NONE, type NativeFunction, type Value } from '../../object/values';
import { byName, makeModule } from '../../modules/make';
import { doubtContents, memoryOf } from '../memory';
import { newTensor, TensorValue } from '../tensorValue';
import { type TorchCall, torchFunction } from '../torchCall';

/* torch/nn/utils/clip_grad.py. */

/** The gradients of the parameters that have one; a call where one is not known puts the others in doubt. */
function gradientsOf(call: TorchCall): TensorValue[] {
  const given = call.need('parameters');
  const parameters = given instanceof TensorValue ? [given] : [...call.interpreter.iterate(given)];
  const all = parameters.flatMap((parameter) => call.asTensor(parameter).object.grad ?? []);
  const known = all.filter((gradient) => gradient instanceof TensorValue);
  const unknown = all.find((gradient) => !(gradient instanceof TensorValue));
  if (unknown === undefined) return known;
  for (const { enclosure } of known)
    doubtContents(enclosure, unknown.doubt ?? call.interpreter.about('notUnderstood', call.name));
  return call.leave(call.name);
}

/** Writes into each gradient what becomes of it. */
function change(
  call: TorchCall,
  gradients: readonly TensorValue[],
  make: (x: algebra.Enclosure) => algebra.Enclosure,
): void {
  const doubt = gradients.reduce(
    (sum, gradient) => either(sum, gradient.contentsDoubt),
    either(call.doubt, call.interpreter.control),
  );
  for (const { enclosure } of gradients) {
    const made = make(enclosure);
    algebra.overwrite(enclosure, [made], () => made);
    memoryOf(enclosure).version++;
    doubtContents(enclosure, doubt);
  }
}

const clipping: readonly NativeFunction[] = [
  torchFunction('clip_grad_norm_', 'parameters, max_norm, norm_type', { mutates: true }, (call): Value => {
    const most = call.number('max_norm') ?? call.giveUp('this norm');
    if ((call.number('norm_type') ?? 2) !== 2) return call.giveUp('this norm');
    const gradients = gradientsOf(call);
    const [first] = gradients;
    if (first === undefined) return newTensor(algebra.fullOf([], algebra.floatScalar(0), 'float32'));
    for (const { enclosure } of gradients) call.spend(enclosure.numel);
    const total = algebra.norm(algebra.stack(gradients.map(({ enclosure }) => algebra.norm(enclosure))));
    const scale = algebra.mul(
      algebra.reciprocal(algebra.add(total, algebra.floatScalar(1e-6))),
      algebra.floatScalar(most),
    );
    const factor = algebra.clamp(scale, undefined, algebra.floatScalar(1));
    const result = newTensor(total);
    for (const { contentsDoubt } of gradients) doubtContents(total, contentsDoubt);
    change(call, gradients, (x) => algebra.mul(x, factor));
    return result;
  }),
  torchFunction('clip_grad_value_', 'parameters, clip_value', { mutates: true }, (call) => {
    const most = call.number('clip_value') ?? call.giveUp('this value');
    change(call, gradientsOf(call), (x) =>
      algebra.clamp(x, algebra.floatScalar(-most), algebra.floatScalar(most)),
    );
    return NONE;
  }),
];

const rnnModule = makeModule('torch.nn.utils.rnn', {
  PackedSequence: nativeClass('PackedSequence', { module: 'torch.nn.utils.rnn' }),
});
const utilsModule = makeModule('torch.nn.utils', { ...byName(clipping), rnn: rnnModule });

/** `torch.nn.utils`: of it, what clips gradients. */
export const nnUtils = [utilsModule, rnnModule];
