import type { SyntaxNode } from '@lezer/common';
import { childrenOf, textOf } from '../../syntax/nodes';
import type {
  CallSite,
  ClassDefinition,
  ExpressionSite,
  FunctionDefinition,
  Scope,
  Site,
} from '../../syntax/scopes';
import type { Meaning } from '../names/meaning';
import type { Resolver } from '../names/resolve';
import { lineage } from './methods';

/**
 * The modules of a table of which a call makes something by its name: `MODELS[args.model].Model(args)`, after
 * `MODELS = {"gcn": gcn, "gat": gat}`; each may be meant.
 */
export function modulesAsked({ callee, ...call }: CallSite, resolver: Resolver): readonly Meaning[] {
  const [item, dot] = childrenOf(callee);
  const isItem = dot?.name === '.' && item?.name === 'MemberExpression' && item.lastChild?.name === ']';
  const named = isItem ? item.firstChild : null;
  const table = named ? tableOf(named, call, resolver) : undefined;
  if (table?.node.name !== 'DictionaryExpression') return [];
  return table.node.getChildren(':').flatMap(({ nextSibling: value }) => {
    const meaning = value ? resolver.meaningOf(value, table) : undefined;
    return meaning?.type === 'module' || meaning?.type === 'searching' ? meaning : [];
  });
}

/** What a name, or an attribute of an object or a class, is set to in one place. */
export function tableOf(node: SyntaxNode, site: Site, resolver: Resolver): ExpressionSite | undefined {
  const [object, dot, key] = node.name === 'MemberExpression' ? childrenOf(node) : [];
  const owner = object && dot?.name === '.' ? ownerNamed(object, site, resolver) : undefined;
  if (owner !== undefined && key) {
    const name = textOf(site.segment, key);
    const values = lineage(owner, resolver).flatMap(({ selfWrites, scope }) => [
      ...(selfWrites.get(name) ?? []).map(({ value }) => value),
      ...(scope.names.get(name) ?? []).map(({ kind }) => (kind.type === 'value' ? kind.value : undefined)),
    ]);
    return values.length === 1 ? values[0] : undefined;
  }
  const meaning = resolver.meaningOf(node, site);
  const value = meaning?.type === 'value' ? meaning.value : undefined;
  // `nets = make_nets()`, and `return {"net": Net}`
  const maker = value?.node.name === 'CallExpression' ? value.node.firstChild : null;
  const made = value && maker ? resolver.meaningOf(maker, value) : undefined;
  return made?.type === 'function' && made.returns.length === 1 ? made.returns[0] : value;
}

/** The class of what has a name: of `self` and `cls` in its own methods, of an object that is made elsewhere. */
function ownerNamed(object: SyntaxNode, site: Site, resolver: Resolver): ClassDefinition | undefined {
  const said = textOf(site.segment, object);
  for (let at: Scope | undefined = site.scope; at !== undefined; at = at.parent) {
    const [definition, around] = [at.definition, at.parent?.definition];
    if (
      definition?.type === 'function' &&
      around?.type === 'class' &&
      definition.parameters[0]?.name === said
    )
      return around;
  }
  const of = resolver.classOf(object, site);
  return typeof of === 'object' ? of.definition : undefined;
}

/** The method that an object or a class has under a name, its own or one that it inherits. */
export function methodNamed(
  object: SyntaxNode,
  name: string,
  site: Site,
  resolver: Resolver,
): FunctionDefinition | undefined {
  const owner = ownerNamed(object, site, resolver);
  for (const one of owner === undefined ? [] : lineage(owner, resolver)) {
    const [only, ...others] = one.scope.names.get(name) ?? [];
    if (only !== undefined)
      return only.kind.type === 'function' && others.length === 0 ? only.kind : undefined;
  }
  return undefined;
}
