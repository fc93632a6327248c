import { isFloating } from '../../../torch';
import * as algebra from '../../../torch/algebra';
import { either } from '../object/doubt';
import { NotUnderstood } from '../object/errors';
import { indexOf, sliceBounds } from '../protocol/items';
import { native } from '../object/native';
import { NONE, type NativeFunction, type Value } from '../object/values';
import { checkInPlace, recordInPlace } from './autograd';
import { TorchCall, computed } from './torchCall';
import { alone, type Derivative } from '../../../torch/derivatives';
import { isPythons, NdarrayValue } from './ndarray';
import { nestedScalars } from './nesting';
import { deepDoubt, tensorsIn } from './scalars';
import { doubtContents, memoryOf, replaceDoubt } from './memory';
import { TensorValue } from './tensorValue';

/** What stands between the brackets, as the algebra takes it. */
function readIndices(call: TorchCall, key: Value): algebra.Index[] {
  const isScalar = call.tensor('self').enclosure.dim === 0;
  if (isScalar && key.kind === 'slice') {
    const isBack = sliceBounds(call.interpreter, key, 0).step < 0;
    if (isBack) call.raise('ValueError', 'step must be greater than zero');
    call.raise('IndexError', 'slice() cannot be applied to a 0-dim tensor.');
  }
  if (isScalar && key.kind === 'int')
    call.raise(
      'IndexError',
      key.value === 0n
        ? 'invalid index of a 0-dim tensor. Use `tensor.item()` in Python or `tensor.item<T>()` in C++ to convert a 0-dim tensor to a number'
        : `index ${key.value} is out of bounds for dimension 0 with size 0`,
    );
  const parts = key.kind === 'tuple' ? key.items : [key];
  call.doubt = either(call.doubt, deepDoubt(key));
  return parts.map((part) => readIndex(call, part));
}

function readIndex(call: TorchCall, part: Value): algebra.Index {
  switch (part.kind) {
    case 'unknown':
      throw new NotUnderstood(part.doubt, part.harmless);
    case 'none':
      return { type: 'none' };
    case 'ellipsis':
      return { type: 'ellipsis' };
    case 'bool':
      return { type: 'bool', value: part.value };
    case 'int':
      return { type: 'int', value: call.asInt(part) };
    case 'float':
      return call.raise('IndexError', 'only integers are valid indices (got float)', true);
    case 'slice': {
      const bound = (value: Value): number | undefined => {
        if (value.kind === 'none') return undefined;
        if (value instanceof TensorValue) return call.asInt(value);
        const index = indexOf(call.interpreter, value);
        return index === undefined ? call.typeError('slice indices must be integers') : Number(index);
      };
      const [start, stop, step] = [bound(part.start), bound(part.stop), bound(part.step)];
      return { type: 'slice', start, stop, step };
    }
    case 'list':
    case 'range': {
      if (part.kind === 'list' && part.items.length === 0) return call.giveUp('this index');
      if (tensorsIn(part).length > 0) return call.leave('a list of tensors as an index');
      const tensor = algebra.tensorOf(nestedScalars(call, part));
      // Of floats integers are made first.
      return isFloating(tensor.dtype) ? call.leave('this index') : { type: 'tensor', tensor };
    }
    default:
      if (part instanceof TensorValue) {
        if (part.object.narrow !== undefined) call.giveUp('this index');
        // Which elements are picked decides on their values, and not on how many there are.
        const picks = part.enclosure.dtype === 'int64' && part.enclosure.dim > 0;
        call.doubt = either(call.doubt, picks ? part.doubt : part.contentsDoubt);
        if (picks) call.contents = either(call.contents, part.memoryDoubt);
        return { type: 'tensor', tensor: part.enclosure };
      }
      return call.giveUp('this index');
  }
}

/** Whether an index takes all that there is. */
function isWhole(one: algebra.Index): boolean {
  if (one.type !== 'slice') return one.type === 'ellipsis';
  return (one.start ?? 0) === 0 && one.stop === undefined && (one.step ?? 1) === 1;
}

