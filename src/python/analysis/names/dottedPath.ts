import type { SyntaxNode } from '@lezer/common';
import { childrenOf, textOf } from '../../syntax/nodes';
import type { Site } from '../../syntax/scopes';

/** `['nn', 'Dropout']` of `nn.Dropout`; undefined for what is no path of names. */
export function dottedPath(node: SyntaxNode, { segment }: Site): readonly string[] | undefined {
  const properties: string[] = [];
  let root = node;
  while (root.name === 'MemberExpression') {
    const [object, dot, property, ...rest] = childrenOf(root);
    if (object === undefined || dot?.name !== '.' || property?.name !== 'PropertyName' || rest.length > 0)
      return undefined;
    properties.push(textOf(segment, property));
    root = object;
  }
  return root.name === 'VariableName' ? [textOf(segment, root), ...properties.reverse()] : undefined;
}
