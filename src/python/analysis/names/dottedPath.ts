import type { SyntaxNode } from '@lezer/common';
import { childrenOf, textOf } from '../../syntax/nodes';
import type { Segment, Site } from '../../syntax/scopes';

/** How nearly all paths of names are written, without spaces or comments. */
const IN_ONE_PIECE = /^[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)*$/;
/** What looks the same, and is an attribute of a constant: `None.x`. */
const OF_CONSTANT = /^(?:None|True|False)\b/;

/** The path that was asked for last: several ask for the same callee's, one after the other. */
let last: { readonly node: SyntaxNode; readonly path: readonly string[] | undefined } | undefined;

/** `['nn', 'Dropout']` of `nn.Dropout`; undefined for what is no path of names. */
export function dottedPath(node: SyntaxNode, { segment }: Site): readonly string[] | undefined {
  if (node.name === 'VariableName') return [textOf(segment, node)];
  if (node.name !== 'MemberExpression') return undefined;
  if (last?.node !== node) last = { node, path: pathOf(node, segment) };
  return last.path;
}

function pathOf(node: SyntaxNode, segment: Segment): readonly string[] | undefined {
  const text = textOf(segment, node);
  if (IN_ONE_PIECE.test(text) && !OF_CONSTANT.test(text)) return text.split('.');
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
