import { addMembers, effectsAndBody, native, nativeClass, type WithEffects } from '../../object/native';
import { typeOf } from '../../object/types';
import { withDoubt } from '../../object/withDoubt';
import type { Interpreter } from '../../object/interpreter';
import type { ClassValue, InstanceValue, NativeArguments, NativeFunction, Value } from '../../object/values';
import { int, IteratorValue, NONE, TupleValue } from '../../object/values';
import { attributeOfType, refreshViews } from '../../protocol/attributes';
import { indexOf, slicePlaces } from '../../protocol/items';
import { torchFunction } from '../torchCall';
import { addChild, initialize, setModuleAttribute } from './module';
import { allChildren, asModule, checkShared, needModule, stateOfModule } from './moduleTree';
import { listText } from './moduleRepr';
import { nnModuleType } from './nnModuleType';
import { ownNames } from '../../../library/names';

const container = (name: string): ReturnType<typeof nativeClass> =>
  nativeClass(name, { module: 'torch.nn.modules.container', bases: [nnModuleType], known: ownNames(name) });

export const sequentialType = container('Sequential');
export const moduleListType = container('ModuleList');

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

/** The places that `container[i]` or `container[a:b]` names. */
function placesOf(interpreter: Interpreter, key: Value, count: number): number[] {
  if (key.kind === 'slice') return slicePlaces(interpreter, key, count);
  const index = indexOf(interpreter, key);
  if (index === undefined) return interpreter.giveUp('this index');
  const place = Number(index < 0n ? index + BigInt(count) : index);
  return place >= 0 && place < count
    ? [place]
    : interpreter.raise('IndexError', `index ${index} is out of range`);
}

/** `container[i]`, `container[a:b]`. */
function itemOf(interpreter: Interpreter, module: InstanceValue, key: Value): Value {
  const children = childrenOf(interpreter, module);
  const places = placesOf(interpreter, key, children.length);
  const picked = places.map((place) => children[place]).filter((one) => one !== undefined);
  if (key.kind !== 'slice') return picked[0]?.[1] ?? NONE;
  const isSequential = module.type.mro.includes(sequentialType);
  if (!isSequential) return interpreter.call(module.type, [new TupleValue(picked.map(([, one]) => one))]);
  // A part of a Sequential keeps the names.
  const part = interpreter.call(module.type, []);
  if (part.kind !== 'instance') return interpreter.giveUp('this part');
  for (const [name, child] of picked) addChild(interpreter, part, name, child);
  return part;
}

function setItemOf(interpreter: Interpreter, module: InstanceValue, key: Value, value: Value): void {
  const children = childrenOf(interpreter, module);
  if (key.kind === 'slice') return interpreter.giveUp('this index');
  const [place = 0] = placesOf(interpreter, key, children.length);
  setModuleAttribute(interpreter, module, children[place]?.[0] ?? '', value);
}

/** Takes a child away. Where it is in doubt whether that happens, nothing is known of the container. */
function removeChild(interpreter: Interpreter, module: InstanceValue, name: string): void {
  checkShared(interpreter, module);
  if (interpreter.control !== undefined || stateOfModule(module)?.modules.delete(name) !== true)
    interpreter.giveUp('del');
  module.attributes.delete(name);
  refreshViews(interpreter, module);
}

/** Puts others in place of the children, numbered anew. */
function refill(interpreter: Interpreter, module: InstanceValue, children: readonly Value[]): Value {
  for (const [name] of childrenOf(interpreter, module)) removeChild(interpreter, module, name);
  extend(interpreter, module, children);
  return module;
}

/** `a + b` and `a * 2`: a new container. */
function joined(interpreter: Interpreter, type: ClassValue, children: readonly Value[]): Value {
  interpreter.meter.makeSlots(children.length);
  const made = interpreter.call(type, []);
  return made.kind === 'instance'
    ? refill(interpreter, made, children)
    : interpreter.giveUp('this container');
}

function extend(interpreter: Interpreter, module: InstanceValue, values: Iterable<Value>): void {
  let { length } = childrenOf(interpreter, module);
  for (const value of values) addChild(interpreter, module, String(length++), value);
}

function addNamed(interpreter: Interpreter, self: InstanceValue, key: Value, value: Value): void {
  if (key.kind === 'str') addChild(interpreter, self, key.value, value);
  else if (key.kind === 'unknown') interpreter.giveUp('this key');
  else interpreter.raise('TypeError', `module name should be a string. Got ${typeOf(key).name}`, true);
}

/** What is to be added. Torch's lists say in words of their own that nothing can be taken from it. */
function modulesOf(interpreter: Interpreter, { type }: InstanceValue, value: Value): Iterable<Value> {
  const list = type.mro.find(({ name }) => name === 'ModuleList' || name === 'ParameterList');
  const isPlain = /^(?:none|bool|int|float|instance)$/.test(value.kind);
  if (isPlain && list !== undefined && !attributeOfType(interpreter, value, '__iter__'))
    interpreter.raise(
      'TypeError',
      `${list.name}.extend should be called with an iterable, but got ${typeOf(value)?.name ?? '?'}`,
    );
  return interpreter.iterate(value);
}

