import * as algebra from '../../../../torch/algebra';
import { type TorchCall, torchFunction } from '../torchCall';
import { alone } from '../../../../torch/derivatives';
import type { TensorValue } from '../tensorValue';

/* What attention needs beside operations; how it is composed of these stands in ../../../library/attention.ts. */

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

/** A mask to be added: what is not to be seen becomes -inf. */
function additive(call: TorchCall): TensorValue {
  const [mask, { dtype }] = [call.tensor('mask'), call.enclosure('like')];
  const { dtype: given, shape } = mask.enclosure;
  if (given !== 'bool' && given !== dtype) return call.giveUp('this mask');
  const [zero, hidden] = [algebra.fullOf(shape, algebra.intScalar(0), dtype), algebra.floatScalar(-Infinity)];
  const result = given === 'bool' ? call.result(algebra.where(mask.enclosure, hidden, zero)) : mask;
  const values = Array.from(result.enclosure.tensor.values() as ArrayLike<number>);
  const columns = Math.max(1, shape.at(-1) ?? 1);
  for (let start = 0; start < values.length; start += columns)
    if (values.slice(start, start + columns).every((value) => value === -Infinity))
      return call.giveUp('a row of attention that is masked altogether');
  return result;
}

/** Of `torch.nn.modules.activation` what attention needs beside operations; see ../../../library/attention.ts. */
export const attentionHelpers = {
  _additive: torchFunction('_additive', 'mask, like', additive),
  // What PyTorch computes in one step of this name.
  _kernel: fused,
};
