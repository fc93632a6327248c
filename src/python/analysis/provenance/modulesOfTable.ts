import type { SyntaxNode } from '@lezer/common';
import { childrenOf, textOf } from '../../syntax/nodes';
import type { CallSite, ExpressionSite } from '../../syntax/scopes';
import type { Meaning } from '../names/meaning';
import type { Resolver } from '../names/resolve';
import { lineage, methodAround } from './methods';

/**
 * The modules of a table of which a call makes something by its name: `MODELS[args.model].Model(args)`, after
 * `MODELS = {"gcn": gcn, "gat": gat}`; each may be meant.
 */
export function modulesAsked({ callee, ...call }: CallSite, resolver: Resolver): readonly Meaning[] {
  const [item, dot] = childrenOf(callee);
  const isItem = dot?.name === '.' && item?.name === 'MemberExpression' && item.lastChild?.name === ']';
  const named = isItem ? item.firstChild : null;
  const table = named ? tableOf(named, { ...call, callee }, resolver) : undefined;
  if (table?.node.name !== 'DictionaryExpression') return [];
  return table.node.getChildren(':').flatMap(({ nextSibling: value }) => {
    const meaning = value ? resolver.meaningOf(value, table) : undefined;
    return meaning?.type === 'module' || meaning?.type === 'searching' ? meaning : [];
  });
}

/** What a name, or an attribute of the object itself, is set to in one place. */
function tableOf(node: SyntaxNode, call: CallSite, resolver: Resolver): ExpressionSite | undefined {
  const method = methodAround(call.scope);
  const [object, dot, key] = childrenOf(node);
  const isOwn = method !== undefined && object && textOf(call.segment, object) === method.self;
  if (isOwn && dot?.name === '.' && key) {
    const name = textOf(call.segment, key);
    const writes = lineage(method.owner, resolver).flatMap(({ selfWrites }) => selfWrites.get(name) ?? []);
    return writes.length === 1 ? writes[0]?.value : undefined;
  }
  const meaning = resolver.meaningOf(node, call);
  return meaning?.type === 'value' ? meaning.value : undefined;
}
