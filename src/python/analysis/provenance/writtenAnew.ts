import { TOP_BLOCK } from '../../syntax/scopes';
import type { Module } from '../names/module';
import { type AbstractObject, isEmpty, isLike, type Mapping, type ObjectOf, partOf } from './abstractObject';
import { isAbove } from './definitions';
import { Environment } from './environment';
import { putInto } from './dictionaryChanges';

/** What is put into a dictionary in the place of something: `CFG["model"] = {"p": 0.1}`; 'unsure' where it is not known whether it was at the place. */
export function writtenAnew(
  owner: Mapping,
  name: string,
  { site, resolver }: Environment,
  objectOf: ObjectOf,
): AbstractObject | 'unsure' | undefined {
  resolver.need(`.${name}`);
  const put = putInto(owner, name, resolver, objectOf);
  if (put !== undefined) return partOf(owner, name, put);
  const module = resolver.moduleOf(owner.site);
  const writes = module.writesOf(name).filter(({ isItem, node, ...write }) => {
    const object = isItem ? node.firstChild : null;
    return object !== null && isLike(objectOf(object, new Environment(write, resolver)), owner);
  });
  const [only, ...others] = writes;
  if (only === undefined) return partSet(owner, name, module);
  const isSure = only.scope.kind === 'module' && only.block === TOP_BLOCK && others.length === 0;
  const isBehind = site.scope.kind !== 'module' || isAbove(only, site, module);
  if (!isSure || only.value === undefined || !isBehind) return 'unsure';
  return objectOf(only.value.node, new Environment(only.value, resolver));
}

/** A part of settings that are made empty, and set part by part: `cfg = EasyDict()`, and `cfg.MODEL = EasyDict()`. Under its name all that sets it is known. */
function partSet(owner: Mapping, name: string, module: Module): AbstractObject | undefined {
  const isEmptied = owner.is === 'keywords' && isEmpty(owner);
  const isSet = isEmptied && module.writesOf(name).some(({ isItem }) => !isItem);
  return isSet ? { is: 'configuration', name: `config.${name}` } : undefined;
}
