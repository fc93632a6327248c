import { boundArgument } from '../../syntax/arguments';
import type { SyntaxNode } from '@lezer/common';
import { textOf } from '../../syntax/nodes';
import type { Binding, FunctionDefinition, ParameterDefinition, Site } from '../../syntax/scopes';
import { type Frames, NO_FRAMES } from '../names/frames';
import type { Resolver } from '../names/resolve';
import { unknown } from '../names/staticNumber';
import {
  type AbstractObject,
  isKnown,
  isLike,
  isMapping,
  type ObjectOf,
  ofCaller,
  saidOf,
} from './abstractObject';
import { askedOfOther } from './askedFor';
import { calledBy, callersOf } from './callersOf';
import { unlessUnderWay } from '../names/underWay';
import { initOf } from './classes';
import { expressionsPassed, expressionsPassedByNames } from './expressionsPassed';
import { Environment } from './environment';
import { configuration } from './namedAfter';
import { isOption } from './parsedOptions';
import { isKeptObject } from './kept';
import { isConfigName, isConfigParameter } from './settingNames';
import { isInTest } from './tried';

/** The object that the call at hand passes for settings, or all calls, where it is one and the same, or of one class. */
export function passedObject(
  parameter: ParameterDefinition,
  definition: FunctionDefinition,
  resolver: Resolver,
  frames: Frames,
  objectOf: ObjectOf,
): AbstractObject | undefined {
  const running = frames.get(definition.scope);
  if (parameter.kind === 'doubleStar')
    return running === undefined
      ? keywordsPassed(parameter, definition, resolver)
      : { is: 'keywords', ...running };
  if (running !== undefined) {
    const { site, args } = running;
    const argument = boundArgument(site.segment, args, definition, parameter.name);
    const given =
      argument.passed === 'value'
        ? objectOf(argument.node, new Environment(site, resolver, running.frames))
        : undefined;
    return given?.is === 'unknown' ? undefined : given;
  }
  return passedByAll(parameter, definition, resolver, objectOf);
}

/** What the only call gives by name to a function that takes all of that together: of several each may give other names. */
function keywordsPassed(
  parameter: ParameterDefinition,
  definition: FunctionDefinition,
  resolver: Resolver,
): AbstractObject | undefined {
  const called = calledBy(definition);
  const calls = called === undefined ? [] : callersOf(called, true, resolver);
  if (calls === 'searching') return { is: 'unknown', reason: unknown('searching', parameter.name) };
  const [only, ...others] = calls;
  return only === undefined || others.length > 0
    ? undefined
    : { is: 'keywords', args: only.args, site: only, frames: NO_FRAMES, isPassed: true };
}

/** The object that all calls pass for settings, where it is one and the same, or of one class. Whatever is read of such settings asks for it. */
function passedByAll(
  parameter: ParameterDefinition,
  definition: FunctionDefinition,
  resolver: Resolver,
  objectOf: ObjectOf,
): AbstractObject | undefined {
  const find = (): AbstractObject | undefined =>
    resolver.remembered(parameter, 'passed by all', () =>
      objectPassed(parameter, definition, resolver, objectOf),
    );
  return unlessUnderWay(parameter, resolver.underWay, resolver.nesting, find, undefined);
}

/** What binds a name to what is passed. */
type Parameter = Extract<Binding['kind'], { type: 'parameter' }>;

/**
 * What settings are that somebody may pass in the place of some that are there by default, `config = config or CONFIG`: those by default where
 * nobody does, what all pass, or any of these.
 */
export function passedInstead(
  byDefault: AbstractObject,
  { parameter, definition }: Pick<Parameter, 'parameter' | 'definition'>,
  resolver: Resolver,
  frames: Frames,
  objectOf: ObjectOf,
): AbstractObject {
  const running = frames.get(definition.scope);
  if (running !== undefined) {
    const { site, args } = running;
    const argument = boundArgument(site.segment, args, definition, parameter.name);
    if (argument.passed !== 'value' || argument.node.name === 'None') return byDefault;
    const given = givenFor(
      byDefault,
      { node: argument.node, call: site },
      resolver,
      objectOf,
      running.frames,
    );
    return given === 'nothing' ? byDefault : given;
  }
  const all = objectsPassedInstead(byDefault, parameter, definition, resolver, objectOf);
  const [first, ...others] = all;
  const isOne = first !== undefined && others.every((other) => isLike(first, other));
  if (first === undefined || (isOne && isLike(first, byDefault))) return ofCaller(byDefault);
  if (isOne && (isKnown(first) || first.is === 'repeated')) return ofCaller(first);
  return byDefault.is === 'list'
    ? { is: 'unknown', reason: unknown('ambiguous', parameter.name) }
    : { is: 'configuration', name: parameter.name, passed: all };
}

