import type { SyntaxNode } from '@lezer/common';
import { childrenOf, textOf } from '../../syntax/nodes';
import type { Binding, ExpressionSite } from '../../syntax/scopes';
import type { Resolver } from '../names/resolve';
import { elementsOf, isList } from './displays';
import { tableOf } from './modulesOfTable';
import { valuesOf } from './namesGivenOn';

/** What a loop's variable may stand for, where that over which it runs is written out: `for net in [Net, Other]`, `for name, net in NETS.items()`. */
export function valuesInLoop(
  { iterable, place }: Extract<Binding['kind'], { type: 'loop' }>,
  resolver: Resolver,
): readonly ExpressionSite[] {
  if (iterable === undefined) return [];
  const { node, ...site } = iterable;
  const callee = node.name === 'CallExpression' ? node.firstChild : null;
  const [table, dot, method] = callee?.name === 'MemberExpression' ? childrenOf(callee) : [];
  const gives = dot?.name === '.' && method ? textOf(site.segment, method) : undefined;
  const isItems = gives === 'items' && place === 1;
  if (gives !== undefined && !isItems && gives !== 'values') return [];
  const over = gives === undefined ? node : table;
  const written = over && writtenOut(over, iterable, resolver);
  if (written === undefined) return [];
  const isTable = written.node.name === 'DictionaryExpression';
  if (isTable !== (gives !== undefined)) return [];
  const values = isTable ? valuesOf(written.node) : elementsOf(written.node);
  const at = isItems ? undefined : place;
  return values.flatMap((one) => {
    const part = at === undefined ? one : isList(one) ? elementsOf(one)[at] : undefined;
    return part === undefined ? [] : { ...written, node: part };
  });
}

/** A list or table itself, or the one that a name stands for. */
function writtenOut(node: SyntaxNode, site: ExpressionSite, resolver: Resolver): ExpressionSite | undefined {
  const isOne = (one: SyntaxNode): boolean => isList(one) || one.name === 'DictionaryExpression';
  // Over an attribute mostly layers run, and of those there are many.
  const named = node.name === 'VariableName' ? tableOf(node, site, resolver) : undefined;
  const found = isOne(node) ? { ...site, node } : named;
  return found && isOne(found.node) ? found : undefined;
}
