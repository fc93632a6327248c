import { isFloating, uniform } from '../../../../torch';
import * as algebra from '../../../../torch/algebra';
import { NotUnderstood } from '../../object/errors';
import { FALSE, float, int, NONE, str, TRUE, TupleValue, type Value } from '../../object/values';
import { type TorchCall, torchFunction } from '../torchCall';
import { alone } from '../derivatives';
import { draw } from '../drawing';
import { newTensor, TensorValue } from '../tensorValue';
import { magnitudes, unitOf, widened } from '../widen';
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

/** `x.name(…)`. */
export function on(call: TorchCall, x: Value, name: string, ...args: readonly Value[]): TensorValue {
  const { interpreter } = call;
  return stepped(call, interpreter.call(interpreter.attribute(x, name), args));
}

const ints = (...sizes: readonly number[]): Value[] => sizes.map((size) => int(size));

/**
 * The same values, with room for a kernel that does all at once: it adds up in tiles, scales later, and has an
 * exponential of its own. `gradName` as in `TorchCall.result`; the heads lie in memory as those of `like` do.
 */
const fused = torchFunction('fused', 'input, gradName, like', (call) => {
  const x = call.enclosure('input');
  const most = magnitudes(x).reduce((max, size) => Math.max(max, size), 0);
  const errors = x.errors();
  const gradName = call.string('gradName');
  // Flash attention has an exponential that is good to 20 units (`exp_u20`).
  const roundings = gradName === undefined ? 4 : 16;
  const loose = widened(x, (i) => (errors?.[i] ?? 0) + roundings * unitOf(x) * most);
  const like = call.get('like') === undefined ? x : call.enclosure('like');
  const result = algebra.fullLike(like.shape.join() === x.shape.join() ? like : x, algebra.intScalar(0));
  algebra.copyInto(result, loose);
  return call.result(
    result,
    gradName,
    alone(x, (g) => widened(g, 16 * unitOf(g))),
  );
});

/** What PyTorch may compute at once where no gradients are wanted. */
export function maybeFused(call: TorchCall, x: TensorValue): TensorValue {
  return x.object.requiresGrad ? x : stepped(call, call.interpreter.call(fused, [x]));
}

