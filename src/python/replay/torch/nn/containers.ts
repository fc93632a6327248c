import { addMembers, native, nativeClass } from '../../object/native';
import { withDoubt } from '../../object/withDoubt';
import type { Interpreter } from '../../object/interpreter';
import type { InstanceValue, Value } from '../../object/values';
import { bool, int, IteratorValue, NONE, str, TupleValue } from '../../object/values';
import { indexOf, slicePlaces } from '../../protocol/items';
import { typeOf } from '../../object/types';
import { torchFunction } from '../torchCall';
import { TensorValue } from '../tensorValue';
import { initialize, setModuleAttribute } from './module';
import { allChildren, asModule, checkShared, needModule, stateOfModule } from './moduleTree';
import { listText } from './moduleRepr';
import { nnModuleType } from './nnModuleType';
import { ownNames } from '../../object/classNames';

const container = (name: string): ReturnType<typeof nativeClass> =>
  nativeClass(name, { module: 'torch.nn.modules.container', bases: [nnModuleType], known: ownNames(name) });

export const sequentialType = container('Sequential');
export const moduleListType = container('ModuleList');
export const moduleDictType = container('ModuleDict');
export const parameterListType = container('ParameterList');

/** What a container holds, which is listed anew each time. */
function childrenOf(interpreter: Interpreter, module: InstanceValue): (readonly [string, Value])[] {
  interpreter.meter.work(module.attributes.size);
  return [...allChildren(module)];
}

function items(interpreter: Interpreter, module: InstanceValue): Value[] {
  return childrenOf(interpreter, module).map(([, child]) => child);
}

function iterator(values: readonly Value[], module: InstanceValue): IteratorValue {
  let i = 0;
  return new IteratorValue('iterator', () => {
    const value = values[i++];
    return value && withDoubt(value, module.doubt);
  });
}

/** `container[i]`, `container[a:b]`. */
function itemOf(interpreter: Interpreter, module: InstanceValue, key: Value): Value {
  const children = childrenOf(interpreter, module);
  if (key.kind === 'slice') {
    const places = slicePlaces(interpreter, key, children.length);
    const isSequential = module.type.mro.includes(sequentialType);
    const picked = places.map((place) => children[place]).filter((one) => one !== undefined);
    if (!isSequential) return interpreter.call(module.type, [new TupleValue(picked.map(([, one]) => one))]);
    // A part of a Sequential keeps the names.
    const part = interpreter.call(module.type, []);
    if (part.kind !== 'instance') return interpreter.giveUp('this part');
    for (const [name, child] of picked) setModuleAttribute(interpreter, part, name, child);
    return part;
  }
  const index = indexOf(interpreter, key);
  if (index === undefined) return interpreter.giveUp('this index');
  const place = Number(index < 0n ? index + BigInt(children.length) : index);
  const found = children[place];
  if (found === undefined) return interpreter.raise('IndexError', `index ${index} is out of range`);
  return found[1];
}

function setItemOf(interpreter: Interpreter, module: InstanceValue, key: Value, value: Value): void {
  const index = indexOf(interpreter, key);
  const children = childrenOf(interpreter, module);
  if (index === undefined) return interpreter.giveUp('this index');
  const name = children[Number(index < 0n ? index + BigInt(children.length) : index)]?.[0];
  if (name === undefined) interpreter.raise('IndexError', `index ${index} is out of range`);
  setModuleAttribute(interpreter, module, name, value);
}

function extend(interpreter: Interpreter, module: InstanceValue, values: Iterable<Value>): void {
  let { length } = childrenOf(interpreter, module);
  for (const value of values) {
    if (asModule(value) === undefined && value.kind !== 'unknown' && value.kind !== 'none')
      interpreter.raise('TypeError', `${typeOf(value).name} is not a Module subclass`);
    setModuleAttribute(interpreter, module, String(length++), value);
  }
}

const listMembers = [
  native('__len__', 'self', (args, interpreter) =>
    int(childrenOf(interpreter, needModule(interpreter, args.need('self'))).length),
  ),
  native('__iter__', 'self', (args, interpreter) => {
    const self = needModule(interpreter, args.need('self'));
    return iterator(items(interpreter, self), self);
  }),
  native('__getitem__', 'self, key', (args, interpreter) =>
    itemOf(interpreter, needModule(interpreter, args.need('self')), args.need('key')),
  ),
  native('__setitem__', 'self, key, value', { mutates: true }, (args, interpreter) => {
    setItemOf(interpreter, needModule(interpreter, args.need('self')), args.need('key'), args.need('value'));
    return NONE;
  }),
  native('append', 'self, module', { mutates: true }, (args, interpreter) => {
    const self = needModule(interpreter, args.need('self'));
    extend(interpreter, self, [args.need('module')]);
    return self;
  }),
  native('extend', 'self, modules', { mutates: true }, (args, interpreter) => {
    const self = needModule(interpreter, args.need('self'));
    extend(interpreter, self, interpreter.iterate(args.need('modules')));
    return self;
  }),
];

