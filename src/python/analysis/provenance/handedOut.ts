import { textOf } from '../../syntax/nodes';
import type { Resolver } from '../names/resolve';
import { type AbstractObject, isKnown, type ObjectOf } from './abstractObject';
import { Environment } from './environment';
import { lineage, methodsOf } from './methods';

/** What has the items, or the attributes, that an object of a class hands out: `def __getitem__(self, key): return self._config[key]`. */
export function handedOut(
  { of }: Extract<AbstractObject, { is: 'instance' }>,
  method: '__getitem__' | '__getattr__',
  resolver: Resolver,
  objectOf: ObjectOf,
): AbstractObject | undefined {
  for (const definition of lineage(of, resolver).flatMap(methodsOf)) {
    if (definition.name !== method) continue;
    const key = definition.parameters[1]?.name ?? '';
    for (const one of definition.returns) {
      const [holder, rest] = [one.node.firstChild, textOf(one.segment, one.node)];
      const isItem = holder !== null && rest === `${textOf(one.segment, holder)}[${key}]`;
      const object = isItem ? objectOf(holder, new Environment(one, resolver)) : undefined;
      if (object !== undefined && isKnown(object)) return object;
    }
    return undefined;
  }
  return undefined;
}
