import { argumentFor, type PassedArgument } from '../../syntax/arguments';
import type { Module } from '../names/module';
import { agreed, type StaticNumber, unknown } from '../names/staticNumber';
import type { Meaning } from '../names/meaning';
import type { Resolver } from '../names/resolve';
import { besides, decided, type Given, tried, weighed } from './weighing';
import { disagree, given } from './givenByCalls';
import { isByNames, isOfAny } from './lookedUp';
import { basesOf } from './bases';
import { derivedFrom, derivedIn, initOf } from './classes';
import { callsThroughNames, isGivenOn } from './aliases';
import { callsIn, callsInOthers, callsOf, otherNames } from './callsIn';
import { modulesAsked } from './modulesOfTable';
import { areTests, argumentOf, callsByName, meantOf, partialsOf, tellingOf } from './passedArguments';
import { isImported, mayBe } from './importedAs';
import { isLostName } from './lostNames';
import { isTrial } from './tried';
import { callsOfMethod } from './methodCalls';
import { lineage, methodAround } from './methods';
import type { CallSite, ClassDefinition, FunctionDefinition, ParameterDefinition } from '../../syntax/scopes';
import { decoratorsOf, enclosing } from '../../syntax/scopes';
import { textOf } from '../../syntax/nodes';

/** What has so many callers is called with so many values that none of them is worth being told. */
export const MOST_CALLERS = 100;
/** So many callers of callers are asked. */
const MOST_LEVELS = 8;

/** What is asked of the callers of a function. */
interface AskedOfCallers {
  /** What a call passes for the parameter, where it is no parameter of its own. */
  readonly argumentIn?: (call: CallSite) => PassedArgument;
  /** Whether a call may lead to where it is asked for. */
  readonly isMeant?: (call: CallSite) => boolean;
}

/**
 * What a parameter is given. One without a default: what the calls of its function, or of its class, give it, where they
 * all give the same, in the same file or notebook, or else in the workspace. One with a default: what all calls in the
 * workspace give it, if that is one number; else the default, and beside it what callers give it instead.
 *
 * @param byDefault undefined where it has no default
 */
