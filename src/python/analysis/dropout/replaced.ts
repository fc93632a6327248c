import type { SyntaxNode } from '@lezer/common';
import { readArguments } from '../../syntax/arguments';
import { childrenOf, stringValue, textOf, withoutParentheses } from '../../syntax/nodes';
import type { MemberWrite, Site } from '../../syntax/scopes';
import type { Resolver } from '../names/resolve';
import { testsAround } from '../provenance/guards';

/**
 * Whether the code gives a qualified name another meaning: `nn.Dropout = nn.Identity`. What fills in for an older torch only where that has none
 * does not: `if not hasattr(nn, "Dropout1d"): nn.Dropout1d = nn.Dropout`.
 */
export function isReplaced(qualifiedName: string, resolver: Resolver): boolean {
  const name = qualifiedName.slice(qualifiedName.lastIndexOf('.') + 1);
  resolver.need(`.${name}`);
  return resolver.own
    .writesOf(name)
    .some(
      (write) =>
        resolver.qualifiedName(write.node, write) === qualifiedName &&
        !fillsIn(write, qualifiedName, resolver),
    );
}

/** Whether something is set only where it is missing: below a test for it, or by `getattr(nn, "Dropout1d", nn.Dropout)`. */
function fillsIn(write: MemberWrite, qualifiedName: string, resolver: Resolver): boolean {
  const asks = (node: SyntaxNode, callee: string, site: Site): boolean =>
    askedFor(node, callee, site, resolver) === qualifiedName;
  if (write.value !== undefined && asks(write.value.node, 'getattr', write.value)) return true;
  return testsAround(write.node).some(({ test, holds }) => {
    const [not, asked] = childrenOf(test);
    const isNegated = test.name === 'UnaryExpression' && not?.name === 'not';
    const call = isNegated ? asked : test;
    return call !== undefined && holds === isNegated && asks(call, 'hasattr', write);
  });
}

/** The dotted path of what a call asks an object for by its name: `torch.nn.Dropout1d` of `hasattr(nn, "Dropout1d")`. */
function askedFor(
  expression: SyntaxNode,
  callee: string,
  site: Site,
  resolver: Resolver,
): string | undefined {
  const node = withoutParentheses(expression);
  const [called, args] = node.name === 'CallExpression' ? childrenOf(node) : [];
  if (called === undefined || args === undefined || textOf(site.segment, called) !== callee) return undefined;
  const [object, name] = readArguments(site.segment, args)?.positional ?? [];
  const owner = object && resolver.qualifiedName(object, site);
  const attribute = name && stringValue(textOf(site.segment, name));
  return owner === undefined || attribute === undefined ? undefined : `${owner}.${attribute}`;
}