/** All that a parameter may be given, what is there by default among it. */
function objectsPassedInstead(
  byDefault: AbstractObject,
  parameter: ParameterDefinition,
  definition: FunctionDefinition,
  resolver: Resolver,
  objectOf: ObjectOf,
): readonly AbstractObject[] {
  if (resolver.underWay.has(parameter) || resolver.limit !== undefined) {
    resolver.nesting.noteCut(resolver.underWay.levelOf(parameter));
    return [];
  }
  const passed = expressionsPassed(parameter, definition, resolver, parameter.fallback);
  if (passed === 'searching') return [{ is: 'unknown', reason: unknown('searching', parameter.name) }];
  resolver.underWay.add(parameter, resolver.nesting.level);
  try {
    return (passed ?? []).flatMap((one) => {
      if (one.node === parameter.fallback?.node || one.node.name === 'None') return byDefault;
      const given = resolver.around(one.call, () => givenFor(byDefault, one, resolver, objectOf, NO_FRAMES));
      return given === 'nothing' ? [] : given;
    });
  } finally {
    resolver.underWay.delete(parameter);
  }
}

/** What one call gives; 'nothing' where that hands on what nobody passes. */
function givenFor(
  byDefault: AbstractObject,
  { node, call }: { readonly node: SyntaxNode; readonly call: Site },
  resolver: Resolver,
  objectOf: ObjectOf,
  frames: Frames,
): AbstractObject | 'nothing' {
  const bindings = node.name === 'VariableName' ? resolver.bindingsOf(textOf(call.segment, node), call) : [];
  const [only] = bindings.length === 1 ? bindings : [];
  if (only?.kind.type !== 'parameter') return objectOf(node, new Environment(call, resolver, frames));
  const { parameter, definition } = only.kind;
  if (parameter.annotation === undefined && (parameter.fallback?.node.name ?? 'None') === 'None') {
    const isGiven = frames.has(definition.scope);
    const all = isGiven ? [] : objectsPassedInstead(byDefault, parameter, definition, resolver, objectOf);
    if (!isGiven && all.length === 0) return 'nothing';
  }
  return passedInstead(byDefault, only.kind, resolver, frames, objectOf);
}

function objectPassed(
  parameter: ParameterDefinition,
  definition: FunctionDefinition,
  resolver: Resolver,
  objectOf: ObjectOf,
): AbstractObject | undefined {
  const direct = expressionsPassed(parameter, definition, resolver);
  // Where callers of callers are asked, the search for other names costs more than it tells.
  const isWorthwhile = resolver.underWay.size === 1 && isConfigName(parameter.name);
  const isNamed = isWorthwhile && direct !== 'searching' && direct?.length === 0;
  const passed = isNamed ? expressionsPassedByNames(parameter, definition, resolver) : direct;
  if (passed === 'searching') return { is: 'unknown', reason: unknown('searching', parameter.name) };
  // An option is a number, a text or a list of these, and has no settings: who passes one means something else.
  const every = passed?.flatMap(({ node, call }) => {
    const environment = new Environment(call, resolver);
    return resolver.around(call, () => {
      const object = objectOf(node, environment);
      const asked = askedOfOther(object, call, resolver);
      if (asked !== undefined) return { is: 'configuration', name: parameter.name, asked } as const;
      return object.is !== 'list' && isOption(node, environment, objectOf) ? [] : object;
    });
  });
  const objects = every && saidOf(every);
  const [first, ...others] = objects ?? [];
  // What may make something else as well only says what a record has, all of whose fields are known.
  if (isNamed && !(first?.is === 'instance' && initOf(first.of) === undefined)) return undefined;
  if (first === undefined)
    return passed?.length === 0 && !isConfigParameter(parameter.name)
      ? { is: 'unknown', reason: { ...unknown('attribute', parameter.name), isUncalled: true } }
      : undefined;
  if (objects?.every(isKeptObject) && objects.length > 0)
    return { ...configuration(parameter.name), isKept: true } as AbstractObject;
  if (!others.every((other) => isLike(first, other)))
    return objects?.every(isConfigName(parameter.name) ? isKnown : isMapping) === true
      ? { is: 'configuration', name: parameter.name, passed: objects }
      : undefined;
  // What tests alone pass is what makes that simple.
  const isUsed =
    isInTest(definition.site, resolver) || passed?.every(({ call }) => isInTest(call, resolver)) !== true;
  if (isMapping(first) && !isUsed) return undefined;
  if (first.is === 'instance')
    return { ...first, made: others.length === 0 ? first.made : undefined, isSelf: false, isPassed: true };
  // `Net(spec=config.MODEL.SPEC)`: what is called otherwise there keeps the name by which settings are looked for.
  const isOther =
    first.is === 'configuration' && (first.asked !== undefined || !isConfigName(parameter.name));
  const isSettings = isOther && others.length === 0;
  return isKnown(first) || first.is === 'repeated' || isSettings ? first : undefined;
}
