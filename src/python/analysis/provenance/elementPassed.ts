import type { SyntaxNode } from '@lezer/common';
import { argumentFor, type PassedArgument, type UnpackedArgument } from '../../syntax/arguments';
import type { FunctionDefinition, Segment } from '../../syntax/scopes';
import { notPassed, type StaticNumber, unknown } from '../names/staticNumber';
import type { AbstractObject } from './abstractObject';
import { elementOf, elementsOf, isGrown } from './displays';
import { passedByCallers } from './callers';
import type { Environment } from './environment';
import { objectOf } from './objects';
import { takerOf } from './restParameter';

/** What an element of `*options` or `*args` is, which has a name for whoever takes it. */
export function elementPassed(
  { node, index = 0 }: UnpackedArgument,
  name: string,
  environment: Environment,
  otherwise: StaticNumber | undefined,
): StaticNumber | 'nothing' {
  const text = environment.textOf(node);
  const taker = takerOf(node, 'star', environment);
  if (taker !== undefined) {
    const number = placeHandedOn(name, index, taker, environment, otherwise);
    return number.known || number.reason === 'searching' ? number : unknown('unpacked', text);
  }
  const owner = objectOf(node, environment);
  const element = owner.is === 'list' ? elementOf(owner, String(index)) : undefined;
  if (owner.is === 'list' && element === undefined && endsBefore(owner, index)) return 'nothing';
  return element === undefined || owner.is !== 'list'
    ? unknown('unpacked', text)
    : environment.resolver.numberOf(element, owner.site, owner.frames);
}

/** Whether a list has fewer elements than that, all of which stand there: `options = (3,)`. */
function endsBefore(list: Extract<AbstractObject, { is: 'list' }>, index: number): boolean {
  const elements = elementsOf(list.node);
  const isOpen = list.isPassed === true || isGrown(list);
  return !isOpen && elements.length <= index && !elements.some(({ name }) => name === '*' || name === 'for');
}

/** What a function that hands on its `*args` and `**kwargs` was given at a place behind its own parameters, or by a name. */
function placeHandedOn(
  name: string,
  index: number,
  definition: FunctionDefinition,
  { resolver, frames }: Environment,
  otherwise: StaticNumber | undefined,
): StaticNumber {
  const isBound = definition.scope.parent?.kind === 'class';
  const own = definition.parameters.slice(isBound ? 1 : 0).filter(({ kind }) => kind === 'normal');
  const others = Array.from({ length: index }, (_, place) => ({
    name: `*${place}`,
    kind: 'normal' as const,
  }));
  const rest = { name: '**', kind: 'doubleStar' } as const;
  const signature = [
    ...own,
    ...others,
    { name, kind: 'normal' as const },
    { name: '*', kind: 'star' as const },
    rest,
  ];
  const argumentIn = ({ segment, args }: { segment: Segment; args: SyntaxNode }): PassedArgument =>
    argumentFor(segment, args, signature, name);
  const running = frames.get(definition.scope);
  if (running === undefined)
    return passedByCallers({ name }, definition, otherwise, resolver, { argumentIn });
  const given = argumentIn({ segment: running.site.segment, args: running.args });
  if (given.passed === 'value') return resolver.numberOf(given.node, running.site, running.frames);
  return given.passed === 'nothing' && otherwise !== undefined ? otherwise : notPassed(given, name);
}
