import type { SyntaxNode } from '@lezer/common';
import { childrenOf } from './nodes';

/** `and`, `or` and `not` with their operands, or another expression. */
export type Condition =
  | { readonly operator: 'and' | 'or'; readonly left: Condition; readonly right: Condition }
  | { readonly operator: 'not'; readonly operand: Condition; readonly from: number }
  | { readonly operator: undefined; readonly node: SyntaxNode };

function isCombined(node: SyntaxNode): boolean {
  if (node.name === 'UnaryExpression') return node.firstChild?.name === 'not';
  return node.name === 'BinaryExpression' && (node.getChild('and') ?? node.getChild('or')) !== null;
}

/**
 * What stands between, and at, the words `and`, `or` and `not` of an expression, in the order of the text.
 *
 * @param children those of a node that mean something
 */
export function conditionParts(node: SyntaxNode, children = wellFormed): SyntaxNode[] {
  const parts: SyntaxNode[] = [];
  const waiting = [node];
  for (let part = waiting.pop(); part !== undefined; part = waiting.pop())
    if (isCombined(part)) waiting.push(...children(part).reverse());
    else parts.push(part);
  return parts;
}

/**
 * Such parts as Python binds them: `not` before `and` before `or`. The grammar reads `not a or b` as `not (a or b)`, so that its
 * tree says nothing but their order. Undefined where an operand is missing.
 */
export function conditionOf(parts: readonly SyntaxNode[]): Condition | undefined {
  let next = 0;
  const negated = (): Condition | undefined => {
    const part = parts[next++];
    if (part?.name !== 'not') return part && { operator: undefined, node: part };
    const operand = negated();
    return operand && { operator: 'not', operand, from: part.from };
  };
  const joined = (operator: 'and' | 'or', operand: () => Condition | undefined): Condition | undefined => {
    let left = operand();
    while (parts[next]?.name === operator) {
      next++;
      const right = operand();
      left = left && right && { operator, left, right };
    }
    return left;
  };
  const whole = joined('or', () => joined('and', negated));
  return next === parts.length ? whole : undefined;
}

function wellFormed(node: SyntaxNode): SyntaxNode[] {
  return childrenOf(node).filter(({ name, type }) => name !== 'Comment' && !type.isError);
}
