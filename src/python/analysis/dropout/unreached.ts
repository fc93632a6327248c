import { callersOf } from '../provenance/callersOf';
import { callsIn, callsOf } from '../provenance/callsIn';
import { isImported } from '../provenance/importedAs';
import { isModule, lineage, methodAround, runsInForward } from '../provenance/methods';
import type { Resolver } from '../names/resolve';
import type { CallSite, ClassDefinition, Site } from '../../syntax/scopes';
import { madeAnew } from './madeAnew';
import { hiddenIn } from './hidden';

/** Modules of modules: longer lines are machine-made. */
const MOST_CLASSES = 4;
/** So many are looked for in other files: what is further outside is a whole model, of which there are no lists, and which many files use. */
const MOST_ELSEWHERE = 2;

/** Where objects of a class are that `eval()` on the model does not reach. */
export interface Unreached {
  readonly on: string;
  /** Whether they are made anew with each input, all of them or some, rather than kept out of sight. */
  readonly anew?: 'all' | 'some';
}

/**
 * Where an object of the module's class around a call is kept, or the module that it is a part of, so that no module
 * looks into it, or what makes it anew; undefined where all that is found to be made is kept well.
 */
export function keptHidden(site: Pick<Site, 'scope'>, resolver: Resolver): Unreached | undefined {
  const owner = methodAround(site.scope)?.owner;
  // A class may have thousands of layers.
  return owner && resolver.remembered(owner, 'kept', () => unreachedOf(owner, resolver, new Map()));
}

function unreachedOf(
  owner: ClassDefinition | undefined,
  resolver: Resolver,
  seen: Map<ClassDefinition, Unreached | undefined>,
): Unreached | undefined {
  if (owner === undefined || seen.size > MOST_CLASSES || !isModule(owner, resolver)) return undefined;
  if (seen.has(owner)) return seen.get(owner);
  seen.set(owner, undefined);
  const found = resolver.lookInto(() => {
    const all = objectsOf(owner, seen.size <= MOST_ELSEWHERE, resolver).map((call): Unreached | undefined => {
      if (isAnew(call, resolver)) return { on: `${owner.name}()`, anew: 'all' };
      const keeper = around(call);
      // What is no module is none that `eval()` is called on: it is called on what that keeps.
      const isOutside = keeper !== undefined && !isModule(keeper, resolver);
      const hidden = isOutside ? undefined : hiddenIn(call, resolver, true);
      return hidden === undefined ? unreachedOf(keeper, resolver, seen) : { on: hidden.on };
    });
    const first = all.find((one) => one !== undefined);
    const isSome = first?.anew === 'all' && !all.every((one) => one?.anew === 'all');
    return isSome ? { on: first.on, anew: 'some' as const } : first;
  }, undefined);
  seen.set(owner, found);
  return found;
}

/** Whether a call makes a module in a method that runs with each input, and nothing sets its mode. */
function isAnew(call: CallSite, resolver: Resolver): boolean {
  const method = methodAround(call.scope);
  if (method === undefined || !runsInForward(method, resolver) || !isModule(method.owner, resolver))
    return false;
  const fresh = madeAnew(call, resolver);
  return fresh !== undefined && fresh.set === undefined && fresh.keptBy === undefined;
}

function around({ scope }: CallSite): ClassDefinition | undefined {
  return methodAround(scope)?.owner;
}

/**
 * The calls that make a class's objects: those in its own file, and what modules make in other files, of classes derived from it as well. What is
 * still to be read is asked for, and looked into once it is there.
 *
 * @param isFarAsked whether those in other files count
 */
function objectsOf(owner: ClassDefinition, isFarAsked: boolean, resolver: Resolver): readonly CallSite[] {
  resolver.need(callsOf(owner.name));
  const home = resolver.moduleOf(owner.site);
  const own = callsIn(home, owner.name).filter((call) => resolver.meaningOf(call.callee, call) === owner);
  // Most classes no other file speaks of.
  const isFar = isFarAsked && resolver.files?.isMentioned(owner.name, resolver.uriOf(home)) === true;
  const all = isFar ? callersOf(owner, true, resolver) : [];
  const others = all === 'searching' ? [] : all.filter((call) => !own.includes(call));
  return [...own, ...others.filter((call) => isInModule(call, resolver) && makes(call, owner, resolver))];
}

function isInModule(call: CallSite, resolver: Resolver): boolean {
  const keeper = around(call);
  return keeper !== undefined && isModule(keeper, resolver);
}

/** Whether one of the callers of a class surely makes an object of it, or of one derived from it, rather than of what may be another. */
function makes(call: CallSite, owner: ClassDefinition, resolver: Resolver): boolean {
  // `super().__init__()` makes those of the class around it.
  if (call.name === '__init__') return true;
  const made = resolver.meaningOf(call.callee, call);
  const uri = resolver.uriOf(resolver.moduleOf(owner.site));
  return (
    made?.type === 'class' &&
    lineage(made, resolver).some((one) => one === owner || isImported(one, owner, uri, resolver))
  );
}
