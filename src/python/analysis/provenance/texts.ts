import type { SyntaxNode } from '@lezer/common';
import { boundArgument } from '../../syntax/arguments';
import { childrenOf, stringValue, textOf } from '../../syntax/nodes';
import { fieldOfClass } from './classes';
import { Environment } from './environment';
import { methodAround } from './methods';

/** A text that an expression surely comes to, and whether that is a default, in whose place a caller may pass another. */
export interface SettledText {
  readonly value: string;
  readonly isDefault: boolean;
}

/** The text that an expression comes to, written there or bound to a name: the key of `CONFIGS["small"]`, and of `CONFIGS[name]` after `name="small"`. */
export function settledText(node: SyntaxNode, environment: Environment): SettledText | undefined {
  return environment.resolver.lookInto(() => find(node, environment), undefined);
}

function find(node: SyntaxNode, environment: Environment): SettledText | undefined {
  const text = environment.textOf(node);
  if (node.name === 'String') {
    const value = stringValue(text);
    return value === undefined ? undefined : { value, isDefault: false };
  }
  const { resolver, frames } = environment;
  if (node.name === 'MemberExpression') return constantOf(node, environment);
  const [only, ...others] = node.name === 'VariableName' ? resolver.bindingsOf(text, environment.site) : [];
  if (only === undefined || others.length > 0) return undefined;
  const { kind } = only;
  if (kind.type === 'value')
    return settledText(kind.value.node, new Environment(kind.value, resolver, frames));
  if (kind.type !== 'parameter') return undefined;
  const { parameter, definition } = kind;
  const running = frames.get(definition.scope);
  const given = running && boundArgument(running.site.segment, running.args, definition, parameter.name);
  if (given?.passed === 'value' && running !== undefined)
    return settledText(given.node, new Environment(running.site, resolver, running.frames));
  const { fallback } = parameter;
  const isKnown = fallback !== undefined && (given === undefined || given.passed === 'nothing');
  const byDefault = isKnown ? settledText(fallback.node, new Environment(fallback, resolver)) : undefined;
  return byDefault && { ...byDefault, isDefault: byDefault.isDefault || given === undefined };
}

/** The text that a class has under a name: `self.KEY`, `Keys.KEY`, its own or one that it inherits. */
function constantOf(node: SyntaxNode, { resolver, site }: Environment): SettledText | undefined {
  const [object, , key] = childrenOf(node);
  if (object === undefined || key?.name !== 'PropertyName') return undefined;
  const method = methodAround(site.scope);
  const isOwn = method !== undefined && textOf(site.segment, object) === method.self;
  const owner = isOwn ? method.owner : resolver.meaningOf(object, site);
  if (owner?.type !== 'class') return undefined;
  const [only, ...others] =
    fieldOfClass({ is: 'class', of: owner }, textOf(site.segment, key), resolver) ?? [];
  return only === undefined || others.length > 0 || only.scope.kind !== 'class'
    ? undefined
    : settledText(only.node, new Environment(only, resolver));
}
