import { textOf } from '../../syntax/nodes';
import type { Resolver } from '../names/resolve';
import { type AbstractObject, HOLDERS, isKnown, type ObjectOf, ofCaller } from './abstractObject';
import { baseNames } from './classes';
import { Environment } from './environment';
import { methodsOf } from './methods';

/**
 * What has the items, or the attributes, that an object of a class hands out, whatever it makes of them:
 * `def __getitem__(self, key): return self._config[key]`. Undefined where it may hand out others as well.
 */
export function handedOut(
  { of }: Extract<AbstractObject, { is: 'instance' }>,
  method: '__getitem__' | '__getattr__',
  resolver: Resolver,
  objectOf: ObjectOf,
): AbstractObject | undefined {
  const definition = methodsOf(of).find(({ name }) => name === method);
  const [self, key, ...others] = definition?.parameters ?? [];
  if (definition === undefined || self === undefined || key === undefined || others.length > 0)
    return undefined;
  const isKept = definition.scope.names.get(key.name)?.length === 1;
  if (!isKept || baseNames(of).some((base) => HOLDERS.has(base))) return undefined;
  const { returns } = definition;
  const one = returns.find(({ node, segment }) => {
    const holder = node.name === 'MemberExpression' ? node.firstChild : null;
    return (
      holder?.name === 'MemberExpression' &&
      textOf(segment, node) === `${textOf(segment, holder)}[${key.name}]`
    );
  });
  const holder = one?.node.firstChild;
  if (one === undefined || !holder) return undefined;
  const text = textOf(one.segment, one.node);
  const isAll = returns.every(({ node, segment }) => textOf(segment, node).includes(text));
  const object = isAll ? objectOf(holder, new Environment(one, resolver)) : undefined;
  return object !== undefined && isKnown(object) ? ofCaller(object) : undefined;
}
