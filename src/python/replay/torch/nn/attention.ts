import { type DType, isFloating, uniform } from '../../../../torch';
import * as algebra from '../../../../torch/algebra';
import { NotUnderstood } from '../../object/errors';
import { FALSE, float, int, NONE, str, TRUE, TupleValue, type Value } from '../../object/values';
import { type TorchCall, torchFunction } from '../torchCall';
import { alone } from '../../../../torch/derivatives';
import { draw } from '../drawing';
import { newTensor, TensorValue } from '../tensorValue';
import { dropoutFunctions } from './dropout';
import { type Layer, layerClass } from './layer';
import { linearClass, linearFunction } from './linear';
import { newParameter } from './parameter';

/*
 * Attention as torch/nn/functional.py composes it of operations (`multi_head_attention_forward`), so that gradients and
 * the draws of its dropout follow from theirs.
 */

/** The tensor that a step gave. */
export function stepped(call: TorchCall, value: Value | undefined): TensorValue {
  if (value instanceof TensorValue) return value;
  if (value?.kind === 'unknown') throw new NotUnderstood(value.doubt, value.harmless);
  return call.giveUp('this step');
}

/** `x.name(…)`; numbers are whole ones. */
export function on(
  call: TorchCall,
  x: Value,
  name: string,
  ...args: readonly (Value | number)[]
): TensorValue {
  const { interpreter } = call;
  const values = args.map((arg) => (typeof arg === 'number' ? int(arg) : arg));
  return stepped(call, interpreter.call(interpreter.attribute(x, name), values));
}

/**
 * The same values, with room for a kernel that does all at once: it adds up in tiles, scales later, and has an
 * exponential of its own. `gradName` as in `TorchCall.result`; the heads lie in memory as those of `like` do.
 */
const fused = torchFunction('fused', 'input, gradName, like', (call) => {
  const x = call.enclosure('input');
  const most = algebra.magnitudes(x).reduce((max, size) => Math.max(max, size), 0);
  const errors = x.errors();
  const gradName = call.string('gradName');
  // Flash attention has an exponential that is good to 20 units (`exp_u20`).
  const roundings = gradName === undefined ? 4 : 16;
  const loose = algebra.widened(x, (i) => (errors?.[i] ?? 0) + roundings * algebra.unitOf(x) * most);
  const like = call.get('like') === undefined ? x : call.enclosure('like');
  const result = algebra.fullLike(like.shape.join() === x.shape.join() ? like : x, algebra.intScalar(0));
  algebra.copyInto(result, loose);
  return call.result(
    result,
    gradName,
    alone(x, (g) => algebra.widened(g, 16 * algebra.unitOf(g))),
  );
});

/** What PyTorch may compute at once where no gradients are wanted. */
export function maybeFused(call: TorchCall, x: TensorValue): TensorValue {
  return x.object.requiresGrad ? x : stepped(call, call.interpreter.call(fused, [x]));
}

/** A mask to be added: what is not to be seen becomes -inf. */
function additive(call: TorchCall, mask: TensorValue, dtype: DType, hidden = mask): TensorValue {
  const { dtype: given, shape } = mask.enclosure;
  if (given !== 'bool' && given !== dtype) return call.giveUp('this mask');
  const zeros = newTensor(algebra.fullOf(shape, algebra.floatScalar(0), dtype));
  const result = given === 'bool' ? on(call, zeros, 'masked_fill', hidden, float(-Infinity)) : mask;
  const values = Array.from(result.enclosure.tensor.values() as ArrayLike<number>);
  const columns = Math.max(1, shape.at(-1) ?? 1);
  for (let start = 0; start < values.length; start += columns)
    if (values.slice(start, start + columns).every((value) => value === -Infinity))
      return call.giveUp('a row of attention that is masked altogether');
  return result;
}

const FLASH = 'ScaledDotProductFlashAttentionForCpuBackward0';

/** Softmax of the scores, and what is left of it by dropout. */
function weightsOf(call: TorchCall, scores: TensorValue, p: number): TensorValue {
  const weights = on(call, scores, 'softmax', -1);
  const [dropout] = dropoutFunctions;
  return p > 0 && dropout !== undefined
    ? stepped(call, call.interpreter.call(dropout, [weights, float(p), TRUE]))
    : weights;
}

