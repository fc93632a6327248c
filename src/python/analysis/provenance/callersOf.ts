import type { Module } from '../names/module';
import type { Meaning } from '../names/meaning';
import type { Resolver } from '../names/resolve';
import { basesOf } from './bases';
import { derivedFrom, derivedIn, initOf } from './classes';
import { callsThroughNames } from './aliases';
import { callsIn, callsInOthers, callsOf, otherNames } from './callsIn';
import { modulesAsked } from './modulesOfTable';
import { callsByName, partialsOf } from './passedArguments';
import { isImported, mayBe } from './importedAs';
import { mayImport } from './importedByText';
import { isLostName } from './lostNames';
import { isTrial } from './tried';
import { callsOfMethod } from './methodCalls';
import { lineage, methodAround } from './methods';
import type { CallSite, ClassDefinition, FunctionDefinition } from '../../syntax/scopes';
import { decoratorsOf, enclosing } from '../../syntax/scopes';
import { childrenOf, textOf } from '../../syntax/nodes';

/** What has so many callers is called with so many values that none of them is worth being told. */
export const MOST_CALLERS = 100;

/** Longer lines of classes are machine-made. */
const MOST_LEVELS = 8;

/**
 * Of calls those that somebody makes, where the others stand in an `__init__` of a class that nobody makes: under whatever name, by
 * whatever decorator.
 */
export function madeSomewhere(calls: readonly CallSite[], resolver: Resolver): readonly CallSite[] {
  const made = calls.filter((call) => !isInDeadClass(call, resolver));
  if (made.length === calls.length || made.length === 0) return calls;
  const areCalled = made.every((call) => {
    const called = calledAround(call);
    return called === undefined || callersOf(called, true, resolver).length > 0;
  });
  return areCalled ? made : calls;
}

/** What runs the function around a call. */
function calledAround(call: CallSite): ReturnType<typeof calledBy> {
  const around = enclosing(call.scope, 'function')?.definition;
  return around?.type === 'function' ? calledBy(around) : undefined;
}

/** Whether a call stands in the `__init__` of a class that nobody makes, under whatever name. */
export function isInDeadClass(call: CallSite, resolver: Resolver): boolean {
  const called = calledAround(call);
  return (
    called?.type === 'class' &&
    called.site.scope.kind === 'module' &&
    decoratorsOf(called).length === 0 &&
    // Without that nobody is found who makes it.
    resolver.hasBudget() &&
    callersOf(called, true, resolver).length === 0 &&
    callsThroughNames(called, resolver).length === 0
  );
}

/** What a function is called by: an `__init__` by its class; what is called by others than its own object is not asked. */
export function calledBy(definition: FunctionDefinition): ClassDefinition | FunctionDefinition | undefined {
  const owner = definition.scope.parent?.definition;
  const isInit = definition.name === '__init__' && owner?.type === 'class';
  const called = isInit ? owner : definition;
  return called.name === '' ? undefined : called;
}

/** The class of a method; undefined of functions, and of what makes an object. */
export function ownerOf(called: ClassDefinition | FunctionDefinition): ClassDefinition | undefined {
  const owner = called.type === 'function' ? called.scope.parent?.definition : undefined;
  return owner?.type === 'class' && called.name !== '__init__' ? owner : undefined;
}

/**
 * The calls of a method where its own object calls it, and all others of that name in the files of its class and of that's bases: it
 * is given what all of them pass, whichever are meant.
 */
function callsByItself(name: string, owner: ClassDefinition, resolver: Resolver): readonly CallSite[] {
  const line = lineage(owner, resolver);
  const modules = new Set(line.map(({ site }) => resolver.moduleOf(site)));
  const calls = [...modules].flatMap((module) => callsIn(module, name));
  const isOwn = ({ scope, segment, callee }: CallSite): boolean => {
    const method = methodAround(scope);
    return (
      method !== undefined &&
      textOf(segment, callee) === `${method.self}.${name}` &&
      (line.includes(method.owner) || lineage(method.owner, resolver).includes(owner))
    );
  };
  return calls.some(isOwn) ? calls : [];
}

/** @param all whether those in other files count where there are some in the same one */
export function callersOf(
  called: ClassDefinition | FunctionDefinition,
  all: boolean,
  resolver: Resolver,
): readonly CallSite[] | 'searching' {
  return resolver.remembered(called, `callers ${all}`, () => findCallers(called, all, resolver));
}

function findCallers(
  called: ClassDefinition | FunctionDefinition,
  all: boolean,
  resolver: Resolver,
): readonly CallSite[] | 'searching' {
  resolver.need(callsOf(called.name));
  const module = resolver.moduleOf(called.site);
  const owner = ownerOf(called);
  if (owner !== undefined && called.type === 'function') {
    const byItself = all ? [] : callsByItself(called.name, owner, resolver);
    return byItself.length > 0 ? byItself : callsOfMethod(called, owner, resolver);
  }
  const aliases = otherNames(called.name, [module], resolver);
  for (const name of aliases) resolver.need(callsOf(name));
  const isCalled = (call: CallSite): boolean => resolver.meaningOf(call.callee, call) === called;
  const own = [
    ...callsIn(module, called.name).filter((call) => isCalled(call) || isMadeByOwner(called, call, resolver)),
    ...aliases.flatMap((name) => callsIn(module, name).filter(isCalled)),
    ...partialsOf(called, aliases, module, (meaning) => meaning === called, resolver),
    ...(called.type === 'class'
      ? [...callsOfItself(called, resolver), ...callsAsBase(called, module, resolver)]
      : []),
  ];
  // What makes objects of derived classes may stand elsewhere, and so may what does more than try it.
  if (!all && own.some((call) => resolver.moduleOf(call) === module && !isTrial(call))) return own;
  const others = callsElsewhere(called, module, aliases, resolver);
  return others === 'searching' ? others : [...own, ...others];
}

