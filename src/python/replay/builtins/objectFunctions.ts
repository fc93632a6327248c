import { addresses, identityOf } from '../protocol/comparison';
import { findAttribute } from '../protocol/attributes';
import { formatted } from '../protocol/format';
import { NotUnderstood, PythonError } from '../object/errors';
import { hashKey } from '../protocol/hashing';
import { isSubclass, lookUp, unknownBaseOf } from '../object/mro';
import { valuesWithin } from '../protocol/valuesWithin';
import { native } from '../object/native';
import { asciiRepr } from '../../primitives/texts';
import { mayBeClass, protocolType, typeName, typeOf, typeType } from '../object/types';
import { UnionValue } from '../protocol/union';
import { withDoubt } from '../object/withDoubt';
import type { Interpreter } from '../object/interpreter';
import type { ClassValue, NativeFunction, Value } from '../object/values';
import { ownOf } from '../object/own';
import { bool, NONE, str, StrValue, SuperValue, UnknownValue, TupleValue } from '../object/values';

/** What `callable` says of a value that is known. */
export function isCallable(object: Value): boolean {
  const type = typeOf(object);
  const calls = /^(?:function|builtin|method|class|wrapped)$/.test(object.kind);
  return calls || (type !== undefined && lookUp(type, '__call__') !== undefined);
}

/** Whether a value is a constant of Python's own types, and has no doubt. */
function isSurelyItself(value: Value): boolean {
  const isConstant = /^(?:none|bool|int|float|str|tuple)$/.test(value.kind) && ownOf(value) === undefined;
  return isConstant && value.doubt === undefined && !(value.kind === 'float' && value.error > 0);
}

/** Whether a class is one of some others; undefined where that is not known. */
function isOneOf(interpreter: Interpreter, type: Value | undefined, candidates: Value): boolean | undefined {
  if (candidates.kind === 'tuple') {
    let answer: boolean | undefined = false;
    for (const one of candidates.items) {
      const fits = isOneOf(interpreter, type, one);
      if (fits === true) return true;
      if (fits === undefined) answer = undefined;
    }
    return answer;
  }
  if (candidates instanceof UnionValue)
    return isOneOf(interpreter, type, new TupleValue(candidates.members, candidates.doubt));
  if (candidates.kind === 'unknown' || type?.kind !== 'class') return undefined;
  if (candidates.kind === 'builtin' || mayBeClass(candidates)) return undefined;
  // Of issubclass() it is told in other words.
  if (candidates.kind !== 'class') return interpreter.raise('TypeError', 'arg 2 must be a type', true);
  if (candidates.native?.isProtocol === true) return undefined;
  if (isSubclass(type, candidates)) return true;
  if (candidates.bases.includes(protocolType)) return undefined;
  return unknownBaseOf(type) ? undefined : false;
}

/** Names in the body of a protocol that nobody is asked for. */
const NO_MEMBERS =
  /^(?:_is_runtime_protocol|__(?:init|doc|slots|module|class_getitem|match_args|subclasshook)__)$/;

/** Whether an object has all members of a protocol; undefined where that is not known. */
function fits(interpreter: Interpreter, object: Value, protocol: ClassValue): boolean | undefined {
  const type = typeOf(object);
  if (type === undefined || isSubclass(type, protocol)) return type && true;
  if (!protocol.members.has('_is_runtime_protocol'))
    interpreter.raise(
      'TypeError',
      'Instance and class checks can only be used with @runtime_checkable protocols',
    );
  const parts = protocol.mro.filter(({ bases }) => bases.includes(protocolType));
  const names = parts.flatMap(({ members, annotated }) => [...members.keys(), ...annotated.keys()]);
  const own = object.kind === 'instance' ? object.attributes : ownOf(object)?.attributes;
  const answers = names.map((name) => {
    if (NO_MEMBERS.test(name) || own?.has(name) === true || lookUp(type, name) !== undefined) return true;
    const isOpen = lookUp(type, '__getattr__') !== undefined || unknownBaseOf(type) !== undefined;
    return isOpen || type.mro.some(({ native }) => native && native.known?.has(name) !== false)
      ? undefined
      : false;
  });
  return answers.includes(false) ? false : answers.includes(undefined) ? undefined : true;
}

function getAttribute(interpreter: Interpreter, object: Value, name: string): Value | undefined {
  try {
    const value = findAttribute(interpreter, object, name);
    return value && withDoubt(value, object.kind === 'method' ? undefined : object.doubt);
  } catch (error) {
    if (!(error instanceof PythonError && error.isA('AttributeError'))) throw error;
    interpreter.doubtAll(error.doubt);
    return undefined;
  }
}

function nameOf(interpreter: Interpreter, value: Value): string {
  if (value.kind === 'str') return value.value;
  return interpreter.raise('TypeError', `attribute name must be string, not '${typeName(value)}'`);
}

/** What reaches too far: whatever is called by it may change any name. */
function reaching(name: string): NativeFunction {
  return native(name, '*args, **keywords', { takesUnknown: true, reaches: true }, (_, interpreter) => {
    const doubt = interpreter.about('notUnderstood', name);
    interpreter.mayDoAnything(doubt);
    interpreter.openNames ??= doubt;
    return new UnknownValue(doubt);
  });
}

