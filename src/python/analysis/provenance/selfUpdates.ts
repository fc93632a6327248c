import type { SyntaxNode } from '@lezer/common';
import { childrenOf, textOf } from '../../syntax/nodes';
import { type CallSite, type ClassDefinition, enclosing, type Scope, type Site } from '../../syntax/scopes';
import { type CallFrame, type Frames, NO_FRAMES } from '../names/frames';
import type { Resolver } from '../names/resolve';
import type { StaticNumber } from '../names/staticNumber';
import { elementsOf } from './displays';
import { basesOf } from './bases';

/** What sets attributes whose names are known only when it runs. */
const UPDATES = /^(?:setattr|vars|(?:self|super\(\))\.(?:__dict__\.update|__setattr__|update))$/;

/** The calls in a class that set attributes whose names are known only when they run. */
export function updatesIn(definition: ClassDefinition, resolver: Resolver): readonly CallSite[] {
  const { site, scope } = definition;
  const isIn = (call: CallSite): boolean =>
    enclosing(call.scope, 'class') === scope && UPDATES.test(textOf(call.segment, call.callee));
  return resolver.remembered(definition, 'updates', () => site.segment.calls.filter(isIn));
}

/** Whether a class sets attributes whose names are known only when it runs: `self.__dict__.update(config)`. */
export function updatesItself(definition: ClassDefinition, resolver: Resolver): boolean {
  return resolver.remembered(definition, 'updatesItself', () => {
    const inherits = (): boolean =>
      basesOf(definition, resolver).some(
        (base) => base !== undefined && base !== definition && updatesItself(base, resolver),
      );
    return updatesIn(definition, resolver).length > 0 || resolver.lookInto(inherits, false);
  });
}

/**
 * The number that an object's attribute is after its `__init__` has taken over what a dictionary has: `self.__dict__.update(kwargs)`, or
 * `for key, value in kwargs.items(): setattr(self, key, value)`. Undefined where that is not known, or has no such key.
 *
 * @param made the call that made the object, where it is known
 * @param fields what else sets the attribute, which has to stand before
 */
export function updatedWith(
  definition: ClassDefinition,
  name: string,
  made: CallFrame | undefined,
  fields: readonly Site[],
  resolver: Resolver,
): StaticNumber | undefined {
  for (const { mapping, call, frames, init } of takenOver(definition, made, resolver)) {
    const isLast = fields.every(
      ({ scope, at }) => scope === definition.scope || (scope === init && at < call.at),
    );
    if (!isLast) continue;
    const argument = { passed: 'unpacked', node: mapping } as const;
    const number = resolver.numberUnpacked(argument, name, call, frames, undefined);
    if (number !== 'nothing' && number.known && !number.guessed) return number;
  }
  return undefined;
}

/** The dictionaries whose items an `__init__` sets as attributes, the last first. */
export function takenOver(
  definition: ClassDefinition,
  made: CallFrame | undefined,
  resolver: Resolver,
): readonly {
  readonly mapping: SyntaxNode;
  readonly call: CallSite;
  readonly init: Scope;
  readonly frames: Frames;
}[] {
  return updatesIn(definition, resolver)
    .toReversed()
    .flatMap((call) => {
      const [init, mapping] = [enclosing(call.scope, 'function'), mappingTaken(call)];
      if (mapping === undefined || init?.name !== '__init__') return [];
      return { mapping, call, init, frames: made === undefined ? NO_FRAMES : new Map([[init, made]]) };
    });
}

/** The loop around a call. */
export function loopAround(node: SyntaxNode): SyntaxNode | undefined {
  let loop: SyntaxNode | null = node;
  while (loop !== null && loop.name !== 'ForStatement' && loop.name !== 'FunctionDefinition')
    loop = loop.parent;
  return loop?.name === 'ForStatement' ? loop : undefined;
}

/** What takes over a dictionary as a whole: as attributes, or as what options are by default. */
const TAKES_ALL = /(?:__dict__\.update|^vars\([\w.]+\)\.update|\.set_defaults)$/;

/** The one dictionary that a call is given: `update(config)`, `set_defaults(**config)`. */
export function onlyMapping({ args }: CallSite): SyntaxNode | undefined {
  const [first, second, third] = elementsOf(args);
  return second === undefined ? first : first?.name === '**' && third === undefined ? second : undefined;
}

/** The dictionary that a call takes over, or the loop around it does. */
export function mappingTaken(call: CallSite, object = 'self'): SyntaxNode | undefined {
  const { node, segment, callee, args } = call;
  const [first, second, third] = elementsOf(args);
  if (first === undefined) return undefined;
  const called = textOf(segment, callee);
  if (TAKES_ALL.test(called)) return onlyMapping(call);
  const loop = called === 'setattr' ? loopAround(node) : undefined;
  if (loop === undefined || textOf(segment, first) !== object || !second || !third) return undefined;
  const [, key, , value] = childrenOf(loop);
  const iterable = loop.getChild('in')?.nextSibling ?? undefined;
  const [mapping, , method] =
    iterable?.firstChild?.name === 'MemberExpression' ? childrenOf(iterable.firstChild) : [];
  const isSame = (one: SyntaxNode | undefined, other: SyntaxNode): boolean =>
    one !== undefined && textOf(segment, one) === textOf(segment, other);
  if (!isSame(key, second)) return undefined;
  const said = method === undefined ? '' : textOf(segment, method);
  // `for key in config: setattr(args, key, config[key])`
  const all = said === 'keys' ? mapping : iterable;
  if (all && textOf(segment, third) === `${textOf(segment, all)}[${textOf(segment, second)}]`) return all;
  // What is another of the same kind where it is a dictionary itself.
  const renamed = (one: SyntaxNode): boolean =>
    one.name === 'VariableName' &&
    value !== undefined &&
    textOf(segment, loop).includes(`${textOf(segment, one)} = ${textOf(segment, value)}\n`);
  return said === 'items' &&
    (isSame(value, third) ||
      renamed(third) ||
      childrenOf(third).some((one) => third.name === 'ConditionalExpression' && isSame(value, one)))
    ? mapping
    : undefined;
}
