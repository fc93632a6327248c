import { doubtAbout } from './doubt';
import { mroOf } from './mro';
import { readSignature } from '../../syntax/signature';
import type { Effects } from '../../library/nativeEffects';
import type { Interpreter } from './interpreter';
import type { DerivedBody, NativeArguments, NativeClass, Value } from './values';
import { ClassValue, NativeFunction, PropertyValue } from './values';

/** What a function does, with what it does beside giving its result before it. */
export type WithEffects<Body> = readonly [body: Body] | readonly [effects: Effects, body: Body];

/** The effects, none where none are named, and the body. */
export function effectsAndBody<Body>(how: WithEffects<Body>): readonly [Effects, Body] {
  return how.length === 1 ? [{}, how[0]] : how;
}

/**
 * Makes a function of Python that is written in TypeScript.
 *
 * @param signature its parameters as Python writes them, without the defaults: `input, p=, /, *, inplace=` or
 * `*args, **keywords`; of a method, `self` first
 * @param how what it does. It is called with arguments that fit the signature. It raises Python's exceptions with
 * `interpreter.raise` and leaves with `interpreter.giveUp` what it does not understand.
 */
export function native(name: string, signature: string, ...how: WithEffects<NativeBody>): NativeFunction {
  const [effects, body] = effectsAndBody(how);
  return new NativeFunction(name, readSignature(signature), body, effects);
}

/** What a native function does. */
export type NativeBody = (args: NativeArguments, interpreter: Interpreter) => Value;
type MissingAttribute = (self: Value, name: string, interpreter: Interpreter) => Value | undefined;

/** Runs a native function on arguments that fit its signature. */
export function runNative(callee: NativeFunction, args: NativeArguments, interpreter: Interpreter): Value {
  return (callee.body as NativeBody)(args, interpreter);
}

/** What a native class gives for an attribute that is no member of it. */
export function otherAttribute(
  native: NativeClass,
  self: Value,
  name: string,
  interpreter: Interpreter,
): Value | undefined {
  return (native.missing as MissingAttribute | undefined)?.(self, name, interpreter);
}

/** The class that derives from a native one which makes it in its own way; undefined for all others. */
export function derived(base: ClassValue, body: DerivedBody, interpreter: Interpreter): Value | undefined {
  return (base.native?.derive as NativeClassOptions['derive'])?.(body, interpreter);
}

/** `object`, the base of every class. */
export const objectType = new ClassValue('object', 'builtins', [], {});

/** What `nativeClass` is told. */
export interface NativeClassOptions {
  readonly module?: string;
  readonly bases?: readonly ClassValue[];
  /** Methods, class attributes; an operator is the method of its name: `__add__`, `__getitem__`, `__call__`, `__repr__`. */
  readonly members?: readonly NativeFunction[] | Readonly<Record<string, Value>>;
  /** Attributes that are computed. */
  readonly properties?: Readonly<Record<string, (self: Value, interpreter: Interpreter) => Value>>;
  /** `cls, …`: what a call of the class does. */
  readonly construct?: NativeFunction;
  /** See `NativeClass.known`. */
  readonly known?: Iterable<string>;
  readonly missing?: MissingAttribute;
  /** Makes the class that derives from this one alone, given its body. */
  readonly derive?: (body: DerivedBody, interpreter: Interpreter) => Value;
}

/** Makes a class of Python that is written in TypeScript. */
export function nativeClass(name: string, options: NativeClassOptions = {}): ClassValue {
  const { bases = [objectType], members = [], properties = {}, module = 'builtins' } = options;
  const { construct, derive, known, missing } = options;
  const made = new ClassValue(name, module, bases, {
    ...(construct && { construct }),
    ...(known && { known: new Set(known) }),
    ...(missing && { missing }),
    ...(derive && { derive }),
  });
  addMembers(made, members);
  for (const [key, get] of Object.entries(properties)) {
    made.members.set(
      key,
      new PropertyValue(native(key, 'self', (args, interpreter) => get(args.need('self'), interpreter))),
    );
  }
  made.mro = mroOf(made) ?? [made];
  return made;
}

/** A class of objects that are kept and given back, and of which nothing else is known. */
export function opaqueClass(name: string, module: string): ClassValue {
  return new ClassValue(
    name,
    module,
    [objectType],
    {},
    { unknownBase: doubtAbout('notUnderstood', undefined, name) },
  );
}

/** Adds methods to a native class. */
export function addMembers(
  to: ClassValue,
  members: readonly NativeFunction[] | Readonly<Record<string, Value>>,
): void {
  const named = isList(members) ? members.map((one) => [one.name, one] as const) : Object.entries(members);
  for (const [key, member] of named) {
    const isOwned =
      to.module === 'builtins' && member.kind === 'builtin' && member.parameters[0]?.name === 'self';
    to.members.set(key, isOwned ? ownedBy(to, member) : member);
  }
}

/** The method, or where another type has the same one, a copy. */
function ownedBy(type: ClassValue, method: NativeFunction): NativeFunction {
  const { name, parameters, body, effects, owner } = method;
  const own = owner === undefined ? method : new NativeFunction(name, parameters, body, effects);
  own.owner = type;
  return own;
}

function isList(
  members: readonly NativeFunction[] | Readonly<Record<string, Value>>,
): members is readonly NativeFunction[] {
  return Array.isArray(members);
}
