import type { ExpressionSite } from '../../syntax/scopes';
import type { Frames } from '../names/frames';
import type { Resolver } from '../names/resolve';
import type { Unless } from '../names/staticNumber';

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
