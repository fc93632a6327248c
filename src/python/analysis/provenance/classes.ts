import { argumentFor, boundArgument, readArguments } from '../../syntax/arguments';
import { mayDerive } from '../../syntax/mentions';
import { textOf } from '../../syntax/nodes';
import { type Frames, NO_FRAMES, type CallFrame } from '../names/frames';
import type { Module } from '../names/module';
import { SegmentIndex } from '../names/segmentIndex';
import { isPassed, type AbstractObject } from './abstractObject';
import { basesOf } from './bases';
import { defaultOfField, isRequired, isUnread, OTHERS } from './fieldDefaults';
import { isTakenIfThere } from './guards';
import { type Field, isRun, propertyOf, setsProperty } from './properties';
import { takenOnly } from './reached';
import { updatedWith, updatesItself } from './selfUpdates';
import { outsideWrites, passedAlong } from './setFromOutside';
import { storedArgument } from './storedArguments';
import { openBy, agreed, notPassed, type StaticNumber, unknown } from '../names/staticNumber';
import type { Resolver } from '../names/resolve';
import type {
  CallSite,
  ClassDefinition,
  ExpressionSite,
  FunctionDefinition,
  MemberWrite,
  Scope,
  Site,
} from '../../syntax/scopes';
import { decoratorsOf, enclosing, isWithin, outermostLoop } from '../../syntax/scopes';

type Owner = Extract<AbstractObject, { is: 'instance' | 'class' }>;

/**
 * Everything that an attribute of a class's objects is set to: by its methods, else in its body, else by the classes
 * that it is derived from. Undefined where nothing sets it, or what sets it has no value to read.
 *
 * @param reading where it is read: while `__init__` runs, only what was set before counts
 */
export function fieldOfClass(
  owner: Owner,
  name: string,
  resolver: Resolver,
  reading?: Site,
): readonly Field[] | undefined {
  return resolver.lookInto(() => ownFieldOfClass(owner, name, resolver, reading), undefined);
}

function ownFieldOfClass(
  owner: Owner,
  name: string,
  resolver: Resolver,
  reading: Site | undefined,
): readonly Field[] | undefined {
  const { of: definition } = owner;
  const made = madeBy(owner);
  const all = (definition.selfWrites.get(name) ?? []).filter((write) => isRun(write, resolver));
  const writes = reading && isSelf(owner) ? inForceAt(reading, all, initOf(definition)) : all;
  const init = owner.is === 'instance' ? initOf(definition) : undefined;
  const stored = storedArgument(init, name, framesOf(init, made), resolver);
  if (writes.length > 0) {
    const fields = writes.flatMap(({ value, scope }) =>
      value === undefined ? [] : [{ ...value, frames: framesOf(scope.definition, made) }],
    );
    const getters = (definition.scope.names.get(name) ?? []).flatMap(({ kind }) =>
      kind.type === 'function' && !setsProperty(kind) ? (propertyOf(kind, made) ?? []) : [],
    );
    // What a property gives where nothing has set it yet: `self.p = 0.0` in a method.
    const isSetFirst = writes.some(({ scope }) => enclosing(scope, 'function')?.name === '__init__');
    const isSetAnew = writes.some((write) => isSetBefore(write, reading, initOf(definition)));
    const body = isSetAnew ? [] : inBodyOf(definition, name);
    const before = isSetFirst ? [] : [...getters, ...body, ...(stored ? [stored] : [])];
    return fields.length === writes.length ? [...before, ...fields] : undefined;
  }
  if (stored !== undefined) return [stored, ...setByBases(owner, name, resolver)];
  // What a class has in its body its bases find there, too, while they make its object.
  const inBody = made?.self?.selfWrites.has(name) === false ? made.self.scope.names.get(name) : undefined;
  const bindings = (inBody ?? definition.scope.names.get(name) ?? []).filter(
    ({ kind }) => !setsProperty(kind),
  );
  if (bindings.length > 0) {
    const fields = bindings.flatMap(({ kind }) => {
      if (kind.type === 'function') return propertyOf(kind, made) ?? [];
      return kind.type === 'value' && !isRequired(kind.value)
        ? [{ ...kind.value, node: defaultOfField(kind.value), frames: NO_FRAMES }]
        : [];
    });
    return fields.length === bindings.length ? fields : undefined;
  }
  for (const base of basesOf(definition, resolver)) {
    if (base === undefined) return undefined;
    const inherited = fieldOfClass(derived(owner, base), name, resolver);
    if (inherited !== undefined) return inherited;
  }
  return undefined;
}