/** aten/src/ATen/native/transformers/attention.cpp: `_scaled_dot_product_attention_math`, or the kernel for CPUs. */
function scaledDotProduct(
  call: TorchCall,
  [q, k, v]: readonly [TensorValue, TensorValue, TensorValue],
  mask: TensorValue | undefined,
  options: { readonly p: number; readonly isCausal: boolean; readonly scale?: number | undefined },
): TensorValue {
  const [x, y, z] = [q.enclosure, k.enclosure, v.enclosure];
  const { dtype, dim } = x;
  const size = x.shape.at(-1) ?? 0;
  const isLike = [x, y, z].every((one) => one.dtype === dtype && one.dim === dim && one.numel > 0);
  if (!isLike || dim < 2 || (dtype !== 'float32' && dtype !== 'float64'))
    return call.giveUp('this attention');
  const root = float(Math.sqrt(options.scale ?? 1 / Math.sqrt(size)));
  const scaled = on(call, on(call, k, 'transpose', -2, -1), '__mul__', root);
  let scores = on(call, on(call, q, '__mul__', root), '__matmul__', scaled);
  if (options.isCausal) {
    if (mask !== undefined) return call.giveUp('a mask beside is_causal');
    const square = [x.shape.at(-2) ?? 0, y.shape.at(-2) ?? 0];
    mask = newTensor(algebra.tril(algebra.fullOf(square, algebra.boolScalar(true))));
  }
  if (mask !== undefined) {
    const hidden = mask.enclosure.dtype === 'bool' ? on(call, mask, 'logical_not') : mask;
    scores = on(call, scores, '__add__', additive(call, mask, dtype, hidden));
  }
  const result = on(call, weightsOf(call, scores, options.p), '__matmul__', v);
  const isMath = options.p > 0 || dim !== 4 || mask?.object.requiresGrad === true || size !== z.shape.at(-1);
  return isMath ? result : stepped(call, call.interpreter.call(fused, [result, str(FLASH), q]));
}

/** `F.scaled_dot_product_attention`. */
export const scaledDotProductAttention = torchFunction(
  'scaled_dot_product_attention',
  'query, key, value, attn_mask, dropout_p, is_causal, *, scale, enable_gqa',
  { draws: true },
  (call: TorchCall) => {
    if (call.bool('enable_gqa') === true) return call.giveUp('enable_gqa');
    const mask = call.get('attn_mask');
    return scaledDotProduct(
      call,
      [call.tensor('query'), call.tensor('key'), call.tensor('value')],
      mask && call.asTensor(mask),
      {
        p: call.number('dropout_p') ?? 0,
        isCausal: call.bool('is_causal') ?? false,
        scale: call.number('scale'),
      },
    );
  },
);

/** As `Linear`, under the name that its printed form shows. */
const outProjection = layerClass({
  name: 'NonDynamicallyQuantizableLinear',
  file: 'linear',
  signature: 'in_features, out_features, bias, device, dtype',
  base: linearClass,
  likeBase: true,
  forward: (layer) => layer.call.giveUp('this layer'),
});

/** The two masks as one to be added: `attn_mask`, and `key_padding_mask` for all heads and rows. */
function mergedMask(call: TorchCall, batch: number, heads: number, dtype: DType): TensorValue | undefined {
  const [own, padding] = ['attn_mask', 'key_padding_mask'].map((name) => {
    const value = call.get(name);
    return value && additive(call, call.asTensor(value), dtype);
  });
  if ((own?.enclosure.dim ?? 2) > 3 || (padding?.enclosure.dim ?? 2) !== 2) return call.giveUp('this mask');
  if (padding === undefined) return own;
  const wide = on(call, on(call, padding, 'view', batch, 1, 1, -1), 'expand', -1, heads, -1, -1);
  const all = on(call, wide, 'reshape', batch * heads, 1, -1);
  return own === undefined ? all : additive(call, on(call, own, '__add__', all), dtype);
}

/** `MultiheadAttention`: its output projection draws first, then its input projection (`_reset_parameters`). */
export const attentionLayer = layerClass({
  name: 'MultiheadAttention',
  file: 'activation',
  signature:
    'embed_dim, num_heads, dropout, bias, add_bias_kv, add_zero_attn, kdim, vdim, batch_first, device, dtype',
  defaults: { embed_dim: undefined, num_heads: undefined, dropout: float(0), batch_first: FALSE },
  init: (layer) => {
    const { call } = layer;
    for (const name of ['add_bias_kv', 'add_zero_attn', 'kdim', 'vdim', 'device', 'dtype'])
      if (call.get(name) !== undefined) call.leave('this MultiheadAttention');
    const [size, hasBias] = [layer.size('embed_dim'), call.bool('bias') ?? true];
    if (size % layer.size('num_heads') !== 0)
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
    layer.set('head_dim', int(size / layer.int('num_heads')));
    layer.set('out_proj', projection);
    if (hasBias)
      algebra.fill(
        call.asTensor(call.interpreter.attribute(projection, 'bias')).enclosure,
        algebra.intScalar(0),
      );
  },
  inputs: 'query, key, value, key_padding_mask, need_weights, attn_mask, average_attn_weights, is_causal',
  forward: attend,
  initDraws: true,
  forwardDraws: true,
});

