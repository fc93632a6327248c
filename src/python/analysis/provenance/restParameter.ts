import type { SyntaxNode } from '@lezer/common';
import type { FunctionDefinition } from '../../syntax/scopes';
import type { Environment } from './environment';

/** The function whose `*args` or `**kwargs` a name is, where it is nothing else. */
export function takerOf(
  node: SyntaxNode,
  kind: 'star' | 'doubleStar',
  environment: Environment,
): FunctionDefinition | undefined {
  if (node.name !== 'VariableName') return undefined;
  const [only, ...others] = environment.resolver.bindingsOf(environment.textOf(node), environment.site);
  return only?.kind.type === 'parameter' && only.kind.parameter.kind === kind && others.length === 0
    ? only.kind.definition
    : undefined;
}
