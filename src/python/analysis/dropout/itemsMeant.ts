import type { SyntaxNode } from '@lezer/common';
import { readArguments } from '../../syntax/arguments';
import { childrenOf, stringValue, textOf } from '../../syntax/nodes';
import type { ExpressionSite, MemberWrite, Site } from '../../syntax/scopes';
import type { Resolver } from '../names/resolve';
import type { Mapping } from '../provenance/abstractObject';
import { valueOfKey } from '../provenance/displays';
import { putUnder } from '../provenance/dictionaryChanges';

/**
 * What a mapping may have under a key, as it was made and as it was filled: `layers = {}`, `layers['drop'] = nn.Dropout`.
 * Undefined stands for what cannot be read.
 */
export function valuesUnder(
  owner: Mapping,
  key: string,
  resolver: Resolver,
): readonly (ExpressionSite | undefined)[] {
  const { site, named = [] } = owner;
  const made =
    owner.is === 'dictionary'
      ? valueOfKey(owner.node, site, key)
      : readArguments(site.segment, owner.args)?.keywords.get(key);
  let values: (ExpressionSite | undefined)[] = made === undefined ? [] : [{ ...site, node: made }];
  resolver.need(`.${key}`);
  const puts = named.map((one) => putUnder(one, key, resolver));
  for (const [index, one] of named.entries())
    for (const { value, block } of puts[index] ?? [])
      // What surely runs puts it in the place of what was there.
      values = block === one.bound.site.block ? [value] : [...values, value];
  // What is put under that key elsewhere may be put into this one, too, by another name.
  const known = new Set(puts.flat());
  const others = [site, ...named.map(({ bound }) => bound.site)].map((one) => resolver.moduleOf(one));
  for (const module of new Set(others))
    for (const write of module.writesOf(key))
      if (write.isItem && !known.has(write) && !isPlain(write)) values.push(write.value);
  return values;
}

/** Whether what is put somewhere is a number or a text, which nobody calls. */
function isPlain({ value }: MemberWrite): boolean {
  return /^(?:Number|String|Boolean)$/.test(value?.node.name ?? '');
}

/** All that a mapping has as it was made. */
export function valuesOf({ site, ...owner }: Mapping): readonly ExpressionSite[] {
  const nodes =
    owner.is === 'dictionary'
      ? childrenOf(owner.node).filter(({ prevSibling }) => prevSibling?.name === ':')
      : [...(readArguments(site.segment, owner.args)?.keywords.values() ?? [])];
  return nodes.map((node) => ({ ...site, node }));
}

/** More places that put something under one key are machine-made. */
const MOST_PUT = 50;

/**
 * What the workspace puts under a key that speaks of dropping, into whatever it may be: `props['dropout_op'] = nn.Dropout3d` for
 * `props['dropout_op'](0.1)`, where nobody knows which dictionary that is.
 */
export function putAnywhere(
  key: SyntaxNode,
  site: Site,
  resolver: Resolver,
): readonly (ExpressionSite | undefined)[] {
  const name = stringValue(textOf(site.segment, key));
  if (name === undefined || !/drop/i.test(name)) return [];
  resolver.need(`.${name}`);
  const home = resolver.moduleOf(site);
  const others = resolver.files?.mentioning(name, resolver.uriOf(home), 'workspace') ?? [];
  if (others === 'searching') return [];
  const all = [home, ...others].flatMap((module) => module.writesOf(name).filter(({ isItem }) => isItem));
  return all.length > MOST_PUT ? [] : all.map(({ value }) => value);
}
