import * as algebra from '../../../torch/algebra';
import { either } from '../object/doubt';
import { NotUnderstood } from '../object/errors';
import { ownOf } from '../object/own';
import { typeName } from '../object/types';
import type { Value } from '../object/values';
import type { TorchCall } from './torchCall';
import { deepDoubt, scalarOf } from './scalars';
import { NdarrayValue } from './ndarray';
import { TensorValue } from './tensorValue';

/** Numbers nested in lists and tuples, as `torch.tensor` takes them; 0-d tensors among them are numbers. Gives up on anything else. */
export function nestedScalars(
  call: TorchCall,
  value: Value,
  depth = 0,
  isFirst = true,
): algebra.NestedScalars {
  call.doubt = either(call.doubt, deepDoubt(value));
  if (value.kind === 'unknown') throw new NotUnderstood(value.doubt, value.harmless);
  // Of numpy's numbers the types count.
  if (value instanceof NdarrayValue) call.leave('a list of numpy arrays');
  const scalar = scalarOf(call.interpreter, value);
  if (scalar !== undefined) return scalar;
  if (value instanceof TensorValue) {
    call.doubt = either(call.doubt, value.contentsDoubt);
    return value.enclosure.numel === 1 && value.enclosure.dim === 0
      ? algebra.item(value.enclosure)
      : call.giveUp('a list of tensors');
  }
  if ((value.kind === 'list' || value.kind === 'tuple' || value.kind === 'range') && depth < 20) {
    const items: algebra.NestedScalars[] = [];
    for (const item of call.interpreter.iterate(value))
      items.push(nestedScalars(call, item, depth + 1, isFirst && items.length === 0));
    return items;
  }
  const isPlain = /^(?:str|none|dict|set|slice)$/.test(value.kind) && ownOf(value) === undefined;
  if (!isPlain || !/^(?:tensor|as_tensor|asarray)$/.test(call.name) || call.given('dtype'))
    return call.giveUp('these values');
  // The shape is that of the first elements of the first elements, and a text is made of texts.
  if (value.kind !== 'str') return call.raise('RuntimeError', `Could not infer dtype of ${typeName(value)}`);
  if (isFirst && depth > 0 && value.value !== '') call.raise('ValueError', "too many dimensions 'str'");
  return call.typeError("new(): invalid data type 'str'");
}
