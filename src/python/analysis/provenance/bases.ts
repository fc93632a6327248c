import type { SyntaxNode } from '@lezer/common';
import { childrenOf } from '../../syntax/nodes';
import type { ClassDefinition, Site } from '../../syntax/scopes';
import type { Resolver } from '../names/resolve';
import { isList } from './displays';

/** The classes that a class is derived from; undefined for one that is not in the workspace. */
export function basesOf(
  { bases }: ClassDefinition,
  resolver: Resolver,
): readonly (ClassDefinition | undefined)[] {
  return bases.flatMap((base) => {
    const meaning = resolver.meaningOf(base.node, base);
    // `class Settings(*PARTS)`
    if (meaning?.type === 'value' && isList(meaning.value.node)) {
      const { value } = meaning;
      return childrenOf(value.node)
        .filter(({ name }) => name === 'VariableName')
        .map((part) => classMeant(part, value, resolver));
    }
    return meaning?.type === 'class' ? meaning : undefined;
  });
}

function classMeant(node: SyntaxNode, site: Site, resolver: Resolver): ClassDefinition | undefined {
  const meaning = resolver.meaningOf(node, site);
  return meaning?.type === 'class' ? meaning : undefined;
}