/** Query, key and value as (heads of all batches, length, size), projected by thirds of the weight and bias. */
function projected(layer: Layer, inputs: readonly TensorValue[], heads: number): TensorValue[] {
  const { call } = layer;
  const [weight, bias] = [layer.tensor('in_proj_weight'), layer.tensor('in_proj_bias')];
  return inputs.map((x, i) => {
    const [length = 0, batch = 0, size = 0] = x.enclosure.shape;
    const third = (whole?: TensorValue): Value =>
      whole ? on(call, whole, 'narrow', 0, i * size, size) : NONE;
    const made = stepped(call, call.interpreter.call(linearFunction, [x, third(weight), third(bias)]));
    return on(call, on(call, made, 'reshape', length, batch * heads, size / heads), 'transpose', 0, 1);
  });
}

function attend(layer: Layer): Value {
  const { call } = layer;
  const { interpreter } = call;
  const [size, heads, isFirst] = [layer.int('embed_dim'), layer.int('num_heads'), layer.bool('batch_first')];
  const given = ['query', 'key', 'value'].map((name) => call.tensor(name));
  const { dim, dtype } = call.enclosure('query');
  const isBatched = dim === 3;
  if (dim < 2 || dim > 3 || given.some(({ enclosure: one }) => one.dim !== dim || one.shape.at(-1) !== size))
    return call.giveUp('this attention');
  const inputs = given.map((x) => {
    if (!isBatched) return on(call, x, 'unsqueeze', 1);
    return isFirst ? on(call, x, 'transpose', 1, 0) : x;
  });
  const [[rows = 0, batch = 0] = [], [columns = 0, others] = [], last] = inputs.map(
    ({ enclosure }) => enclosure.shape,
  );
  const masks = ['attn_mask', 'key_padding_mask'].flatMap((name) => call.get(name) ?? []);
  const [needsWeights, hint] = [call.bool('need_weights') ?? true, call.bool('is_causal') ?? false];
  if (others !== batch || last?.join() !== [columns, batch, size].join() || (hint && !call.get('attn_mask')))
    return call.giveUp('this attention');
  const isCausal = hint && !needsWeights && call.get('key_padding_mask') === undefined;
  const p = layer.bool('training') ? layer.number('dropout') : 0;
  const mask = isCausal ? undefined : mergedMask(call, batch, heads, dtype);
  const [q, k, v] = projected(layer, inputs, heads);
  if (q === undefined || k === undefined || v === undefined) return NONE;
  let output: TensorValue;
  let weights: TensorValue | undefined;
  if (needsWeights) {
    const scaled = on(call, q, '__mul__', float(Math.sqrt(heads / size)));
    const scores = on(call, scaled, 'bmm', on(call, k, 'transpose', -2, -1));
    const own = weightsOf(call, mask ? on(call, scores, '__add__', mask) : scores, p);
    output = on(call, on(call, own, 'bmm', v), 'transpose', 0, 1);
    weights = on(call, own, 'view', batch, heads, rows, columns);
    if (call.bool('average_attn_weights') !== false) weights = on(call, weights, 'mean', 1);
  } else {
    const apart = (x: TensorValue): TensorValue => {
      const [count = 1, length = 0, width = 0] = x.enclosure.shape;
      return on(call, x, 'view', -1, count === 1 ? 1 : heads, length, width);
    };
    const wide = mask?.enclosure.dim === 3 ? apart(mask) : mask;
    const made = scaledDotProduct(call, [apart(q), apart(k), apart(v)], wide, { p, isCausal });
    output = on(call, made, 'permute', 2, 0, 1, 3);
  }
  const [weight, bias] = ['weight', 'bias'].map((name) =>
    interpreter.attribute(layer.attribute('out_proj'), name),
  );
  const flat = on(call, output, 'reshape', rows * batch, size);
  const made = stepped(call, interpreter.call(linearFunction, [flat, weight ?? NONE, bias ?? NONE]));
  const result = on(call, made, 'view', rows, batch, size);
  if (!isBatched)
    return new TupleValue([on(call, result, 'squeeze', 1), weights ? on(call, weights, 'squeeze', 0) : NONE]);
  if (!isFirst) return new TupleValue([result, weights ?? NONE]);
  const outer = on(call, result, 'transpose', 1, 0);
  const isAtOnce =
    !layer.bool('training') &&
    !outer.object.requiresGrad &&
    heads % 2 === 0 &&
    layer.tensor('in_proj_bias') !== undefined &&
    given.every(({ object }) => object === given[0]?.object) &&
    !masks.some((one) => isFloating(call.asTensor(one).enclosure.dtype));
  if (!isAtOnce) return new TupleValue([outer, weights ?? NONE]);
  // `torch._native_multi_head_attention`.
  const plain = maybeFused(call, on(call, on(call, outer, 'reshape', -1), 'view', batch, rows, size));
  return new TupleValue([plain, weights ? maybeFused(call, weights) : NONE]);
}
