import { argumentFor, type PassedArgument } from '../../syntax/arguments';
import { agreed, type StaticNumber, unknown } from '../names/staticNumber';
import type { Resolver } from '../names/resolve';
import { asAside, besides, decided, fitting, type Given, tried, weighed } from './weighing';
import { disagree, given, givenAside } from './givenByCalls';
import { isByNames, isOfAny } from './lookedUp';
import { calledBy, callersOf, isInDeadClass, madeSomewhere, MOST_CALLERS } from './callersOf';
import { callsThroughNames, isGivenOn } from './aliases';
import { areTests, argumentOf, meantOf, tellingOf } from './passedArguments';
import { unlessUnderWay } from '../names/underWay';
import { isTrial } from './tried';
import type { CallSite, ClassDefinition, FunctionDefinition, ParameterDefinition } from '../../syntax/scopes';
import { decoratorsOf } from '../../syntax/scopes';
import { textOf } from '../../syntax/nodes';

/** So many callers of callers are asked. */
const MOST_LEVELS = 8;

/** So many expressions are looked into for other names of what is called by its own. */
const MOST_LOOKED_INTO = 2000;

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
  {
    argumentIn = (call) => argumentOf(call, definition, name, resolver),
    isMeant = () => true,
  }: AskedOfCallers = {},
): StaticNumber {
  const otherwise = byDefault ?? unknown('parameter', name);
  if (resolver.limit === 'itself' || (resolver.limit === 'byDefault' && byDefault !== undefined))
    return otherwise;
  // A recursive call passes on what the first one was given; and longer chains of callers are machine-made.
  const isCut = resolver.underWay.has(definition) || resolver.underWay.size >= MOST_LEVELS;
  if (isCut) {
    resolver.nesting.noteCut(resolver.underWay.levelOf(definition));
    return otherwise;
  }
  const called = calledBy(definition);
  if (called === undefined) return otherwise;
  // Callers cannot be looked for any more.
  if (!resolver.hasBudget()) return unknown('unreadable', name);
  if (resolver.underWay.size > 0 && resolver.files?.isOver() === true) return unknown('searching', name);
  resolver.underWay.add(definition, resolver.nesting.level);
  try {
    const direct = nearest(called, byDefault !== undefined, resolver);
    // What is only tried by its own name is used by another one: who uses it may leave the default in force.
    const isOnlyTried =
      direct !== 'searching' && direct.length > 0 && areTrials(direct, definition, resolver);
    const throughNames = (): ReturnType<typeof callsThroughNames> => {
      const isPassing = (call: CallSite): boolean => {
        if (byDefault === undefined) return isByNames(call);
        const { passed } = argumentIn(call);
        return passed === 'value' || (isOnlyTried && passed !== 'misfit');
      };
      return meantByNames(called, isPassing, resolver);
    };
    const calls = withOthers(direct, throughNames, { called, definition, argumentIn, byDefault }, resolver);
    if (calls === 'searching') return byDefault ?? unknown('searching', name);
    if (calls.length > MOST_CALLERS && byDefault !== undefined) return byDefault;
    const telling = tellingOf(calls, definition, argumentIn, resolver, byDefault !== undefined).filter(
      isMeant,
    );
    const meant = meantOf(telling, definition, argumentIn, resolver);
    // Where p is the default anyway it is enough to tell what others have by theirs: to ask all of their callers is to read half a workspace.
    const isAside = byDefault?.known === true && disagree(meant, argumentIn);
    const giving = (calls: readonly CallSite[]): readonly Given[] =>
      isAside
        ? givenAside(calls, { name, definition, argumentIn }, byDefault, byDefault, resolver)
        : given(calls, { name, definition, argumentIn }, byDefault, resolver);
    const first = giving(meant);
    const others = isOne(first) ? meant : madeSomewhere(meant, resolver);
    const passed = others === meant ? first : giving(others);
    // Where not all could be looked into, another one may disagree: what they pass is told beside a default, unless it is in force for none of them.
    if (!resolver.hasBudget()) {
      const isLeft = passed.length === 0 || passed.some(({ beside }) => beside === undefined);
      const areKnown = passed.every(({ number }) => number.known);
      return isLeft || areKnown ? besides(otherwise, passed) : unknown('unreadable', name);
    }
    const aside = (calls: readonly CallSite[]): readonly Given[] =>
      asAside(
        resolver.within('byDefault', () =>
          given(calls, { name, definition, argumentIn }, byDefault, resolver),
        ),
      );
    const trials = aside(telling.filter((call) => !others.includes(call)));
    const areTried = areTests(others, definition, resolver);
    if (byDefault !== undefined)
      return besides(
        areTried ? tried(asAside(passed), byDefault, name) : weighed(passed, byDefault, name, trials),
        trials,
      );
    // Where only a derived class hands something on, and nobody makes that, what has another name may make either.
    const named = direct.length > 0 && isPassedByNobody(passed, name) ? throughNames() : [];
    if (named === 'searching') return unknown('searching', name);
    const all = named.length === 0 ? passed : giving(named);
    const said = decided(decoratorsOf(called).length > 0 ? all : fitting(all), name);
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
    const beside = givenAside(further, { name, definition, argumentIn }, number, undefined, resolver);
    return besides(number, [...beside, ...trials]);
  } finally {
    resolver.underWay.delete(definition);
  }
}

