import * as algebra from '../../../torch/algebra';
import { either } from '../object/doubt';
import type { Value } from '../object/values';
import { memoryOf } from './memory';
import { both, type Definition } from './definitions';
import { indexed } from './indexing';
import type { TorchCall } from './torchCall';

/* Functions that pick elements by tensors of indices, as `t[…]` does, but lay what they give in memory in order. */

function picked(call: TorchCall, x: algebra.Enclosure, indices: algebra.Index[], gradName: string): Value {
  return call.result(algebra.contiguous(algebra.index(x, indices)), gradName, indexed(x, indices));
}

/** A tensor of indices. */
function indexOf(call: TorchCall): algebra.Enclosure {
  const { object, enclosure } = call.tensor('index');
  return object.narrow === undefined ? enclosure : call.giveUp('this index');
}

/** How often each of so many is repeated. */
function repeatsOf(call: TorchCall, size: number): number[] {
  const given = call.need('repeats');
  if (given.kind === 'int') return new Array<number>(size).fill(call.asInt(given));
  const counts = call.asTensor(given);
  algebra.checkInside(counts.enclosure, Infinity);
  call.doubt = either(call.doubt, counts.contentsDoubt);
  return Array.from(counts.enclosure.tensor.values() as BigInt64Array, Number);
}

/** What picks elements by an index along a dimension. */
function pickedAlong(name: string, indicesOf: typeof algebra.gatherIndices, gradName: string): Definition {
  return both(name, 'input, dim, index', (call) => {
    const x = call.enclosure('input');
    return picked(call, x, indicesOf(x, call.wholeNumber('dim'), indexOf(call)), gradName);
  });
}

export const picking: readonly Definition[] = [
  pickedAlong('gather', algebra.gatherIndices, 'GatherBackward0'),
  both('scatter _', 'input, dim, index, src, *, value', (call) => {
    const x = call.enclosure('input');
    const index = indexOf(call);
    const indices = algebra.gatherIndices(x, call.wholeNumber('dim'), index);
    const source = call.operand(call.get('value') === undefined ? 'src' : 'value');
    const isTensor = source instanceof algebra.Enclosure;
    // PyTorch refuses it in place.
    if ([index, source].some((one) => one instanceof algebra.Enclosure && memoryOf(one) === memoryOf(x)))
      return call.giveUp('memory that overlaps');
    const fits = isTensor && source.dtype === x.dtype && source.shape.join() === index.shape.join();
    // Which of several wins is not said.
    if (isTensor && (!fits || !algebra.areDistinct(x.shape, indices))) return call.giveUp('this src');
    if (!isTensor) algebra.checkFits(source, x.dtype);
    const result = algebra.clone(algebra.contiguous(x));
    algebra.indexPut(result, indices, source);
    return call.result(result, isTensor ? 'ScatterBackward0' : 'ScatterBackward1');
  }),
  pickedAlong('index_select', algebra.sliceIndices, 'IndexSelectBackward0'),
  both('masked_select', 'input, mask', (call) => {
    const x = call.enclosure('input');
    const mask = call.tensor('mask');
    const { dtype, shape, isExact } = mask.enclosure;
    const fits = dtype === 'bool' && isExact && shape.join() === x.shape.join() && x.dim > 0;
    if (!fits) return call.giveUp('this mask');
    call.doubt = either(call.doubt, mask.contentsDoubt);
    return picked(call, x, [{ type: 'tensor', tensor: mask.enclosure }], 'MaskedSelectBackward0');
  }),
  both('repeat_interleave', 'input, repeats, dim', (call) => {
    const given = call.enclosure('input');
    const isFlat = call.get('dim') === undefined;
    const x = isFlat ? algebra.reshape(given, [given.numel]) : given;
    const dim = isFlat ? 0 : call.wholeNumber('dim');
    const counts = repeatsOf(call, x.shape.at(dim) ?? 0);
    call.spend(counts.reduce((sum, count) => sum + Math.max(count, 0), 0));
    const result = algebra.contiguous(algebra.index(x, algebra.repeatIndices(x, dim, counts)));
    return call.result(
      result,
      call.need('repeats').kind === 'int' ? 'ViewBackward0' : 'IndexSelectBackward0',
    );
  }),
  both('trace', 'input', (call) => call.result(algebra.trace(call.enclosure('input')), 'TraceBackward0')),
];
