import * as algebra from '../../../../torch/algebra';
import { deepCopy } from '../../modules/copying';
import type { InstanceValue, Value } from '../../object/values';
import { FALSE, float, int, ListValue, NONE, WrappedFunction } from '../../object/values';
import { torchFunction } from '../torchCall';
import { stateOf } from '../state';
import { newTensor } from '../tensorValue';
import { activationFunctions } from './activations';
import { attentionLayer, maybeFused, on, stepped } from './attention';
import { moduleListType } from './containers';
import { dropoutLayers } from './dropout';
import { type Layer, layerClass } from './layer';
import { linearClass } from './linear';
import { hasOwnMethod, namedModules, newState, stateOfModule } from './moduleTree';
import { normalizationLayers } from './normalization';

/* torch/nn/modules/transformer.py, composed of the layers that it holds. */

const dropoutClass = dropoutLayers[0];
const normClass = normalizationLayers.find(({ name }) => name === 'LayerNorm');

/** Out of training and without gradients PyTorch may compute a layer at once, and call nothing of what is within. */
function isAtOnce({ call, self }: Layer): boolean {
  const isTraining = [...namedModules(self)].some(
    ([, module]) => module.attributes.get('training') !== FALSE,
  );
  if (isTraining || stateOf(call.interpreter).gradEnabled) return false;
  for (const [, module] of namedModules(self))
    if (module !== self && (hasOwnMethod(module, 'forward') || hasHooks(module)))
      return call.giveUp(`what is within ${self.type.name}`);
  return true;
}

function hasHooks(module: InstanceValue): boolean {
  const { hooks, preHooks } = stateOfModule(module) ?? newState();
  return hooks.size > 0 || preHooks.size > 0;
}

/** The arguments of a call that begin with a prefix, under the names that another call has for them. */
function passed({ call }: Layer, names: Readonly<Record<string, string>>): Map<string, Value> {
  return new Map(Object.entries(names).map(([name, given]) => [name, call.get(given) ?? NONE]));
}

/** One of the layer's attentions at work, and the names of its masks among the arguments. */
function attended(
  layer: Layer,
  name: string,
  x: Value,
  memory: Value,
  [mask, padding, causal]: readonly string[],
): Value {
  const keywords = passed(layer, { attn_mask: mask ?? '', key_padding_mask: padding ?? '' });
  keywords.set('is_causal', layer.call.get(causal ?? '') ?? FALSE);
  keywords.set('need_weights', FALSE);
  const result = layer.call.interpreter.call(layer.attribute(name), [x, memory, memory], keywords);
  return result.kind === 'tuple' ? (result.items[0] ?? NONE) : result;
}

/** The layers of a transformer, made of what they hold in PyTorch's order, which is that of the draws. */
function transformerLayer(
  name: string,
  attentions: readonly (readonly [name: string, masks: readonly string[]])[],
  inputs: string,
): ReturnType<typeof layerClass> {
  const norms = attentions.length + 1;
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
      for (const [attention] of attentions)
        layer.set(attention, interpreter.call(attentionLayer, [size, heads], options));
      if (dropoutClass === undefined || normClass === undefined) return;
      layer.set('linear1', interpreter.call(linearClass, [size, inner]));
      layer.set('dropout', interpreter.call(dropoutClass, [p]));
      layer.set('linear2', interpreter.call(linearClass, [inner, size]));
      const eps = new Map<string, Value>([['eps', call.get('layer_norm_eps') ?? float(1e-5)]]);
      for (let i = 1; i <= norms; i++) layer.set(`norm${i}`, interpreter.call(normClass, [size], eps));
      for (let i = 1; i <= norms; i++) layer.set(`dropout${i}`, interpreter.call(dropoutClass, [p]));
      layer.set('activation', activationOf(layer));
    },
    inputs,
    forward: (layer) => {
      const { call } = layer;
      const { interpreter } = call;
      const through = (part: string, x: Value): Value => interpreter.call(layer.attribute(part), [x]);
      const [main = ''] = inputs.split(', ');
      const isFused = isAtOnce(layer);
      const steps = [
        ...attentions.map(([attention, masks], i) => (x: Value) => {
          const memory = i === 0 ? x : call.need('memory');
          return through(`dropout${i + 1}`, attended(layer, attention, x, memory, masks));
        }),
        (x: Value) =>
          ['linear1', 'activation', 'dropout', 'linear2', `dropout${norms}`].reduce(
            (value, part) => through(part, value),
            x,
          ),
      ];
      const isFirst = layer.bool('norm_first');
      const result = steps.reduce<Value>((x, step, i) => {
        const norm = `norm${i + 1}`;
        const added = on(call, x, '__add__', step(isFirst ? through(norm, x) : x));
        return isFirst ? added : through(norm, added);
      }, call.tensor(main));
      return isFused ? maybeFused(call, stepped(call, result)) : result;
    },
    initDraws: true,
    forwardDraws: true,
  });
}