/** What a class's body gives an attribute before a method sets it, where that is more than that nothing has yet: `p: float = 0.1`. */
function inBodyOf({ scope }: ClassDefinition, name: string): readonly Field[] {
  return (scope.names.get(name) ?? []).flatMap(({ kind }) =>
    kind.type === 'value' && !isRequired(kind.value) && kind.value.node.name !== 'None'
      ? [{ ...kind.value, node: defaultOfField(kind.value), frames: NO_FRAMES }]
      : [],
  );
}

/** Whether something surely sets an attribute before that is read: above it in the same method, or in one that `__init__` calls. */
function isSetBefore(
  { scope, block, node, value }: MemberWrite,
  reading: Site | undefined,
  init: FunctionDefinition | undefined,
): boolean {
  const isAbove = (value?.node ?? node).to <= (reading?.at ?? 0);
  if (reading?.scope === scope && isAbove && isWithin(reading.block, block)) return true;
  return block.parent === undefined && init !== undefined && mayRun(scope, init, true);
}

/** What the methods of a class's bases set an attribute to, whatever stands in their bodies. */
function setByBases(owner: Owner, name: string, resolver: Resolver): readonly Field[] {
  return basesOf(owner.of, resolver).flatMap((base) => {
    const fields = base && fieldOfClass(derived(owner, base), name, resolver);
    return fields?.filter(({ scope }) => scope.kind !== 'class') ?? [];
  });
}

function isSelf(owner: Owner): boolean {
  return owner.is === 'instance' && owner.isSelf;
}

/** Of what sets an attribute, what can be in force at a place in `__init__`; all of it anywhere else. */
function inForceAt(
  reading: Site,
  writes: readonly MemberWrite[],
  init: FunctionDefinition | undefined,
): readonly MemberWrite[] {
  const { block, at } = reading;
  if (init === undefined || enclosing(reading.scope, 'function') !== init.scope) return writes;
  const own = writes.filter(({ scope }) => scope === init.scope);
  const isOver = ({ node, value }: MemberWrite): boolean => (value?.node ?? node).to <= at;
  const last = own.findLastIndex((write) => isOver(write) && isWithin(block, write.block));
  if (last < 0) return writes;
  const loop = outermostLoop(block);
  return writes.filter((write) => {
    if (write.scope !== init.scope) return mayRun(write.scope, init);
    return isOver(write) ? own.indexOf(write) >= last : loop !== undefined && isWithin(write.block, loop);
  });
}

/** Whether an `__init__` calls what a scope is the body of; surely, where that is asked. */
function mayRun({ name }: Scope, { scope, site }: FunctionDefinition, isSure = false): boolean {
  return site.segment.calls.some(
    (call) => call.scope === scope && call.name === name && (!isSure || call.block.parent === undefined),
  );
}

/** The call that made an object, where it is known. */
function madeBy(owner: Owner): CallFrame | undefined {
  return owner.is === 'instance' ? owner.made : undefined;
}

export function framesOf(
  definition: ClassDefinition | FunctionDefinition | undefined,
  made: CallFrame | undefined,
): Frames {
  const isInit = definition?.type === 'function' && definition.name === '__init__';
  return isInit && made !== undefined ? new Map([[definition.scope, made]]) : NO_FRAMES;
}

/** The same object, seen as one of a base class: its `__init__` is run by `super().__init__(…)`. */
export function derived(owner: Owner, base: ClassDefinition): Owner {
  if (owner.is === 'class') return { is: 'class', of: base };
  const init = initOf(owner.of);
  // Without an `__init__` of its own a class is made by its base's.
  if (init === undefined) return { ...owner, of: base };
  const call = superInit(init);
  const frames = framesOf(init, owner.made);
  const self = owner.made?.self ?? owner.of;
  return { ...owner, of: base, made: call && { args: call.args, site: call, frames, self } };
}

export function initOf(definition: ClassDefinition): FunctionDefinition | undefined {
  const inits = definition.scope.names.get('__init__')?.map(({ kind }) => kind) ?? [];
  const [init] = inits;
  return inits.length === 1 && init?.type === 'function' ? init : undefined;
}

/** The `__init__` that makes a class's objects, its own or an inherited one; undefined where none is written. */
function runInit(definition: ClassDefinition, resolver: Resolver): FunctionDefinition | undefined {
  const inherited = (): FunctionDefinition | undefined => {
    for (const base of basesOf(definition, resolver)) {
      const init = base === undefined || base === definition ? undefined : runInit(base, resolver);
      if (init !== undefined) return init;
    }
    return undefined;
  };
  return initOf(definition) ?? resolver.lookInto(inherited, undefined);
}