/** Whether a call makes an object of a class that stands in the one of its own object: `self.Layer(…)`. */
function isMadeByOwner(
  { name, site }: ClassDefinition | FunctionDefinition,
  { scope, segment, callee }: CallSite,
  resolver: Resolver,
): boolean {
  const owner = site.scope.definition;
  const method = owner?.type === 'class' ? methodAround(scope) : undefined;
  return (
    owner?.type === 'class' &&
    method !== undefined &&
    textOf(segment, callee) === `${method.self}.${name}` &&
    lineage(method.owner, resolver).includes(owner)
  );
}

/** What makes an object in a class method, its own or one that it inherits: `cls(…)`. */
function callsOfItself(called: ClassDefinition, resolver: Resolver): readonly CallSite[] {
  const line = new Set([called]);
  for (const one of line)
    for (const base of line.size < MOST_LEVELS ? basesOf(one, resolver) : [])
      if (base !== undefined) line.add(base);
  const modules = new Set(Array.from(line, ({ site }) => resolver.moduleOf(site)));
  const scopes = new Set(Array.from(line, ({ scope }) => scope));
  return [...modules]
    .flatMap((module) => callsIn(module, 'cls'))
    .filter(({ scope, callee }) => {
      const { parent, definition } = enclosing(scope, 'function') ?? {};
      const isMethod = parent !== undefined && scopes.has(parent) && definition?.type === 'function';
      return isMethod && callee.name === 'VariableName' && definition.parameters[0]?.name === 'cls';
    });
}

/**
 * What classes derived from it hand to its `__init__`: `super().__init__(…)`, `Base.__init__(self, …)`; where they have
 * none of their own, what makes their objects.
 */
function callsAsBase(called: ClassDefinition, module: Module, resolver: Resolver): readonly CallSite[] {
  resolver.need(derivedFrom(called.name));
  const uri = resolver.uriOf(resolver.moduleOf(called.site));
  const isCalled = (meaning: Meaning | undefined): boolean =>
    meaning === called || isImported(meaning, called, uri, resolver);
  return derivedIn(module, called.name).flatMap((derived) => {
    const init = initOf(derived);
    const [first] = derived.bases;
    const isFirst = first !== undefined && isCalled(resolver.meaningOf(first.node, first));
    if (init === undefined) {
      const isHeir = isFirst && !lineage(called, resolver).includes(derived);
      const made = isHeir ? callersOf(derived, true, resolver) : [];
      return made === 'searching' ? [] : made;
    }
    return init.site.segment.calls.filter((call) => {
      const object = call.callee.firstChild;
      if (call.scope !== init.scope || object === null || call.name !== '__init__') return false;
      const said = object.name === 'CallExpression' ? textOf(call.segment, object) : '';
      // `super(Net, self)` in a class derived from it is what comes behind it.
      if (/^super\(\s*(\w+),/.exec(said)?.[1] === called.name) return false;
      return /^super\s*\(/.test(said)
        ? isFirst
        : object.name !== 'CallExpression' && isCalled(resolver.meaningOf(object, call));
    });
  });
}

/** The calls, in other files, of what stands at a module's top level. @param aliases the other names that it has in its own file */
function callsElsewhere(
  called: ClassDefinition | FunctionDefinition,
  module: Module,
  aliases: readonly string[],
  resolver: Resolver,
): readonly CallSite[] | 'searching' {
  const { files } = resolver;
  if (files === undefined || called.site.scope.kind !== 'module') return [];
  const uri = resolver.uriOf(module);
  const named = callsInOthers(called.name, module, resolver);
  if (named === 'searching') return named;
  const isIt = (meaning: Meaning | undefined): boolean => isImported(meaning, called, uri, resolver);
  const leadsThere = (call: CallSite, meaning: Meaning | undefined): boolean =>
    isIt(meaning) || isLostName(call.callee, call, meaning, called, resolver);
  const calls: CallSite[] = [];
  for (const call of named) {
    const meaning = resolver.meaningOf(call.callee, call);
    const asked = meaning === undefined ? modulesAsked(call, resolver) : [];
    if (meaning?.type === 'searching' || asked.some(({ type }) => type === 'searching')) return 'searching';
    const isAsked = asked.some((one) => one.type === 'module' && resolver.uriOf(one.module) === uri);
    const [object, dot] = meaning === undefined ? childrenOf(call.callee) : [];
    const isByText = object !== undefined && dot?.name === '.' && mayImport(object, call, uri, resolver);
    if (
      isAsked ||
      isByText ||
      leadsThere(call, meaning) ||
      (meaning === undefined && mayBe(call, isIt, resolver))
    )
      calls.push(call);
  }
  const made = callsByName(called, module, isIt, resolver);
  if (made === 'searching') return made;
  calls.push(...made);
  const others = files.mentioning(called.name, uri, 'workspace');
  if (others === 'searching') return others;
  const handing = new Set(others);
  for (const name of aliases) {
    const further = files.mentioning(name, uri, 'workspace');
    if (further === 'searching') return further;
    for (const other of further) handing.add(other);
  }
  const names = [...new Set([...aliases, ...otherNames(called.name, others, resolver)])];
  for (const name of names) {
    const renamed = callsInOthers(name, module, resolver);
    if (renamed === 'searching') return renamed;
    calls.push(...renamed.filter((call) => leadsThere(call, resolver.meaningOf(call.callee, call))));
  }
  return [
    ...calls,
    ...others.flatMap((other) => (called.type === 'class' ? callsAsBase(called, other, resolver) : [])),
    ...[...handing].flatMap((other) => partialsOf(called, names, other, isIt, resolver)),
  ];
}