/** A function by its name, `relu` or `gelu`, or whatever was given. */
function activationOf({ call }: Layer): Value {
  const given = call.get('activation');
  if (given !== undefined && given.kind !== 'str') return given;
  const name = given?.value ?? 'relu';
  const found = activationFunctions.find((one) => one.name === name && (name === 'relu' || name === 'gelu'));
  return found ?? call.leave('this activation');
}

/** A stack of deep copies of a layer: `_get_clones` draws nothing. `passes`: what each is called with. */
function transformerStack(
  name: string,
  layerName: string,
  inputs: string,
  passes: Readonly<Record<string, string>>,
): ReturnType<typeof layerClass> {
  return layerClass({
    name,
    file: 'transformer',
    signature: `${layerName}, num_layers, norm, enable_nested_tensor, mask_check`,
    defaults: { num_layers: undefined, norm: NONE },
    init: (layer) => {
      const { call } = layer;
      const { interpreter } = call;
      const original = call.need(layerName);
      const copies = Array.from({ length: layer.size('num_layers') }, () => deepCopy(interpreter, original));
      // It comes first, though the other attributes are set before here.
      const norm = layer.attribute('norm');
      layer.self.attributes.delete('norm');
      layer.set('layers', interpreter.call(moduleListType, [new ListValue(copies)]));
      layer.set('norm', norm);
    },
    inputs,
    forward: (layer) => {
      const { call } = layer;
      const { interpreter } = call;
      const [main = ''] = inputs.split(', ');
      // What is padded becomes 0 there.
      if (isAtOnce(layer) && call.get('src_key_padding_mask') !== undefined)
        return call.leave('nested tensors');
      const memory = name === 'TransformerDecoder' ? [call.need('memory')] : [];
      let x: Value = call.tensor(main);
      for (const one of interpreter.iterate(layer.attribute('layers')))
        x = interpreter.call(one, [x, ...memory], passed(layer, passes));
      const norm = layer.attribute('norm');
      return norm.kind === 'none' ? x : interpreter.call(norm, [x]);
    },
    forwardDraws: true,
  });
}

const encoderLayer = transformerLayer(
  'TransformerEncoderLayer',
  [['self_attn', ['src_mask', 'src_key_padding_mask', 'is_causal']]],
  'src, src_mask, src_key_padding_mask, is_causal',
);
const encoder = transformerStack(
  'TransformerEncoder',
  'encoder_layer',
  'src, mask, src_key_padding_mask, is_causal',
  { src_mask: 'mask', src_key_padding_mask: 'src_key_padding_mask' },
);

const DECODER_MASKS = 'tgt_mask, memory_mask, tgt_key_padding_mask, memory_key_padding_mask';
const DECODER_INPUTS = `tgt, memory, ${DECODER_MASKS}, tgt_is_causal, memory_is_causal`;
const decoderLayer = transformerLayer(
  'TransformerDecoderLayer',
  [
    ['self_attn', ['tgt_mask', 'tgt_key_padding_mask', 'tgt_is_causal']],
    ['multihead_attn', ['memory_mask', 'memory_key_padding_mask', 'memory_is_causal']],
  ],
  DECODER_INPUTS,
);
const decoder = transformerStack(
  'TransformerDecoder',
  'decoder_layer',
  DECODER_INPUTS,
  Object.fromEntries(DECODER_MASKS.split(', ').map((mask) => [mask, mask])),
);

/** `Transformer.generate_square_subsequent_mask`: -inf above the diagonal. */
const subsequentMask = torchFunction('generate_square_subsequent_mask', 'sz', (call) => {
  const size = call.asInt(call.need('sz'));
  call.spend(size * size);
  const hidden = algebra.fullOf(
    [size, size],
    algebra.floatScalar(-Infinity),
    stateOf(call.interpreter).defaultDtype,
  );
  return newTensor(algebra.triu(hidden, 1));
});

/** `Transformer`, of which only the mask is modelled. */
const transformerClass = layerClass({
  name: 'Transformer',
  file: 'transformer',
  signature: '*rest',
  init: ({ call }) => call.giveUp('Transformer'),
  forward: ({ call }) => call.giveUp('Transformer'),
  initDraws: true,
  forwardDraws: true,
});
transformerClass.members.set(subsequentMask.name, new WrappedFunction('staticmethod', subsequentMask));

export const transformerLayers = [
  attentionLayer,
  encoderLayer,
  decoderLayer,
  encoder,
  decoder,
  transformerClass,
];
