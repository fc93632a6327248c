import * as algebra from '../../../torch/algebra';
import { either } from '../object/doubt';
import type { Value } from '../object/values';
import { both, type Definition } from './definitions';
import { areDistinct, counting, indexed } from './indexing';
import type { TorchCall } from './torchCall';

/* Functions that pick elements by tensors of indices, as `t[…]` does; what each of them refuses is not modelled. */

const WHOLE: algebra.Index = { type: 'slice' };

/** A tensor of indices, none of which counts from the end. */
function indicesOf(call: TorchCall, name: string, size: number): algebra.Enclosure {
  const { enclosure, object } = call.asTensor(call.need(name));
  const isInside = (value: bigint): boolean => value >= 0n && Number(value) < size;
  const isFit = enclosure.dtype === 'int64' && enclosure.isExact && object.narrow === undefined;
  return isFit && (enclosure.tensor.values() as BigInt64Array).every(isInside)
    ? enclosure
    : call.giveUp(`this ${name}`);
}

function dimOf(call: TorchCall, { dim }: algebra.Enclosure): number {
  const given = call.asInt(call.need('dim'));
  return given < dim && given >= -dim ? given - Math.floor(given / dim) * dim : call.giveUp('this dim');
}

function picked(call: TorchCall, x: algebra.Enclosure, indices: algebra.Index[], gradName: string): Value {
  return call.result(algebra.index(x, indices), gradName, indexed(x, indices));
}

/** What `gather` and `scatter` go to: along one dimension as the tensor says, in the others each to its own place. */
function along(call: TorchCall, x: algebra.Enclosure): algebra.Index[] {
  const dim = dimOf(call, x);
  const index = indicesOf(call, 'index', x.shape[dim] ?? 0);
  const { shape } = index;
  const fits = shape.length === x.dim && shape.every((size, i) => i === dim || size <= (x.shape[i] ?? 0));
  if (!fits) return call.giveUp('this index');
  return shape.map((size, i) => ({
    type: 'tensor',
    tensor:
      i === dim
        ? index
        : algebra.reshape(
            counting(size),
            shape.map((_, j) => (i === j ? size : 1)),
          ),
  }));
}

/** Each element so often, or each as often as it says. */
function repeatedIndices(call: TorchCall, size: number): algebra.Enclosure {
  const given = call.need('repeats');
  const counts =
    given.kind === 'int'
      ? new Array<number>(size).fill(call.asInt(given))
      : Array.from(indicesOf(call, 'repeats', Infinity).tensor.values() as BigInt64Array, Number);
  if (given.kind !== 'int') call.doubt = either(call.doubt, call.asTensor(given).contentsDoubt);
  if (counts.length !== size || counts.some((count) => count < 0)) return call.giveUp('these repeats');
  call.spend(counts.reduce((sum, count) => sum + count, 0));
  return algebra.tensorOf(
    counts.flatMap((count, i) => new Array<algebra.Scalar>(count).fill(algebra.intScalar(i))),
    'int64',
  );
}

export const picking: readonly Definition[] = [
  both('gather', 'input, dim, index', (call) => {
    const x = call.enclosure('input');
    return picked(call, x, along(call, x), 'GatherBackward0');
  }),
  both(
    'scatter',
    'input, dim, index, src, *, value',
    (call) => {
      const x = call.enclosure('input');
      const indices = along(call, x);
      const [index] = indices.filter((one) => one.type === 'tensor');
      const source = call.operand(call.get('value') === undefined ? 'src' : 'value');
      const isTensor = source instanceof algebra.Enclosure;
      const fits = isTensor && source.dtype === x.dtype && source.shape.join() === index?.tensor.shape.join();
      // Which of several wins is not said.
      if (isTensor && (!fits || !areDistinct(x.shape, indices))) return call.giveUp('this src');
      const result = algebra.clone(x);
      algebra.indexPut(result, indices, source);
      return call.result(result, isTensor ? 'ScatterBackward0' : 'ScatterBackward1');
    },
    { inPlace: true },
  ),
  both('index_select', 'input, dim, index', (call) => {
    const x = call.enclosure('input');
    const dim = dimOf(call, x);
    const tensor = indicesOf(call, 'index', x.shape[dim] ?? 0);
    if (tensor.dim !== 1) return call.giveUp('this index');
    const indices = [...new Array<algebra.Index>(dim).fill(WHOLE), { type: 'tensor' as const, tensor }];
    return picked(call, x, indices, 'IndexSelectBackward0');
  }),
  both('masked_select', 'input, mask', (call) => {
    const x = call.enclosure('input');
    const mask = call.tensor('mask');
    const { dtype, shape, isExact } = mask.enclosure;
    if (dtype !== 'bool' || !isExact || shape.join() !== x.shape.join() || x.dim === 0)
      return call.giveUp('this mask');
    call.doubt = either(call.doubt, mask.contentsDoubt);
    return picked(call, x, [{ type: 'tensor', tensor: mask.enclosure }], 'MaskedSelectBackward0');
  }),
  both('take', 'input, index', (call) => {
    const x = call.enclosure('input');
    const flat = algebra.reshape(x, [x.numel]);
    const tensor = indicesOf(call, 'index', x.numel);
    return call.result(algebra.index(flat, [{ type: 'tensor', tensor }]), 'TakeBackward0');
  }),
  both('repeat_interleave', 'input, repeats, dim', (call) => {
    const given = call.enclosure('input');
    const isFlat = call.get('dim') === undefined;
    const x = isFlat ? algebra.reshape(given, [given.numel]) : given;
    const dim = isFlat ? 0 : dimOf(call, x);
    const tensor = repeatedIndices(call, x.shape[dim] ?? 0);
    const indices = [...new Array<algebra.Index>(dim).fill(WHOLE), { type: 'tensor' as const, tensor }];
    const isInt = call.need('repeats').kind === 'int';
    return call.result(algebra.index(x, indices), isInt ? 'ViewBackward0' : 'IndexSelectBackward0');
  }),
  both('trace', 'input', (call) => {
    const x = call.enclosure('input');
    if (x.dim !== 2 || x.dtype === 'bool') return call.giveUp('this trace');
    const diagonal = algebra.diagonal(x, 0, 0, 1);
    // Added in double.
    const isFloat = x.dtype.startsWith('float') || x.dtype === 'bfloat16';
    const sum = algebra.sum(isFloat ? algebra.convert(diagonal, 'float64') : diagonal);
    return call.result(algebra.convert(sum, isFloat ? x.dtype : 'int64'), 'TraceBackward0');
  }),
];
