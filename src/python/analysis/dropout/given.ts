import type { SyntaxNode } from '@lezer/common';
import { textOf } from '../../syntax/nodes';
import { methodAround } from '../provenance/methods';
import type { Resolver } from '../names/resolve';
import type { Site } from '../../syntax/scopes';

/** Whether an expression is what the function around it is given, or a part of that: then whoever calls it decides. */
export function isGivenBy(expression: SyntaxNode, site: Site, resolver: Resolver): boolean {
  let root = expression;
  while (root.name === 'MemberExpression' && root.firstChild !== null) root = root.firstChild;
  if (root.name !== 'VariableName') return false;
  const name = textOf(site.segment, root);
  if (root !== expression && methodAround(site.scope)?.self === name) return false;
  return resolver
    .bindingsOf(name, site)
    .some(({ kind }) => kind.type === 'parameter' || kind.type === 'other');
}
