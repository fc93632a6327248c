import type { SyntaxNode } from '@lezer/common';
import { once } from './byKey';
import { lineAt, lineStarts, type TextRange } from '../../text';

/* What reads syntax nodes without knowing what they mean. */

/** A node's children, punctuation and keywords included. */
export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = [];
  for (let child = node.firstChild; child !== null; child = child.nextSibling) children.push(child);
  return children;
}

/** What stands between the commas of a list, and where that starts. Behind a trailing comma stands nothing. */
export function commaSeparated(
  nodes: readonly SyntaxNode[],
  start = 0,
): { readonly from: number; readonly nodes: SyntaxNode[] }[] {
  const parts = [{ from: start, nodes: [] as SyntaxNode[] }];
  for (const node of nodes)
    if (node.name === ',') parts.push({ from: node.to, nodes: [] });
    else parts.at(-1)?.nodes.push(node);
  return parts;
}

/** The offset at which each line of a text starts: it is asked for at each of thousands of calls in it. */
export const linesOf = once(({ text }: { readonly text: string }): readonly number[] => lineStarts(text));

/** The line (from 0) of a text that holds `offset`. */
export function lineIn(source: { readonly text: string }, offset: number): number {
  return lineAt(linesOf(source), offset);
}

/** The reader's own characters under a node. */
export function textOf({ text }: { readonly text: string }, node: TextRange): string {
  return text.slice(node.from, node.to);
}

/** Code as it stands on one line, however its brackets were broken up: `isinstance(rates, list)`. */
export function onOneLine(code: string): string {
  return code
    .replace(/\s+/g, ' ')
    .replace(/([([{]) /g, '$1')
    .replace(/ ([)\]}])/g, '$1');
}

/**
 * Calls back for the nodes of a kind within a node, in the order of the text: those with one text, where that is given.
 * The others are passed, for to make a node takes longer than to go on to the next.
 */
export function eachNode(
  root: SyntaxNode,
  kind: string,
  visit: (node: SyntaxNode) => void,
  only?: { readonly source: { readonly text: string }; readonly text: string },
): void {
  root.cursor().iterate((at) => {
    if (at.name !== kind || (only !== undefined && textOf(only.source, at) !== only.text)) return;
    visit(at.node);
  });
}

/** The expression itself, however many parentheses stand around it. */
export function withoutParentheses(node: SyntaxNode): SyntaxNode {
  let inner = node;
  while (inner.name === 'ParenthesizedExpression' && inner.firstChild?.nextSibling)
    inner = inner.firstChild.nextSibling;
  return inner;
}

/** What a string literal without prefix and escapes holds; undefined for others. */
export function stringValue(literal: string): string | undefined {
  const match = /^(?:'([^'"\\\n]*)'|"([^'"\\\n]*)")$/.exec(literal);
  return match?.[1] ?? match?.[2];
}