/**
 * The calls that are asked first: those in the same file, unless all of them stand in what nobody makes, or only make part of an object of a
 * derived class; all, where the default may be in force.
 */
function nearest(
  called: ClassDefinition | FunctionDefinition,
  all: boolean,
  resolver: Resolver,
): readonly CallSite[] | 'searching' {
  const near = callersOf(called, all, resolver);
  if (all || near === 'searching' || near.length === 0) return near;
  const isNoUse = near.every((call) => isOfDerived(call) || isInDeadClass(call, resolver));
  return isNoUse ? callersOf(called, true, resolver) : near;
}

/** Whether a call is that of a derived class's `__init__`, `super().__init__(p)`: beside it others make objects of the class itself. */
function isOfDerived({ segment, callee }: CallSite): boolean {
  return textOf(segment, callee).endsWith('.__init__');
}

/**
 * Calls by its own name, with those by others. Who tries it calls it by its own name, and who uses it may not; beside others that use it
 * counts what gives it a value.
 */
function withOthers(
  direct: readonly CallSite[] | 'searching',
  throughNames: () => readonly CallSite[] | 'searching',
  {
    called,
    definition,
    argumentIn,
    byDefault,
  }: {
    readonly called: ClassDefinition | FunctionDefinition;
    readonly definition: FunctionDefinition;
    readonly argumentIn: (call: CallSite) => PassedArgument;
    readonly byDefault: StaticNumber | undefined;
  },
  resolver: Resolver,
): readonly CallSite[] | 'searching' {
  if (direct === 'searching') return direct;
  const areTried = areTrials(direct, definition, resolver);
  const isGivenSome = direct.length === 0 || isGivenOn(called, resolver) !== false;
  // What is found by its own name is asked in any case.
  const all =
    direct.length === 0
      ? throughNames()
      : isGivenSome
        ? (resolver.aside(MOST_LOOKED_INTO, throughNames) ?? [])
        : [];
  if (all === 'searching') return all;
  const isGiving = (call: CallSite): boolean => {
    const { passed } = argumentIn(call);
    const isGiven = passed === 'value' || (byDefault === undefined && passed === 'unpacked');
    return areTried || (isGiven && !isOfAny(call, called.name, resolver));
  };
  return [...direct, ...all.filter((call) => isGiving(call) && !direct.includes(call))];
}

/** Whether all calls of a function, if there are any, only try or test it. */
function areTrials(calls: readonly CallSite[], definition: FunctionDefinition, resolver: Resolver): boolean {
  return calls.every(isTrial) || areTests(calls, definition, resolver);
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
  const isMeant = (call: CallSite): boolean => !isOfAny(call, called.name, resolver) || isPassing(call);
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

/** What all calls of a class without an `__init__` of its own pass for a parameter that it has; else its default, with what they pass beside it. */
export function passedToClass(
  called: ClassDefinition,
  parameters: readonly string[],
  name: string,
  byDefault: StaticNumber,
  resolver: Resolver,
): StaticNumber {
  const read = (): StaticNumber => {
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
    return areTried ? tried(asAside(passed), byDefault, name) : weighed(passed, byDefault, name);
  };
  // `Config(**vars(config))` asks of another object of its own class.
  return unlessUnderWay(called, resolver.underWay, resolver.nesting, read, byDefault);
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
      const argument = argumentOf(call, definition, name, resolver);
      const isSame = argument.passed === 'value' && textOf(call.segment, argument.node) === name;
      return !isSame && around.parameters.some((own) => own.name === name);
    })
  );
}