/** A mask to be added: what is not to be seen becomes -inf. */
function additive(
  call: TorchCall,
  mask: TensorValue,
  hidden: TensorValue,
  dtype: 'float32' | 'float64',
): TensorValue {
  const { dtype: given, shape } = mask.enclosure;
  let result = mask;
  if (given === 'bool')
    result = on(
      call,
      newTensor(algebra.fullOf(shape, algebra.floatScalar(0), dtype)),
      'masked_fill',
      hidden,
      float(-Infinity),
    );
  else if (given !== dtype) return call.giveUp('this mask');
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
  const weights = on(call, scores, 'softmax', int(-1));
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
  const size = x.shape.at(-1) ?? 0;
  const isSimple = [x, y, z].every(
    ({ dtype, dim, numel }) => dtype === x.dtype && dim === x.dim && numel > 0,
  );
  if (!isSimple || x.dim < 2 || (x.dtype !== 'float32' && x.dtype !== 'float64'))
    return call.giveUp('this attention');
  const root = float(Math.sqrt(options.scale ?? 1 / Math.sqrt(size)));
  const scaled = on(call, q, '__mul__', root);
  let scores = on(
    call,
    scaled,
    '__matmul__',
    on(call, on(call, k, 'transpose', ...ints(-2, -1)), '__mul__', root),
  );
  if (options.isCausal) {
    if (mask !== undefined) call.giveUp('a mask beside is_causal');
    const square = algebra.fullOf([x.shape.at(-2) ?? 0, y.shape.at(-2) ?? 0], algebra.boolScalar(true));
    mask = newTensor(algebra.tril(square));
  }
  if (mask !== undefined) {
    const hidden = mask.enclosure.dtype === 'bool' ? on(call, mask, 'logical_not') : mask;
    scores = on(call, scores, '__add__', additive(call, mask, hidden, x.dtype));
  }
  const result = on(call, weightsOf(call, scores, options.p), '__matmul__', v);
  const isFlash =
    options.p === 0 && x.dim === 4 && mask?.object.requiresGrad !== true && size === z.shape.at(-1);
  if (!isFlash) return result;
  return stepped(call, call.interpreter.call(fused, [result, str(FLASH), q]));
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
function mergedMask(
  call: TorchCall,
  sizes: { readonly batch: number; readonly heads: number },
  like: TensorValue,
) {
  const { dtype } = like.enclosure;
  if (dtype !== 'float32' && dtype !== 'float64') return call.giveUp('this attention');
  const given = (name: string): TensorValue | undefined => {
    const value = call.get(name);
    return value && call.asTensor(value);
  };
  const [own, padding] = [given('attn_mask'), given('key_padding_mask')];
  if ((own?.enclosure.dim ?? 2) > 3 || (padding?.enclosure.dim ?? 2) !== 2) return call.giveUp('this mask');
  const { batch, heads } = sizes;
  const length = padding?.enclosure.shape[1] ?? 0;
  const added = own && additive(call, own, own, dtype);
  if (padding === undefined) return added;
  const wide = on(call, additive(call, padding, padding, dtype), 'view', ...ints(batch, 1, 1, length));
  const all = on(
    call,
    on(call, wide, 'expand', ...ints(-1, heads, -1, -1)),
    'reshape',
    ...ints(batch * heads, 1, length),
  );
  return added === undefined ? all : additive(call, on(call, added, '__add__', all), all, dtype);
}

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

function attend(layer: Layer): Value {
  const { call } = layer;
  const { interpreter } = call;
  const [embedding, heads] = [layer.int('embed_dim'), layer.int('num_heads')];
  const given = ['query', 'key', 'value'].map((name) => call.tensor(name));
  const { dim } = call.enclosure('query');
  const [isBatched, isFirst] = [dim === 3, layer.bool('batch_first')];
  const [query, key, value] = given.map((x) => {
    if (x.enclosure.dim !== dim || x.enclosure.shape.at(-1) !== embedding)
      return call.giveUp('this attention');
    if (!isBatched) return on(call, x, 'unsqueeze', int(1));
    return isFirst ? on(call, x, 'transpose', ...ints(1, 0)) : x;
  });
  if (query === undefined || key === undefined || value === undefined) return NONE;
  const [rows = 0, batch = 0] = query.enclosure.shape;
  const [columns = 0] = key.enclosure.shape;
  if (
    dim < 2 ||
    dim > 3 ||
    [key, value].some(({ enclosure: { shape } }) => shape[0] !== columns || shape[1] !== batch)
  )
    return call.giveUp('this attention');
  const [needsWeights, averages] = [
    call.bool('need_weights') ?? true,
    call.bool('average_attn_weights') ?? true,
  ];
  const isCausal =
    (call.bool('is_causal') ?? false) && !needsWeights && call.get('key_padding_mask') === undefined;
  if (call.bool('is_causal') === true && call.get('attn_mask') === undefined) return call.giveUp('is_causal');
  const p = layer.bool('training') ? layer.number('dropout') : 0;
  const mask = isCausal ? undefined : mergedMask(call, { batch, heads }, query);
  const thirds = ['in_proj_weight', 'in_proj_bias'].map((name) => {
    const whole = layer.tensor(name);
    return [0, 1, 2].map((i) =>
      whole ? on(call, whole, 'narrow', ...ints(0, i * embedding, embedding)) : NONE,
    );
  });
  const [q, k, v] = [query, key, value].map((x, i) => {
    const projected = interpreter.call(linearFunction, [x, thirds[0]?.[i] ?? NONE, thirds[1]?.[i] ?? NONE]);
    const sizes = ints(x.enclosure.shape[0] ?? 0, batch * heads, embedding / heads);
    return on(call, on(call, stepped(call, projected), 'reshape', ...sizes), 'transpose', ...ints(0, 1));
  });
  if (q === undefined || k === undefined || v === undefined) return NONE;
  let output: TensorValue;
  let weights: Value = NONE;
  if (needsWeights) {
    const scaled = on(call, q, '__mul__', float(Math.sqrt(heads / embedding)));
    const scores = on(call, scaled, 'bmm', on(call, k, 'transpose', ...ints(-2, -1)));
    const own = weightsOf(call, mask ? on(call, scores, '__add__', mask) : scores, p);
    output = on(call, on(call, own, 'bmm', v), 'transpose', ...ints(0, 1));
    weights = on(call, own, 'view', ...ints(batch, heads, rows, columns));
    if (averages) weights = on(call, weights, 'mean', int(1));
  } else {
    const [a, b, c] = [q, k, v].map((x) =>
      on(call, x, 'view', ...ints(batch, heads, x.enclosure.shape[1] ?? 0, embedding / heads)),
    );
    if (a === undefined || b === undefined || c === undefined) return NONE;
    const wide =
      mask?.enclosure.dim === 3
        ? on(
            call,
            mask,
            'view',
            ...ints(-1, mask.enclosure.shape[0] === 1 ? 1 : heads, mask.enclosure.shape[1] ?? 0, columns),
          )
        : mask;
    output = on(
      call,
      scaledDotProduct(call, [a, b, c], wide, { p, isCausal }),
      'permute',
      ...ints(2, 0, 1, 3),
    );
  }
  const flat = on(call, output, 'reshape', ...ints(rows * batch, embedding));
  const projection = layer.attribute('out_proj');
  const projected = interpreter.call(linearFunction, [
    flat,
    interpreter.attribute(projection, 'weight'),
    interpreter.attribute(projection, 'bias'),
  ]);
  const result = on(call, stepped(call, projected), 'view', ...ints(rows, batch, embedding));
  if (!isBatched)
    return new TupleValue([
      on(call, result, 'squeeze', int(1)),
      weights.kind === 'none' ? NONE : on(call, weights, 'squeeze', int(0)),
    ]);
  if (!isFirst) return new TupleValue([result, weights]);
  const outer = on(call, result, 'transpose', ...ints(1, 0));
  const isSelf = given.every(({ object }) => object === given[0]?.object);
  const isFloatMask = ['attn_mask', 'key_padding_mask'].some(
    (name) => call.get(name) !== undefined && isFloating(call.enclosure(name).dtype),
  );
  const { requiresGrad } = result.object;
  if (
    layer.bool('training') ||
    requiresGrad ||
    heads % 2 !== 0 ||
    !isSelf ||
    isFloatMask ||
    !layer.tensor('in_proj_bias')
  )
    return new TupleValue([outer, weights]);
  // `torch._native_multi_head_attention`.
  const plain = on(call, outer, 'contiguous');
  return new TupleValue([
    maybeFused(call, plain),
    weights instanceof TensorValue ? maybeFused(call, weights) : NONE,
  ]);
}
