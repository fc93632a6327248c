import type { Resolver } from './resolve';

/** Whether the code gives a qualified name another meaning: `nn.Dropout = nn.Identity`. */
export function isReplaced(qualifiedName: string, resolver: Resolver): boolean {
  const name = qualifiedName.slice(qualifiedName.lastIndexOf('.') + 1);
  resolver.need(`.${name}`);
  return resolver.own
    .writesOf(name)
    .some((write) => resolver.qualifiedName(write.node, write) === qualifiedName);
}
