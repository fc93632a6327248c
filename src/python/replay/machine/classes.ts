import { FINAL_TYPES, SOLID_TYPES, UNMODELLED_MEMBERS } from '../../library/pythonNames';
import { attributeOfType } from '../protocol/attributes';
import { fullName } from '../protocol/text';
import { OBJECT_BYTES, TooDeep } from '../../primitives/budget';
import { undocumented } from '../object/docText';
import { either, type Doubt } from '../object/doubt';
import { unknownCallEffects } from '../protocol/effects';
import { isExceptionType, makeException } from '../object/exceptions';
import { DERIVABLE, makeDerived } from './derivedValues';
import { lookUp, mroOf, unknownBaseOf } from '../object/mro';
import { addMembers, derived, native } from '../object/native';
import { genericType, objectType, protocolType, typeType } from '../object/types';
import type { CallArguments, Interpreter } from '../object/interpreter';
import type { DerivedBody } from '../object/values';
import {
  ClassValue,
  InstanceValue,
  ListValue,
  NONE,
  str,
  TupleValue,
  UnknownValue,
  type Value,
  WrappedFunction,
} from '../object/values';

/** What a class statement says of a class beside its bases. */
export interface ClassBody extends DerivedBody {
  readonly qualifiedName: string;
  /** `class A(B, key=value)`. */
  readonly keywords: ReadonlyMap<string, Value>;
}

/**
 * The class of a `class` statement, its body run already.
 *
 * @param bases what stands between the parentheses
 */
export function makeClass(interpreter: Interpreter, body: ClassBody, bases: readonly Value[]): Value {
  const { name, qualifiedName, module, members } = body;
  const [only] = bases;
  const own = only?.kind === 'class' && bases.length === 1 ? derived(only, body, interpreter) : undefined;
  if (own?.kind === 'class') own.members.set('__doc__', members.get('__doc__') ?? undocumented(interpreter));
  if (own !== undefined) return own;
  const known: ClassValue[] = [];
  interpreter.meter.hold(2 * OBJECT_BYTES);
  let unknown: Doubt | undefined;
  for (const given of bases) {
    const name = given.kind === 'unknown' ? given.name : undefined;
    // `Box[int]` is a Box.
    const origin =
      given.kind === 'unknown' && name?.endsWith('[…]') === true && given.reaches.length === 1
        ? given.reaches[0]
        : given;
    const base =
      name === 'Generic[…]' ? genericType : name === 'Protocol[…]' ? protocolType : (origin ?? given);
    if (base.kind === 'class') {
      known.push(base);
      unknown = either(unknown, base.doubt);
    } else unknown = either(unknown, base.doubt ?? interpreter.about('notUnderstood', 'this base class'));
  }
  checkBases(interpreter, known);
  const keywords = new Map(body.keywords);
  const meta = keywords.get('metaclass') ?? known.find((base) => base.meta !== undefined)?.meta;
  keywords.delete('metaclass');
  // Of others only how they make objects is understood.
  const isOwn = interpreter.isFrozen(module) || [...members].every(isPlainOfMeta);
  const isOddMeta =
    meta !== undefined && !(meta.kind === 'class' && isUnderstoodMeta(interpreter, meta, known));
  if (isOddMeta || (known.includes(typeType) && !isOwn))
    unknown ??= interpreter.about('notUnderstood', 'a metaclass');
  if (unknown !== undefined) interpreter.mayDoAnything(unknown);
  const derivesFrom = known.length === 0 ? [objectType] : known;
  const made = new ClassValue(name, module, derivesFrom, undefined, { unknownBase: unknown, qualifiedName });
  if (meta?.kind === 'class' && unknown === undefined) made.meta = meta;
  for (const [key, value] of members) {
    if (value.kind === 'function') value.owner ??= made;
    for (const inner of wrappedIn(value)) if (inner.kind === 'function') inner.owner ??= made;
    made.members.set(key, value);
  }
  // No class has that of another; a metaclass may make one.
  if (!members.has('__doc__') && !interpreter.isFrozen(module))
    made.members.set('__doc__', meta === undefined ? NONE : undocumented(interpreter));
  const ancestors = known.reduce((sum, base) => sum + base.mro.length, known.length);
  if (ancestors > MOST_ANCESTORS) throw new TooDeep();
  interpreter.meter.makeSlots(ancestors);
  interpreter.meter.work(ancestors ** 2);
  const mro = mroOf(made);
  if (mro === undefined) {
    interpreter.raise(
      'TypeError',
      `Cannot create a consistent method resolution\norder (MRO) for bases ${known.map((base) => base.name).join(', ')}`,
      true,
    );
  }
  made.mro = mro;
  const isPlain = mro.every(
    (one) => one === objectType || (one.native === undefined && one.unknownBase === undefined),
  );
  for (const [key, { kind }] of members)
    if (UNMODELLED_MEMBERS.has(key) && !(key === '__new__' && kind === 'function' && isPlain))
      interpreter.mayDoAnything(interpreter.about('notUnderstood', key));
  const slots = members.get('__slots__');
  if (slots !== undefined && !areSlots(slots, members))
    interpreter.mayDoAnything(interpreter.about('notUnderstood', '__slots__'));
  if (unknown !== undefined) {
    // Such a base may make something else of what the body binds, as Enum does.
    for (const [key, value] of members)
      if (!BEHAVIOUR.has(value.kind)) made.members.set(key, new UnknownValue(unknown, false, key));
  }
  for (const [key, value] of members) {
    const setName =
      value.kind === 'instance' ? attributeOfType(interpreter, value, '__set_name__') : undefined;
    if (setName !== undefined) interpreter.call(setName, [made, str(key)]);
  }
  initializeSubclass(interpreter, made, keywords);
  return made;
}

