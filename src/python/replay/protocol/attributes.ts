import { DRAWING_METHODS } from '../../library/operations';
import { hasItsBases, moduleNameOf, nameInErrors } from '../../library/classNames';
import { elsewhere, library } from '../../library';
import { MEMBERS_OF_ALL, MEMBERS_OF_CLASSES, MEMBERS_OF_FUNCTIONS } from '../../library/pythonNames';
import { mayLack } from '../../library/names';
import { native, otherAttribute } from '../object/native';
import { owned, ownOf } from '../object/own';
import { either } from '../object/doubt';
import { PythonError } from '../object/errors';
import { lookUp, unknownBaseOf } from '../object/mro';
import { docOf } from '../object/docText';
import { mayBeClass, objectType, typeName, typeOf } from '../object/types';
import { viewOf } from './objectViews';
import { memberOfClass, memberOfModule } from './replaced';
import { withDoubt } from '../object/withDoubt';
import type { Interpreter } from '../object/interpreter';
import type { ClassValue, InstanceValue, ModuleValue, SuperValue, Value } from '../object/values';
import { ListValue, MethodValue, NONE, str, TupleValue, UnknownValue } from '../object/values';

/** `object.name`. */
export function attributeOf(interpreter: Interpreter, object: Value, name: string): Value {
  // What is known of a module of which nothing else is.
  const part =
    object.kind === 'unknown' && object.isModule && frozenMember(interpreter, `${object.name}.${name}`);
  if (part) return part;
  const found = findAttribute(interpreter, object, name);
  // The methods of an object that is in doubt are certain, and run in its doubt.
  if (found?.kind === 'method' && found.self === object) return found;
  if (found !== undefined) return withDoubt(found, object.kind === 'method' ? undefined : object.doubt);
  if (object.doubt !== undefined && object.kind !== 'unknown') {
    // Whether Python raises depends on what is in doubt.
    const error = missingAttribute(interpreter, object, name);
    throw error instanceof PythonError
      ? new PythonError(error.value, either(error.doubt, object.doubt))
      : error;
  }
  throw missingAttribute(interpreter, object, name);
}

/**
 * Whether the class of a value may have a member that replay does not model, as operators look for it. Only what is
 * known in full surely has none.
 */
export function mayHave(value: Exclude<Value, { kind: 'unknown' }>, name: string): boolean {
  return typeOf(value).mro.some(
    (one) => one.unknownBase !== undefined || (one !== objectType && mayHaveNative(one, name)),
  );
}

/**
 * What of the library is written in Python has a `__getattr__` where there is more, special methods included; a layer has
 * more that is its own business.
 */
function mayHaveNative({ native, module, members }: ClassValue, name: string): boolean {
  if (native === undefined)
    return library.has(module) && (members.has('__getattr__') || isPrivateOfLayer(module, name));
  return native.known?.has(name) !== false;
}

function isPrivateOfLayer(module: string, name: string): boolean {
  return module.startsWith('torch.nn.modules.') && /^_[^_]|^__(?:constants|setstate)__$/.test(name);
}

/** The attribute; undefined where Python raises an AttributeError. */
export function findAttribute(interpreter: Interpreter, object: Value, name: string): Value | undefined {
  switch (object.kind) {
    case 'unknown':
      if (object.isModule && mayLack(object.name, name))
        return interpreter.unknown(`${object.name ?? '?'}.${name}`);
      if (name === 'backward') return new UnknownValue(object.doubt, false, `${object.name ?? '?'}.backward`);
      if (object.reaches.length > 0 && DRAWING_METHODS.has(name))
        return new UnknownValue(object.doubt, false, object.name && `${object.name}.${name}`);
      return object.member(name);
    case 'module': {
      const member = memberOfModule(interpreter, object, name);
      if (isStdout(object, name) && interpreter.output !== undefined) return interpreter.output;
      if (member !== undefined) return member;
      if (object.known?.has(name) === false) return undefined;
      const full = `${object.name}.${name}`;
      // What is written in Python is made anew for each replay, and so no member of what all of them share.
      const part = frozenMember(interpreter, full);
      if (part !== undefined) return part;
      if (mayLack(object.name, name)) return interpreter.unknown(full);
      return UnknownValue.imported(interpreter.about('notUnderstood', full), full);
    }
    case 'class':
      return classAttribute(interpreter, object, name);
    case 'super':
      return superAttribute(interpreter, object, name);
    default:
      return instanceAttribute(interpreter, object, name);
  }
}

