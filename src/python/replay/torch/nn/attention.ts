import type { DType } from '../../../../torch';
import * as algebra from '../../../../torch/algebra';
import { NotUnderstood } from '../../object/errors';
import { float, int, str, TRUE, type Value } from '../../object/values';
import { type TorchCall, torchFunction } from '../torchCall';
import { alone } from '../../../../torch/derivatives';
import { newTensor, TensorValue } from '../tensorValue';
import { dropoutFunctions } from './dropout';

/* Attention, composed of operations, so that gradients and the draws of its dropout follow from theirs. */

/** The tensor that a step gave. */
function stepped(call: TorchCall, value: Value | undefined): TensorValue {
  if (value instanceof TensorValue) return value;
  if (value?.kind === 'unknown') throw new NotUnderstood(value.doubt, value.harmless);
  return call.giveUp('this step');
}

/** `x.name(…)`; numbers are whole ones. */
function on(call: TorchCall, x: Value, name: string, ...args: readonly (Value | number)[]): TensorValue {
  const { interpreter } = call;
  const values = args.map((arg) => (typeof arg === 'number' ? int(arg) : arg));
  return stepped(call, interpreter.call(interpreter.attribute(x, name), values));
}

/**
 * The same values, with room for a kernel that does all at once: it adds up in tiles, scales later, and has an
 * exponential of its own. `gradName` as in `TorchCall.result`; the heads lie in memory as those of `like` do; the room is for
 * so many roundings.
 */
const fused = torchFunction('fused', 'input, gradName, like, roundings', (call) => {
  const x = call.enclosure('input');
  const mostOf = (one: algebra.Enclosure): number =>
    algebra.magnitudes(one).reduce((max, size) => Math.max(max, size), 0);
  const most = mostOf(x);
  const errors = x.errors();
  const gradName = call.string('gradName');
  // Flash attention has an exponential that is good to 20 units (`exp_u20`).
  const roundings = call.intOr('roundings', gradName === undefined ? 4 : 16);
  const loose = algebra.widened(x, (i) => (errors?.[i] ?? 0) + roundings * algebra.unitOf(x) * most);
  const like = call.get('like') === undefined ? x : call.enclosure('like');
  const result = algebra.fullLike(like.shape.join() === x.shape.join() ? like : x, algebra.intScalar(0));
  algebra.copyInto(result, loose);
  return call.result(
    result,
    gradName,
    alone(x, (g) => algebra.widened(g, roundings * algebra.unitOf(g) * mostOf(g))),
  );
});

/** What PyTorch may compute at once where no gradients are wanted. */
function maybeFused(call: TorchCall, x: TensorValue): TensorValue {
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
    call.interpreter.random.lose(call.get('dropout_p')?.doubt);
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

/** Of `torch.nn.modules.activation` what attention needs beside operations; see ../../../library/attention.ts. */
export const attentionHelpers = {
  _additive: torchFunction('_additive', 'mask, like', (call) =>
    additive(call, call.tensor('mask'), call.enclosure('like').dtype),
  ),
  // What PyTorch computes in one step of this name.
  _kernel: fused,
  _fused: torchFunction('_fused', 'x', (call) => maybeFused(call, call.tensor('x'))),
};