/** The call of `super().__init__(…)` in an `__init__`. */
export function superInit(init: FunctionDefinition): CallSite | undefined {
  const calls = init.site.segment.calls.filter(
    (call) =>
      call.scope === init.scope &&
      call.name === '__init__' &&
      /^super\s*\(/.test(textOf(call.segment, call.callee)),
  );
  return calls.length === 1 ? calls[0] : undefined;
}

/** The number that an attribute of a class's objects is. */
export function attributeOfClass(
  owner: Owner,
  name: string,
  text: string,
  resolver: Resolver,
  reading?: Site,
): StaticNumber {
  resolver.need(owner.of.name);
  resolver.need(`.${name}`);
  const fields = fieldOfClass(owner, name, resolver, reading);
  if (fields === undefined)
    return (
      updatedWith(owner.of, name, madeBy(owner), [], resolver) ??
      unpacked(owner, name, text, resolver) ??
      unset(owner, name, text, resolver)
    );
  const every = fields.map((field) => {
    const inBody = field.scope.kind === 'class';
    const number = inBody
      ? bodyField(field, owner, name, resolver)
      : resolver.numberOf(field.node, field, field.frames);
    return { field, number, isTaken: !number.known && isTakenIfThere(field) };
  });
  const isSame = agreed(
    every.map(({ number }) => number),
    'reassigned',
    text,
  ).known;
  const { taken: all, unless } = isSame
    ? { taken: every, unless: undefined }
    : takenOnly(every, ({ field }) => field, resolver, fields[0]?.frames ?? NO_FRAMES);
  // What some dictionary may have is as good as its `get(key, default)`.
  const isTaken = all.some((one) => one.isTaken);
  const numbers = all
    .filter((one) => !one.isTaken || all.every((other) => other.isTaken))
    .map(({ number }) => number);
  // What its own `__init__` has just set it to a derived class's does not change.
  const own = owner.of.selfWrites.get(name) ?? [];
  const isSettled = (): boolean => reading !== undefined && inForceAt(reading, own, initOf(owner.of)) !== own;
  const overrides = isSelf(owner) && !isSettled() ? overriding(owner.of, name, resolver) : [];
  const outside = setOutside(owner, name, text, resolver);
  // What is None in the class is left to those derived from it.
  const isLeft = overrides.length > 0 && numbers.every((number) => !number.known && number.reason === 'none');
  const set = agreed([...(isLeft ? [] : numbers), ...overrides, ...outside], 'reassigned', text);
  const number = updatedWith(owner.of, name, madeBy(owner), fields, resolver) ?? set;
  const isOpen = unless !== undefined || isTaken || isPassed(owner) || updatesItself(owner.of, resolver);
  return isOpen ? openBy(number, 'caller') : number;
}

/** What an attribute is that something is unpacked into, and nothing else sets: `self.n, self.p = config`. */
function unpacked(owner: Owner, name: string, text: string, resolver: Resolver): StaticNumber | undefined {
  const [write, ...more] = owner.of.selfWrites.get(name) ?? [];
  if (write?.element === undefined || more.length > 0) return undefined;
  const kind = { type: 'other', element: write.element } as const;
  const binding = { kind, node: write.node, at: write.at, site: write, deferred: false };
  const number = resolver.numberBound(binding, text, framesOf(write.scope.definition, madeBy(owner)));
  if (!number.known) return undefined;
  const overrides = isSelf(owner) ? overriding(owner.of, name, resolver) : [];
  return agreed([number, ...overrides, ...setOutside(owner, name, text, resolver)], 'reassigned', text);
}

/** What an attribute is set to outside its class, and what its objects are handed along with. */
function setOutside(owner: Owner, name: string, text: string, resolver: Resolver): readonly StaticNumber[] {
  return resolver.remembered(owner.of, `outside ${name} ${text} ${resolver.uriOf(resolver.home)}`, () => {
    resolver.need(`.${name}`);
    return [...outsideWrites(owner, name, text, resolver), ...passedAlong(owner, name, resolver)];
  });
}

/** A keyword that a class takes as `**kwargs` may set any attribute. */
function unset(owner: Owner, name: string, text: string, resolver: Resolver): StaticNumber {
  const made = madeBy(owner);
  const argument = made && readArguments(made.site.segment, made.args)?.keywords.get(name);
  if (argument !== undefined && made !== undefined && initOf(owner.of) === undefined)
    return resolver.numberOf(argument, made.site, made.frames);
  const bindings = owner.of.scope.names.get(name) ?? [];
  return unknown(bindings.length > 0 ? 'parameter' : 'attribute', text);
}

/** A field in a class's body: a default, which the call that makes the object may replace. */
function bodyField(field: Field, owner: Owner, name: string, resolver: Resolver): StaticNumber {
  const made = madeBy(owner);
  const init = runInit(owner.of, resolver);
  if (made !== undefined && (init?.parameters.some(({ kind }) => kind === 'doubleStar') ?? true)) {
    const { segment } = made.site;
    const argument = init
      ? boundArgument(segment, made.args, init, name)
      : argumentFor(segment, made.args, [...fieldsTaken(owner.of, resolver), ...OTHERS], name);
    if (argument.passed === 'value') return resolver.numberOf(argument.node, made.site, made.frames);
    if (argument.passed === 'unpacked') {
      const byDefault = isUnread(field) ? undefined : resolver.numberOf(field.node, field);
      const number = resolver.numberUnpacked(argument, name, made.site, made.frames, byDefault);
      if (number !== 'nothing') return number;
    } else if (argument.passed !== 'nothing') return notPassed(argument, name);
  }
  const handed = handedToFields(field, owner.of, name, resolver);
  if (handed !== undefined) return resolver.numberOf(handed.node, handed, framesOf(initOf(owner.of), made));
  const number = isUnread(field)
    ? unknown('unreadable', textOf(field.segment, field.node))
    : resolver.numberOf(field.node, field);
  const settable = owner.is === 'instance' && made === undefined && (!owner.isSelf || isDataclass(owner.of));
  return number.known && settable ? { ...number, unless: 'caller' } : number;
}

/** What a class hands to a base whose `__init__` is generated of its fields: `super().__init__(p=p)`, where that is a dataclass. */
function handedToFields(
  { scope }: Field,
  of: ClassDefinition,
  name: string,
  resolver: Resolver,
): ExpressionSite | undefined {
  const base = scope.definition;
  const init = initOf(of);
  const call = init && superInit(init);
  if (call === undefined || base?.type !== 'class' || base === of || initOf(base) !== undefined)
    return undefined;
  const argument = argumentFor(call.segment, call.args, [...fieldsTaken(base, resolver), ...OTHERS], name);
  return argument.passed === 'value' ? { ...call, node: argument.node } : undefined;
}

/** The fields, in order, that the generated `__init__` of a class takes: first those of its bases. */
export function fieldsTaken(definition: ClassDefinition, resolver: Resolver): readonly string[] {
  const inherited = resolver.lookInto(
    () =>
      basesOf(definition, resolver)
        .toReversed()
        .flatMap((base) => (base && initOf(base) === undefined ? fieldsTaken(base, resolver) : [])),
    [],
  );
  const own = Array.from(definition.scope.names).flatMap(([name, bindings]) =>
    bindings.some(({ kind }) => kind.type === 'function' || kind.type === 'class') ? [] : name,
  );
  return [...new Set([...inherited, ...own])];
}

export function isDataclass(definition: ClassDefinition): boolean {
  const { bases, site } = definition;
  return (
    decoratorsOf(definition).some((decorator) => /^[\w.]*(?:dataclass|define|attrs)/.test(decorator)) ||
    bases.some(({ node: base }) => /BaseModel|NamedTuple|BaseSettings/.test(textOf(site.segment, base)))
  );
}

/** Stands for the classes derived from one among the things on which a number depends. */
export function derivedFrom(name: string): string {
  return `(${name})`;
}

/** What the classes derived from a class, in the same file, set the attribute to. */
function overriding(definition: ClassDefinition, name: string, resolver: Resolver): readonly StaticNumber[] {
  const module = resolver.moduleOf(definition.site);
  const numbers: StaticNumber[] = [];
  resolver.need(derivedFrom(definition.name));
  for (const derivedClass of derivedIn(module, definition.name)) {
    if (derivedClass === definition) continue;
    for (const { kind } of derivedClass.scope.names.get(name) ?? [])
      numbers.push(resolver.numberWritten(kind.type === 'value' ? kind.value : undefined, name));
    for (const { value } of derivedClass.selfWrites.get(name) ?? [])
      numbers.push(resolver.numberWritten(value, name));
  }
  return numbers;
}

/** The names of a class's bases, without their modules. */
export function baseNames({ bases, site: { segment } }: ClassDefinition): readonly string[] {
  return bases.map(({ node }) => textOf(segment, node).split('.').at(-1) ?? '');
}

/** The classes at the top level of some segments. */
export function* classesOf(
  segments: Iterable<{ readonly scope: ClassDefinition['scope'] }>,
): Generator<ClassDefinition> {
  for (const { scope } of segments)
    for (const bindings of scope.names.values())
      for (const { kind } of bindings) if (kind.type === 'class') yield kind;
}

const derivedClasses = new SegmentIndex(
  (segment) =>
    Array.from(classesOf([segment])).flatMap((definition) =>
      baseNames(definition).map((base) => [base, definition] as const),
    ),
  ({ text }, name) => mayDerive(text, name),
);

/** The classes of a module that are derived from one of that name. */
export function derivedIn(module: Module, name: string): readonly ClassDefinition[] {
  return derivedClasses.in(module, name);
}