export function passedByCallers(
  { name }: Pick<ParameterDefinition, 'name'>,
  definition: FunctionDefinition,
  byDefault: StaticNumber | undefined,
  resolver: Resolver,
  { argumentIn = (call) => argumentOf(call, definition, name), isMeant = () => true }: AskedOfCallers = {},
): StaticNumber {
  const otherwise = byDefault ?? unknown('parameter', name);
  if (resolver.limit === 'itself' || (resolver.limit === 'byDefault' && byDefault !== undefined))
    return otherwise;
  // A recursive call passes on what the first one was given; and longer chains of callers are machine-made.
  const isCut = resolver.underWay.has(definition) || resolver.underWay.size >= MOST_LEVELS;
  if (isCut) {
    resolver.noteCut();
    return otherwise;
  }
  const called = calledBy(definition);
  if (called === undefined) return otherwise;
  resolver.underWay.add(definition);
  try {
    const direct = callersOf(called, byDefault !== undefined, resolver);
    const isPassing = (call: CallSite): boolean =>
      byDefault === undefined ? isByNames(call) : argumentIn(call).passed === 'value';
    const throughNames = (): ReturnType<typeof callsThroughNames> =>
      meantByNames(called, isPassing, resolver);
    // Who tries it calls it by its own name, and who uses it may not; beside others that use it counts what gives it a value.
    const areTrials =
      direct !== 'searching' && (direct.every(isTrial) || areTests(direct, definition, resolver));
    const isGiven = direct.length === 0 || isGivenOn(called, resolver) !== false;
    const all = isGiven ? throughNames() : [];
    const isGiving = (call: CallSite): boolean => {
      const { passed } = argumentIn(call);
      const isGiven = passed === 'value' || (byDefault === undefined && passed === 'unpacked');
      return areTrials || (isGiven && !isOfAny(call, resolver));
    };
    const calls =
      direct === 'searching' || all === 'searching'
        ? 'searching'
        : [...direct, ...all.filter((call) => isGiving(call) && !direct.includes(call))];
    if (calls === 'searching') return byDefault ?? unknown('searching', name);
    if (calls.length > MOST_CALLERS && byDefault !== undefined) return byDefault;
    const telling = tellingOf(calls, definition, argumentIn, resolver, byDefault !== undefined).filter(
      isMeant,
    );
    const meant = meantOf(telling, definition, argumentIn, resolver);
    // Where p is the default anyway it is enough to tell what others have by theirs: to ask all of their callers is to read half a workspace.
    const isAside = byDefault?.known === true && disagree(meant, argumentIn);
    const giving = (calls: readonly CallSite[]): readonly Given[] => {
      const read = (): readonly Given[] =>
        given(calls, { name, definition, argumentIn }, byDefault, resolver);
      return isAside ? resolver.within('byDefault', read) : read();
    };
    const first = giving(meant);
    const others = isOne(first) ? meant : madeSomewhere(meant, resolver);
    const passed = others === meant ? first : giving(others);
    // Where not all could be looked into, another one may disagree: what they pass is told beside a default.
    if (!resolver.hasBudget) return besides(otherwise, passed);
    const aside = (calls: readonly CallSite[]): readonly Given[] =>
      resolver.within('byDefault', () => given(calls, { name, definition, argumentIn }, byDefault, resolver));
    const trials = aside(telling.filter((call) => !others.includes(call)));
    const areTried = areTests(others, definition, resolver);
    if (byDefault !== undefined)
      return besides(
        areTried ? tried(passed, byDefault, name) : weighed(passed, byDefault, name, trials),
        trials,
      );
    // Where only a derived class hands something on, and nobody makes that, what has another name may make either.
    const named = direct.length > 0 && isPassedByNobody(passed, name) ? throughNames() : [];
    if (named === 'searching') return unknown('searching', name);
    const said = decided(named.length === 0 ? passed : giving(named), name);
    const number = said.known && areTried ? { ...said, guessed: true } : said;
    if (!number.known && number.isUncalled === true && decoratorsOf(called).length > 0)
      return unknown('parameter', name);
    const elsewhere = number.known && direct.length > 0 ? callersOf(called, true, resolver) : [];
    if (!number.known || elsewhere === 'searching' || elsewhere.length > MOST_CALLERS) return number;
    const further = tellingOf(
      elsewhere.filter((call) => !calls.includes(call) && isMeant(call)),
      definition,
      argumentIn,
      resolver,
    );
    return besides(number, [...aside(further), ...trials]);
  } finally {
    resolver.underWay.delete(definition);
  }
}

/**
 * The calls of it under other names; what may call anything may not call what takes no such thing.
 *
 * @param isPassing whether a call surely speaks of the parameter
 */
function meantByNames(
  called: ClassDefinition | FunctionDefinition,
  isPassing: (call: CallSite) => boolean,
  resolver: Resolver,
): readonly CallSite[] | 'searching' {
  const all = callsThroughNames(called, resolver);
  const isMeant = (call: CallSite): boolean => !isOfAny(call, resolver) || isPassing(call);
  return all === 'searching' ? all : all.filter(isMeant);
}

/** Whether nobody is known to pass what is handed on. */
function isPassedByNobody(passed: readonly Given[], name: string): boolean {
  const number = decided(passed, name);
  return !number.known && number.isUncalled === true;
}

function isOne(passed: readonly Given[]): boolean {
  const numbers = passed.flatMap(({ number }) => (number.known || number.isUncalled !== true ? number : []));
  return numbers.length < 2 || agreed(numbers, 'ambiguous', '').known;
}

/**
 * Of calls those that somebody makes, where the others stand in an `__init__` of a class that nobody makes: under whatever name, by
 * whatever decorator.
 */
