import { isFloating } from '../../../../torch';
import * as algebra from '../../../../torch/algebra';
import { either } from '../../object/doubt';
import { native, nativeClass } from '../../object/native';
import { tupleType } from '../../object/types';
import type { Interpreter } from '../../object/interpreter';
import type { DictValue, InstanceValue, Value } from '../../object/values';
import { ListValue, str, TupleValue } from '../../object/values';
import { setEntry } from '../../protocol/hashing';
import { type TorchCall } from '../torchCall';
import { orderedDict } from '../orderedDict';
import { targetOf } from '../tensorConversions';
import { newTensor, TensorValue } from '../tensorValue';
import {
  namedChildren,
  namedTensors,
  needModule,
  ownBuffers,
  ownParameters,
  stateOfModule,
} from './moduleTree';

/** Changes every parameter and buffer of a module to another dtype. */
export function convertAll(call: TorchCall, module: InstanceValue, dtype: algebra.Enclosure['dtype']): void {
  for (const own of [ownParameters, ownBuffers]) {
    for (const [, { object }] of namedTensors(module, own)) {
      if (!isFloating(object.enclosure.dtype)) continue;
      const memory = newTensor(object.enclosure).memoryDoubt;
      object.enclosure = algebra.convert(object.enclosure, dtype);
      const doubt = either(memory, either(call.doubt, call.interpreter.control));
      if (doubt !== undefined) new TensorValue(object).markChanged(doubt);
    }
  }
}

/** `module.to(…)`. */
export function moved(call: TorchCall): Value {
  const module = needModule(call.interpreter, call.need('self'));
  const { like } = targetOf(call);
  if (like instanceof TensorValue) return call.leave('to(tensor)');
  if (like !== undefined && !isFloating(like)) return call.giveUp('this call of to');
  if (like !== undefined) convertAll(call, module, like);
  return module;
}

/** What `state_dict` gives: detached tensors by name. */
export function stateDict(interpreter: Interpreter, module: InstanceValue): DictValue {
  const dict = orderedDict();
  for (const [name, tensor] of stateTensors(module)) {
    setEntry(interpreter, dict, str(name), newTensor(tensor.enclosure.detach()));
  }
  return dict;
}

function stateTensors(root: InstanceValue, prefix = ''): (readonly [string, TensorValue])[] {
  const hidden = stateOfModule(root)?.hidden ?? new Set();
  const own = [...ownParameters(root), ...ownBuffers(root).filter(([name]) => !hidden.has(name))];
  return [
    ...own.map(([name, tensor]) => [prefix + name, tensor] as const),
    ...namedChildren(root).flatMap(([name, child]) =>
      child === undefined ? [] : stateTensors(child, `${prefix}${name}.`),
    ),
  ];
}

/** What `load_state_dict` gives where everything fits: two lists of names, which print as a sentence. */
const matchedType = nativeClass('_IncompatibleKeys', {
  module: 'torch.nn.modules.module',
  bases: [tupleType],
  members: [native('__repr__', 'self', () => str('<All keys matched successfully>'))],
  properties: {
    missing_keys: () => new ListValue([]),
    unexpected_keys: () => new ListValue([]),
  },
});

/** `module.load_state_dict(…)`. */
export function loadStateDict(call: TorchCall, module: InstanceValue): Value {
  const dict = call.need('state_dict');
  if (dict.kind !== 'dict') return call.giveUp('this state_dict');
  const own = stateTensors(module);
  const isCertain = dict.doubt === undefined && !call.given('strict') && !call.given('assign');
  let isOther = own.length !== dict.entries.size;
  for (const [name, tensor] of own) {
    const value = dict.entries.get(`s${name}`)?.value;
    if (value === undefined && isCertain) {
      isOther = true;
      continue;
    }
    if (!(value instanceof TensorValue)) return call.giveUp('a state_dict of another module');
    if (value.enclosure.shape.join() !== tensor.enclosure.shape.join()) {
      isOther = true;
      continue;
    }
    algebra.copyInto(tensor.enclosure, value.enclosure);
    call.interpreter.changed(tensor, either(dict.doubt, value.contentsDoubt));
  }
  // What fits has been loaded by then.
  if (isOther && isCertain)
    call.interpreter.raise('RuntimeError', `Error(s) in loading state_dict for ${module.type.name}`, true);
  if (isOther) return call.giveUp('a state_dict of another module');
  return new TupleValue([new ListValue([]), new ListValue([])], undefined, matchedType);
}
