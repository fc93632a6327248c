import { textOf } from '../../syntax/nodes';
import type { CallSite, ClassDefinition, FunctionDefinition } from '../../syntax/scopes';
import { pathImported } from '../names/importPath';
import type { Meaning } from '../names/meaning';
import type { Resolver } from '../names/resolve';

/** Whether a name that may be one of several things may be one that is meant: what several stars have, or each branch imports. */
export function mayBe(
  { callee, ...site }: CallSite,
  isIt: (meaning: Meaning | undefined) => boolean,
  resolver: Resolver,
): boolean {
  if (callee.name !== 'VariableName') return false;
  const name = textOf(site.segment, callee);
  const bindings = resolver.bindingsOf(name, site);
  return (
    bindings.length > 1 &&
    bindings.some(({ kind, site: bound }) => {
      if (kind.type !== 'import' && kind.type !== 'star') return false;
      return isIt(resolver.imported(pathImported(kind, name), resolver.moduleOf(bound)));
    })
  );
}

/** Whether something imported is what a file has: the file as others import it is not the one that is being edited. */
export function isImported(
  meaning: Meaning | undefined,
  called: ClassDefinition | FunctionDefinition,
  uri: string,
  resolver: Resolver,
): boolean {
  return (
    meaning?.type === called.type &&
    meaning.name === called.name &&
    resolver.uriOf(resolver.moduleOf(meaning.site)) === uri
  );
}
