import { either } from '../../object/doubt';
import { numelOf } from '../../../../torch';
import * as algebra from '../../../../torch/algebra';
import { torchFunction } from '../torchCall';
import { ofEmbedding } from '../../../../torch/layerDerivatives';

const OPTIONS = 'padding_idx, max_norm, norm_type, scale_grad_by_freq, sparse';

/** `F.embedding`: rows of the weight. */
export const embeddingFunction = torchFunction('embedding', `input, weight, ${OPTIONS}`, (call) => {
  if (call.get('max_norm') !== undefined || call.bool('sparse') === true) call.giveUp('this embedding');
  if (call.bool('scale_grad_by_freq') === true) call.leave('this embedding');
  call.get('norm_type');
  const weight = call.tensor('weight').enclosure;
  const [rows = 0, columns = 1] = weight.shape;
  const padding = call.intOrNone('padding_idx');
  if (padding !== undefined && (padding >= rows || padding < -rows)) return call.giveUp('this embedding');
  const x = call.tensor('input').enclosure;
  if (x.dtype !== 'int64') return call.giveUp('these indices');
  if (weight.dim !== 2) return call.interpreter.raise('RuntimeError', "'weight' must be 2-D");
  const values = x.tensor.values() as BigInt64Array;
  if (values.some((value) => value < 0n || value >= BigInt(rows)))
    return call.interpreter.raise('IndexError', 'index out of range in self');
  call.spend(numelOf(x.shape) * columns);
  const derivative = ofEmbedding(weight, x, padding !== undefined && padding < 0 ? padding + rows : padding);
  return call.result(
    algebra.index(weight, [{ type: 'tensor', tensor: x }]),
    'EmbeddingBackward0',
    derivative,
  );
});

/** `F.one_hot(tensor, num_classes)`. */
export const oneHotFunction = torchFunction('one_hot', 'tensor, num_classes', (call) => {
  const input = call.tensor('tensor');
  const x = input.enclosure;
  call.doubt = either(call.doubt, input.memoryDoubt);
  const given = call.intOr('num_classes', -1);
  if (x.dtype !== 'int64' || !x.isExact || x.numel === 0) return call.giveUp('this one_hot');
  const values = Array.from(x.tensor.values() as BigInt64Array, Number);
  const classes = given < 0 ? values.reduce((most, value) => Math.max(most, value), -1) + 1 : given;
  if (values.some((value) => value < 0 || value >= classes)) return call.giveUp('this one_hot');
  call.spend(x.numel * classes);
  return call.result(algebra.oneHot(x, classes));
});
