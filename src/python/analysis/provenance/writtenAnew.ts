import { type Site, TOP_BLOCK } from '../../syntax/scopes';
import type { Module } from '../names/module';
import { type AbstractObject, isLike, type Mapping, type ObjectOf } from './abstractObject';
import { segmentsOf } from './definitions';
import { Environment } from './environment';

/** What is put into a dictionary in the place of something: `CFG["model"] = {"p": 0.1}`; 'unsure' where it is not known whether it was at the place. */
export function writtenAnew(
  owner: Mapping,
  name: string,
  { site, resolver }: Environment,
  objectOf: ObjectOf,
): AbstractObject | 'unsure' | undefined {
  resolver.need(`.${name}`);
  const module = resolver.moduleOf(owner.site);
  const writes = module.writesOf(name).filter(({ isItem, node, ...write }) => {
    const object = isItem ? node.firstChild : null;
    return object !== null && isLike(objectOf(object, new Environment(write, resolver)), owner);
  });
  const [only, ...others] = writes;
  if (only === undefined) return undefined;
  const isSure = only.scope.kind === 'module' && only.block === TOP_BLOCK && others.length === 0;
  const isBehind = site.scope.kind !== 'module' || isAbove(only, site, module);
  if (!isSure || only.value === undefined || !isBehind) return 'unsure';
  return objectOf(only.value.node, new Environment(only.value, resolver));
}

/** Whether something stands above a place; what is in another module counts as run before. */
export function isAbove(above: Site, below: Site, module: Module): boolean {
  if (above.segment === below.segment) return above.at < below.at;
  const all = segmentsOf(module);
  const [a, b] = [all.indexOf(above.segment), all.indexOf(below.segment)];
  return b < 0 || a < b;
}
