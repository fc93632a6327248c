import { callsIn, callsOf } from '../provenance/callsIn';
import { isModule, methodAround } from '../provenance/methods';
import type { Resolver } from '../names/resolve';
import type { CallSite, ClassDefinition, Site } from '../../syntax/scopes';
import { hiddenIn } from './hidden';

/** Modules of modules: longer lines are machine-made. */
const MOST_CLASSES = 4;

/**
 * Where an object of the module's class around a call is kept, or the module that it is a part of, so that no module
 * looks into it; undefined where all that is made in the file is kept well.
 */
export function keptHidden(site: Pick<Site, 'scope'>, resolver: Resolver): string | undefined {
  const owner = methodAround(site.scope)?.owner;
  // A class may have thousands of layers.
  return owner && resolver.remembered(owner, 'kept', () => hiddenObjectOf(owner, resolver, new Set()));
}

function hiddenObjectOf(
  owner: ClassDefinition | undefined,
  resolver: Resolver,
  seen: Set<ClassDefinition>,
): string | undefined {
  if (owner === undefined || seen.has(owner) || seen.size > MOST_CLASSES) return undefined;
  if (!isModule(owner, resolver)) return undefined;
  seen.add(owner);
  return resolver.lookInto(() => {
    for (const call of objectsOf(owner, resolver)) {
      const on = hiddenIn(call, resolver)?.on ?? hiddenObjectOf(around(call), resolver, seen);
      if (on !== undefined) return on;
    }
    return undefined;
  }, undefined);
}

function around({ scope }: CallSite): ClassDefinition | undefined {
  return methodAround(scope)?.owner;
}

/** The calls in a class's own file that make its objects. */
function objectsOf(owner: ClassDefinition, resolver: Resolver): readonly CallSite[] {
  resolver.need(callsOf(owner.name));
  return callsIn(resolver.moduleOf(owner.site), owner.name).filter(
    (call) => resolver.meaningOf(call.callee, call) === owner,
  );
}