/** The builtin functions that are about any objects. */
export const objectFunctions: readonly NativeFunction[] = [
  native('repr', 'obj, /', (args, interpreter) => interpreter.repr(args.need('obj'))),
  native('ascii', 'obj, /', (args, interpreter) => {
    const text = interpreter.repr(args.need('obj'));
    return new StrValue(asciiRepr(text.value), text.doubt);
  }),
  native('format', 'value, format_spec=, /', (args, interpreter) => {
    const spec = args.get('format_spec') ?? str('');
    return spec.kind === 'str'
      ? formatted(interpreter, args.need('value'), spec)
      : interpreter.raise('TypeError', `format() argument 2 must be str, not ${typeName(spec)}`);
  }),
  native('isinstance', 'obj, class_or_tuple, /', { takesUnknown: true }, (args, interpreter) => {
    const [object, candidates] = [args.need('obj'), args.need('class_or_tuple')];
    const isProtocol = candidates.kind === 'class' && candidates.bases.includes(protocolType);
    const answer = isProtocol
      ? fits(interpreter, object, candidates)
      : candidates === typeType && mayBeClass(object)
        ? undefined
        : isOneOf(interpreter, typeOf(object), candidates);
    if (answer === undefined)
      return new UnknownValue(
        object.doubt ?? candidates.doubt ?? interpreter.about('notUnderstood', 'isinstance'),
        object.kind !== 'unknown' && candidates.kind === 'class' && candidates.native !== undefined,
      );
    return bool(answer);
  }),
  native('issubclass', 'cls, class_or_tuple, /', (args, interpreter) => {
    const answer = isOneOf(interpreter, args.need('cls'), args.need('class_or_tuple'));
    return answer === undefined ? interpreter.giveUp('issubclass') : bool(answer);
  }),
  native('callable', 'obj, /', (args) => bool(isCallable(args.need('obj')))),
  native('hasattr', 'obj, name, /', (args, interpreter) => {
    const value = getAttribute(interpreter, args.need('obj'), nameOf(interpreter, args.need('name')));
    if (value?.kind === 'unknown') throw new NotUnderstood(value.doubt, value.harmless);
    return bool(value !== undefined);
  }),
  native('getattr', 'object, name, default=, /', (args, interpreter) => {
    const [object, name] = [args.need('object'), nameOf(interpreter, args.need('name'))];
    const otherwise = args.get('default');
    return otherwise === undefined
      ? interpreter.attribute(object, name)
      : (getAttribute(interpreter, object, name) ?? otherwise);
  }),
  native('setattr', 'obj, name, value, /', { takesUnknown: true, mutates: true }, (args, interpreter) => {
    const name = args.need('name');
    if (name.kind === 'unknown') throw new NotUnderstood(name.doubt, name.harmless);
    interpreter.assignAttribute(args.need('obj'), nameOf(interpreter, name), args.need('value'));
    interpreter.changed(args.need('obj'), name.doubt);
    return NONE;
  }),
  native('id', 'obj, /', (args, interpreter) => {
    const [object, address] = [args.need('obj'), new UnknownValue(interpreter.about('address'), true)];
    const place = object.doubt === undefined ? identityOf(object) : undefined;
    if (place !== undefined) addresses.set(address, { place, owner: place });
    return address;
  }),
  native('hash', 'obj, /', (args, interpreter) => {
    const object = args.need('obj');
    const key = hashKey(interpreter, object);
    const hash = new UnknownValue(interpreter.about('environment', 'a hash'), true);
    addresses.set(hash, { place: [...valuesWithin(object)].every(isSurelyItself) ? key : hash });
    return hash;
  }),
  native('super', 'type=, obj=', { takesUnknown: true }, (args, interpreter) => {
    const [type, object] = [args.get('type'), args.get('obj')];
    if (type?.kind === 'class' && object !== undefined) return new SuperValue(type, object);
    if (type !== undefined) return interpreter.giveUp('super');
    let frame = interpreter.frame;
    // A comprehension was a function of its own before Python 3.12, and a generator expression still is.
    if (frame?.kind === 'comprehension') return interpreter.giveUp('super() in a comprehension');
    while (frame !== undefined && frame.kind !== 'function') frame = frame.parent;
    if (frame?.owner === undefined || frame.self === undefined)
      return interpreter.raise('RuntimeError', 'super(): no arguments', true);
    return new SuperValue(frame.owner, frame.self);
  }),
  // The names of what has none of its own to say, and a text that pages long ones.
  native('dir', 'object=, /', (args, interpreter) => {
    const object = args.get('object');
    const type = object && typeOf(object);
    return type === undefined || lookUp(type, '__dir__') !== undefined
      ? interpreter.giveUp('dir')
      : new UnknownValue(interpreter.about('notUnderstood', 'dir'), true, 'dir(…)');
  }),
  native('help', 'object=, /', { ownDoubt: true }, (args, interpreter) => {
    const object = args.get('object');
    const type = object?.kind === 'class' ? object : object && typeOf(object);
    // It writes what parameters are by default, too.
    const code = object?.kind === 'method' ? object.callee : object;
    const written = code?.kind === 'function' ? [...code.defaults.values(), ...code.attributes.values()] : [];
    if (
      written.some(({ kind }) => kind === 'instance') ||
      type?.native === undefined ||
      interpreter.output !== undefined
    )
      return interpreter.giveUp('help');
    interpreter.show('?', interpreter.about('notUnderstood', 'help'));
    return NONE;
  }),
  native('vars', 'object=, /', (args, interpreter) => {
    const object = args.get('object');
    if (object === undefined) interpreter.openNames ??= interpreter.about('notUnderstood', 'vars');
    return object === undefined ? interpreter.giveUp('vars') : interpreter.attribute(object, '__dict__');
  }),
  ...(
    'exec eval globals locals compile __import__ delattr breakpoint ' +
    // A script ends with them, a notebook goes on; the user's answer is not known, nor whether there is one.
    'exit quit input'
  )
    .split(' ')
    .map(reaching),
];