/** What autograd calls the last step of an indexing, which PyTorch does one by one. */
function gradNameOf(key: Value, indices: readonly algebra.Index[]): string {
  if (indices.some((one) => one.type === 'bool' || (one.type === 'tensor' && one.tensor.dim > 0)))
    return 'IndexBackward0';
  if (indices.some((one) => one.type === 'tensor' && one.tensor.dtype === 'bool')) return 'IndexBackward0';
  const name = (one: algebra.Index): string | undefined => {
    if (one.type === 'int' || one.type === 'tensor') return 'SelectBackward0';
    if (one.type === 'none') return 'UnsqueezeBackward0';
    if (one.type !== 'slice') return undefined;
    return isWhole(one) && key.kind === 'tuple' ? undefined : 'SliceBackward0';
  };
  return indices.map(name).findLast((one) => one !== undefined) ?? 'AliasBackward0';
}

/** Of what is picked by indices; of an element that is picked more than once the gradients would have to be added. */
export function indexed(x: algebra.Enclosure, indices: readonly algebra.Index[]): Derivative {
  const gradient = (g: algebra.Enclosure): algebra.Enclosure => {
    if (!algebra.areDistinct(x.shape, indices)) throw new algebra.UndecidedError('the gradient of a copy');
    const zeros = algebra.fullOf(x.shape, algebra.intScalar(0), x.dtype);
    algebra.indexPut(zeros, indices, g);
    return zeros;
  };
  return alone(x, gradient, indices.some(({ type }) => type === 'tensor') ? 'inputs' : 'nothing');
}

/** `t[…]` and `t[…] = value`. */
export const indexing: readonly NativeFunction[] = [
  native('__getitem__', 'self, key', (args, interpreter) => {
    const call = new TorchCall(interpreter, '__getitem__', args, args.rest);
    const self = call.tensor('self');
    const key = args.need('key');
    const indices = readIndices(call, key);
    const result = computed(interpreter, () => algebra.index(self.enclosure, indices));
    const value = call.result(result, gradNameOf(key, indices), indexed(self.enclosure, indices));
    doubtContents(result, call.contents);
    return call.doubt === undefined ? value : value.withDoubt(either(call.doubt, value.doubt) ?? call.doubt);
  }),
  native('__setitem__', 'self, key, value', { mutates: true }, (args, interpreter) => {
    const call = new TorchCall(interpreter, '__setitem__', args, args.rest);
    const self = call.tensor('self');
    const key = args.need('key');
    const indices = readIndices(call, key);
    const given = args.need('value');
    // Written to is a view, unless it would be the whole.
    const isLeaf = self.object.requiresGrad && self.object.node === undefined;
    const isView =
      isLeaf && indices.some(({ type }) => type === 'int') && indices.every(({ type }) => type !== 'tensor');
    const written = isView ? computed(interpreter, () => algebra.index(self.enclosure, indices)) : undefined;
    checkInPlace(interpreter, written ? call.result(written, 'SelectBackward0') : self);
    if (given instanceof NdarrayValue && !isPythons(given)) call.giveUp('a number of numpy');
    const value = call.asOperand(given);
    computed(interpreter, () => {
      algebra.indexPut(self.enclosure, indices, value);
    });
    let doubt = either(either(call.doubt, call.contents), given.doubt);
    if (given instanceof TensorValue) doubt = either(doubt, given.contentsDoubt);
    const note = indices.every(isWhole) ? replaceDoubt : doubtContents;
    note(self.enclosure, either(interpreter.control, either(doubt, self.doubt)));
    const isAdvanced = gradNameOf(key, indices) === 'IndexBackward0';
    const isCopy = memoryOf(self.enclosure).tensors === 1 && indices.some(({ type }) => type === 'int');
    recordInPlace(
      interpreter,
      self,
      given instanceof TensorValue ? [given] : [],
      isAdvanced ? 'IndexPutBackward0' : isCopy ? 'CopySlices' : '?',
    );
    return NONE;
  }),
];
