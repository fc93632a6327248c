import { isFloating } from '../../../../torch';
import * as algebra from '../../../../torch/algebra';
import { either } from '../../object/doubt';
import type { Interpreter } from '../../object/interpreter';
import { bool, DictValue, type InstanceValue, str, type Value } from '../../object/values';
import { collectionsModule } from '../../modules/collections';
import { setInstanceAttribute } from '../../protocol/assignment';
import { setEntry } from '../../protocol/hashing';
import { type TorchCall } from '../torchCall';
import { doubtContents, memoryOf } from '../memory';
import { targetOf } from '../tensorConversions';
import { newTensor, type TensorObject, TensorValue } from '../tensorValue';
import {
  checkShared,
  namedChildren,
  namedModules,
  namedTensors,
  needModule,
  ownBuffers,
  ownParameters,
  stateOfModule,
} from './moduleTree';

/** Changes a module to another dtype: its parameters and their gradients stay what they are, its buffers are other tensors. */
export function convertAll(call: TorchCall, module: InstanceValue, dtype: algebra.Enclosure['dtype']): void {
  const { interpreter } = call;
  let doubt = call.doubt;
  const converted = ({ enclosure }: TensorObject): algebra.Enclosure => {
    if (!isFloating(enclosure.dtype) || enclosure.dtype === dtype) return enclosure;
    doubt = either(doubt, interpreter.control);
    const made = algebra.convert(enclosure, dtype);
    doubtContents(made, memoryOf(enclosure).doubt);
    return made;
  };
  for (const [, { object }] of namedTensors(module, ownParameters))
    for (const one of [object, object.grad instanceof TensorValue ? object.grad.object : object])
      one.enclosure = converted(one);
  for (const [, one] of namedModules(module))
    for (const [name, { object }] of ownBuffers(one)) {
      const enclosure = converted(object);
      if (enclosure === object.enclosure) continue;
      checkShared(interpreter, one);
      if (object.requiresGrad) interpreter.giveUp('a buffer that requires gradients');
      setInstanceAttribute(interpreter, one, name, newTensor(enclosure));
    }
  // Another dtype may raise wherever one of them is used.
  interpreter.doubtAll(doubt);
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

/** An empty `collections.OrderedDict`. */
export function orderedDict(): DictValue {
  const type = collectionsModule.members.get('OrderedDict');
  return new DictValue(type?.kind === 'class' ? type : undefined);
}

/** What `state_dict` gives: detached tensors by name. */
export function stateDict(interpreter: Interpreter, module: InstanceValue): DictValue {
  const dict = orderedDict();
  for (const [name, tensor] of stateTensors(module)) {
    setEntry(interpreter, dict, str(name), newTensor(tensor.enclosure.detach()));
  }
  return dict;
}

/** The parameters and buffers of a module alone that are part of its state. */
function ownState(root: InstanceValue): (readonly [string, TensorValue])[] {
  const hidden = stateOfModule(root)?.hidden ?? new Set();
  return [...ownParameters(root), ...ownBuffers(root).filter(([name]) => !hidden.has(name))];
}

function stateTensors(root: InstanceValue, prefix = ''): (readonly [string, TensorValue])[] {
  return [
    ...ownState(root).map(([name, tensor]) => [prefix + name, tensor] as const),
    ...namedChildren(root).flatMap(([name, child]) =>
      child === undefined ? [] : stateTensors(child, `${prefix}${name}.`),
    ),
  ];
}

/** `module.load_state_dict(…)`, which is written in Python. */
export function loadStateDict(call: TorchCall, module: InstanceValue): Value {
  const dict = call.need('state_dict');
  if (dict.kind !== 'dict' || call.given('assign')) return call.giveUp('this state_dict');
  const own = orderedDict();
  for (const [name, tensor] of stateTensors(module)) setEntry(call.interpreter, own, str(name), tensor);
  return written(call.interpreter, 'load', [module, own, dict, bool(call.bool('strict') ?? true)]);
}

/** Calls what is written in Python of one of PyTorch's modules. */
export function written(
  interpreter: Interpreter,
  name: string,
  args: readonly Value[],
  module = 'torch.nn.modules.module',
): Value {
  const callee = interpreter.module(module)?.members.get(name);
  return callee === undefined ? interpreter.giveUp(name) : interpreter.call(callee, args);
}