/** A module that is written in Python, or what stands in one, by its full name in native modules. */
export function frozenMember(interpreter: Interpreter, full: string): Value | undefined {
  if (interpreter.isFrozen(full)) return interpreter.module(full);
  const module = elsewhere.get(full);
  if (module === undefined) return undefined;
  return interpreter.module(module)?.members.get(full.slice(full.lastIndexOf('.') + 1));
}

export function isStdout(module: ModuleValue, name: string): boolean {
  return module.name === 'sys' && name === 'stdout';
}

function instanceAttribute(
  interpreter: Interpreter,
  object: Exclude<Value, { kind: 'unknown' }>,
  name: string,
): Value | undefined {
  const type = typeOf(object);
  const member = memberOfClass(interpreter, type, name);
  const computed = (get: () => Value): Value => orAsked(interpreter, object, type, name, get);
  if (member?.kind === 'property') return computed(() => interpreter.call(member.getter, [object]));
  const descriptor = descriptorOf(interpreter, member, object, type);
  if (descriptor?.isData === true) return computed(descriptor.get);
  const isOpenObject = object.kind === 'instance' || object.kind === 'function';
  const own = (isOpenObject ? object : ownOf(object))?.attributes.get(name);
  if (own !== undefined && !isAskedFor(interpreter, object, own)) return own;
  if (descriptor !== undefined) return computed(descriptor.get);
  if (name === '__dict__' && object.kind === 'instance' && isPlainObject(interpreter, object))
    return viewOf(interpreter, object, name, () => true);
  if (name === '__class__') return classOf(interpreter, object);
  if (member !== undefined) return bound(member, object, type);
  if (object.kind === 'function' && /^__(?:qual)?name__$/.test(name)) {
    // A function within another of a library stands for what has a name of its own.
    if (object.code.cell < 0 && object.qualifiedName.includes('<')) return interpreter.unknown(name);
    return str(name === '__name__' ? object.code.name : object.qualifiedName);
  }
  if (object.kind === 'function' && name === '__defaults__') {
    const named = object.code.parameters.filter(({ kind }) => kind === 'normal' || kind === 'positionalOnly');
    const values = named.flatMap((one) => object.defaults.get(one.name) ?? []);
    return values.length === 0 ? NONE : new TupleValue(values);
  }
  // What of a library is written here has another text there.
  if (object.kind === 'function' && name === '__doc__' && object.code.cell >= 0)
    return docOf(interpreter, object.code.body);
  if (object.kind === 'builtin' && name === '__name__') return str(object.name);
  if (object.kind === 'method' && /^__(?:name|self|doc)__$/.test(name))
    return name === '__self__' ? object.self : attributeOf(interpreter, object.callee, name);
  const unknownBase = unknownBaseOf(type);
  if (unknownBase !== undefined) return new UnknownValue(unknownBase, false, name);
  for (const { native } of type.mro) {
    const value = native && otherAttribute(native, object, name, interpreter);
    if (value !== undefined) return value;
  }
  // To read these does nothing, but what is done to them changes the object.
  if (isKept(object, type, name))
    return new UnknownValue(interpreter.about('notUnderstood', `${type.name}.${name}`), true, name, [
      object,
      type,
    ]);
  const hook = lookUp(type, '__getattr__');
  if (hook !== undefined) return interpreter.call(bound(hook, object, type), [str(name)]);
  // What is written here as a function may be something else there, and a bound method has what its function has.
  const isGiven = object.kind === 'instance' && MEMBERS_OF_FUNCTIONS.test(name);
  const isOpen = /^(?:builtin|method)$/.test(object.kind) || (MEMBERS_OF_ALL.has(name) && !isGiven);
  if (!isOpen && !type.mro.some((one) => mayHaveNative(one, name))) return undefined;
  // Through it any name may be bound.
  if (name === '__globals__') interpreter.openNames ??= interpreter.about('notUnderstood', name);
  return interpreter.unknown(`${type.name}.${name}`);
}

/** What a property or descriptor gives; where that raises an AttributeError, `__getattr__` is asked. */
function orAsked(
  interpreter: Interpreter,
  object: Value,
  type: ClassValue,
  name: string,
  get: () => Value,
): Value {
  try {
    return get();
  } catch (error) {
    if (!(error instanceof PythonError && error.isA('AttributeError'))) throw error;
    const own = lookUp(type, '__getattr__');
    const { native: library } = type.mro.find(({ native }) => native?.missing !== undefined) ?? {};
    const ofLibrary = library && otherAttribute(library, object, '__getattr__', interpreter);
    const hook = own ? bound(own, object, type) : ofLibrary;
    if (hook === undefined) throw error;
    if (error.doubt !== interpreter.control) interpreter.doubtAll(error.doubt);
    return interpreter.call(hook, [str(name)]);
  }
}

