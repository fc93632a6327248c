import { readArguments } from '../../syntax/arguments';
import { textOf } from '../../syntax/nodes';
import { type CallSite, enclosing, type FunctionDefinition } from '../../syntax/scopes';
import type { Resolver } from '../names/resolve';
import { unknown } from '../names/staticNumber';
import { type AbstractObject, isMapping, type ObjectOf, ofCaller } from './abstractObject';
import { framesOf } from './classes';
import { Environment } from './environment';
import { filledIn } from './filledByKeys';
import { laidOver } from './layered';
import { callsOfText, methodsOf } from './methods';
import { isSetByCallers } from './setByCallers';

type Instance = Extract<AbstractObject, { is: 'instance' }>;

/**
 * What a dictionary that an object keeps holds after its methods laid others over it: `self.config = DEFAULTS.copy()`, and
 * `self.config.update(config)`, or a loop that fills it. What is done outside of `__init__` somebody may do.
 */
export function changedAttribute(
  kept: AbstractObject,
  owner: Instance,
  name: string,
  resolver: Resolver,
  objectOf: ObjectOf,
): AbstractObject {
  if (!isMapping(kept) || !MAY_CHANGE.some((how) => owner.of.site.segment.text.includes(`${name}${how}`)))
    return kept;
  return methodsOf(owner.of).reduce<AbstractObject>((object, method) => {
    const text = `${method.parameters[0]?.name ?? ''}.${name}`;
    const frames = framesOf(method, owner.made);
    const updating = updatesOf(text, method).reduce<AbstractObject>(
      (below, call) => updatedBy(call, below, method, frames, { resolver, objectOf }),
      object,
    );
    const within = new Environment({ ...method.site, scope: method.scope }, resolver, frames);
    const filled = filledIn(updating, text, within, objectOf, method);
    return method.name === '__init__' || filled === object ? filled : ofCaller(object);
  }, kept);
}

const MAY_CHANGE = ['.update(', '['];

/** The calls in a method that lay others over a dictionary. */
function updatesOf(text: string, { site, scope }: FunctionDefinition): readonly CallSite[] {
  return callsOfText(site.segment, `${text}.update`).filter(
    (call) => enclosing(call.scope, 'function') === scope,
  );
}

function updatedBy(
  call: CallSite,
  below: AbstractObject,
  { name }: FunctionDefinition,
  frames: Environment['frames'],
  { resolver, objectOf }: { readonly resolver: Resolver; readonly objectOf: ObjectOf },
): AbstractObject {
  const { positional: [given] = [] } = readArguments(call.segment, call.args) ?? {};
  const above: AbstractObject = given
    ? objectOf(given, new Environment(call, resolver, frames))
    : { is: 'keywords', args: call.args, site: call, frames };
  const truth = resolver.reached(call, frames);
  if (truth?.holds === false || !isMapping(below)) return below;
  if (isMapping(above) && (truth?.holds === true || name !== '__init__')) return laidOver(above, below);
  if (above.is === 'options') return { ...below, above };
  const isGiven = given !== undefined && isSetByCallers(given, new Environment(call, resolver, frames));
  const isRead = above.is === 'unknown' ? above.reason.isUncalled === true : !isGiven;
  return isRead
    ? ofCaller(below)
    : { is: 'unknown', reason: unknown('reassigned', textOf(call.segment, call.callee)) };
}