addMembers(sequentialType, [
  native('__init__', 'self, *modules', { mutates: true }, (args, interpreter) => {
    const self = args.need('self');
    if (self.kind !== 'instance') return interpreter.giveUp('this Sequential');
    initialize(self);
    const [first] = args.rest;
    // None is a child as well; whatever else is refused where it is no module.
    if (args.rest.some((one) => one.kind !== 'dict' && one.kind !== 'unknown' && asModule(one) === undefined))
      return interpreter.giveUp('this Sequential');
    if (args.rest.length === 1 && first?.kind === 'dict') {
      if (first.type === undefined) return interpreter.giveUp('a Sequential of a dict');
      for (const { key, value } of first.entries.values())
        if (key.kind === 'str') setModuleAttribute(interpreter, self, key.value, value);
    } else
      for (const [i, module] of args.rest.entries()) setModuleAttribute(interpreter, self, String(i), module);
    return NONE;
  }),
  torchFunction('forward', 'self, input', { draws: true, takesUnknown: true }, (call) => {
    const self = needModule(call.interpreter, call.need('self'));
    return items(call.interpreter, self).reduce(
      (value, module) => call.interpreter.call(module, [value]),
      call.need('input'),
    );
  }),
  ...listMembers,
]);

addMembers(moduleListType, [
  native('__init__', 'self, modules=', { mutates: true }, (args, interpreter) => {
    const self = args.need('self');
    if (self.kind !== 'instance') return interpreter.giveUp('this ModuleList');
    initialize(self);
    const modules = args.get('modules');
    if (modules !== undefined && modules.kind !== 'none')
      extend(interpreter, self, interpreter.iterate(modules));
    return NONE;
  }),
  native('__repr__', 'self', (args, interpreter) =>
    listText(interpreter, needModule(interpreter, args.need('self'))),
  ),
  ...listMembers,
]);

addMembers(moduleDictType, [
  native('__contains__', 'self, key', (args) => {
    const [self, key] = [args.need('self'), args.need('key')];
    const modules = self.kind === 'instance' ? stateOfModule(self)?.modules : undefined;
    return bool(key.kind === 'str' && modules?.has(key.value) === true);
  }),
  native('__init__', 'self, modules=', { mutates: true }, (args, interpreter) => {
    const self = args.need('self');
    if (self.kind !== 'instance') return interpreter.giveUp('this ModuleDict');
    initialize(self);
    const modules = args.get('modules');
    if (modules === undefined || modules.kind === 'none') return NONE;
    if (modules.kind !== 'dict') return interpreter.giveUp('this ModuleDict');
    for (const { key, value } of modules.entries.values())
      if (key.kind === 'str') setModuleAttribute(interpreter, self, key.value, value);
    return NONE;
  }),
  native('__len__', 'self', (args, interpreter) =>
    int(childrenOf(interpreter, needModule(interpreter, args.need('self'))).length),
  ),
  native('__getitem__', 'self, key', (args, interpreter) => {
    const [self, key] = [needModule(interpreter, args.need('self')), args.need('key')];
    const found = childrenOf(interpreter, self).find(([name]) => key.kind === 'str' && name === key.value);
    return found?.[1] ?? interpreter.raise('KeyError', key.kind === 'str' ? key.value : '', true);
  }),
  native('__setitem__', 'self, key, value', { mutates: true }, (args, interpreter) => {
    const [self, key] = [needModule(interpreter, args.need('self')), args.need('key')];
    if (key.kind !== 'str') return interpreter.giveUp('this key');
    setModuleAttribute(interpreter, self, key.value, args.need('value'));
    return NONE;
  }),
  native('__delitem__', 'self, key', { mutates: true }, (args, interpreter) => {
    const [self, key] = [needModule(interpreter, args.need('self')), args.need('key')];
    if (
      key.kind !== 'str' ||
      interpreter.control !== undefined ||
      !stateOfModule(self)?.modules.delete(key.value)
    )
      return interpreter.giveUp('del');
    checkShared(interpreter, self);
    self.attributes.delete(key.value);
    return NONE;
  }),
  ...(['keys', 'values', 'items', '__iter__'] as const).map((name) =>
    native(name, 'self', (args, interpreter) => {
      const self = needModule(interpreter, args.need('self'));
      const parts = childrenOf(interpreter, self).map(([key, child]): Value => {
        if (name === 'values') return child;
        return name === 'items' ? new TupleValue([str(key), child]) : str(key);
      });
      return iterator(parts, self);
    }),
  ),
]);

addMembers(parameterListType, [
  native('__init__', 'self, values=', { mutates: true }, (args, interpreter) => {
    const self = args.need('self');
    if (self.kind !== 'instance') return interpreter.giveUp('this ParameterList');
    initialize(self);
    let i = 0;
    const values = args.get('values');
    if (values !== undefined)
      for (const value of interpreter.iterate(values))
        setModuleAttribute(interpreter, self, String(i++), value);
    return NONE;
  }),
  native('__iter__', 'self', (args, interpreter) => {
    const self = needModule(interpreter, args.need('self'));
    return iterator(
      [...self.attributes.values()].filter((value) => value instanceof TensorValue),
      self,
    );
  }),
  native('__repr__', 'self', (_, interpreter) => interpreter.giveUp('the text of ParameterList')),
]);