function madeSomewhere(calls: readonly CallSite[], resolver: Resolver): readonly CallSite[] {
  const calledAround = (call: CallSite): ReturnType<typeof calledBy> => {
    const around = enclosing(call.scope, 'function')?.definition;
    return around?.type === 'function' ? calledBy(around) : undefined;
  };
  const isUncalled = (called: ClassDefinition | FunctionDefinition): boolean =>
    callersOf(called, true, resolver).length === 0;
  const isDead = (called: ReturnType<typeof calledBy>): boolean =>
    called?.type === 'class' &&
    called.site.scope.kind === 'module' &&
    decoratorsOf(called).length === 0 &&
    isUncalled(called) &&
    callsThroughNames(called, resolver).length === 0;
  const made = calls.filter((call) => !isDead(calledAround(call)));
  if (made.length === calls.length || made.length === 0) return calls;
  const areCalled = made.every((call) => {
    const called = calledAround(call);
    return called === undefined || !isUncalled(called);
  });
  return areCalled ? made : calls;
}

/** What all calls of a class without an `__init__` of its own pass for a parameter that it has; else its default, with what they pass beside it. */
export function passedToClass(
  called: ClassDefinition,
  parameters: readonly string[],
  name: string,
  byDefault: StaticNumber,
  resolver: Resolver,
): StaticNumber {
  const calls = callersOf(called, true, resolver);
  if (calls === 'searching' || calls.length > MOST_CALLERS) return byDefault;
  const argumentIn = (call: CallSite): PassedArgument =>
    argumentFor(call.segment, call.args, parameters, name);
  const meant = meantOf(calls, called, argumentIn, resolver);
  const passed = given(meant, { name, definition: called, argumentIn }, byDefault, resolver);
  const areTried = areTests(meant, called, resolver);
  // A field that is only declared has to be given.
  const isRequired = !byDefault.known && byDefault.reason === 'parameter';
  if (isRequired) return areTried || passed.length === 0 ? byDefault : decided(passed, name);
  return areTried ? tried(passed, byDefault, name) : weighed(passed, byDefault, name);
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
  const own = [
    ...callsIn(module, called.name).filter(
      (call) => resolver.meaningOf(call.callee, call) === called || isMadeByOwner(called, call, resolver),
    ),
    ...partialsOf(called, module, (meaning) => meaning === called, resolver),
    ...(called.type === 'class'
      ? [...callsOfItself(called, resolver), ...callsAsBase(called, module, resolver)]
      : []),
  ];
  // What makes objects of derived classes may stand elsewhere, and so may what does more than try it.
  if (!all && own.some((call) => resolver.moduleOf(call) === module && !isTrial(call))) return own;
  const others = callsElsewhere(called, module, resolver);
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

/** Whether a derived class has a parameter of that name, too, and hands its base another value for it: which of them is kept, the code does not say. */
export function isHandedOtherwise(name: string, definition: FunctionDefinition, resolver: Resolver): boolean {
  const called = calledBy(definition);
  const calls = called === undefined ? [] : callersOf(called, true, resolver);
  return (
    calls !== 'searching' &&
    calls.some((call) => {
      const around = call.scope.definition;
      if (around?.type !== 'function' || around.name !== '__init__' || call.name !== '__init__') return false;
      const argument = argumentOf(call, definition, name);
      const isSame = argument.passed === 'value' && textOf(call.segment, argument.node) === name;
      return !isSame && around.parameters.some((own) => own.name === name);
    })
  );
}

/** The calls, in other files, of what stands at a module's top level. */
function callsElsewhere(
  called: ClassDefinition | FunctionDefinition,
  module: Module,
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
    if (isAsked || leadsThere(call, meaning) || (meaning === undefined && mayBe(call, isIt, resolver)))
      calls.push(call);
  }
  const made = callsByName(called, module, isIt, resolver);
  if (made === 'searching') return made;
  calls.push(...made);
  const others = files.mentioning(called.name, uri, 'workspace');
  if (others === 'searching') return others;
  for (const name of otherNames(called.name, others)) {
    const renamed = callsInOthers(name, module, resolver);
    if (renamed === 'searching') return renamed;
    calls.push(...renamed.filter((call) => leadsThere(call, resolver.meaningOf(call.callee, call))));
  }
  return [
    ...calls,
    ...others.flatMap((other) => [
      ...(called.type === 'class' ? callsAsBase(called, other, resolver) : []),
      ...partialsOf(called, other, isIt, resolver),
    ]),
  ];
}
