import { isFloating, uniform } from '../../../../torch';
import * as algebra from '../../../../torch/algebra';
import { deepCopy } from '../../modules/copying';
import type { InstanceValue, Value } from '../../object/values';
import { FALSE, float, int, ListValue, NONE, TRUE, TupleValue } from '../../object/values';
import { type TorchCall, torchFunction } from '../torchCall';
import { draw } from '../drawing';
import { moduleListType } from './containers';
import { dropoutLayers } from './dropout';
import { Layer, layerClass } from './layer';
import { linearClass } from './linear';
import { normalizationLayers } from './normalization';
import { hasOwnMethod, namedModules, newState, stateOfModule } from './moduleTree';
import { newParameter } from './parameter';
import { shapeOnly } from './unknown';

/** As `Linear`, under the name that its printed form shows. */
const outProjection = layerClass({
  name: 'NonDynamicallyQuantizableLinear',
  file: 'linear',
  signature: 'in_features, out_features, bias, device, dtype',
  base: linearClass,
  likeBase: true,
  forward: (layer) => layer.call.giveUp('this layer'),
});

/** `MultiheadAttention`: its output projection draws first, then its input projection (`_reset_parameters`). */
export const attentionLayer = layerClass({
  name: 'MultiheadAttention',
  file: 'activation',
  signature:
    'embed_dim, num_heads, dropout, bias, add_bias_kv, add_zero_attn, kdim, vdim, batch_first, device, dtype',
  defaults: { embed_dim: NONE, num_heads: NONE, dropout: float(0), batch_first: FALSE },
  init: (layer) => {
    const { call } = layer;
    for (const name of ['add_bias_kv', 'add_zero_attn', 'kdim', 'vdim', 'device', 'dtype'])
      if (call.get(name) !== undefined) call.leave('this MultiheadAttention');
    const [size, hasBias] = [layer.int('embed_dim'), call.bool('bias') ?? true];
    if (size % layer.int('num_heads') !== 0)
      call.interpreter.raise('AssertionError', 'embed_dim must be divisible by num_heads');
    call.spend(4 * size * size);
    const projection = call.interpreter.call(outProjection, [int(size), int(size), hasBias ? TRUE : FALSE]);
    const bound = Math.sqrt(3) * Math.sqrt(2 / (4 * size));
    const weight = draw(call, (generator) =>
      algebra.exact(uniform([3 * size, size], -bound, bound, generator, 'float32')),
    );
    layer.set('in_proj_weight', newParameter(weight));
    layer.set(
      'in_proj_bias',
      hasBias ? newParameter(algebra.fullOf([3 * size], algebra.floatScalar(0))) : NONE,
    );
    layer.set('out_proj', projection);
    if (hasBias)
      algebra.fill(
        call.asTensor(call.interpreter.attribute(projection, 'bias')).enclosure,
        algebra.intScalar(0),
      );
  },
  inputs: 'query, key, value, key_padding_mask, need_weights, attn_mask, average_attn_weights, is_causal',
  forward: (layer) => {
    const { call } = layer;
    const [query, key] = [call.enclosure('query'), call.enclosure('key')];
    if (!isFloating(query.dtype) || query.dim !== 3) return call.leave('this attention');
    dropsWithin(layer);
    needGradients(layer);
    const output = shapeOnly(call, query.shape, query.dtype, 'the values of attention');
    if (call.bool('need_weights') === false) return new TupleValue([output, NONE]);
    const [batch, length, source] = layer.bool('batch_first')
      ? [query.shape[0], query.shape[1], key.shape[1]]
      : [query.shape[1], query.shape[0], key.shape[0]];
    if (call.bool('average_attn_weights') === false) return call.leave('these attention weights');
    const weights = shapeOnly(
      call,
      [batch ?? 0, length ?? 0, source ?? 0],
      query.dtype,
      'the values of attention',
    );
    return new TupleValue([output, weights]);
  },
  initDraws: true,
  forwardDraws: true,
});

/** Where something within a layer drops out, how much is drawn is not computed; each has a p and a mode of its own. */
function dropsWithin({ call, self }: Layer): void {
  const { random } = call.interpreter;
  for (const [, module] of namedModules(self)) {
    // What the reader's code does there is not run.
    if (module !== self && (hasOwnMethod(module, 'forward') || hasHooks(module)))
      return call.giveUp(`what is within ${self.type.name}`);
    const p = module.attributes.get('p') ?? module.attributes.get('dropout');
    const isNone = p === undefined || ((p.kind === 'float' || p.kind === 'int') && Number(p.value) === 0);
    if (!isNone && p.kind !== 'instance' && new Layer(call, module).bool('training'))
      random.lose(call.interpreter.about('unknownCall', `the dropout within ${self.type.name}`));
  }
}

function hasHooks(module: InstanceValue): boolean {
  const { hooks, preHooks } = stateOfModule(module) ?? newState();
  return hooks.size > 0 || preHooks.size > 0;
}

/** The parameters are among what the result comes of. */
function needGradients({ call, self }: Layer): void {
  for (const value of self.attributes.values()) if (value.kind === 'native') call.asTensor(value);
}

const dropoutClass = dropoutLayers[0];
const normClass = normalizationLayers.find(({ name }) => name === 'LayerNorm');

