import type { SyntaxNode } from '@lezer/common';
import { boundArgument, readArguments } from '../../syntax/arguments';
import { withoutParentheses } from '../../syntax/nodes';
import type { Site } from '../../syntax/scopes';
import type { Frames } from '../names/frames';
import type { Resolver } from '../names/resolve';
import { type AbstractObject, type Filter, isMapping, type Mapping } from './abstractObject';
import { elementsOf, valueOfKey } from './displays';
import { unlessUnderWay } from '../names/underWay';
import type { Entry } from './entry';
import { Environment } from './environment';
import { setByAny } from './experiments';
import { isNone, mayPut, type Optional, optionalOf, placesGiven } from './optional';
import { defaultsOf } from './options';
import { takerOf } from './restParameter';

/** Whether a key is one of those that are not taken over. */
export function isLeftOut(filter: Filter | undefined, name: string): boolean {
  return filter !== undefined && filter.keys.includes(name) !== filter.areTaken;
}

/** What a call gives for a name; of a list of values what stands in that name's place. */
function argumentNamed(
  { args, site, fields }: Extract<Mapping, { is: 'keywords' }>,
  name: string,
): SyntaxNode | undefined {
  const given = args.name === 'ArgList' ? readArguments(site.segment, args) : undefined;
  const at = fields?.indexOf(name) ?? -1;
  const positional = given?.positional ?? (args.name === 'ArgList' ? [] : elementsOf(args));
  return given?.keywords.get(name) ?? (at < 0 ? undefined : positional[at]);
}

/** The value of a key that stands there by its name: `{Keys.P: 0.1}`, after `P = "p"` in `Keys`. */
function valueOfNamedKey(
  node: SyntaxNode,
  site: Site,
  name: string,
  resolver: Resolver,
): SyntaxNode | undefined {
  const isKey = (one: SyntaxNode): boolean =>
    one.nextSibling?.name === ':' && resolver.wordOf(one, site)?.value === name;
  const keys = ['VariableName', 'MemberExpression'].flatMap((kind) => node.getChildren(kind).filter(isKey));
  return keys.at(-1)?.nextSibling?.nextSibling ?? undefined;
}

/** The one thing that is unpacked into a mapping, which alone can have what stands there under no key: `**settings` of `Net(size, **settings)`. */
export function spreadAlone(owner: Mapping, name: string): SyntaxNode | undefined {
  const isDisplay = owner.is === 'dictionary';
  const own = isDisplay ? valueOfKey(owner.node, owner.site, name) : argumentNamed(owner, name);
  const [only, ...others] = (isDisplay ? owner.node : owner.args).getChildren('**');
  const isAlone = own === undefined && others.length === 0 && owner.otherwise === undefined;
  return isAlone ? (only?.nextSibling ?? undefined) : undefined;
}

/** What a mapping has under a key; 'nothing' where it surely has none, undefined where that cannot be told. */
export function entryOf(
  owner: Mapping,
  name: string,
  objectOf: (node: SyntaxNode, site: Site, frames: Frames) => AbstractObject,
  resolver: Resolver,
): Entry | 'nothing' | undefined {
  const { site, frames, otherwise, filter } = owner;
  if (isLeftOut(filter, name)) return 'nothing';
  // What options say that lie over it is no expression.
  if (owner.above !== undefined && defaultsOf(owner.above, name, resolver).length > 0) return undefined;
  const isDisplay = owner.is === 'dictionary';
  if (isDisplay && owner.setBy !== undefined) {
    const set = setByAny(owner.setBy, name, resolver);
    return set && { node: set.node, site: set, frames, isOpen: true };
  }
  const own = isDisplay
    ? (valueOfKey(owner.node, site, name) ?? valueOfNamedKey(owner.node, site, name, resolver))
    : argumentNamed(owner, name);
  let isOpen = owner.isPassed === true;
  const takenFrom = (object: AbstractObject): Entry | 'nothing' | undefined => {
    const found = isMapping(object) ? entryOf(object, name, objectOf, resolver) : undefined;
    return found === undefined || found === 'nothing' ? found : { ...found, isOpen: isOpen || found.isOpen };
  };
  // What those give who pass it, `{**BASE, **(given or {})}`: nobody, or the only one.
  const takenFromGiven = (optional: Optional, environment: Environment): Entry | 'nothing' | undefined => {
    const find = (): Entry | 'nothing' | undefined => {
      const given = mayPut(optional, name, resolver) ? undefined : placesGiven(optional, environment);
      if (given === undefined || given === 'searching') return undefined;
      const found = given.map(({ place, frames: there }) =>
        isNone(place) ? 'nothing' : takenFrom(objectOf(place.node, place, there)),
      );
      return found.every((one) => one === 'nothing') ? 'nothing' : found.length === 1 ? found[0] : undefined;
    };
    return unlessUnderWay(optional.parameter, resolver.underWay, resolver.nesting, find, undefined);
  };
  // What stands further behind comes first.
  for (const star of (isDisplay ? owner.node : owner.args).getChildren('**').reverse()) {
    if (own !== undefined && (!isDisplay || star.from < own.from)) break;
    const spread = star.nextSibling;
    if (spread === null) return undefined;
    const environment = new Environment(site, resolver, frames);
    const taker = takerOf(spread, 'doubleStar', environment);
    const running = taker && frames.get(taker.scope);
    const rest = running && boundArgument(running.site.segment, running.args, taker, name);
    if (rest?.passed === 'value' && running) return { ...running, node: rest.node, isOpen };
    if (rest !== undefined && rest.passed !== 'nothing') return undefined;
    if (taker !== undefined) {
      isOpen ||= running === undefined;
      continue;
    }
    const optional = optionalOf(withoutParentheses(spread), environment);
    isOpen ||= optional !== undefined && !frames.has(optional.definition.scope);
    const given = optional && takenFromGiven(optional, environment);
    const found = given ?? takenFrom(objectOf(spread, site, frames));
    if (found !== 'nothing') return found;
  }
  if (own !== undefined) return { node: own, site, frames, isOpen };
  return otherwise === undefined || isDisplay ? 'nothing' : takenFrom(otherwise);
}