/** Whether `__getattr__` of the reader's gets an attribute: modules keep those within them, and parameters, elsewhere. */
function isAskedFor(interpreter: Interpreter, object: Value, own: Value): boolean {
  const isModule = own.kind === 'instance' && own.type.mro.some(({ name }) => name === 'Module');
  if (object.kind !== 'instance' || object.payload === undefined) return false;
  if (own.kind !== 'native' && !isModule) return false;
  const owner = object.type.mro.find(({ members }) => members.has('__getattr__'));
  if (owner === undefined || interpreter.isFrozen(owner.module)) return false;
  return own.kind === 'instance' || interpreter.giveUp(`${owner.name}.__getattr__`);
}

function isKept(object: Value, type: ClassValue, name: string): boolean {
  if (name === '__doc__') return /^(?:function|builtin|instance)$/.test(object.kind);
  return object.kind === 'function'
    ? /^__(?:annotations|closure|code|defaults|dict|kwdefaults)__$/.test(name)
    : object.kind === 'instance' && name === '__dict__' && slotsOf(type) === undefined;
}

/** What an object of a class with `__get__` gives as a member; undefined where it is none. */
function descriptorOf(
  interpreter: Interpreter,
  member: Value | undefined,
  object: Value,
  type: ClassValue,
): { readonly isData: boolean; readonly get: () => Value } | undefined {
  if (member?.kind !== 'instance') return undefined;
  const get = attributeOfType(interpreter, member, '__get__');
  return (
    get && {
      isData: lookUp(member.type, '__set__') !== undefined,
      get: () => interpreter.call(get, [object, type]),
    }
  );
}

/** The names that an object may have where its classes, all but `object`, have slots; undefined for others. */
export function slotsOf({ mro }: ClassValue): ReadonlySet<string> | undefined {
  const names = new Set<string>();
  for (const one of mro) {
    const slots = one.members.get('__slots__');
    if (slots === undefined && one !== objectType) return undefined;
    const items =
      slots?.kind === 'tuple' || slots?.kind === 'list' ? slots.items : slots === undefined ? [] : [slots];
    for (const item of items) if (item.kind === 'str') names.add(item.value);
  }
  return names;
}

/** Whether an object has nothing but the attributes that replay knows of. */
function isPlainObject(interpreter: Interpreter, { type, payload }: InstanceValue): boolean {
  // A class of a library that has more there says so by its `__getattr__`.
  const isPlain = (one: ClassValue): boolean =>
    one.native === undefined
      ? one.unknownBase === undefined &&
        !one.members.has('__slots__') &&
        (PLAIN.has(one.module) || !(one.members.has('__getattr__') && interpreter.isFrozen(one.module)))
      : one === objectType || PLAIN.has(one.module);
  return payload === undefined && type.mro.every(isPlain);
}

/** Modules whose classes keep nothing that is not among the attributes. */
const PLAIN: ReadonlySet<string> = new Set(['abc', 'typing', 'types']);

/** A member of a class as its object gives it. */
function bound(member: Value, object: Value, type: ClassValue): Value {
  if (member.kind === 'function' || member.kind === 'builtin') return new MethodValue(object, member);
  if (member.kind === 'wrapped') {
    if (member.wrapper === 'staticmethod') return member.callee;
    return boundToClass(member.callee, type);
  }
  return member;
}

function boundToClass(callee: Value, type: ClassValue): Value {
  return callee.kind === 'function' || callee.kind === 'builtin' ? new MethodValue(type, callee) : callee;
}

const mroMethod = native('mro', 'self', (args, interpreter) => {
  const self = args.need('self');
  return self.kind === 'class' ? new ListValue([...self.mro]) : interpreter.giveUp('mro');
});