/** A method whose body gets the container itself. */
function method(name: string, signature: string, ...how: WithEffects<Body>): NativeFunction {
  const [effects, body] = effectsAndBody(how);
  return native(name, `self${signature && `, ${signature}`}`, effects, (args, interpreter) =>
    body(needModule(interpreter, args.need('self')), args, interpreter),
  );
}
type Body = (self: InstanceValue, args: NativeArguments, interpreter: Interpreter) => Value;

/** A constructor, which is given a container that has nothing yet. */
function constructor(signature: string, body: Body): NativeFunction {
  return method('__init__', signature, { mutates: true }, (self, args, interpreter) => {
    initialize(self);
    return body(self, args, interpreter);
  });
}

/** Adds what a dict holds, by its names. */
const listMembers = [
  method('__len__', '', (self, _, interpreter) => int(childrenOf(interpreter, self).length)),
  method('__iter__', '', (self, _, interpreter) => iterator(items(interpreter, self), self)),
  method('__getitem__', 'key', (self, args, interpreter) => itemOf(interpreter, self, args.need('key'))),
  method('__setitem__', 'key, value', { mutates: true }, (self, args, interpreter) => {
    setItemOf(interpreter, self, args.need('key'), args.need('value'));
    return NONE;
  }),
  method('append', 'module', { mutates: true }, (self, args, interpreter) => {
    extend(interpreter, self, [args.need('module')]);
    return self;
  }),
  method('extend', 'modules', { mutates: true }, (self, args, interpreter) => {
    extend(interpreter, self, modulesOf(interpreter, self, args.need('modules')));
    return self;
  }),
  ...(['pop', '__delitem__'] as const).map((name) =>
    method(name, 'key', { mutates: true }, (self, args, interpreter) => {
      const key = args.need('key');
      const [found, children] = [itemOf(interpreter, self, key), items(interpreter, self)];
      const places = new Set(placesOf(interpreter, key, children.length));
      const left = children.filter((_, i) => !places.has(i));
      refill(interpreter, self, left);
      return name === 'pop' ? found : NONE;
    }),
  ),
  method('insert', 'index, module', { mutates: true }, (self, args, interpreter) => {
    const [index, children] = [args.need('index'), childrenOf(interpreter, self)];
    const place = index.kind === 'int' ? Number(index.value) : -1;
    if (place < 0 || place > children.length || children.some(([name], i) => name !== String(i)))
      return interpreter.giveUp('this insert');
    refill(interpreter, self, children.map(([, one]) => one).toSpliced(place, 0, args.need('module')));
    return self.type.mro.includes(sequentialType) ? self : NONE;
  }),
  method('__iadd__', 'other', { mutates: true }, (self, args, interpreter) => {
    extend(interpreter, self, [...modulesOf(interpreter, self, args.need('other'))]);
    return self;
  }),
  method('__add__', 'other', (self, args, interpreter) => {
    const other = args.need('other');
    const type = self.type.mro.includes(sequentialType) ? sequentialType : moduleListType;
    // A Sequential takes no other kind, and says so; a ModuleList takes whatever can be iterated over.
    if (type === sequentialType && asModule(other)?.type.mro.includes(sequentialType) !== true)
      return interpreter.giveUp('this sum');
    return joined(interpreter, type, [...items(interpreter, self), ...interpreter.iterate(other)]);
  }),
];

addMembers(sequentialType, [
  constructor('*modules', (self, args, interpreter) => {
    const [first] = args.rest;
    if (args.rest.length === 1 && first?.kind === 'dict' && first.type !== undefined) {
      for (const { key, value } of first.entries.values()) addNamed(interpreter, self, key, value);
    } else for (const [i, module] of args.rest.entries()) addChild(interpreter, self, String(i), module);
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
  ...['__mul__', '__rmul__'].map((name) =>
    method(name, 'other', (self, args, interpreter) => {
      const count = args.need('other');
      if (count.kind !== 'int' || count.value <= 0n) return interpreter.giveUp('this product');
      const children = items(interpreter, self);
      interpreter.meter.makeSlots(children.length * Number(count.value));
      return joined(interpreter, sequentialType, Array(Number(count.value)).fill(children).flat() as Value[]);
    }),
  ),
]);

addMembers(moduleListType, [
  constructor('modules=', (self, args, interpreter) => {
    const modules = args.get('modules');
    if (modules !== undefined && modules.kind !== 'none')
      extend(interpreter, self, modulesOf(interpreter, self, modules));
    return NONE;
  }),
  method('__repr__', '', (self, _, interpreter) => listText(interpreter, self)),
  ...listMembers,
]);
