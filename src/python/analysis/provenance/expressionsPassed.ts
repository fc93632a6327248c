import type { SyntaxNode } from '@lezer/common';
import type { PassedArgument, UnpackedArgument } from '../../syntax/arguments';
import { textOf } from '../../syntax/nodes';
import type {
  CallSite,
  ExpressionSite,
  FunctionDefinition,
  ParameterDefinition,
  Site,
} from '../../syntax/scopes';
import type { Resolver } from '../names/resolve';
import { callsThroughNames } from './aliases';
import { calledBy, callersOf, MOST_CALLERS } from './callersOf';
import { Environment } from './environment';
import { areTests, argumentOf, meantOf, tellingOf } from './passedArguments';
import { takerOf } from './restParameter';

/** What a call passes, and where that is evaluated. */
type Passed = readonly { readonly node: SyntaxNode; readonly call: Site }[];

/**
 * The expressions that calls of a function, or of its class, pass for a parameter; undefined where not all of them do.
 *
 * @param byDefault what holds where one passes nothing
 */
export function expressionsPassed(
  parameter: ParameterDefinition,
  definition: FunctionDefinition,
  resolver: Resolver,
  byDefault?: ExpressionSite,
): Passed | 'searching' | undefined {
  const called = calledBy(definition);
  const calls = called === undefined ? [] : callersOf(called, true, resolver);
  return calls === 'searching' ? calls : passedBy(calls, parameter, definition, resolver, byDefault);
}

/** Whether there are calls, and what each passes for a parameter, or leaves to its default, is as asked. */
export function isPassedByEach(
  parameter: ParameterDefinition,
  definition: FunctionDefinition,
  resolver: Resolver,
  isSo: (passed: Passed[number]) => boolean,
): boolean {
  const passed = expressionsPassed(parameter, definition, resolver, parameter.fallback);
  return passed !== undefined && passed !== 'searching' && passed.length > 0 && passed.every(isSo);
}

/** The expressions that are passed to a class that nobody makes by its own name; none where not all of those calls are sure to pass one. */
export function expressionsPassedByNames(
  parameter: ParameterDefinition,
  definition: FunctionDefinition,
  resolver: Resolver,
): Passed | 'searching' {
  const called = calledBy(definition);
  const calls = called?.type === 'class' ? callsThroughNames(called, resolver) : [];
  return calls === 'searching' ? calls : (passedBy(calls, parameter, definition, resolver) ?? []);
}

function passedBy(
  calls: readonly CallSite[],
  parameter: ParameterDefinition,
  definition: FunctionDefinition,
  resolver: Resolver,
  byDefault?: ExpressionSite,
): Passed | undefined {
  const argumentIn = (call: CallSite): PassedArgument =>
    argumentOf(call, definition, parameter.name, resolver);
  const others = meantOf(
    tellingOf(calls, definition, argumentIn, resolver),
    definition,
    argumentIn,
    resolver,
  );
  const isTried = parameter.fallback !== undefined && areTests(others, definition, resolver);
  if (others.length > MOST_CALLERS || isTried) return undefined;
  const passed = others.map((call): Passed | undefined => {
    const argument = argumentIn(call);
    if (argument.passed === 'value') return [{ node: argument.node, call }];
    if (argument.passed === 'unpacked') return handedOn(argument, call, parameter, resolver, byDefault);
    return argument.passed === 'nothing' && byDefault
      ? [{ node: byDefault.node, call: byDefault }]
      : undefined;
  });
  const all = passed.flatMap((one) => one ?? []);
  // Who hands on what nobody is known to pass says nothing.
  return passed.includes(undefined) || (all.length === 0 && others.length > 0) ? undefined : all;
}

/** What is passed to a function that hands on all that it takes as `**kwargs`, and does nothing else with that. */
function handedOn(
  { node, index }: UnpackedArgument,
  call: CallSite,
  parameter: ParameterDefinition,
  resolver: Resolver,
  byDefault?: ExpressionSite,
): Passed | undefined {
  const taker =
    index === undefined ? takerOf(node, 'doubleStar', new Environment(call, resolver)) : undefined;
  if (taker === undefined) return undefined;
  const name = textOf(call.segment, node);
  const mentions = textOf(taker.site.segment, taker.node)
    .split(/\W+/)
    .filter((word) => word === name);
  const called = mentions.length === 2 ? calledBy(taker) : undefined;
  return (
    called &&
    resolver.lookInto(() => {
      const direct = callersOf(called, true, resolver);
      const calls = direct.length === 0 ? callsThroughNames(called, resolver) : direct;
      if (calls === 'searching') return undefined;
      return calls.length === 0 ? [] : passedBy(calls, parameter, taker, resolver, byDefault);
    }, undefined)
  );
}