/** Raises where no class can derive from some others, or not from all of them at once. */
function checkBases(interpreter: Interpreter, bases: readonly ClassValue[]): void {
  const solid = new Set<ClassValue>();
  for (const base of bases) {
    if (base.native !== undefined && FINAL_TYPES.has(base.name))
      interpreter.raise('TypeError', `type '${fullName(base)}' is not an acceptable base type`);
    const own = base.mro.find(({ native, name }) => native !== undefined && SOLID_TYPES.has(name));
    if (own !== undefined) solid.add(own);
  }
  const twice = bases.find((base, i) => bases.includes(base, i + 1));
  if (twice !== undefined) interpreter.raise('TypeError', `duplicate base class ${twice.name}`);
  if (solid.size > 1) interpreter.raise('TypeError', 'multiple bases have instance lay-out conflict');
}

/** Whether a metaclass with this member leaves alone what classes are, but for how they are called. */
function isPlainOfMeta([name, { kind }]: readonly [string, Value]): boolean {
  const isSpecial = name.startsWith('__') && !/^__(?:call|doc|module|qualname)__$/.test(name);
  return !isSpecial && kind !== 'property' && kind !== 'instance';
}

/** A metaclass that is understood, for classes that derive from nothing but its own and the reader's. */
function isUnderstoodMeta(interpreter: Interpreter, meta: ClassValue, known: readonly ClassValue[]): boolean {
  return (
    (interpreter.isFrozen(meta.module) ||
      meta.mro.slice(0, -2).every(({ members }) => [...members].every(isPlainOfMeta))) &&
    known.every(({ mro }) =>
      mro.every((one) => one.native === undefined || one === objectType || DERIVABLE.has(one)),
    )
  );
}

/** What names a slot so that Python neither refuses nor mangles it. */
const SLOT = /^(?:[A-Za-z]|_[A-Za-z\d])\w*$/;

/** Names in a tuple or list, which the body does not bind. */
function areSlots(slots: Value, members: ReadonlyMap<string, Value>): boolean {
  const isSequence = slots.kind === 'tuple' || slots.kind === 'list';
  const items = slots.kind === 'str' ? [slots] : isSequence ? slots.items : undefined;
  const isName = (one: Value): boolean =>
    one.kind === 'str' && one.doubt === undefined && SLOT.test(one.value) && !members.has(one.value);
  return items !== undefined && slots.doubt === undefined && items.every(isName);
}

/** Tells what a class derives from of the new class, and its metaclass what its body bound. */
function initializeSubclass(
  interpreter: Interpreter,
  made: ClassValue,
  keywords: ReadonlyMap<string, Value>,
): void {
  const hook = made.mro
    .slice(1)
    .map(({ members }) => members.get('__init_subclass__'))
    .find((one) => one !== undefined);
  const callee = hook?.kind === 'wrapped' ? hook.callee : hook;
  if (callee !== undefined) interpreter.call(callee, [made], keywords);
  const finish = made.meta && lookUp(made.meta, '__made__');
  if (finish === undefined) return;
  const isPlain = ([name, value]: readonly [string, Value]): boolean => {
    const isWithin = value.kind === 'class' && value.qualifiedName.startsWith(`${made.qualifiedName}.`);
    // Versions differ about classes that are made there; which functions of a library are written in C is not noted.
    if (isWithin || value.kind === 'builtin' || value.kind === 'method')
      interpreter.unknown(`${made.name}.${name}`);
    return (value.kind === 'class' || !BEHAVIOUR.has(value.kind)) && !name.startsWith('_');
  };
  const bound = [...made.members].filter(isPlain).map((pair) => new TupleValue([str(pair[0]), pair[1]]));
  interpreter.call(finish, [made, new ListValue(bound)]);
}

/** A class that derives from more is machine-made; each look-up of a name would go through all of them. */
const MOST_ANCESTORS = 500;

/** Members which a base class leaves as they are. */
const BEHAVIOUR: ReadonlySet<Value['kind']> = new Set(['function', 'wrapped', 'property', 'class']);

function wrappedIn(value: Value): Value[] {
  if (value.kind === 'wrapped') return [value.callee];
  if (value.kind === 'property')
    return value.setter === undefined ? [value.getter] : [value.getter, value.setter];
  return [];
}

