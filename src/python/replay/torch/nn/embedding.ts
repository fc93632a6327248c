import { numelOf, SCALAR_TYPE_NAMES } from '../../../../torch';
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
  if (weight.dim !== 2) return call.raise('RuntimeError', "'weight' must be 2-D");
  if (x.dtype !== 'int64') {
    const name = SCALAR_TYPE_NAMES[x.dtype];
    const title = name.startsWith('B') ? `CPU${name}Type` : `torch.${name}Tensor`;
    const words = `one of the following scalar types: Long, Int; but got ${title} instead (while checking arguments for embedding)`;
    call.raise('RuntimeError', `Expected tensor for argument #1 'indices' to have ${words}`);
  }
  const values = x.tensor.values() as BigInt64Array;
  if (values.some((value) => value < 0n || value >= BigInt(rows)))
    return call.raise('IndexError', 'index out of range in self');
  call.spend(numelOf(x.shape) * columns);
  const derivative = ofEmbedding(weight, x, padding !== undefined && padding < 0 ? padding + rows : padding);
  return call.result(
    algebra.index(weight, [{ type: 'tensor', tensor: x }]),
    'EmbeddingBackward0',
    derivative,
  );
});