function classAttribute(interpreter: Interpreter, object: ClassValue, name: string): Value | undefined {
  if (name === '__name__') return str(object.name.slice(object.name.lastIndexOf('.') + 1));
  if (name === '__qualname__') return str(object.qualifiedName);
  if (name === '__module__') return str(moduleNameOf(object));
  // Classes of a library may have others between them and their bases.
  const shown = name === '__mro__' ? object.mro : name === '__bases__' ? [object] : [];
  if (shown.length > 0 && shown.every(isPlainClass))
    return new TupleValue(name === '__mro__' ? object.mro : object.bases);
  if (name === '__base__' && object.bases.length === 1 && isPlainClass(object)) return object.bases[0];
  const member = memberOfClass(interpreter, object, name);
  if (name === 'mro' && member === undefined && object.mro.every(isPlainClass))
    return new MethodValue(object, mroMethod);
  const descriptor = descriptorOf(interpreter, member, NONE, object);
  if (descriptor !== undefined) return descriptor.get();
  if (member === undefined && slotsOf(object)?.has(name) === true)
    return interpreter.unknown(`${object.name}.${name}`);
  if (member?.kind === 'wrapped')
    return member.wrapper === 'staticmethod' ? member.callee : boundToClass(member.callee, object);
  if (member !== undefined) return member;
  const ofMeta = object.meta && lookUp(object.meta, name);
  if (ofMeta?.kind === 'property') return interpreter.call(ofMeta.getter, [object]);
  if (ofMeta !== undefined && object.meta !== undefined) return bound(ofMeta, object, object.meta);
  const unknownBase = unknownBaseOf(object);
  if (unknownBase !== undefined) return new UnknownValue(unknownBase, false, `${object.name}.${name}`);
  // To read these does nothing.
  if (MEMBERS_OF_CLASSES.has(name)) {
    const what = `${object.name}.${name}`;
    return new UnknownValue(interpreter.about('notUnderstood', what), true, what, [object]);
  }
  if (!MEMBERS_OF_ALL.has(name) && !object.mro.some((one) => mayHaveNative(one, name))) return undefined;
  return interpreter.unknown(`${object.name}.${name}`);
}

/** `type(object)`. Which functions of a library are written in C, and which are classes, is not noted; nor are its metaclasses. */
export function classOf(interpreter: Interpreter, object: Exclude<Value, { kind: 'unknown' }>): Value {
  const callee = object.kind === 'method' ? object.callee : object;
  const isOpen =
    callee.kind === 'builtin' && (callee !== object || interpreter.builtin(callee.name) !== callee);
  const isOther =
    object.kind === 'class'
      ? !object.mro.every((one) => isPlainClass(one) || one.module.startsWith('torch.nn.')) ||
        object.mro.some(({ module }) => module === 'abc')
      : mayBeClass(callee);
  if (isOpen || isOther) return interpreter.leave('the type of this');
  if (object.doubt !== undefined && typeOf(object).native) return new UnknownValue(object.doubt, true);
  const isNewer = object.kind === 'iterator' && object.typeName === 'str_iterator';
  return withDoubt(typeOf(object), isNewer ? interpreter.about('version', 'the type of this') : undefined);
}

/** Whether the bases of a class are as they are here. */
function isPlainClass(one: ClassValue): boolean {
  const isOwn = one.native === undefined && !library.has(one.module);
  return one.unknownBase === undefined && (isOwn || hasItsBases(one, one.native !== undefined));
}

function superAttribute(interpreter: Interpreter, object: SuperValue, name: string): Value | undefined {
  const isOfClass = object.self.kind === 'class' && object.self.mro.includes(object.type);
  const type = isOfClass ? object.self : typeOf(object.self);
  const mro = type?.mro ?? [];
  const after = mro.slice(mro.indexOf(object.type) + 1);
  const member = memberOfClass(interpreter, { mro: after }, name);
  if (member?.kind === 'property') return interpreter.call(member.getter, [object.self]);
  if (member !== undefined) return type === undefined ? member : bound(member, object.self, type);
  const unknownBase = unknownBaseOf({ mro });
  if (unknownBase !== undefined) return new UnknownValue(unknownBase, false, `super().${name}`);
  const { self } = object;
  for (const one of name === '__getattr__' ? after : []) {
    const method = one.native && otherAttribute(one.native, self, name, interpreter);
    if (method !== undefined) return method;
  }
  if (name === '__repr__' && ownOf(self) !== undefined)
    return native(name, '', (_, running) => running.repr(owned(self, undefined)));
  if (name === '__init__') return lookUp(typeOf(NONE), '__init__') ?? interpreter.unknown('super().__init__');
  return interpreter.unknown(`super().${name}`);
}

/** A special method as operators find it: on the class, never on the object itself. Undefined where there is none. */
export function attributeOfType(interpreter: Interpreter, object: Value, name: string): Value | undefined {
  const type = typeOf(object);
  if (type === undefined) return undefined;
  const member = lookUp(type, name);
  return member === undefined ? undefined : bound(member, object, type);
}

function missingAttribute(interpreter: Interpreter, object: Value, name: string): unknown {
  const what =
    object.kind === 'module'
      ? `module '${object.name}' has no attribute '${name}'`
      : object.kind === 'class'
        ? `type object '${nameInErrors(object)}' has no attribute '${name}'`
        : `'${typeName(object)}' object has no attribute '${name}'`;
  try {
    // Versions differ about what a class has that makes members of an enumeration.
    interpreter.raise('AttributeError', what, object.kind === 'class' && object.meta?.module === 'enum');
  } catch (error) {
    return error;
  }
}