/** Raises where a class derived from `abc.ABC` leaves out what it has to define. */
function checkAbstract(interpreter: Interpreter, type: ClassValue): void {
  const names = new Set(type.mro.flatMap(({ members }) => [...members.keys()]));
  const left = [...names].filter((name) => isAbstract(lookUp(type, name)));
  if (left.length === 0) return;
  interpreter.raise(
    'TypeError',
    `Can't instantiate abstract class ${type.name} with abstract method${left.length === 1 ? '' : 's'} ${left.sort().join(', ')}`,
    true,
  );
}

/** What `@abstractmethod` marks, also within `@property` and the like. */
function isAbstract(member: Value | undefined): boolean {
  if (member?.kind === 'function') return member.attributes.get('__isabstractmethod__')?.kind === 'bool';
  if (member?.kind === 'property')
    return isAbstract(member.getter) || (member.setter !== undefined && isAbstract(member.setter));
  return member?.kind === 'wrapped' && isAbstract(member.callee);
}

/** What `super().__call__(…)` and `super().__new__(cls)` come to. */
const typeCall = native(
  '__call__',
  'cls, /, *args, **keywords',
  { takesUnknown: true, draws: true },
  (args, run) => {
    const cls = args.need('cls');
    return cls.kind === 'class'
      ? make(run, cls, { positional: args.rest, keywords: args.keywords })
      : run.giveUp('this call of type');
  },
);
const newObject = native('__new__', 'cls, /, *args, **keywords', (args, run) => {
  const cls = args.need('cls');
  const isPlain =
    cls.kind === 'class' && cls.mro.every((one) => one === objectType || one.native === undefined);
  if (!isPlain || args.rest.length > 0 || args.keywords.size > 0) return run.giveUp('this call of __new__');
  return new InstanceValue(cls);
});
addMembers(typeType, [typeCall]);
addMembers(objectType, { __new__: new WrappedFunction('staticmethod', newObject) });

/** `type(…)`: makes an object. */
export function instantiate(interpreter: Interpreter, type: ClassValue, args: CallArguments): Value {
  const call = type.meta && attributeOfType(interpreter, type, '__call__');
  return call === undefined || (call.kind === 'method' && call.callee === typeCall)
    ? make(interpreter, type, args)
    : interpreter.call(call, args.positional, args.keywords);
}

function make(interpreter: Interpreter, type: ClassValue, args: CallArguments): Value {
  const constructing = type.mro.find(({ native }) => native?.construct !== undefined);
  if (constructing?.native?.construct !== undefined) {
    if (constructing === type || type.native !== undefined)
      return interpreter.call(constructing.native.construct, [type, ...args.positional], args.keywords);
    return makeDerived(interpreter, type, constructing, args);
  }
  if (type === protocolType || type.bases.includes(protocolType))
    return interpreter.raise('TypeError', 'Protocols cannot be instantiated');
  if (type === objectType && args.positional.length + args.keywords.size > 0)
    return interpreter.raise('TypeError', 'object() takes no arguments');
  if (type.mro.some(({ name, module }) => name === 'ABC' && module === 'abc'))
    checkAbstract(interpreter, type);
  interpreter.meter.hold(OBJECT_BYTES);
  const own = lookUp(type, '__new__');
  const made =
    own?.kind === 'function' ? interpreter.call(own, [type, ...args.positional], args.keywords) : undefined;
  if (made !== undefined && !(made.kind === 'instance' && made.type === type)) {
    if (made.kind === 'instance' && made.type.mro.includes(type)) return interpreter.giveUp('this __new__');
    return made;
  }
  const object =
    made ?? (isExceptionType(type) ? makeException(type, args.positional) : new InstanceValue(type));
  if (made === undefined) object.doubt = type.doubt;
  object.born = interpreter.control;
  object.made = interpreter.place;
  const unknownBase = unknownBaseOf(type);
  const initialize = attributeOfType(interpreter, object, '__init__');
  if (initialize !== undefined) {
    const result = interpreter.call(initialize, args.positional, args.keywords);
    if (result.kind !== 'none' && result.kind !== 'unknown')
      interpreter.raise('TypeError', `__init__() should return None, not '${result.kind}'`, true);
    if (result.kind === 'unknown') object.doubt = either(object.doubt, result.doubt);
  } else if (unknownBase !== undefined) {
    const doubt = interpreter.about('notUnderstood', type.name);
    interpreter.mayDoAnything(doubt);
    unknownCallEffects(interpreter, doubt, [...args.positional, ...args.keywords.values()]);
    object.doubt = either(object.doubt, unknownBase);
  } else if (type.native !== undefined && !isExceptionType(type) && type !== objectType) {
    // How an object of a library is made that replay has no constructor for.
    return interpreter.giveUp(`${type.name}(…)`);
  } else if (
    !isExceptionType(type) &&
    made === undefined &&
    args.positional.length + args.keywords.size > 0
  ) {
    interpreter.raise('TypeError', `${type.name}() takes no arguments`);
  }
  return object;
}
