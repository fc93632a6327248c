import { isFloating } from '../../../../torch';
import * as algebra from '../../../../torch/algebra';
import { either } from '../../object/doubt';
import { native, nativeClass } from '../../object/native';
import { tupleType } from '../../object/types';
import type { Interpreter } from '../../object/interpreter';
import type { DictValue, InstanceValue, Value } from '../../object/values';
import { ListValue, NONE, str, TupleValue } from '../../object/values';
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

/** What `load_state_dict` gives: two lists of names, which print as a sentence where they are empty. */
const keysType = nativeClass('_IncompatibleKeys', {
  module: 'torch.nn.modules.module',
  bases: [tupleType],
  members: [
    native('__repr__', 'self', (args, interpreter) => {
      const lists = listsOf(args.need('self'));
      if (lists.every(({ items }) => items.length === 0)) return str('<All keys matched successfully>');
      const [missing, unexpected] = lists.map((list) => interpreter.repr(list).value);
      return str(`_IncompatibleKeys(missing_keys=${missing}, unexpected_keys=${unexpected})`);
    }),
  ],
  properties: {
    missing_keys: (self) => listsOf(self)[0] ?? NONE,
    unexpected_keys: (self) => listsOf(self)[1] ?? NONE,
  },
});

function listsOf(self: Value): readonly ListValue[] {
  return self.kind === 'tuple' ? self.items.filter((item) => item.kind === 'list') : [];
}

/** The names that a module and those within it have no use for, in the order in which PyTorch comes to them. */
function unexpectedKeys(module: InstanceValue, keys: readonly string[], prefix = ''): string[] {
  const children = new Map(namedChildren(module));
  const own = new Set(ownState(module).map(([name]) => name));
  const here = keys.filter((key) => {
    const [first = '', ...rest] = key.slice(prefix.length).split('.');
    return key.startsWith(prefix) && !(rest.length > 0 ? children.has(first) : own.has(first));
  });
  return [
    ...here,
    ...[...children].flatMap(([name, child]) =>
      child === undefined ? [] : unexpectedKeys(child, keys, `${prefix}${name}.`),
    ),
  ];
}

/** `module.load_state_dict(…)`. */
export function loadStateDict(call: TorchCall, module: InstanceValue): Value {
  const dict = call.need('state_dict');
  if (dict.kind !== 'dict') return call.giveUp('this state_dict');
  const isStrict = call.bool('strict') ?? true;
  const keys = [...dict.entries.values()].map(({ key }) =>
    key.kind === 'str' ? key.value : call.giveUp('this key'),
  );
  const missing: string[] = [];
  const errors: string[] = [];
  for (const [name, tensor] of stateTensors(module)) {
    const value = dict.entries.get(`s${name}`)?.value;
    if (value === undefined) {
      // What an older PyTorch has saved lacks it.
      if (name.endsWith('num_batches_tracked')) return call.giveUp('this state_dict');
      missing.push(name);
      continue;
    }
    if (!(value instanceof TensorValue)) return call.giveUp('a state_dict of another module');
    const [given, wanted] = [value.enclosure.shape, tensor.enclosure.shape];
    if (given.join() === wanted.join()) {
      algebra.copyInto(tensor.enclosure, value.enclosure);
      call.interpreter.changed(tensor, either(dict.doubt, value.contentsDoubt));
    } else if (wanted.length === 0) return call.giveUp('this state_dict');
    else
      errors.push(
        `size mismatch for ${name}: copying a param with shape torch.Size([${given.join(', ')}]) from checkpoint, ` +
          `the shape in current model is torch.Size([${wanted.join(', ')}]).`,
      );
  }
  const unexpected = unexpectedKeys(module, keys);
  const quoted = (names: readonly string[]): string => names.map((name) => `"${name}"`).join(', ');
  if (isStrict && unexpected.length > 0)
    errors.unshift(`Unexpected key(s) in state_dict: ${quoted(unexpected)}. `);
  if (isStrict && missing.length > 0) errors.unshift(`Missing key(s) in state_dict: ${quoted(missing)}. `);
  // What fits has been loaded by then.
  if (errors.length > 0 && (dict.doubt !== undefined || call.given('assign')))
    return call.giveUp('a state_dict of another module');
  if (errors.length > 0)
    call.interpreter.raise(
      'RuntimeError',
      `Error(s) in loading state_dict for ${module.type.name}:\n\t${errors.join('\n\t')}`,
    );
  const lists = [missing, unexpected].map((names) => new ListValue(names.map((name) => str(name))));
  return new TupleValue(lists, undefined, keysType);
}
