import { type Binding, type ExpressionSite, type FunctionDefinition, placeOf } from '../../syntax/scopes';
import type { Frames } from '../names/frames';
import type { Resolver } from '../names/resolve';
import type { Unless } from '../names/staticNumber';
import { type AbstractObject, ofCaller, onlyOne } from './abstractObject';

/** More branches are machine-made. */
const MOST_BRANCHES = 32;

/** Of what stands in branches that which may be run, as far as it is known which are taken; and who may take another. */
export function takenOnly<T>(
  all: readonly T[],
  placeOf: (one: T) => ExpressionSite,
  resolver: Resolver,
  frames: Frames,
): { readonly taken: readonly T[]; readonly unless: Unless | undefined } {
  if (all.length < 2 || all.length > MOST_BRANCHES) return { taken: all, unless: undefined };
  let unless: Unless | undefined;
  const taken = all.filter((one) => {
    const truth = resolver.reached(placeOf(one), frames);
    if (truth?.holds === false) unless ??= truth.unless;
    return truth?.holds !== false;
  });
  return taken.length === 0 ? { taken: all, unless: undefined } : { taken, unless };
}

/** The first that a function surely returns, as it is called, and who may make it return another. */
export function returnTaken(
  { returns }: FunctionDefinition,
  frames: Frames,
  resolver: Resolver,
): { readonly returned: ExpressionSite | undefined; readonly unless: Unless | undefined } {
  const [only, ...others] = returns;
  let unless: Unless | undefined;
  if (others.length === 0) return { returned: only, unless };
  for (const one of returns.length > MOST_BRANCHES ? [] : returns) {
    const truth = resolver.reached(one, frames);
    if (truth === undefined) break;
    unless ??= truth.unless;
    if (truth.holds) return { returned: one, unless };
  }
  return { returned: undefined, unless };
}

/** The one object that a name stands for that may be bound to these, in the branches that may be run. */
export function objectTaken(
  objects: readonly AbstractObject[],
  bindings: readonly Binding[],
  resolver: Resolver,
  frames: Frames,
): AbstractObject | undefined {
  const same = onlyOne(objects);
  if (same !== undefined) return same;
  const { taken, unless } = takenOnly(bindings, placeOf, resolver, frames);
  const only = onlyOne(objects.filter((_, i) => taken.some((one) => one === bindings[i])));
  return only && (unless === undefined ? only : ofCaller(only));
}

/** Without those that bind None, where there are others. */
export function otherThanNone(bindings: readonly Binding[]): readonly Binding[] {
  const others = bindings.filter(({ kind }) => kind.type !== 'value' || kind.value.node.name !== 'None');
  return others.length > 0 ? others : bindings;
}
