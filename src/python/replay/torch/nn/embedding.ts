import { either } from '../../object/doubt';
import { numelOf } from '../../../../torch';
import * as algebra from '../../../../torch/algebra';
import { bool, FALSE, float, int, NONE, type Value, WrappedFunction } from '../../object/values';
import { type TorchCall, torchFunction } from '../torchCall';
import { notDerived } from '../../../../torch/derivatives';
import { draw, normalValues } from '../drawing';
import { newTensor, parameterType, type TensorValue } from '../tensorValue';
import { filled, layerClass } from './layer';
import { newParameter } from './parameter';

/** `F.embedding`: rows of the weight. */
function embedding(call: TorchCall, input: TensorValue, weight: TensorValue): Value {
  const x = input.enclosure;
  if (x.dtype !== 'int64') return call.giveUp('these indices');
  if (weight.enclosure.dim !== 2) return call.interpreter.raise('RuntimeError', "'weight' must be 2-D");
  const [rows = 0, columns = 1] = weight.enclosure.shape;
  const values = x.tensor.values() as BigInt64Array;
  if (values.some((value) => value < 0n || value >= BigInt(rows)))
    return call.interpreter.raise('IndexError', 'index out of range in self');
  call.spend(numelOf(x.shape) * columns);
  return call.result(
    algebra.index(weight.enclosure, [{ type: 'tensor', tensor: x }]),
    'EmbeddingBackward0',
    notDerived('inputs'),
  );
}

const OPTIONS = 'padding_idx, max_norm, norm_type, scale_grad_by_freq, sparse';
const USUAL = { max_norm: NONE, norm_type: float(2), scale_grad_by_freq: FALSE, sparse: FALSE };

export const embeddingFunction = torchFunction('embedding', `input, weight, ${OPTIONS}`, (call) => {
  if (call.get('max_norm') !== undefined || call.bool('sparse') === true) call.giveUp('this embedding');
  return embedding(call, call.tensor('input'), call.tensor('weight'));
});

export const embeddingLayer = layerClass({
  name: 'Embedding',
  file: 'sparse',
  signature: `num_embeddings, embedding_dim, ${OPTIONS}, _weight, _freeze, device, dtype`,
  defaults: { num_embeddings: undefined, embedding_dim: undefined, padding_idx: NONE, ...USUAL },
  init: (layer) => {
    const { call } = layer;
    for (const name of ['max_norm', 'norm_type', 'sparse', 'device'])
      if (call.get(name) !== undefined) call.leave('this Embedding');
    const shape = [layer.size('num_embeddings'), layer.size('embedding_dim')];
    const [rows = 0] = shape;
    const padding = layer.attribute('padding_idx').kind === 'none' ? 0 : layer.int('padding_idx');
    if (padding >= rows || padding < -rows)
      call.interpreter.raise('AssertionError', 'Padding_idx must be within num_embeddings');
    call.spend(numelOf(shape));
    const dtype = call.floatDtype();
    const given = call.get('_weight');
    if (given !== undefined) {
      const requiresGrad = call.bool('_freeze') !== true;
      layer.set('weight', newTensor(call.asTensor(given).enclosure, { type: parameterType, requiresGrad }));
      return;
    }
    const weight = newParameter(draw(call, (generator) => normalValues(shape, 0, 1, generator, dtype)));
    layer.set('weight', weight);
    if (layer.attribute('padding_idx').kind !== 'none')
      algebra.fill(algebra.select(weight.enclosure, 0, layer.int('padding_idx')), algebra.intScalar(0));
  },
  forward: (layer) => {
    const weight = layer.tensor('weight') ?? layer.call.giveUp('this weight');
    return embedding(layer.call, layer.call.tensor('input'), weight);
  },
  extra: (layer) => {
    const padding = layer.attribute('padding_idx').kind === 'none' ? '' : ', padding_idx={padding_idx}';
    return filled(layer, `{num_embeddings}, {embedding_dim}${padding}`);
  },
  initDraws: true,
});

/** `Embedding.from_pretrained`: on the memory of the tensor that is given. */
const fromPretrained = torchFunction('from_pretrained', 'cls, embeddings, freeze, padding_idx', (call) => {
  const weight = call.tensor('embeddings');
  const [rows, columns, ...more] = weight.enclosure.shape;
  if (rows === undefined || columns === undefined || more.length > 0) return call.giveUp('these embeddings');
  const options = {
    ...{
      num_embeddings: int(rows),
      embedding_dim: int(columns),
      padding_idx: call.get('padding_idx') ?? NONE,
    },
    ...{ _weight: weight, _freeze: bool(call.bool('freeze') ?? true) },
  };
  return call.interpreter.call(call.need('cls'), [], new Map<string, Value>(Object.entries(options)));
});
embeddingLayer.members.set(fromPretrained.name, new WrappedFunction('classmethod', fromPretrained));

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
