import { readArguments } from '../../syntax/arguments';
import { textOf } from '../../syntax/nodes';
import type { Binding, CallSite } from '../../syntax/scopes';
import { type AbstractObject, isMapping, type ObjectOf, ofCaller } from './abstractObject';
import { callsIn, callsOf } from './callsIn';
import { Environment } from './environment';
import { laidOver } from './layered';
import { isAbove } from './writtenAnew';

/**
 * What a dictionary that has a name holds after it took over others: `cfg.update(yaml.safe_load(file))`, `cfg.update(vars(args))`. What is
 * written in the call itself is found by its key, too, whatever else writes there.
 */
export function updated(
  object: AbstractObject,
  name: string,
  { kind, site: bound }: Binding,
  { site, resolver, frames }: Environment,
  objectOf: ObjectOf,
): AbstractObject {
  if (kind.type !== 'value' || !isMapping(object)) return object;
  const module = resolver.moduleOf(bound);
  resolver.need(callsOf('update'));
  const isMeant = (call: CallSite): boolean =>
    call.scope === bound.scope &&
    textOf(call.segment, call.callee) === `${name}.update` &&
    isAbove(kind.value, call, module) &&
    (site.scope !== bound.scope || isAbove(call, site, module));
  return callsIn(module, 'update')
    .filter(isMeant)
    .reduce<AbstractObject>((below, call) => {
      const { positional = [] } = readArguments(call.segment, call.args) ?? {};
      const [given] = positional;
      if (given === undefined || given.name === 'DictionaryExpression') return below;
      const above = objectOf(given, new Environment(call, resolver, frames));
      const isSure = call.block === bound.block;
      if (isSure && isMapping(above)) return laidOver(above, below);
      if (isSure && above.is === 'options' && isMapping(below)) return { ...below, above };
      if (above.is === 'unknown' && above.reason.reason === 'searching') return above;
      return ofCaller(below);
    }, object);
}
