import type { SyntaxNode } from '@lezer/common';
import { readArguments } from '../../syntax/arguments';
import { childrenOf, stringValue, textOf } from '../../syntax/nodes';
import { decoratorsOf, type ExpressionSite, type FunctionDefinition, type Site } from '../../syntax/scopes';
import { parsePythonInteger } from '../../../torch';
import type { Resolver } from '../names/resolve';
import { elementsOf } from '../provenance/displays';
import { callsOn } from '../provenance/callsIn';
import { Environment } from '../provenance/environment';
import { objectOf } from '../provenance/objects';

/** What a factory may make, as expressions. */
interface Made {
  readonly expressions: readonly ExpressionSite[];
  /** Whether it is surely one of these. */
  readonly isSure: boolean;
}

/**
 * What an object of the workspace's own makes for the name by which it is asked, as MONAI has it: `Dropout["dropout", 2]` after
 * `@Dropout.factory_function("dropout")` before a function, or `Dropout.add_factory_class("dropout", nn.Dropout)`. All that it may make
 * where the name is not known.
 */
export function madeByFactory(node: SyntaxNode, site: Site, resolver: Resolver): Made | undefined {
  const [object, , ...rest] = childrenOf(node);
  const [key, ...given] = rest.filter(({ name }) => !/^[\],]$/.test(name));
  const factory = object && resolver.meaningOf(object, site);
  if (factory?.type !== 'value' || key === undefined) return undefined;
  const { value } = factory;
  const { firstChild: callee, parent } = value.node;
  const made = callee && value.node.name === 'CallExpression' ? resolver.meaningOf(callee, value) : undefined;
  if (made?.type !== 'class' || !made.scope.names.has('__getitem__')) return undefined;
  const target = parent?.name === 'AssignStatement' ? parent.firstChild : null;
  if (target === null) return undefined;
  const name = textOf(value.segment, target);
  resolver.need(callsOn(name));
  const text = textOf(site.segment, key);
  const isConstant = key.name === 'MemberExpression' && key.lastChild?.name === 'PropertyName';
  const asked = stringValue(text) ?? (isConstant ? text.slice(text.lastIndexOf('.') + 1) : undefined);
  const isMeant = (one: string | undefined): boolean =>
    one !== undefined && (asked === undefined || one.toLowerCase() === asked.toLowerCase());
  const all: Made[] = [];
  for (const { scope, calls } of resolver.moduleOf(value).segmentsWith(`${name}.`)) {
    for (const { kind } of [...scope.names.values()].flat())
      if (kind.type === 'function' && isMeant(nameBefore(kind, name)))
        all.push(returnedBy(kind, given, site, resolver));
    for (const call of calls) {
      const [first, second, ...others] = readArguments(call.segment, call.args)?.positional ?? [];
      const owner = call.callee.firstChild;
      if (first === undefined || second === undefined || others.length > 0 || owner === null) continue;
      if (textOf(call.segment, owner) === name && isMeant(stringValue(textOf(call.segment, first))))
        all.push({ expressions: [{ ...call, node: second }], isSure: true });
    }
  }
  return {
    expressions: all.flatMap(({ expressions }) => expressions),
    isSure: asked !== undefined && all.every(({ isSure }) => isSure),
  };
}

/** The name under which a factory has a function: `dropout` of `@Dropout.factory_function("dropout")`. */
function nameBefore(definition: FunctionDefinition, factory: string): string | undefined {
  for (const decorator of decoratorsOf(definition)) {
    const [callee = '', argument = ''] = decorator.split(/[()]/);
    if (callee.startsWith(`${factory}.`)) return stringValue(argument.trim());
  }
  return undefined;
}

/** What a function returns for what it is given: of `types[dim - 1]` one, or any. */
function returnedBy(
  definition: FunctionDefinition,
  given: readonly SyntaxNode[],
  site: Site,
  resolver: Resolver,
): Made {
  const { returns, parameters } = definition;
  const [returned, ...others] = returns;
  if (returned === undefined || others.length > 0) return { expressions: returns, isSure: false };
  const [object, bracket, key] = childrenOf(returned.node);
  const list =
    object && bracket?.name === '[' ? objectOf(object, new Environment(returned, resolver)) : undefined;
  if (list?.is !== 'list' || key === undefined) return { expressions: returns, isSure: true };
  const elements = elementsOf(list.node).map((element) => ({ ...list.site, node: element }));
  const [, parameter, sign = '+', offset = '0'] =
    /^(\w+)(?: *([-+]) *(\d+))?$/.exec(textOf(returned.segment, key)) ?? [];
  const argument = given[parameters.findIndex(({ name }) => name === parameter)];
  const number = argument && resolver.numberOf(argument, site);
  const index = number?.known === true ? parsePythonInteger(number.text) : undefined;
  const at = index === undefined ? undefined : Number(index) + Number(`${sign}${offset}`);
  const element = at === undefined ? undefined : elements[at];
  return element === undefined
    ? { expressions: elements, isSure: false }
    : { expressions: [element], isSure: number?.known === true && number.unless === undefined };
}