/** What layers and stacks take, encoders and decoders alike. */
const TRANSFORMER_INPUTS =
  'input, memory, mask, src_key_padding_mask, is_causal, tgt_mask, memory_mask, tgt_key_padding_mask, memory_key_padding_mask, tgt_is_causal, memory_is_causal';

/** The layers of a transformer, made of what they hold in PyTorch's order, which is that of the draws. */
function transformerLayer(
  name: string,
  attentions: readonly string[],
  norms: number,
): ReturnType<typeof layerClass> {
  return layerClass({
    name,
    file: 'transformer',
    signature:
      'd_model, nhead, dim_feedforward, dropout, activation, layer_norm_eps, batch_first, norm_first, bias, device, dtype',
    defaults: { norm_first: FALSE },
    init: (layer) => {
      const { call } = layer;
      const { interpreter } = call;
      for (const option of ['bias', 'device', 'dtype'])
        if (call.get(option) !== undefined) call.leave(`this ${name}`);
      const [size, heads] = [call.need('d_model'), call.need('nhead')];
      const [inner, p] = [call.get('dim_feedforward') ?? int(2048), call.get('dropout') ?? float(0.1)];
      const options = new Map<string, Value>([['dropout', p]]);
      const batchFirst = call.get('batch_first');
      if (batchFirst !== undefined) options.set('batch_first', batchFirst);
      for (const attention of attentions)
        layer.set(attention, interpreter.call(attentionLayer, [size, heads], options));
      if (dropoutClass === undefined || normClass === undefined) return;
      layer.set('linear1', interpreter.call(linearClass, [size, inner]));
      layer.set('dropout', interpreter.call(dropoutClass, [p]));
      layer.set('linear2', interpreter.call(linearClass, [inner, size]));
      const eps = new Map<string, Value>([['eps', call.get('layer_norm_eps') ?? float(1e-5)]]);
      for (let i = 1; i <= norms; i++) layer.set(`norm${i}`, interpreter.call(normClass, [size], eps));
      for (let i = 1; i <= norms; i++) layer.set(`dropout${i}`, interpreter.call(dropoutClass, [p]));
      const activation = call.get('activation');
      if (activation?.kind === 'instance' || activation?.kind === 'function')
        layer.set('activation', activation);
    },
    inputs: TRANSFORMER_INPUTS,
    forward: (layer) => {
      const { call } = layer;
      const x = call.enclosure('input');
      const activation = layer.self.attributes.get('activation');
      const isOwn = activation !== undefined && activation.kind !== 'instance';
      if (!isFloating(x.dtype) || isOwn) return call.giveUp(`this ${name}`);
      dropsWithin(layer);
      for (const part of [...attentions, 'linear1']) {
        const value = layer.attribute(part);
        if (value.kind === 'instance') needGradients(new Layer(call, value));
      }
      return shapeOnly(call, x.shape, x.dtype, `the values of ${name}`);
    },
    initDraws: true,
    forwardDraws: true,
  });
}

/** A stack of deep copies of a layer: `_get_clones` draws nothing. */
function transformerStack(name: string, layerName: string): ReturnType<typeof layerClass> {
  return layerClass({
    name,
    file: 'transformer',
    signature: `${layerName}, num_layers, norm, enable_nested_tensor, mask_check`,
    defaults: { num_layers: NONE, norm: NONE },
    init: (layer) => {
      const { call } = layer;
      const { interpreter } = call;
      const original = call.need(layerName);
      const copies = Array.from({ length: layer.int('num_layers') }, () => deepCopy(interpreter, original));
      // It comes first, though the other attributes are set before here.
      const norm = layer.attribute('norm');
      layer.self.attributes.delete('norm');
      layer.set('layers', interpreter.call(moduleListType, [new ListValue(copies)]));
      layer.set('norm', norm);
    },
    inputs: TRANSFORMER_INPUTS,
    forward: (layer) => {
      const { call } = layer;
      const x = call.enclosure('input');
      if (!isFloating(x.dtype)) return call.giveUp(`this ${name}`);
      dropsWithin(layer);
      for (const [, module] of namedModules(layer.self)) needGradients(new Layer(call, module));
      return shapeOnly(call, x.shape, x.dtype, `the values of ${name}`);
    },
    forwardDraws: true,
  });
}

export const transformerLayers = [
  attentionLayer,
  transformerLayer('TransformerEncoderLayer', ['self_attn'], 2),
  transformerLayer('TransformerDecoderLayer', ['self_attn', 'multihead_attn'], 3),
  transformerStack('TransformerEncoder', 'encoder_layer'),
  transformerStack('TransformerDecoder', 'decoder_layer'),
];

/** `F.scaled_dot_product_attention`, without dropout: softmax(q·kᵀ/√d)·v in whatever order it is computed. */
export const scaledDotProductAttention = torchFunction(
  'scaled_dot_product_attention',
  'query, key, value, attn_mask, dropout_p, is_causal, scale, enable_gqa',
  { draws: true },
  (call: TorchCall) => {
    const [q, v] = [call.enclosure('query'), call.enclosure('value')];
    call.asTensor(call.need('key'));
    if ((call.number('dropout_p') ?? 0) > 0 || !isFloating(q.dtype))
      return call.leave('dropout within attention');
    return shapeOnly(
      call,
      [...q.shape.slice(0, -1), v.shape.at(-1) ?? 0],
      q.dtype,
      'the values of attention',
    );
  },
);
